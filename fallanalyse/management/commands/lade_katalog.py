from django.core.management.base import BaseCommand

from fallanalyse.models import Praxiselement


class Command(BaseCommand):
    help = "Ergänzt den gemeinsamen Katalog um verbreitete Verfahren und Instrumente."

    def handle(self, *args, **options):
        self.stdout.write(f"{Praxiselement.lade_grundbestand()} Einträge sind neu im Katalog.")
