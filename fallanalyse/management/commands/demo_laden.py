from django.core.management.base import BaseCommand, CommandError

from fallanalyse.demo.laden import DemoNichtMoeglich, is_geladen, lade_demo


class Command(BaseCommand):
    help = "Lädt die Beispieldaten in eine leere Datenbank eines Demostarts."

    def handle(self, *, verbosity, **options):
        if is_geladen():
            ergebnis = "Die Beispieldaten sind schon geladen."
        else:
            try:
                lade_demo()
            except DemoNichtMoeglich as grund:
                raise CommandError(str(grund)) from grund
            ergebnis = "Die Beispieldaten sind geladen."
        if verbosity:
            self.stdout.write(ergebnis)
