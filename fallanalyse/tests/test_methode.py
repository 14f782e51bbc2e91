"""Choosing a method and changing it later: nothing written is lost."""

import pytest
from django.urls import reverse

from fallanalyse.enums import Methode, Rechtsgrundlage, Schritt
from fallanalyse.methoden import STECKBRIEFE, methodentafel, was_sich_aendert
from fallanalyse.models import Fallanalyse, Rechtsgrundlagenvorgabe
from fallanalyse.tests.factories import EreignisFactory, QuelleFactory, vollstaendig
from fallanalyse.workflow import SCHRITTE
from kinderschutz.system_context import system_context

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyse(eines, login_as):
    analyse = eines.beginne(methode=Methode.NZFH)
    login_as(eines.fachkraft)
    return analyse


def wechsle(client, analyse, methode):
    return client.post(
        reverse("fallanalyse:methode", args=[analyse.pk]), {"methode": methode}, follow=True
    )


def methode_of(analyse):
    with system_context("Test"):
        return Fallanalyse.objects.get(pk=analyse.pk).methode


def test_what_was_written_is_still_read(client, analyse):
    with system_context("Test"):
        EreignisFactory(analyse=analyse, titel="Die Kita meldet sich")
        QuelleFactory(analyse=analyse, bezeichnung="Elf Protokolle")

    seite = wechsle(client, analyse, Methode.FISCHGRAETEN).content.decode()

    assert methode_of(analyse) == Methode.FISCHGRAETEN
    assert "Die Kita meldet sich" in seite
    assert "Elf Protokolle" in seite
    assert "Alles Geschriebene ist noch da" in seite


@pytest.mark.parametrize("methode", Methode)
def test_there_and_back_nothing_has_changed(client, analyse, methode):
    with system_context("Test"):
        vollstaendig(analyse)
        EreignisFactory(analyse=analyse)
        vorher = {str(teil.pk) for teil in analyse.teile()}

    wechsle(client, analyse, methode)
    wechsle(client, analyse, Methode.NZFH)

    with system_context("Test"):
        danach = Fallanalyse.objects.get(pk=analyse.pk)
        assert {str(teil.pk) for teil in danach.teile()} == vorher
        assert danach.methode == Methode.NZFH


def test_it_is_refused_where_it_would_shut_the_free_text(client, analyse):
    with system_context("Test"):
        Rechtsgrundlagenvorgabe.objects.filter(methode=Methode.LEW).delete()

    seite = wechsle(client, analyse, Methode.LEW).content.decode()

    assert "noch keine Rechtsgrundlage" in seite
    assert methode_of(analyse) == Methode.NZFH


def test_the_rechtsgrundlage_follows_the_method(client, analyse):
    with system_context("Test"):
        Rechtsgrundlagenvorgabe.objects.filter(methode=Methode.SCIE).update(
            rechtsgrundlage=Rechtsgrundlage.EINWILLIGUNG
        )

    wechsle(client, analyse, Methode.SCIE)

    with system_context("Test"):
        danach = Fallanalyse.objects.get(pk=analyse.pk)
        assert danach.rechtsgrundlage == Rechtsgrundlage.EINWILLIGUNG


def test_one_nobody_knows_is_refused_in_words(client, analyse):
    response = wechsle(client, analyse, "kaffeesatz")

    assert response.context["form"].errors["methode"]
    assert methode_of(analyse) == Methode.NZFH


def test_a_finished_analysis_keeps_its_method(client, eines, analyse):
    with system_context("Test"):
        vollstaendig(analyse)
        Fallanalyse.objects.filter(pk=analyse.pk).update(
            leitfrage="Was half?", keine_rueckkopplung="Alle sind verzogen."
        )
    eines.tut("fachkraft", "abschliessen", analyse)

    assert wechsle(client, analyse, Methode.SCIE).status_code == 403


def test_whoever_begins_sees_which_method_has_which_step_and_where_the_law_is_open(client, analyse):
    with system_context("Test"):
        Rechtsgrundlagenvorgabe.objects.filter(methode=Methode.LEW).delete()

    seite = client.get(reverse("fallanalyse:create"))

    offen = [zeile["methode"] for zeile in seite.context["tafel"]["zeilen"] if zeile["offen"]]
    assert offen == [Methode.LEW.label]
    for methode in Methode:
        assert STECKBRIEFE[methode].wofuer in seite.content.decode()


def test_the_table_says_what_the_workflow_does():
    tafel = methodentafel()

    for methode, zeile in zip(Methode, tafel["zeilen"], strict=True):
        da = [name for name, ja in zip(tafel["spalten"], zeile["schritte"], strict=True) if ja]
        assert da == [schritt.label for schritt in SCHRITTE[methode]]


def test_what_comes_and_what_goes_is_told_before():
    analyse = Fallanalyse(methode=Methode.FALLREFLEXION)

    dazu, weg = was_sich_aendert(analyse, Methode.FISCHGRAETEN)

    assert (dazu, weg) == ([], [Schritt.SCHLUESSELSITUATIONEN])
