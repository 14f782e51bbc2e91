"""What waits for whom: everything one can do now, nothing one would be refused."""

import pytest

from fallanalyse.anliegen import eigene, offene_vorgaben, zur_bestaetigung, zur_freigabe
from fallanalyse.enums import Freigabestufe, Methode, Rechtsgrundlage, Uebergang
from fallanalyse.models import Fallanalyse, Rechtsgrundlagenvorgabe
from fallanalyse.tests.factories import amt
from kinderschutz.identity import acting_as
from kinderschutz.system_context import system_context
from kinderschutz.testing import make_rolle
from kommunen.anliegen import anliegen_fuer
from kommunen.enums import Rollenart

pytestmark = pytest.mark.django_db


def texte(quelle, rolle):
    with acting_as(rolle) as person:
        return [eines.text for eines in quelle(person)]


class TestEigene:
    def test_the_team_is_reminded_of_its_draft(self, eines):
        analyse = eines.beginne()

        assert texte(eigene, eines.fachkraft) == [f"Fallanalyse {analyse.kennung} weiterschreiben"]
        assert texte(eigene, eines.kollegin) == []
        assert texte(eigene, eines.leitung) == []

    def test_what_came_back_says_so(self, eines):
        analyse = eines.analyse(Freigabestufe.EINGEREICHT)
        eines.tut("leitung", Uebergang.ZURUECKGEBEN, analyse, begruendung="Bitte ergänzen.")

        with acting_as(eines.fachkraft) as person:
            [anliegen] = eigene(person)
        assert anliegen.text == f"Fallanalyse {analyse.kennung} überarbeiten"
        assert "Begründung" in anliegen.warum
        assert anliegen.url == analyse.get_absolute_url()

    def test_what_lies_with_others_does_not_wait_for_the_team(self, eines):
        eines.analyse(Freigabestufe.EINGEREICHT)

        assert texte(eigene, eines.fachkraft) == []

    def test_the_moderation_is_reminded_of_hers(self, eines):
        analyse = eines.beginne()
        rolle = make_rolle("moderation", jugendamt=eines.jugendamt, analyse=analyse.pk)
        with system_context("Test"):
            analyse.nimm_ins_team(rolle.person, "moderation")

        assert len(texte(eigene, rolle)) == 1


class TestZurFreigabe:
    def test_the_leitung_finds_what_was_submitted(self, eines):
        analyse = eines.analyse(Freigabestufe.EINGEREICHT)

        assert texte(zur_freigabe, eines.leitung) == [
            f"Fallanalyse {analyse.kennung} lesen und freigeben"
        ]
        assert texte(zur_freigabe, eines.zweite) == []

    def test_who_is_in_the_team_or_wrote_is_not_asked(self, eines):
        analyse = eines.beginne()
        with system_context("Test"):
            analyse.nimm_ins_team(eines.vertretung.person, "analyseteam")
            analyse.revision_set.create(
                jugendamt=eines.jugendamt,
                schritt="anlass",
                version=1,
                person=eines.leitung.person,
                inhalt_json="{}",
            )
            Fallanalyse.objects.update(
                bearbeitungsstand="abgeschlossen",
                abgeschlossen_am=analyse.created_at,
                freigabestufe=Freigabestufe.EINGEREICHT,
            )

        assert texte(zur_freigabe, eines.leitung) == []
        assert texte(zur_freigabe, eines.vertretung) == []

    def test_what_was_confirmed_can_go_on(self, eines):
        analyse = eines.analyse(Freigabestufe.GEPRUEFT)

        assert texte(zur_freigabe, eines.leitung) == [
            f"Fallanalyse {analyse.kennung} für Cluster oder Projekt freigeben"
        ]

    def test_what_would_be_refused_does_not_nag(self, eines):
        eines.analyse(Freigabestufe.GEPRUEFT)
        with system_context("Test"):
            Fallanalyse.objects.update(projekt=None)

        assert texte(zur_freigabe, eines.leitung) == []

    def test_who_confirmed_is_not_asked_to_release(self, eines):
        analyse = eines.analyse(Freigabestufe.LESERKREIS)
        eines.tut("vertretung", Uebergang.BESTAETIGEN, analyse)

        assert texte(zur_freigabe, eines.vertretung) == []
        assert len(texte(zur_freigabe, eines.leitung)) == 1


class TestZurBestaetigung:
    def test_everybody_who_may_be_the_second_person_is_asked(self, eines):
        analyse = eines.analyse(Freigabestufe.LESERKREIS)
        erwartet = [f"Fallanalyse {analyse.kennung} auf Wiedererkennbarkeit prüfen"]

        for wer in ("zweite", "kollegin", "vertretung"):
            assert texte(zur_bestaetigung, eines.rollen[wer]) == erwartet
        for wer in ("fachkraft", "leitung"):
            assert texte(zur_bestaetigung, eines.rollen[wer]) == []

    def test_who_returned_it_before_is_asked_again(self, eines):
        analyse = eines.analyse(Freigabestufe.LESERKREIS)
        eines.tut("zweite", Uebergang.ZURUECKGEBEN, analyse, begruendung="Bitte ergänzen.")
        eines.tut("fachkraft", Uebergang.ABSCHLIESSEN, analyse)
        eines.tut("fachkraft", Uebergang.EINREICHEN, analyse)
        eines.tut("vertretung", Uebergang.FREIGEBEN, analyse)

        assert len(texte(zur_bestaetigung, eines.zweite)) == 1
        assert len(texte(zur_bestaetigung, eines.leitung)) == 1
        assert texte(zur_bestaetigung, eines.vertretung) == []


class TestOffeneVorgaben:
    def test_the_leitung_learns_what_is_not_settled(self):
        eines = amt(geklaert=False)
        assert len(texte(offene_vorgaben, eines.leitung)) == 1
        assert texte(offene_vorgaben, eines.fachkraft) == []

        with acting_as(eines.leitung) as leitung:
            Rechtsgrundlagenvorgabe(
                methode=Methode.FISCHGRAETEN, rechtsgrundlage=Rechtsgrundlage.A79A2
            ).lege_fest(durch=leitung)
            [anliegen] = offene_vorgaben(leitung)

        assert anliegen.anzahl == len(Methode) - 1
        assert Methode.FISCHGRAETEN.label not in anliegen.text

    def test_set_back_to_open_it_waits_again(self, eines):
        assert texte(offene_vorgaben, eines.leitung) == []

        with acting_as(eines.leitung) as leitung:
            vorgabe = Rechtsgrundlagenvorgabe.objects.get(methode=Methode.FALLWERKSTATT)
            vorgabe.rechtsgrundlage = Rechtsgrundlage.OFFEN
            vorgabe.lege_fest(durch=leitung)

        assert texte(offene_vorgaben, eines.leitung) == [
            f"Rechtsgrundlage festlegen: {Methode.FALLWERKSTATT.label}"
        ]


@pytest.mark.parametrize("art", Rollenart)
def test_nothing_of_this_jugendamt_waits_for_a_rolle_elsewhere(eines, art):
    for stufe in (Freigabestufe.TEAM, Freigabestufe.EINGEREICHT, Freigabestufe.LESERKREIS):
        eines.analyse(stufe)

    with acting_as(make_rolle(art.value)) as person:
        for quelle in (eigene, zur_freigabe, zur_bestaetigung):
            assert list(quelle(person)) == []
        assert all("FA-" not in anliegen.text for anliegen in anliegen_fuer(person))


def test_it_costs_the_same_for_one_or_ten(eines, django_assert_max_num_queries):
    for _ in range(3):
        eines.analyse(Freigabestufe.LESERKREIS)

    with acting_as(eines.zweite) as person, django_assert_max_num_queries(1):
        assert len(list(zur_bestaetigung(person))) == 3
