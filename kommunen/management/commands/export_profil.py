"""Write profile pages as text, in the form `import_profil` reads."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from kinderschutz.system_context import system_context
from kommunen.models import Profil
from kommunen.profilexport import als_text


class Command(BaseCommand):
    help = (
        "Schreibt Profile als Text, in der Form, die import_profil liest: eines in die Ausgabe, "
        "mit --ordner alle genannten (oder alle des Projekts) in je eine Datei."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "kommunen", metavar="KOMMUNE", nargs="*", help="Kurzname wie in der Adresse der Seite."
        )
        parser.add_argument("--projekt", metavar="KURZTITEL", help="Nur Profile dieses Projekts.")
        parser.add_argument("--ordner", metavar="ORDNER", type=Path)

    def handle(self, *, kommunen, projekt, ordner, **options):
        with system_context("Profile ausgeben"):
            profile = self._profile(kommunen, projekt)
            if ordner is None:
                if len(profile) != 1:
                    raise CommandError(
                        f"Das sind {len(profile)} Profile. Bitte nennen Sie genau eine Kommune und "
                        "ihr Projekt, oder einen Ordner mit --ordner."
                    )
                self.stdout.write(als_text(profile[0]), ending="")
                return
            for profil in profile:
                self._write(profil, ordner)
        self.stdout.write(f"{len(profile)} Profile ausgegeben.")

    def _profile(self, kommunen, projekt):
        profile = (
            Profil.objects.with_punkte()
            .select_related(
                "teilnahme__kommune__bundesland", "teilnahme__cluster", "teilnahme__projekt"
            )
            .order_by("teilnahme__kommune__slug", "teilnahme__projekt__slug")
        )
        if kommunen:
            profile = profile.filter(teilnahme__kommune__slug__in=kommunen)
        if projekt:
            profile = profile.filter(teilnahme__projekt__kurztitel=projekt)
        gefunden = list(profile)
        vorhanden = {profil.teilnahme.kommune.slug for profil in gefunden}
        if fehlende := [slug for slug in kommunen if slug not in vorhanden]:
            raise CommandError(f"Ohne Profil: {', '.join(fehlende)}.")
        return gefunden

    def _write(self, profil, ordner):
        teilnahme = profil.teilnahme
        datei = ordner / f"{teilnahme.kommune.slug}.{teilnahme.projekt.slug}.txt"
        try:
            ordner.mkdir(parents=True, exist_ok=True)
            datei.write_text(als_text(profil), encoding="utf-8")
        except OSError as grund:
            raise CommandError(f"{datei} lässt sich nicht schreiben ({grund.strerror}).") from grund
