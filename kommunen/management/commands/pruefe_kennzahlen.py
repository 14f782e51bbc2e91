from django.core.management.base import BaseCommand, CommandError

from kinderschutz.system_context import system_context
from kommunen.stichtag import abweichungen


class Command(BaseCommand):
    help = "Zählt alle fallbezogenen Kennzahlen nach und nennt, was nicht stimmt."

    def handle(self, **options):
        anzahl = 0
        with system_context("pruefe_kennzahlen"):
            for kennzahl, key, gefuehrt, gezaehlt in abweichungen():
                anzahl += 1
                jugendamt, projekt, jahr, auspraegung = key
                self.stdout.write(
                    f"{kennzahl.name}: Jugendamt {jugendamt}, Projekt {projekt or '–'}, {jahr}"
                    f"{', ' + auspraegung if auspraegung else ''}:"
                    f" geführt {gefuehrt}, gezählt {gezaehlt}"
                )
        if anzahl:
            raise CommandError(f"{anzahl} Abweichungen.")
        self.stdout.write("Alle Kennzahlen stimmen.")
