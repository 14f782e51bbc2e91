from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from kinderschutz.system_context import system_context
from kommunen.stichtag import StichtagNichtMoeglich, letztes_quartalsende, setze_stichtag


class Command(BaseCommand):
    help = "Friert die Kennzahlen zu einem Stichtag ein (Probelauf ohne --wet-run)."

    def add_arguments(self, parser):
        parser.add_argument(
            "datum",
            nargs="?",
            type=date.fromisoformat,
            help="JJJJ-MM-TT; sonst das letzte Quartalsende",
        )
        parser.add_argument("--wet-run", action="store_true", help="wirklich einfrieren")

    def handle(self, *, datum, wet_run, **options):
        # Two blocks: the system context still has to hand back its role after a rollback.
        with system_context("stichtag_setzen"), transaction.atomic():
            try:
                stichtag = setze_stichtag(datum or letztes_quartalsende())
            except StichtagNichtMoeglich as grund:
                raise CommandError(str(grund)) from grund
            anzahl = stichtag.werte.count()
            if wet_run:
                self.stdout.write(f"Stichtag {stichtag}: {anzahl} Werte eingefroren.")
            else:
                transaction.set_rollback(True)
                self.stdout.write(
                    f"Probelauf, Stichtag {stichtag}: {anzahl} Werte würden eingefroren."
                )
