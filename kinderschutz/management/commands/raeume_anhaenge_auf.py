from django.core.management.base import BaseCommand

from kinderschutz import ablage
from kinderschutz.system_context import system_context


class Command(BaseCommand):
    help = "Entfernt Dateien, zu denen es keinen Eintrag mehr gibt (Probelauf ohne --wet-run)."

    def add_arguments(self, parser):
        parser.add_argument("--wet-run", action="store_true", help="wirklich entfernen")

    def handle(self, *, wet_run, **options):
        with system_context("raeume_anhaenge_auf"):
            bekannte = ablage.bekannte()
        verwaiste = ablage.verwaiste(bekannte)
        groesse = sum(path.stat().st_size for path in verwaiste) / 1024 / 1024
        if wet_run:
            for path in verwaiste:
                path.unlink(missing_ok=True)
        was = "Dateien entfernt" if wet_run else "Dateien würden entfernt"
        satz = f"{len(verwaiste)} {was} ({groesse:.1f} MB)."
        self.stdout.write(satz if wet_run else f"Probelauf: {satz}")
        if fehlende := ablage.fehlende(bekannte):
            self.stderr.write(
                f"Zu {len(fehlende)} Einträgen fehlt die Datei. Bitte aus der Datensicherung "
                "zurückholen: " + ", ".join(fehlende)
            )
