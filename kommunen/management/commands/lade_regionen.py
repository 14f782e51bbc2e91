from django.core.management.base import BaseCommand
from django.db import transaction

from kinderschutz.system_context import system_context
from kommunen.regionen import lade_regionen


class Command(BaseCommand):
    help = "Lädt Länder, Kommunen, Jugendämter und Bevölkerung (Probelauf ohne --wet-run)."

    def add_arguments(self, parser):
        parser.add_argument("--wet-run", action="store_true", help="wirklich laden")

    def handle(self, *, wet_run, **options):
        with system_context("lade_regionen"), transaction.atomic():
            anzahlen = lade_regionen()
            text = ", ".join(f"{anzahl} {was}" for was, anzahl in anzahlen.items())
            if wet_run:
                self.stdout.write(f"Geladen: {text}.")
            else:
                transaction.set_rollback(True)
                self.stdout.write(f"Probelauf, geladen würden: {text}.")
