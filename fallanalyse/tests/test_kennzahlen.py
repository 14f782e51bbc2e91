"""The rollup counts what is there, after every step, for every Projekt apart."""

import pytest

from fallanalyse.enums import Freigabestufe, Uebergang
from fallanalyse.tests.factories import BefundFactory, amt, amt_im_cluster
from kinderschutz.system_context import system_context
from kommunen.kennzahlen import Klasse, kennzahl
from kommunen.models import Kennzahlwert
from kommunen.stichtag import abweichungen
from kommunen.tests.factories import ProjektFactory, TeilnahmeFactory

pytestmark = pytest.mark.django_db
NAMEN = ("analysen_begonnen", "analysen_abgeschlossen", "befunde_freigegeben")


def zaehler(projekt=None):
    with system_context("Test"):
        assert list(abweichungen()) == []
        werte = Kennzahlwert.objects.filter(anzahl__gt=0)
        if projekt:
            werte = werte.filter(projekt=projekt)
        return {wert.name: wert.anzahl for wert in werte}


def test_they_are_case_related_so_thresholds_bite():
    for name in NAMEN:
        assert kennzahl(name).klasse is Klasse.FALLBEZOGEN
        assert kennzahl(name).sichtbar_fuer is None
        assert not kennzahl(name).null_ist_bekannt


def test_each_step_of_the_way_is_counted():
    eines = amt_im_cluster()
    analyse = eines.beginne()
    assert zaehler() == {"analysen_begonnen": 1}

    analyse = eines.analyse(Freigabestufe.GEPRUEFT)
    assert zaehler() == {"analysen_begonnen": 2, "analysen_abgeschlossen": 1}

    eines.tut("leitung", Uebergang.FREIGEBEN_CLUSTER, analyse)
    alle = {"analysen_begonnen": 2, "analysen_abgeschlossen": 1, "befunde_freigegeben": 1}
    assert zaehler() == alle

    eines.tut("leitung", Uebergang.FREIGEBEN_PROJEKT, analyse)
    eines.tut("leitung", Uebergang.FREIGEBEN_LAND, analyse)
    assert zaehler() == alle

    eines.tut("leitung", Uebergang.ZURUECKZIEHEN, analyse)
    assert zaehler() == {"analysen_begonnen": 2, "analysen_abgeschlossen": 1}

    eines.tut("fachkraft", Uebergang.WIEDER_OEFFNEN, analyse)
    assert zaehler() == {"analysen_begonnen": 2}


def test_every_befund_counts():
    eines = amt()
    analyse = eines.analyse(Freigabestufe.GEPRUEFT)
    with system_context("Test"):
        BefundFactory.create_batch(2, analyse=analyse)

    eines.tut("leitung", Uebergang.FREIGEBEN_PROJEKT, analyse)

    assert zaehler()["befunde_freigegeben"] == 3


def test_two_projects_of_one_jugendamt_do_not_mix():
    eines = amt()
    with system_context("Test"):
        anderes = ProjektFactory()
        TeilnahmeFactory(
            jugendamt=eines.jugendamt, kommune=eines.jugendamt.traeger, projekt=anderes
        )
    eines.beginne()
    eines.beginne(projekt=anderes)
    eines.beginne(projekt=anderes)
    eines.beginne(projekt=None)

    assert zaehler(eines.projekt) == {"analysen_begonnen": 1}
    assert zaehler(anderes) == {"analysen_begonnen": 2}


def test_one_jugendamt_can_be_counted_alone():
    eines, anderes = amt(), amt()
    eines.beginne()
    anderes.beginne()

    with system_context("Test"):
        [wert] = kennzahl("analysen_begonnen").zaehlung([eines.jugendamt.pk])

    assert (wert.jugendamt, wert.projekt, wert.anzahl) == (eines.jugendamt.pk, eines.projekt.pk, 1)
