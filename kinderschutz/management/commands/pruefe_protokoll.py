from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kinderschutz.audit import SYSTEM_CHAIN, verify_chains
from kinderschutz.system_context import system_context


class Command(BaseCommand):
    help = "Prüft alle Ketten des Protokolls und nennt in jeder das erste gebrochene Glied."

    def handle(self, **options):
        with system_context("pruefe_protokoll"):
            ergebnisse = list(verify_chains())
            gebrochen = [eines for eines in ergebnisse if eines.bruch]
            for eines in gebrochen:
                self.stdout.write(
                    f"{_name(eines.kette)}: Das Glied {eines.bruch} ist gebrochen. Dort wurde ein "
                    "Eintrag geändert, entfernt oder hinzugefügt."
                )
        if gebrochen:
            raise CommandError(f"{len(gebrochen)} von {len(ergebnisse)} Ketten sind gebrochen.")
        anzahl = sum(eines.nummer for eines in ergebnisse)
        self.stdout.write(f"{len(ergebnisse)} Ketten mit {anzahl} Einträgen sind unversehrt.")


def _name(kette):
    if kette == SYSTEM_CHAIN:
        return "Kette des Systems"
    jugendaemter = apps.get_model(settings.JUGENDAMT_MODEL).objects
    jugendamt = jugendaemter.filter(pk=kette).first() if kette.isdecimal() else None
    return f"Kette {kette} ({jugendamt})" if jugendamt else f"Kette {kette}"
