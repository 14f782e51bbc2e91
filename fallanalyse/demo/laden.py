"""Loads the demo into an empty database: all of it, or nothing."""

from functools import partial

from django.conf import settings
from django.db import transaction

from fallanalyse.demo.drehbuch import Szene, lege_rechtsgrundlagen_fest, szenen
from fallanalyse.demo.einlesen import lade_eingelesene_seiten
from fallanalyse.demo.gebiete import lade_gebiete, lade_profile
from fallanalyse.demo.konten import lade_konten
from fallanalyse.demo.koordination import lade_koordination
from fallanalyse.demo.massnahmenketten import lade_ketten, verbinde_empfehlungen
from fallanalyse.demo.uebergabe import plane_uebergabe
from fallanalyse.demo.vor_ort import lade_vor_ort
from fallanalyse.demo.zeit import Kalender, am
from fallanalyse.models import Praxiselement
from kinderschutz.demo_konten import KONTEN
from kinderschutz.models import User
from kinderschutz.system_context import system_context
from kommunen.models import Projekt
from kommunen.stichtag import letztes_quartalsende, setze_stichtag

# Everything is set up this long before the last Stichtag, before the first analysis begins.
ANFANG = -185
GRUND = "demo_laden"


class DemoNichtMoeglich(Exception):
    """The message is German and may be shown to whoever starts the program."""


def is_geladen():
    konten = User.objects.filter(email__in=[konto.email for konto in KONTEN])
    return konten.count() == len(KONTEN)


@transaction.atomic
def lade_demo():
    """
    Load everything.

    :raises DemoNichtMoeglich: outside of a demo, or when anything is there already
    """
    if not settings.DEMO:
        raise DemoNichtMoeglich(
            "Beispieldaten gibt es nur im Demostart (KINDERSCHUTZ_DEMO=1): Ihre Konten haben ein "
            "öffentliches Passwort."
        )
    with system_context(GRUND):
        if User.objects.exists() or Projekt.objects.exists():
            raise DemoNichtMoeglich(
                "Die Datenbank ist nicht leer. Beispieldaten kommen nur in eine leere Datenbank."
            )
    kalender = Kalender()
    with am(kalender.tag(ANFANG)), system_context(GRUND):
        lade_gebiete()
        lade_konten()
        lade_profile()
        lade_vor_ort(kalender)
        lade_ketten(kalender)
        Praxiselement.lade_grundbestand()
    lege_rechtsgrundlagen_fest(kalender, ANFANG)
    lade_eingelesene_seiten(kalender.tag(-20))
    # In the order of the days, so that each Stichtag freezes what had happened by then.
    alle = [*szenen(kalender), *_stichtage(kalender)]
    for szene in sorted(alle, key=lambda szene: (szene.tag, szene.rang)):
        szene.spiele()
    lade_koordination(kalender)
    with system_context(GRUND):
        verbinde_empfehlungen()
        plane_uebergabe()


def _stichtage(kalender):
    """Freeze the last two ends of a quarter, after everything else of their days."""
    for datum in (letztes_quartalsende(kalender.stichtag), kalender.stichtag):
        yield Szene(datum, 1_000, partial(_friere_ein, datum))


def _friere_ein(datum):
    with am(datum), system_context(GRUND):
        setze_stichtag(datum)
