"""Consents: what they allow, and that a withdrawal reaches every place at once."""

from datetime import date

import pytest
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
    Einwilligung,
    Fallanalyse,
    FreigegebenerBefund,
    Rechtslage,
    Wechsel,
)
from fallanalyse.models.rechtsbedingungen import Sperrt
from fallanalyse.tests.factories import QuelleFactory, amt_im_cluster, vollstaendig
from fallanalyse.tests.recht import KOPF, frisch, setze, sperren, widerrufe, willige_ein
from fallanalyse.workflow import UEBERGAENGE, UebergangNichtMoeglich
from kinderschutz.identity import acting_as
from kinderschutz.system_context import system_context
from kinderschutz.testing import make_rolle

pytestmark = pytest.mark.django_db


@pytest.fixture
def eines():
    return amt_im_cluster()


class TestEinwilligung:
    def test_without_any_no_text_is_taken(self, eines):
        analyse = eines.beginne()
        setze(analyse, Rechtsgrundlage.EINWILLIGUNG)
        assert sperren(analyse) == [Sperrt.TEXT]
        with system_context("Test"):
            assert Fallanalyse.objects.get(pk=analyse.pk).is_freitext_gesperrt

        willige_ein(analyse, eines)

        with system_context("Test"):
            assert not Fallanalyse.objects.get(pk=analyse.pk).is_freitext_gesperrt

    @pytest.mark.parametrize(
        ("art", "umfang", "fehlt"),
        [
            (Quellenart.AKTE, "interview", True),
            (Quellenart.AKTE, "akte", False),
            (Quellenart.PROTOKOLL, "akte", False),
            (Quellenart.INTERVIEW, "akte", True),
            (Quellenart.GESPRAECH, "interview", False),
            (Quellenart.BERICHT, "zitat", True),
        ],
    )
    def test_each_source_needs_somebody_who_consented_to_it(self, eines, art, umfang, fehlt):
        analyse = eines.beginne()
        setze(analyse, Rechtsgrundlage.EINWILLIGUNG)
        willige_ein(analyse, eines, umfang=[umfang])
        with system_context("Test"):
            QuelleFactory(analyse=analyse, art=art)

        assert sperren(analyse) == ([Sperrt.FREIGABE] if fehlt else [])

    @pytest.mark.parametrize(
        ("wer", "stufe"),
        [
            ("leitung", Freigabestufe.EINGEREICHT),
            ("fachkraft", Freigabestufe.LESERKREIS),
            ("leitung", Freigabestufe.GEPRUEFT),
            ("datenschutz", Freigabestufe.CLUSTER),
            ("fachkraft", Freigabestufe.LAND),
        ],
    )
    def test_a_withdrawal_reaches_every_place_at_once(self, eines, wer, stufe):
        eines.rollen["datenschutz"] = make_rolle("datenschutz", jugendamt=eines.jugendamt)
        analyse = eines.analyse(stufe)
        setze(analyse, Rechtsgrundlage.EINWILLIGUNG)
        einwilligung = willige_ein(analyse, eines)

        widerrufe(einwilligung, eines.rollen[wer])

        danach = frisch(analyse)
        assert danach.freigabestufe == Freigabestufe.ZURUECKGEZOGEN
        with system_context("Test"):
            assert not FreigegebenerBefund.objects.exists()
            letzter = Wechsel.objects.order_by("-am").first()
            assert "widerrufen" in letzter.begruendung

    def test_a_draft_stays_where_it_is_and_is_shut(self, eines):
        eines.rollen["datenschutz"] = make_rolle("datenschutz", jugendamt=eines.jugendamt)
        analyse = eines.analyse()
        setze(analyse, Rechtsgrundlage.EINWILLIGUNG)
        einwilligung = willige_ein(analyse, eines)

        widerrufe(einwilligung, eines.datenschutz)

        assert frisch(analyse).freigabestufe == Freigabestufe.TEAM
        with acting_as(eines.fachkraft) as person:
            selbst = Fallanalyse.objects.visible_to(person).get(pk=analyse.pk)
            with pytest.raises(UebergangNichtMoeglich, match=r"»Mutter« ist seit dem 01\.02\.2026"):
                selbst.speichere_schritt(
                    Schritt.ANLASS, {"kopf": KOPF, "zeilen": {}}, version=0, durch=person
                )
            with pytest.raises(UebergangNichtMoeglich, match="widerrufen"):
                selbst.aendere_methode(Methode.FALLREFLEXION)

    @pytest.mark.parametrize(
        "uebergang",
        [
            uebergang
            for uebergang in Uebergang
            if uebergang not in (Uebergang.ZURUECKZIEHEN, Uebergang.ZURUECKGEBEN)
        ],
    )
    def test_no_step_forward_is_left(self, eines, uebergang):
        analyse = eines.analyse()
        setze(analyse, Rechtsgrundlage.EINWILLIGUNG)
        widerrufe(willige_ein(analyse, eines), eines.leitung)
        regel = UEBERGAENGE[uebergang]
        with system_context("Test"):
            vollstaendig(analyse)
            Fallanalyse.objects.filter(pk=analyse.pk).update(
                bearbeitungsstand=regel.stand,
                abgeschlossen_am=timezone.now() if regel.stand == "abgeschlossen" else None,
                freigabestufe=next(iter(regel.stufen)),
            )
            selbst = Fallanalyse.objects.get(pk=analyse.pk)
            assert "widerrufen" in selbst.why_not(uebergang, eines.leitung.person)

    def test_a_release_that_was_read_before_the_withdrawal_is_refused_after_it(self, eines):
        analyse = eines.analyse(Freigabestufe.EINGEREICHT)
        setze(analyse, Rechtsgrundlage.EINWILLIGUNG)
        einwilligung = willige_ein(analyse, eines)
        with acting_as(eines.leitung) as leitung:
            gelesen = Fallanalyse.objects.visible_to(leitung).get(pk=analyse.pk)
            assert gelesen.why_not(Uebergang.FREIGEBEN, leitung) == ""
        widerrufe(einwilligung, eines.fachkraft)

        with acting_as(eines.leitung) as leitung, pytest.raises(UebergangNichtMoeglich):
            gelesen.freigeben(durch=leitung)

        assert frisch(analyse).freigabestufe == Freigabestufe.ZURUECKGEZOGEN

    def test_the_same_person_can_consent_anew(self, eines):
        analyse = eines.analyse()
        setze(analyse, Rechtsgrundlage.EINWILLIGUNG)
        widerrufe(willige_ein(analyse, eines), eines.leitung)
        willige_ein(analyse, eines, rolle="Vater", am=date(2026, 3, 1))
        assert sperren(analyse)[0] == Sperrt.ALLES

        willige_ein(analyse, eines, rolle="mutter", am=date(2026, 3, 1))

        assert sperren(analyse) == []

    def test_a_new_consent_to_less_does_not_lift_the_old_withdrawal(self, eines):
        analyse = eines.analyse()
        setze(analyse, Rechtsgrundlage.EINWILLIGUNG)
        widerrufe(willige_ein(analyse, eines, umfang=["akte", "interview"]), eines.leitung)

        willige_ein(analyse, eines, umfang=["interview"], am=date(2026, 3, 1))

        assert sperren(analyse)[0] == Sperrt.ALLES

    def test_another_rechtsgrundlage_does_not_get_round_it(self, eines):
        analyse = eines.analyse()
        setze(analyse, Rechtsgrundlage.EINWILLIGUNG)
        widerrufe(willige_ein(analyse, eines), eines.leitung)

        with acting_as(eines.leitung) as leitung:
            lage = Rechtslage.objects.visible_to(leitung).get(analyse=analyse.pk)
            with pytest.raises(UebergangNichtMoeglich, match="umgehen"):
                lage.lege_fest(Rechtsgrundlage.ORGUNTERSUCHUNG, durch=leitung)

    def test_a_mistaken_note_can_be_taken_back(self, eines):
        analyse = eines.analyse(Freigabestufe.LESERKREIS)
        setze(analyse, Rechtsgrundlage.EINWILLIGUNG)
        einwilligung = willige_ein(analyse, eines)
        widerrufe(einwilligung, eines.fachkraft)

        with acting_as(eines.leitung):
            Einwilligung.objects.get(pk=einwilligung.pk).nimm_widerruf_zurueck()

        assert sperren(analyse) == []
        assert frisch(analyse).freigabestufe == Freigabestufe.ZURUECKGEZOGEN

    def test_where_it_rests_on_something_else_nothing_is_shut(self, eines):
        analyse = eines.analyse(Freigabestufe.LESERKREIS)

        widerrufe(willige_ein(analyse, eines), eines.leitung)

        assert frisch(analyse).freigabestufe == Freigabestufe.LESERKREIS

    def test_the_database_refuses_a_withdrawal_before_the_consent(self, eines):
        einwilligung = willige_ein(eines.beginne(), eines, am=date(2026, 3, 1))

        with pytest.raises(IntegrityError), transaction.atomic():
            widerrufe(einwilligung, eines.leitung, am=date(2026, 2, 1))
