from django.core.management.base import BaseCommand
from django.db import transaction

from kinderschutz.system_context import system_context
from kommunen.regionen import importiere_regionen


class Command(BaseCommand):
    help = (
        "Importiert Länder, Kreise, ihre Bevölkerung und die Jugendämter von Rheinland-Pfalz"
        " (Probelauf ohne --wet-run)."
    )

    def add_arguments(self, parser):
        parser.add_argument("--land", help="nur die Kreise dieses Landes (zwei Ziffern, etwa 07)")
        parser.add_argument("--wet-run", action="store_true", help="wirklich importieren")

    def handle(self, *, wet_run, land=None, **options):
        with system_context("import_regionen"), transaction.atomic():
            anzahlen = importiere_regionen(land)
            text = ", ".join(f"{anzahl} {was}" for was, anzahl in anzahlen.items())
            if wet_run:
                self.stdout.write(f"Importiert: {text}.")
            else:
                transaction.set_rollback(True)
                self.stdout.write(f"Probelauf, importiert würden: {text}.")
