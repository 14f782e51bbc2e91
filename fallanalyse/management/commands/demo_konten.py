from django.conf import settings
from django.core.management.base import BaseCommand

from fallanalyse.demo.laden import is_geladen
from kinderschutz.demo_konten import KONTEN, PASSWORT


class Command(BaseCommand):
    help = "Zeigt die Konten, mit denen man sich in einem Demostart anmelden kann."

    def handle(self, **options):
        if not settings.DEMO or not is_geladen():
            self.stdout.write("Hier gibt es keine Demokonten.")
            return
        breite = max(len(konto.email) for konto in KONTEN)
        self.stdout.write(f"Demokonten, alle mit dem Passwort {PASSWORT}\n")
        for konto in KONTEN:
            self.stdout.write(f"  {konto.email:<{breite}}  {konto.was}")
