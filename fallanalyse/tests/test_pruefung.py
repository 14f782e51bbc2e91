"""What the gate keeps with every saved text, and what the team decides about it."""

import json
import uuid

import pytest
from django.db import IntegrityError, transaction

from fallanalyse.enums import Freigabestufe, Schritt, Trefferwahl, Uebergang
from fallanalyse.models import Fallanalyse, Revision, Textpruefung, Trefferentscheidung
from fallanalyse.models.pruefung import abdruck_of
from fallanalyse.tests.factories import AnhangFactory, vollstaendig
from fallanalyse.tests.treffer import entscheide, offene, schreibe
from fallanalyse.workflow import UebergangNichtMoeglich
from kinderschutz.identity import acting_as
from kinderschutz.system_context import system_context

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("detektoren")]


@pytest.fixture
def analyse(eines):
    return eines.beginne()


def frage(eines, analyse, text, **mehr):
    return schreibe(eines, analyse, Schritt.ANLASS, kopf={"leitfrage": text} | mehr)


def ergebnis_of(analyse, schritt=Schritt.ANLASS):
    with system_context("Test"):
        row = Textpruefung.objects.get(analyse=analyse, schritt=schritt)
        return row.stand, json.loads(row.ergebnis)


class TestKeptWithTheText:
    def test_saving_a_step_keeps_what_was_found(self, eines, analyse):
        frage(eines, analyse, "Was half Kevin am 12.03.2024?")

        stand, ergebnis = ergebnis_of(analyse)

        assert stand == "test-1"
        [funde] = ergebnis.values()
        assert [(eines[2], eines[4]) for eines in funde] == [("name", True), ("datum", True)]

    def test_only_what_changed_is_read_again(self, eines, analyse, detektoren):
        frage(eines, analyse, "Was half?", anlass_text="Kevin rief an.", auftrag="Verstehen.")
        detektoren.gelesen.clear()

        frage(eines, analyse, "Was half wem?")

        assert detektoren.gelesen == ["Was half wem?"]

    def test_other_detectors_read_all_of_it_again(self, eines, analyse, detektoren):
        frage(eines, analyse, "Was half?", anlass_text="Der Schmidt rief an.")
        detektoren.lerne("Schmidt")
        frage(eines, analyse, "Was half wem?")

        stand, ergebnis = ergebnis_of(analyse)

        assert stand == "test-2"
        assert ergebnis[abdruck_of(analyse.pk, "Der Schmidt rief an.")]

    def test_what_is_not_said_any_more_is_forgotten(self, eines, analyse):
        frage(eines, analyse, "Was half Kevin?")
        frage(eines, analyse, "Was half?")

        assert list(ergebnis_of(analyse)[1]) == [abdruck_of(analyse.pk, "Was half?")]

    def test_writing_is_never_barred_and_stays_unchecked(self, eines, analyse, detektoren):
        frage(eines, analyse, "Was half?")
        detektoren.kaputt = True
        frage(eines, analyse, "Was half Kevin?", auftrag="Verstehen.")

        with system_context("Test"):
            assert Fallanalyse.objects.get(pk=analyse.pk).leitfrage == "Was half Kevin?"
        detektoren.kaputt = False
        with acting_as(eines.fachkraft):
            pruefung = Fallanalyse.objects.get(pk=analyse.pk).pruefung()
            assert pruefung.funde("Was half Kevin?") is None
            assert not pruefung.is_frei("Was half Kevin?")

    def test_a_fingerprint_says_nothing_without_the_key(self, analyse, settings):
        vorher = abdruck_of(analyse.pk, "Kevin")
        assert vorher != abdruck_of(uuid.uuid4(), "Kevin")
        settings.SECRET_KEY = "ein anderer Schlüssel"
        assert vorher != abdruck_of(analyse.pk, "Kevin")

    def test_an_autosave_runs_no_detector(self, client, login_as, eines, analyse, detektoren):
        person = login_as(eines.fachkraft)
        daten = {"schreibt": person.pk, "version": "0", "leitfrage": "Was half Kevin?"}

        response = client.post(f"/fallanalysen/{analyse.pk}/schritt/anlass/zwischenstand/", daten)

        assert response.status_code == 200
        assert detektoren.gelesen == []


class TestDecisions:
    def test_hold_for_the_text_letter_by_letter(self, eines, analyse):
        frage(eines, analyse, "Kam der Sommer zu früh?")
        entscheide(eines, analyse, "Sommer", begruendung="Gemeint ist die Jahreszeit.")
        assert offene(eines, analyse) == {}

        frage(eines, analyse, "Kam der Sommer zu früh oder zu spät?")

        assert list(offene(eines, analyse)) == ["Sommer"]

    def test_come_back_with_the_text(self, eines, analyse):
        frage(eines, analyse, "Kam der Sommer zu früh?")
        entscheide(eines, analyse, "Sommer")
        frage(eines, analyse, "Kam der Sommer?")
        frage(eines, analyse, "Kam der Sommer zu früh?")

        assert offene(eines, analyse) == {}

    def test_can_be_taken_back(self, eines, analyse):
        frage(eines, analyse, "Kam der Sommer zu früh?")
        entscheide(eines, analyse, "Sommer")

        with acting_as(eines.fachkraft) as person:
            eine = Trefferentscheidung.objects.get()
            Fallanalyse.objects.get(pk=analyse.pk).nimm_entscheidung_zurueck(eine.pk, durch=person)
            with pytest.raises(UebergangNichtMoeglich, match="noch einmal an"):
                Fallanalyse.objects.get(pk=analyse.pk).nimm_entscheidung_zurueck(
                    eine.pk, durch=person
                )

        assert list(offene(eines, analyse)) == ["Sommer"]

    @pytest.mark.parametrize("wahl", ["kein_name", "gelesen"])
    def test_a_date_can_only_be_replaced(self, eines, analyse, wahl):
        frage(eines, analyse, "Was geschah am 12.03.2024?")

        with pytest.raises(UebergangNichtMoeglich, match="Zeit ab Fallbeginn"):
            entscheide(eines, analyse, "12.03.2024", wahl=wahl)

    def test_not_even_past_the_method(self, eines, analyse):
        """A row that somebody slipped into the table opens nothing."""
        frage(eines, analyse, "Was geschah am 12.03.2024?")
        with acting_as(eines.fachkraft):
            [(stelle, fund)] = Fallanalyse.objects.get(pk=analyse.pk).offene_treffer()
            Trefferentscheidung.objects.create(
                jugendamt_id=analyse.jugendamt_id,
                analyse=analyse,
                wahl=Trefferwahl.KEIN_NAME,
                stelle=stelle.name,
                abdruck=fund.abdruck,
                start=fund.treffer.start,
                end=fund.treffer.end,
                sicher=True,
                art="name",
                grund="ein Name",
            )

        assert list(offene(eines, analyse)) == ["12.03.2024"]

    def test_a_sure_hit_is_not_just_read(self, eines, analyse):
        frage(eines, analyse, "Was half Kevin?")

        with pytest.raises(UebergangNichtMoeglich, match="mehr als ein schwacher Hinweis"):
            entscheide(eines, analyse, "Kevin", wahl="gelesen")

    def test_weak_ones_are_read_together(self, eines, analyse):
        frage(eines, analyse, "Half der Koch?", auftrag="Der Koch verstand es.")
        with acting_as(eines.fachkraft) as person:
            ganze = Fallanalyse.objects.get(pk=analyse.pk)
            kennungen = [fund.kennung for _stelle, fund in ganze.offene_treffer()]
            assert ganze.entscheide(kennungen, "gelesen", begruendung="Beruf.", durch=person) == 2

        assert offene(eines, analyse) == {}

    def test_what_was_weak_and_is_sure_now_is_asked_again(self, eines, analyse, detektoren):
        frage(eines, analyse, "Half der Koch?")
        entscheide(eines, analyse, "Koch", wahl="gelesen")
        detektoren.muster = detektoren.muster[:2]
        detektoren.lerne("Koch")

        assert list(offene(eines, analyse)) == ["Koch"]

    def test_two_who_decide_at_once(self, eines, analyse):
        frage(eines, analyse, "Kam der Sommer?")
        kennung = offene(eines, analyse)["Sommer"]
        entscheide(eines, analyse, "Sommer", begruendung="Jahreszeit.")

        with acting_as(eines.fachkraft) as person:
            with pytest.raises(UebergangNichtMoeglich, match="schon entschieden"):
                Fallanalyse.objects.get(pk=analyse.pk).entscheide(
                    [kennung], "kein_name", begruendung="Wetter.", durch=person
                )
            assert Trefferentscheidung.objects.get().begruendung == "Jahreszeit."

    def test_there_is_one_for_each_hit(self, eines, analyse):
        frage(eines, analyse, "Kam der Sommer?")
        entscheide(eines, analyse, "Sommer")
        with acting_as(eines.fachkraft):
            eine = Trefferentscheidung.objects.get()
            eine.pk = uuid.uuid4()
            with pytest.raises(IntegrityError), transaction.atomic():
                eine.save(force_insert=True)

    def test_are_made_while_the_team_has_it(self, eines, analyse):
        frage(eines, analyse, "Kam der Sommer?")
        kennung = offene(eines, analyse)["Sommer"]
        with system_context("Test"):
            Fallanalyse.objects.filter(pk=analyse.pk).update(
                bearbeitungsstand="abgeschlossen",
                abgeschlossen_am=analyse.created_at,
                freigabestufe=Freigabestufe.EINGEREICHT,
            )

        with (
            acting_as(eines.fachkraft) as person,
            pytest.raises(UebergangNichtMoeglich, match="nicht mehr beim Team"),
        ):
            Fallanalyse.objects.get(pk=analyse.pk).entscheide(
                [kennung], "kein_name", begruendung="Wetter.", durch=person
            )

    def test_who_decided_is_no_second_person(self, eines, analyse):
        with acting_as(eines.kollegin) as kollegin:
            analyse.nimm_ins_team(kollegin, "analyseteam")
        frage(eines, analyse, "Kam der Sommer?")
        kennung = offene(eines, analyse)["Sommer"]
        with acting_as(eines.kollegin) as kollegin:
            ganze = Fallanalyse.objects.get(pk=analyse.pk)
            ganze.entscheide([kennung], "kein_name", begruendung="Wetter.", durch=kollegin)
            ganze.team.filter(person=kollegin).delete()
            assert ganze.has_geschrieben(kollegin)


class TestReplacing:
    def vorkommen(self, eines, analyse, wort):
        kennung = offene(eines, analyse)[wort]
        with acting_as(eines.fachkraft):
            _fund, vorkommen = Fallanalyse.objects.get(pk=analyse.pk).vorkommen(kennung)
        return kennung, vorkommen

    def ersetze(self, eines, analyse, kennung, ersatz_of, wer="fachkraft"):
        with acting_as(eines.rollen[wer]) as person:
            return Fallanalyse.objects.get(pk=analyse.pk).ersetze(kennung, ersatz_of, durch=person)

    def test_everywhere_is_a_new_version_of_each_step(self, eines, analyse):
        frage(eines, analyse, "Was half Kevin?", auftrag="Kevins Weg verstehen.")
        pk = str(uuid.uuid4())
        schreibe(
            eines,
            analyse,
            Schritt.SCHLUESSELSITUATIONEN,
            situationen={pk: {"titel": "Kevin ruft an", "sicht_kind_damals": "Kevin hatte Angst."}},
        )
        kennung, vorkommen = self.vorkommen(eines, analyse, "Kevin")
        assert [eines.form for eines in vorkommen] == ["Kevin", "Kevins", "Kevin", "Kevin"]
        assert all(eines.is_genau for eines in vorkommen)

        ersatz_of = {
            eines.kennung: {"Kevin": "Kind 1", "Kevins": "dessen"}[eines.form]
            for eines in vorkommen
        }
        schritte = self.ersetze(eines, analyse, kennung, ersatz_of)

        assert schritte == [Schritt.ANLASS, Schritt.SCHLUESSELSITUATIONEN]
        with system_context("Test"):
            ganze = Fallanalyse.objects.get(pk=analyse.pk)
            assert ganze.leitfrage == "Was half Kind 1?"
            assert ganze.auftrag == "dessen Weg verstehen."
            situation = ganze.schluesselsituation_set.get()
            assert situation.titel == "Kind 1 ruft an"
            assert situation.sichten.get().damals == "Kind 1 hatte Angst."
            assert ganze.version_of(Schritt.ANLASS) == 2
            assert Revision.objects.filter(schritt=Schritt.ANLASS, version=1).exists()
            assert ganze.trefferentscheidung_set.filter(wahl="ersetzt").count() == 4
        assert offene(eines, analyse) == {}

    def test_what_was_not_chosen_stays(self, eines, analyse):
        frage(eines, analyse, "Was half Kevin?", auftrag="Kevin verstehen.")
        kennung, vorkommen = self.vorkommen(eines, analyse, "Kevin")

        self.ersetze(eines, analyse, kennung, {vorkommen[0].kennung: "Kind 1"})

        with system_context("Test"):
            ganze = Fallanalyse.objects.get(pk=analyse.pk)
            assert (ganze.leitfrage, ganze.auftrag) == ("Was half Kind 1?", "Kevin verstehen.")

    def test_a_text_that_changed_meanwhile_is_left_alone(self, eines, analyse):
        frage(eines, analyse, "Was half Kevin?", auftrag="Kevin verstehen.")
        kennung, vorkommen = self.vorkommen(eines, analyse, "Kevin")
        frage(eines, analyse, "Was half Kevin dann?", auftrag="Kevin verstehen.")

        with pytest.raises(UebergangNichtMoeglich, match="hat sich inzwischen geändert"):
            self.ersetze(eines, analyse, kennung, {eines.kennung: "Kind 1" for eines in vorkommen})
        with system_context("Test"):
            assert Fallanalyse.objects.get(pk=analyse.pk).auftrag == "Kevin verstehen."

    def test_a_draft_is_not_lost(self, eines, analyse):
        frage(eines, analyse, "Was half Kevin?")
        kennung, vorkommen = self.vorkommen(eines, analyse, "Kevin")
        with acting_as(eines.fachkraft) as person:
            analyse.zwischenstand_set.create(
                jugendamt_id=analyse.jugendamt_id,
                schritt=Schritt.ANLASS,
                person=person,
                version=1,
                formular="leitfrage=Neu",
            )

        with pytest.raises(UebergangNichtMoeglich, match="noch nicht gespeichert"):
            self.ersetze(eines, analyse, kennung, {vorkommen[0].kennung: "Kind 1"})

    def test_a_finished_analysis_is_opened_first(self, eines, analyse):
        frage(eines, analyse, "Was half Kevin?")
        kennung, vorkommen = self.vorkommen(eines, analyse, "Kevin")
        with system_context("Test"):
            vollstaendig(analyse)
        eines.tut("fachkraft", Uebergang.ABSCHLIESSEN, analyse)

        with pytest.raises(UebergangNichtMoeglich, match="öffnen Sie sie wieder"):
            self.ersetze(eines, analyse, kennung, {vorkommen[0].kennung: "Kind 1"})

    def test_a_role_that_gets_too_long_is_told(self, eines, analyse):
        pk = str(uuid.uuid4())
        schreibe(eines, analyse, Schritt.BETEILIGTE, personen={pk: {"kuerzel": "Kevin"}})
        kennung, vorkommen = self.vorkommen(eines, analyse, "Kevin")

        with pytest.raises(UebergangNichtMoeglich, match="länger als 60 Zeichen"):
            self.ersetze(eines, analyse, kennung, {vorkommen[0].kennung: "Kind " * 20})

    def test_the_name_of_an_attachment_is_found_and_not_replaced(self, eines, analyse):
        frage(eines, analyse, "Was half Kevin?")
        with system_context("Test"):
            AnhangFactory(analyse=analyse, bezeichnung="Brief an Kevin", reihenfolge=0)
        kennung, vorkommen = self.vorkommen(eines, analyse, "Kevin")
        assert [eines.stelle.ort for eines in vorkommen] == ["Anlass und Leitfrage", "Anhang 1"]

        with pytest.raises(UebergangNichtMoeglich):
            self.ersetze(eines, analyse, kennung, {vorkommen[1].kennung: "Kind 1"})
