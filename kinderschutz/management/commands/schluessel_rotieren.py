from django.core.management.base import BaseCommand, CommandError

from kinderschutz import audit, key_rotation
from kinderschutz.key_rotation import Renewal
from kinderschutz.models import Aktion
from kinderschutz.system_context import system_context

GRUND = "schluessel_rotieren"


class Command(BaseCommand):
    help = (
        "Verschlüsselt alles mit dem ersten Schlüssel aus FIELD_KEYS (Probelauf ohne --wet-run). "
        "Lässt sich jederzeit abbrechen und noch einmal starten."
    )

    def add_arguments(self, parser):
        parser.add_argument("--wet-run", action="store_true", help="wirklich neu verschlüsseln")

    def handle(self, *, wet_run, **options):
        orte = [*self._tables(wet_run), *self._others(wet_run)]
        for ort in orte:
            if ort.renewed or ort.lost:
                self.stdout.write(_satz(ort, wet_run))
        erneuert, aktuell, verloren = (
            sum(getattr(ort, name) for ort in orte) for name in ("renewed", "current", "lost")
        )
        if wet_run:
            with system_context(GRUND):
                audit.record(Aktion.GEAENDERT, objektart="schluessel", kennung=str(erneuert))
        was = "neu verschlüsselt" if wet_run else "wären neu zu verschlüsseln (Probelauf)"
        self.stdout.write(
            f"Zusammen: {erneuert} {was}, {aktuell} schon unter dem neuesten Schlüssel."
        )
        if verloren:
            raise CommandError(
                f"{verloren} lassen sich mit keinem Schlüssel aus FIELD_KEYS öffnen. Sie sind, wie "
                "sie waren. Bitte nehmen Sie den fehlenden Schlüssel wieder in FIELD_KEYS auf."
            )
        if wet_run:
            self.stdout.write(
                "Die älteren Schlüssel braucht nur noch, wer eine alte Datensicherung zurückholt."
            )

    def _tables(self, wet_run):
        for table, key, columns in key_rotation.encrypted_columns():
            summe, after, is_first = Renewal(table), None, True
            while is_first or after is not None:
                is_first = False
                # A transaction each: an interruption loses one batch.
                with system_context(GRUND):
                    batch, after = key_rotation.renew_batch(
                        table, key, columns, after=after, wet_run=wet_run
                    )
                summe.current += batch.current
                summe.renewed += batch.renewed
                summe.lost += batch.lost
            yield summe

    def _others(self, wet_run):
        for renew_place in key_rotation.other_places():
            with system_context(GRUND):
                yield renew_place(wet_run=wet_run)


def _satz(ort, wet_run):
    teile = []
    if ort.renewed:
        teile.append(f"{ort.renewed} {'neu verschlüsselt' if wet_run else 'neu zu verschlüsseln'}")
    if ort.current:
        teile.append(f"{ort.current} schon aktuell")
    if ort.lost:
        teile.append(f"{ort.lost} lassen sich mit keinem Schlüssel öffnen")
    return f"{ort.place}: {', '.join(teile)}."
