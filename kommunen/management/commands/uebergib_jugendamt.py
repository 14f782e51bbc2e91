from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from kinderschutz.system_context import system_context
from kommunen.enums import Leitungsrolle
from kommunen.models import Jugendamt, Uebergabe
from kommunen.models.uebergabe import UebergabeNichtMoeglich
from kommunen.umzug import fuehre_aus, raeume_nach

NAME = "uebergib_jugendamt"


class Command(BaseCommand):
    help = (
        "Übergibt Jugendämter an andere (Probelauf ohne --wet-run). Ohne Angaben: führt aus, was "
        "geplant, zugestimmt und fällig ist; täglich aufgerufen. Mit --von und --an: plant eine "
        "Übergabe, die Leitungen stimmen danach in der Anwendung zu."
    )

    def add_arguments(self, parser):
        parser.add_argument("--von", help="Kurzname des abgebenden Jugendamts")
        parser.add_argument("--an", help="Kurzname des aufnehmenden Jugendamts")
        parser.add_argument(
            "--am", type=date.fromisoformat, help="JJJJ-MM-TT: erster Tag im aufnehmenden Jugendamt"
        )
        parser.add_argument(
            "--leitung-wird",
            choices=Leitungsrolle.values,
            default=Leitungsrolle.FACHKRAFT.value,
            help="als was die Leitungen des abgebenden Jugendamts dort arbeiten",
        )
        parser.add_argument("--wet-run", action="store_true", help="wirklich planen oder ausführen")

    def handle(self, *, von, an, am, leitung_wird, wet_run, **options):
        if not (von or an or am):
            self._fuehre_faellige_aus(wet_run)
            return
        if not (von and an and am):
            raise CommandError("Zum Planen gehören --von, --an und --am zusammen.")
        with system_context(NAME), transaction.atomic():
            uebergabe = Uebergabe(
                abgebend=self._jugendamt(von),
                aufnehmend=self._jugendamt(an),
                am=am,
                leitung_wird=leitung_wird,
            )
            try:
                uebergabe.plane()
            except UebergabeNichtMoeglich as grund:
                raise CommandError(str(grund)) from grund
            if not wet_run:
                transaction.set_rollback(True)
        vorab = "" if wet_run else "Probelauf: "
        self.stdout.write(f"{vorab}{uebergabe}, am {am:%d.%m.%Y}: {uebergabe.stand}.")

    def _jugendamt(self, slug):
        try:
            return Jugendamt.objects.get(slug=slug)
        except Jugendamt.DoesNotExist as grund:
            bekannte = ", ".join(
                Jugendamt.objects.filter(slug__contains=slug[:8])
                .order_by("slug")
                .values_list("slug", flat=True)[:5]
            )
            raise CommandError(f"Kein Jugendamt »{slug}«. Ähnlich: {bekannte or '–'}") from grund

    def _fuehre_faellige_aus(self, wet_run):
        with system_context(NAME):
            faellige = list(Uebergabe.objects.faellig().select_related("abgebend", "aufnehmend"))
            fertige = list(Uebergabe.objects.exclude(ausgefuehrt_am=None).order_by("am", "pk"))
        gescheitert = [eine for eine in faellige if not self._fuehre_aus(eine, wet_run)]
        nachgeraeumt = fertige + [eine for eine in faellige if eine not in gescheitert]
        if wet_run:
            self._raeume_nach(nachgeraeumt)
        if not faellige:
            self.stdout.write("Keine Übergabe ist fällig.")
        if gescheitert:
            raise CommandError("Nicht ausgeführt: " + ", ".join(map(str, gescheitert)))

    def _fuehre_aus(self, uebergabe, wet_run):
        """Say whether it was (or would be) carried out. Each in a transaction of its own."""
        try:
            with system_context(NAME), transaction.atomic():
                bericht = fuehre_aus(uebergabe)
                if not wet_run:
                    transaction.set_rollback(True)
        except UebergabeNichtMoeglich as grund:
            self.stderr.write(f"{uebergabe}: {grund}")
            return False
        self.stdout.write(f"{'' if wet_run else 'Probelauf: '}{uebergabe}")
        for was, anzahl in (bericht.weiteres | bericht.zeilen).items():
            self.stdout.write(f"  {anzahl:>7} {was}")
        self.stdout.write(f"  {bericht.anzahl:>7} Zeilen zusammen")
        return True

    def _raeume_nach(self, uebergaben):
        for uebergabe in uebergaben:
            with system_context(NAME):
                bericht = raeume_nach(uebergabe)
            if bericht.anzahl:
                self.stdout.write(f"{uebergabe}: {bericht.anzahl} Zeilen nachgeholt")
