from django.core.management.base import BaseCommand, CommandError

from fallanalyse import pseudonymisierung
from fallanalyse.models import Fallanalyse
from fallanalyse.pseudonymisierung import PruefungNichtMoeglich
from fallanalyse.workflow import BEIM_TEAM
from kinderschutz.system_context import system_context


class Command(BaseCommand):
    help = (
        "Liest Texte nach, die noch nie oder mit einem früheren Stand der Prüfung gelesen wurden "
        "(Probelauf ohne --wet-run). Bis dahin sieht sie niemand von außen."
    )

    def add_arguments(self, parser):
        parser.add_argument("--wet-run", action="store_true", help="wirklich nachlesen")

    def handle(self, *, wet_run, **options):
        try:
            # Fails here, also where there is nothing to read.
            pseudonymisierung.stand()
            pseudonymisierung.pruefe("")
            anzahl = sum(self._lies_nach(key, wet_run) for key in self._beim_team())
        except PruefungNichtMoeglich as grund:
            raise CommandError(str(grund)) from grund
        was = "nachgelesen" if wet_run else "wären nachzulesen"
        satz = f"{anzahl} Fallanalysen {was}."
        self.stdout.write(satz if wet_run else f"Probelauf: {satz}")

    def _beim_team(self):
        # What left its team was looked at then, and is again before it goes any further.
        with system_context("pruefe_texte"):
            rows = Fallanalyse.objects.filter(freigabestufe__in=BEIM_TEAM)
            return list(rows.order_by("pk").values_list("pk", flat=True))

    def _lies_nach(self, key, wet_run):
        """Say whether something in it was unread; each alone, so that nobody waits for all."""
        with system_context("pruefe_texte"):
            analyse = Fallanalyse.objects.select_for_update().filter(pk=key).first()
            if analyse is None:
                return False
            bekannt = analyse.pruefung()
            is_offen = any(bekannt.funde(stelle.text) is None for stelle in analyse.stellen())
            if is_offen and wet_run:
                analyse.pruefe_texte(neu=False)
            return is_offen
