from django.core.management.base import BaseCommand, CommandError

from fallanalyse import pseudonymisierung
from fallanalyse.models import Fallanalyse, Textpruefung
from fallanalyse.pseudonymisierung import PruefungNichtMoeglich
from fallanalyse.workflow import BEIM_TEAM
from kinderschutz.system_context import system_context


class Command(BaseCommand):
    help = (
        "Liest Texte nach, die mit einem früheren Stand der Prüfung gelesen wurden (Probelauf ohne "
        "--wet-run). Bis dahin sieht sie niemand von außen."
    )

    def add_arguments(self, parser):
        parser.add_argument("--wet-run", action="store_true", help="wirklich nachlesen")

    def handle(self, *, wet_run, **options):
        try:
            stand = pseudonymisierung.stand()
        except PruefungNichtMoeglich as grund:
            raise CommandError(str(grund)) from grund
        with system_context("pruefe_texte"):
            # What left its team was looked at then, and is again before it goes any further.
            rows = Fallanalyse.objects.filter(
                freigabestufe__in=BEIM_TEAM,
                pk__in=Textpruefung.objects.exclude(stand=stand).values("analyse"),
            )
            keys = list(rows.order_by("pk").values_list("pk", flat=True))
        for key in keys if wet_run else ():
            # One after the other: nobody who saves has to wait for all of them.
            with system_context("pruefe_texte"):
                analyse = Fallanalyse.objects.select_for_update().get(pk=key)
                try:
                    analyse.pruefe_texte(neu=False)
                except PruefungNichtMoeglich as grund:
                    raise CommandError(str(grund)) from grund
        was = "nachgelesen" if wet_run else "wären nachzulesen"
        satz = f"{len(keys)} Fallanalysen {was}."
        self.stdout.write(satz if wet_run else f"Probelauf: {satz}")
