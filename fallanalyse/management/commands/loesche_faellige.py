from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from fallanalyse.loeschung import faellige, loesche
from kinderschutz.system_context import system_context


class Command(BaseCommand):
    help = "Löscht Fallanalysen, deren Löschdatum erreicht ist (Probelauf ohne --wet-run)."

    def add_arguments(self, parser):
        parser.add_argument("--wet-run", action="store_true", help="wirklich löschen")

    def handle(self, *, wet_run, **options):
        with system_context("loesche_faellige"):
            lagen = list(faellige())
        if not wet_run:
            for lage in lagen:
                self.stdout.write(f"{lage.kennung} ({lage.jugendamt}), {_warum(lage)}")
            wuerden = "würde" if len(lagen) == 1 else "würden"
            self.stdout.write(f"Probelauf: {_anzahl(len(lagen))} {wuerden} gelöscht.")
            return
        gescheitert, geloescht = [], 0
        for lage in lagen:
            try:
                geloescht += self._loesche(lage)
            except Error as fehler:
                # Not its text: it may quote a row.
                self.stderr.write(f"{lage.kennung}: {type(fehler).__name__}")
                gescheitert.append(lage)
        self.stdout.write(f"{_anzahl(geloescht)} gelöscht.")
        if gescheitert:
            raise CommandError(
                "Nicht gelöscht: "
                + ", ".join(f"{lage.kennung} ({lage.jugendamt})" for lage in gescheitert)
            )

    def _loesche(self, lage):
        """
        Say whether it was deleted: it may have been taken back or prolonged since it was read.

        Each in a transaction of its own: what fails holds up none of the others.
        """
        with system_context("loesche_faellige"):
            noch = faellige().filter(pk=lage.pk).exists()
            if noch:
                loesche(lage.analyse_id)
        return noch


def _warum(lage):
    if lage.is_vorgemerkt:
        return f"vorgemerkt am {lage.vorgemerkt_am:%d.%m.%Y}"
    return f"fällig am {lage.loeschen_datum:%d.%m.%Y}"


def _anzahl(anzahl):
    return "1 Fallanalyse" if anzahl == 1 else f"{anzahl} Fallanalysen"
