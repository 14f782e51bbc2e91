"""On what an analysis rests: what each Rechtsgrundlage asks for, and what it bars until it has it."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from fallanalyse.enums import (
    Freigabestufe,
    Methode,
    Quellenart,
    Rechtsgrundlage,
    Schritt,
    Uebergang,
)
from fallanalyse.models import (
    Fallanalyse,
    Rechtsgrundlagenvorgabe,
    Rechtslage,
)
from fallanalyse.models.rechtsbedingungen import Sperrt
from fallanalyse.models.vollstaendigkeit import was_fehlt
from fallanalyse.rechtsgrundlagen import ERKLAERUNGEN
from fallanalyse.tests.factories import QuelleFactory, amt, amt_im_cluster, klaere
from fallanalyse.tests.recht import GENEHMIGUNG, KOPF, frisch, lage_of, setze, sperren
from fallanalyse.workflow import UebergangNichtMoeglich
from kinderschutz.identity import acting_as
from kinderschutz.system_context import system_context
from kinderschutz.testing import make_rolle
from kommunen.tests.factories import InstitutionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def eines():
    return amt_im_cluster()


class TestBeginne:
    def test_every_analysis_has_its_own_from_the_start(self, eines):
        analyse = eines.beginne()

        lage = lage_of(analyse)
        assert (lage.kennung, lage.methode) == (analyse.kennung, analyse.methode)
        assert lage.rechtsgrundlage == Rechtsgrundlage.ORGUNTERSUCHUNG
        assert str(lage) == analyse.kennung

    def test_what_is_open_follows_as_soon_as_the_method_is_settled(self):
        eines = amt(geklaert=False)
        analyse = eines.beginne()
        assert sperren(analyse) == [Sperrt.TEXT]

        klaere(eines)

        assert lage_of(analyse).rechtsgrundlage == Rechtsgrundlage.ORGUNTERSUCHUNG

    def test_every_rechtsgrundlage_is_explained(self):
        assert set(ERKLAERUNGEN) == set(Rechtsgrundlage)
        for erklaerung in ERKLAERUNGEN.values():
            assert "78a SGB X" not in f"{erklaerung}"


class TestA79:
    def test_third_party_and_date_bar_the_release_until_they_are_there(self, eines):
        analyse = eines.analyse(Freigabestufe.EINGEREICHT)
        setze(analyse, Rechtsgrundlage.A79A2)

        with pytest.raises(UebergangNichtMoeglich, match="wer mit der Analyse beauftragt ist"):
            eines.tut("leitung", Uebergang.FREIGEBEN, analyse)
        setze(analyse, Rechtsgrundlage.A79A2, dritte_text="Institut")
        with pytest.raises(UebergangNichtMoeglich, match="wann der Auftrag"):
            eines.tut("leitung", Uebergang.FREIGEBEN, analyse)
        setze(
            analyse,
            Rechtsgrundlage.A79A2,
            dritte_text="Institut",
            beauftragt_am=date(2026, 1, 1),
        )
        assert eines.tut("leitung", Uebergang.FREIGEBEN, analyse).freigabestufe == (
            Freigabestufe.LESERKREIS
        )

    def test_it_may_be_written_finished_and_handed_in_meanwhile(self, eines):
        klaere_a79(eines)

        analyse = eines.analyse(Freigabestufe.EINGEREICHT)

        with system_context("Test"):
            assert not Fallanalyse.objects.get(pk=analyse.pk).is_freitext_gesperrt

    def test_an_institution_of_the_list_will_do(self, eines):
        analyse = eines.beginne()
        with system_context("Test"):
            institution = InstitutionFactory()
        setze(
            analyse,
            Rechtsgrundlage.A79A2,
            dritte_institution=institution,
            beauftragt_am=date(2026, 1, 1),
        )
        assert lage_of(analyse).dritte == str(institution)
        assert sperren(analyse) == [Sperrt.NICHTS]

    def test_a_team_of_the_own_house_is_warned(self, eines):
        analyse = eines.beginne()
        setze(analyse, Rechtsgrundlage.A79A2, dritte_text="I", beauftragt_am=date(2026, 1, 1))
        with system_context("Test"):
            [warnung] = lage_of(analyse).warnungen
        assert "niemand von außen" in warnung.text

        rolle = make_rolle("moderation", jugendamt=eines.jugendamt, analyse=analyse.pk)
        with system_context("Test"):
            analyse.nimm_ins_team(rolle.person, "moderation")
        assert sperren(analyse) == []


def klaere_a79(eines):
    with system_context("Test"):
        Rechtsgrundlagenvorgabe.objects.update(rechtsgrundlage=Rechtsgrundlage.A79A2)


class TestOrganisationsuntersuchung:
    def test_asks_for_nothing_but_warns_of_who_comes_from_outside(self, eines):
        analyse = eines.beginne()
        assert sperren(analyse) == []

        rolle = make_rolle("moderation", jugendamt=eines.jugendamt, analyse=analyse.pk)
        with system_context("Test"):
            analyse.nimm_ins_team(rolle.person, "moderation")

        assert sperren(analyse) == [Sperrt.NICHTS]


class TestAnonym:
    @pytest.mark.parametrize("art", list(Quellenart))
    def test_any_personal_source_belies_it(self, eines, art):
        analyse = eines.beginne()
        setze(analyse, Rechtsgrundlage.ANONYM)
        assert sperren(analyse) == []

        with system_context("Test"):
            QuelleFactory(analyse=analyse, art=art)
            [bedingung] = lage_of(analyse).bedingungen
        assert bedingung.sperrt == Sperrt.FREIGABE
        assert Quellenart(art).label in bedingung.text

    def test_a_method_that_works_with_files_belies_it(self, eines):
        analyse = eines.beginne(methode=Methode.NZFH)

        with acting_as(eines.leitung) as leitung:
            lage = Rechtslage.objects.visible_to(leitung).get(analyse=analyse.pk)
            with pytest.raises(UebergangNichtMoeglich, match="arbeitet mit Akten"):
                lage.lege_fest(Rechtsgrundlage.ANONYM, durch=leitung)

    def test_the_release_is_barred(self, eines):
        analyse = eines.analyse(Freigabestufe.EINGEREICHT)
        setze(analyse, Rechtsgrundlage.ANONYM)
        with system_context("Test"):
            QuelleFactory(analyse=analyse, art=Quellenart.AKTE)

        with pytest.raises(UebergangNichtMoeglich, match="Anonym ist die Fallanalyse nicht"):
            eines.tut("leitung", Uebergang.FREIGEBEN, analyse)


class TestForschung:
    @pytest.fixture
    def genehmigte(self, eines):
        analyse = eines.analyse(Freigabestufe.LESERKREIS)
        setze(
            analyse,
            Rechtsgrundlage.FORSCHUNG75,
            **GENEHMIGUNG | {"verarbeitung_bis": timezone.localdate() + timedelta(days=10)},
        )
        return analyse

    @pytest.mark.parametrize("feld", GENEHMIGUNG)
    def test_before_the_approval_is_complete_no_text_is_taken(self, eines, feld):
        analyse = eines.beginne()
        leer = None if feld in ("genehmigt_am", "verarbeitung_bis") else ""
        setze(analyse, Rechtsgrundlage.FORSCHUNG75, **GENEHMIGUNG | {feld: leer})

        with system_context("Test"):
            [bedingung] = lage_of(analyse).bedingungen
        assert (bedingung.sperrt, bedingung.anker) == (Sperrt.TEXT, f"id_{feld}")

    def test_a_complete_one_asks_for_nothing(self, eines):
        analyse = eines.beginne()
        setze(analyse, Rechtsgrundlage.FORSCHUNG75, **GENEHMIGUNG)
        assert sperren(analyse) == []

    def sehende(self, eines, analyse):
        seen = set()
        for wer, rolle in eines.rollen.items():
            with acting_as(rolle) as person:
                if Fallanalyse.objects.visible_to(person).filter(pk=analyse.pk).exists():
                    seen.add(wer)
        return seen

    def test_on_its_last_day_everything_still_goes(self, eines, genehmigte):
        with time_machine.travel(timezone.now() + timedelta(days=10)):
            assert self.sehende(eines, genehmigte) == set(eines.rollen)
            assert sperren(genehmigte) == []

    def test_if_it_ended_yesterday_only_the_leitung_reads_it(self, eines, genehmigte):
        with time_machine.travel(timezone.now() + timedelta(days=11)):
            assert self.sehende(eines, genehmigte) == {"leitung", "vertretung"}
            with pytest.raises(UebergangNichtMoeglich, match="endete am"):
                eines.tut("zweite", Uebergang.BESTAETIGEN, genehmigte)

    def test_a_draft_then_cannot_be_written(self, eines):
        analyse = eines.analyse()
        setze(analyse, Rechtsgrundlage.FORSCHUNG75, **GENEHMIGUNG)
        with time_machine.travel(date(2100, 1, 1)), acting_as(eines.fachkraft) as person:
            selbst = Fallanalyse.objects.get(pk=analyse.pk)
            with pytest.raises(UebergangNichtMoeglich, match=r"endete am 31\.12\.2099"):
                selbst.speichere_schritt(
                    Schritt.ANLASS, {"kopf": KOPF, "zeilen": {}}, version=0, durch=person
                )

    def test_a_prolonged_approval_opens_it_again(self, eines, genehmigte):
        with time_machine.travel(timezone.now() + timedelta(days=11)):
            setze(
                genehmigte,
                Rechtsgrundlage.FORSCHUNG75,
                verarbeitung_bis=timezone.localdate() + timedelta(days=100),
            )
            assert "fachkraft" in self.sehende(eines, genehmigte)

    def test_the_database_refuses_a_last_day_before_the_first(self, eines):
        analyse = eines.beginne()
        with pytest.raises(IntegrityError), transaction.atomic():
            setze(
                analyse,
                Rechtsgrundlage.FORSCHUNG75,
                **GENEHMIGUNG | {"verarbeitung_bis": date(2026, 1, 9)},
            )


class TestLegeFest:
    def test_what_is_decided_for_one_stays_when_its_method_changes(self, eines):
        analyse = eines.beginne()
        with acting_as(eines.leitung) as leitung:
            lage = Rechtslage.objects.visible_to(leitung).get(analyse=analyse.pk)
            lage.lege_fest(Rechtsgrundlage.A79A2, durch=leitung)
        with acting_as(eines.fachkraft):
            Fallanalyse.objects.get(pk=analyse.pk).aendere_methode(Methode.FALLREFLEXION)

        lage = lage_of(analyse)
        assert lage.rechtsgrundlage == Rechtsgrundlage.A79A2
        assert lage.methode == Methode.FALLREFLEXION

    def test_empty_is_back_to_what_was_set_for_the_method(self, eines):
        analyse = eines.beginne()
        with acting_as(eines.leitung) as leitung:
            lage = Rechtslage.objects.visible_to(leitung).get(analyse=analyse.pk)
            lage.lege_fest(Rechtsgrundlage.A79A2, durch=leitung)
            lage.lege_fest("", durch=leitung)

        lage = lage_of(analyse)
        assert lage.rechtsgrundlage == Rechtsgrundlage.ORGUNTERSUCHUNG
        assert lage.festgelegt_durch is None


class TestWasFehlt:
    def fehlende(self, analyse):
        with system_context("Test"):
            return [eines for eines in was_fehlt(frisch(analyse)) if eines.zum_recht]

    def test_what_bars_the_release_is_no_reason_not_to_finish(self, eines):
        analyse = eines.beginne()
        setze(analyse, Rechtsgrundlage.A79A2)

        fehlt = self.fehlende(analyse)

        assert [eines.is_fehler for eines in fehlt] == [False, False, False]
        assert fehlt[0].text.startswith("Vor der Freigabe: ")

    def test_what_bars_the_text_is(self, eines):
        analyse = eines.beginne()
        setze(analyse, Rechtsgrundlage.EINWILLIGUNG)

        assert [eines.is_fehler for eines in self.fehlende(analyse)] == [True]


class TestVisibleTo:
    def test_leitung_and_datenschutz_know_the_drafts_of_others_by_their_kennung(self, eines):
        analyse = eines.beginne()
        datenschutz = make_rolle("datenschutz", jugendamt=eines.jugendamt)
        sehen = {}
        for wer, rolle in {**eines.rollen, "datenschutz": datenschutz}.items():
            with acting_as(rolle) as person:
                lagen = Rechtslage.objects.visible_to(person)
                sehen[wer] = lagen.filter(analyse=analyse.pk).exists()
                if wer == "datenschutz":
                    assert not Fallanalyse.objects.visible_to(person).exists()

        assert {wer for wer, sieht in sehen.items() if sieht} == {
            "fachkraft",
            "leitung",
            "vertretung",
            "datenschutz",
        }

    def test_the_datenschutz_of_another_office_or_of_the_land_knows_none(self, eines):
        eines.beginne()
        for rolle in (
            make_rolle("datenschutz"),
            make_rolle("datenschutz", jugendamt=None, bundesland=eines.jugendamt.bundesland),
        ):
            with acting_as(rolle) as person:
                assert not Rechtslage.objects.visible_to(person).exists()
