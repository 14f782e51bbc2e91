"""The meetings of a Projekt in its Zwischenbericht."""

from datetime import datetime

import pytest
from django.utils import timezone

from kinderschutz.identity import acting_as
from kinderschutz.system_context import system_context
from kommunen.berichtsinhalt import inhalt_von
from kommunen.tests.factories import ClusterFactory, ProjektFactory, ZwischenberichtFactory
from netzwerk.models import Teilnehmende
from netzwerk.tests.factories import VeranstaltungFactory

pytestmark = pytest.mark.django_db


def am(monat, tag):
    return datetime(2026, monat, tag, 9, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def projekt():
    return ProjektFactory()


def zeilen(rolle_als, projekt, **felder):
    with system_context("Test"):
        bericht = ZwischenberichtFactory(projekt=projekt, abschnitte=["veranstaltungen"], **felder)
    with acting_as(rolle_als("projektkoordination", projekt=projekt)) as koordination:
        [einer] = inhalt_von(koordination, bericht)["abschnitte"]
    return einer["absaetze"], einer["tabelle"]["zeilen"]


def test_counts_what_took_place_in_the_period_and_who_came(rolle_als, projekt):
    werkstatt = VeranstaltungFactory(
        jugendamt=None, projekt=projekt, titel="Werkstatt", beginn=am(6, 30)
    )
    Teilnehmende.objects.create(veranstaltung=werkstatt, stelle="Kinderklinik", anzahl=3)
    Teilnehmende.objects.create(veranstaltung=werkstatt, stelle="Polizei", anzahl=2)
    VeranstaltungFactory(jugendamt=None, projekt=projekt, titel="Danach", beginn=am(7, 1))
    VeranstaltungFactory(
        jugendamt=None, projekt=projekt, beginn=am(5, 1), abgesagt_am=am(4, 1).date()
    )
    VeranstaltungFactory(jugendamt=None, projekt=ProjektFactory(), beginn=am(5, 1))

    absaetze, [zeile] = zeilen(rolle_als, projekt)

    assert zeile[0] == "Werkstatt"
    assert zeile[2:] == ["30.06.2026", "alle Kommunen", "2", "5"]
    assert absaetze == [
        "Eine Veranstaltung hat im Berichtszeitraum stattgefunden, mit 5 Teilnehmenden."
    ]


def test_of_one_cluster_are_told_its_own_and_what_nobody_counted_says_so(rolle_als, projekt):
    cluster = ClusterFactory(projekt=projekt)
    VeranstaltungFactory(jugendamt=None, projekt=projekt, cluster=cluster, beginn=am(5, 1))
    VeranstaltungFactory(jugendamt=None, projekt=projekt, beginn=am(5, 2))

    _absaetze, [zeile] = zeilen(rolle_als, projekt, cluster=cluster)

    assert zeile[3:] == [str(cluster), "nicht erfasst", "nicht erfasst"]
