"""The pages of the transitions: what they say before, and how it went."""

import pytest
from django.urls import reverse

from fallanalyse import pseudonymisierung
from fallanalyse.enums import Freigabestufe, Leserkreis, Uebergang
from fallanalyse.forms import BestaetigenForm
from fallanalyse.models import Fallanalyse, Wechsel
from fallanalyse.tests.factories import WEG, EreignisFactory, amt, amt_im_cluster, vollstaendig
from fallanalyse.tests.formulare import lies_formular
from kinderschutz.system_context import system_context
from kinderschutz.testing import make_rolle

pytestmark = pytest.mark.django_db
HAEKCHEN = dict.fromkeys(["familie", "umfeld", "presse", "fachkraefte"], "on")
ANGABEN = {
    Uebergang.FREIGEBEN: {"leserkreis": "asd"},
    Uebergang.BESTAETIGEN: HAEKCHEN,
    Uebergang.ZURUECKGEBEN: {"begruendung": "Bitte ergänzen."},
}


def url_of(analyse, uebergang):
    return reverse(f"fallanalyse:{uebergang}", args=[analyse.pk])


def stufe_of(analyse):
    with system_context("Test"):
        return Fallanalyse.objects.get(pk=analyse.pk).freigabestufe


@pytest.fixture
def eines():
    return amt_im_cluster()


class TestTheWholeWay:
    def test_every_page_says_what_will_happen_and_then_that_it_did(self, client, login_as, eines):
        analyse = eines.beginne()
        with system_context("Test"):
            Fallanalyse.objects.update(leitfrage="Was half?")
            vollstaendig(analyse)

        for wer, uebergang, erreicht in (
            ("fachkraft", Uebergang.ABSCHLIESSEN, Freigabestufe.TEAM),
            *WEG,
            ("leitung", Uebergang.ZURUECKZIEHEN, Freigabestufe.ZURUECKGEZOGEN),
        ):
            login_as(eines.rollen[wer])
            seite = client.get(url_of(analyse, uebergang))
            assert seite.status_code == 200
            assert "Danach" in seite.content.decode() or "Bitte lesen" in seite.content.decode()
            daten = lies_formular(seite, auswahl="novalidate") | ANGABEN.get(uebergang, {})

            response = client.post(url_of(analyse, uebergang), daten, follow=True)

            assert response.redirect_chain, uebergang
            assert "Das geht jetzt nicht" not in response.content.decode()
            assert stufe_of(analyse) == erreicht

    def test_a_second_click_is_told_why(self, client, login_as, eines):
        analyse = eines.analyse(Freigabestufe.EINGEREICHT)
        login_as(eines.leitung)
        url = url_of(analyse, Uebergang.FREIGEBEN)

        client.post(url, {"leserkreis": "asd"})
        response = client.post(url, {"leserkreis": "jugendamt"}, follow=True)

        assert "geht jetzt nicht" in response.content.decode()
        with system_context("Test"):
            assert Wechsel.objects.filter(uebergang=Uebergang.FREIGEBEN).count() == 1
            assert Fallanalyse.objects.get().leserkreis == Leserkreis.ASD


class TestForms:
    def test_to_return_it_one_says_why(self, client, login_as, eines):
        analyse = eines.analyse(Freigabestufe.EINGEREICHT)
        login_as(eines.leitung)
        url = url_of(analyse, Uebergang.ZURUECKGEBEN)

        assert client.post(url, {"begruendung": " "}).status_code == 200
        assert stufe_of(analyse) == Freigabestufe.EINGEREICHT

        response = client.post(url, {"begruendung": "Die Oma fehlt."})
        # It is a draft again, and a draft is not the Leitung's to read.
        assert response.url == reverse("arbeit")
        assert client.get(analyse.get_absolute_url()).status_code == 404

    @pytest.mark.parametrize("fehlt", HAEKCHEN)
    def test_the_second_person_confirms_every_point(self, client, login_as, eines, fehlt):
        analyse = eines.analyse(Freigabestufe.LESERKREIS)
        login_as(eines.zweite)
        daten = {name: wert for name, wert in HAEKCHEN.items() if name != fehlt}

        response = client.post(url_of(analyse, Uebergang.BESTAETIGEN), daten)

        assert "geben Sie die Fallanalyse an das Team zurück" in response.content.decode()
        assert stufe_of(analyse) == Freigabestufe.LESERKREIS

    def test_the_second_person_reads_the_whole_on_this_page(self, client, login_as, eines):
        analyse = eines.analyse(Freigabestufe.LESERKREIS)
        login_as(eines.zweite)

        seite = client.get(url_of(analyse, Uebergang.BESTAETIGEN)).content.decode()

        assert "Das Tandem trägt auch im Urlaub" in seite
        assert all(
            str(feld.label) in seite
            for name, feld in BestaetigenForm(version=1).fields.items()
            if name not in ("gelesen", "stand")
        )

    def test_what_changed_since_it_was_read_is_not_confirmed(self, client, login_as, eines):
        analyse = eines.analyse(Freigabestufe.LESERKREIS)
        login_as(eines.zweite)
        url = url_of(analyse, Uebergang.BESTAETIGEN)
        daten = lies_formular(client.get(url), auswahl="novalidate") | HAEKCHEN
        eines.tut("kollegin", Uebergang.ZURUECKGEBEN, analyse, begruendung="Bitte ergänzen.")
        for wer, uebergang in (
            ("fachkraft", Uebergang.ABSCHLIESSEN),
            ("fachkraft", Uebergang.EINREICHEN),
            ("leitung", Uebergang.FREIGEBEN),
        ):
            eines.tut(wer, uebergang, analyse)

        response = client.post(url, daten)

        assert "Bitte lesen Sie sie noch einmal." in response.content.decode()
        assert stufe_of(analyse) == Freigabestufe.LESERKREIS

    @pytest.mark.parametrize("leserkreis", ["", "alle"])
    def test_a_leserkreis_that_is_none_is_refused(self, client, login_as, eines, leserkreis):
        analyse = eines.analyse(Freigabestufe.EINGEREICHT)
        login_as(eines.leitung)

        response = client.post(url_of(analyse, Uebergang.FREIGEBEN), {"leserkreis": leserkreis})

        assert response.status_code == 200
        assert stufe_of(analyse) == Freigabestufe.EINGEREICHT


class TestRefused:
    def test_the_page_tells_before_the_click(self, client, login_as, eines):
        analyse = eines.beginne()
        login_as(eines.fachkraft)

        seite = client.get(url_of(analyse, Uebergang.ABSCHLIESSEN)).content.decode()

        assert "Das geht jetzt nicht" in seite
        assert "Die Leitfrage fehlt." in seite

    def test_from_the_wrong_state_it_says_which(self, client, login_as, eines):
        analyse = eines.analyse(Freigabestufe.EINGEREICHT)
        login_as(eines.fachkraft)

        seite = client.get(url_of(analyse, Uebergang.EINREICHEN)).content.decode()

        assert "bei der Leitung eingereicht" in seite

    def test_an_open_hit_is_named_before_and_after(self, client, login_as, eines):
        analyse = eines.analyse(Freigabestufe.EINGEREICHT)
        with system_context("Test"):
            EreignisFactory(analyse=analyse, titel="Am 12.03.2024 kam die Meldung.")
        login_as(eines.leitung)
        url = url_of(analyse, Uebergang.FREIGEBEN)

        vorher = client.get(url).content.decode()
        nachher = client.post(url, {"leserkreis": "asd"}, follow=True).content.decode()

        for seite in (vorher, nachher):
            assert "Im Text steht noch ein Datum" in seite
        assert stufe_of(analyse) == Freigabestufe.EINGEREICHT

    def test_a_detector_that_cannot_run_is_a_sentence_and_no_error_page(
        self, client, login_as, eines, monkeypatch
    ):
        analyse = eines.analyse(Freigabestufe.EINGEREICHT)
        login_as(eines.leitung)
        url = url_of(analyse, Uebergang.FREIGEBEN)
        monkeypatch.setattr(pseudonymisierung, "DETEKTOREN", [])

        assert "läuft gerade nicht" in client.get(url).content.decode()
        response = client.post(url, {"leserkreis": "asd"}, follow=True)

        assert response.status_code == 200
        assert "läuft gerade nicht" in response.content.decode()
        assert stufe_of(analyse) == Freigabestufe.EINGEREICHT

    def test_a_real_analysis_leaves_when_the_gate_passes_and_not_before(self, client, login_as):
        eines = amt()
        analyse = eines.analyse(Freigabestufe.GEPRUEFT)
        with system_context("Test"):
            Fallanalyse.objects.update(ist_demo=False)
            treffer = EreignisFactory(analyse=analyse, titel="Am 12.03.2024 kam die Meldung.")
        login_as(eines.leitung)
        url = url_of(analyse, Uebergang.FREIGEBEN_PROJEKT)

        seite = client.post(url, follow=True).content.decode()
        assert "Im Text steht noch ein Datum" in seite
        assert stufe_of(analyse) == Freigabestufe.GEPRUEFT

        with system_context("Test"):
            treffer.delete()
        client.post(url)
        assert stufe_of(analyse) == Freigabestufe.PROJEKT


class TestAccess:
    @pytest.mark.parametrize("uebergang", Uebergang)
    def test_for_strangers_there_is_no_such_page(self, client, login_as, eines, uebergang):
        analyse = eines.analyse(Freigabestufe.LESERKREIS)

        for art in ("fachkraft", "leitung", "moderation", "netzwerkkoordination", "ministerium"):
            login_as(make_rolle(art))
            for method in (client.get, client.post):
                assert method(url_of(analyse, uebergang)).status_code == 404

    @pytest.mark.parametrize(
        ("wer", "uebergang"),
        [
            ("zweite", Uebergang.FREIGEBEN_CLUSTER),
            ("zweite", Uebergang.ZURUECKZIEHEN),
            ("fachkraft", Uebergang.BESTAETIGEN),
            ("fachkraft", Uebergang.FREIGEBEN),
            ("leitung", Uebergang.EINREICHEN),
            ("leitung", Uebergang.WIEDER_OEFFNEN),
        ],
    )
    def test_who_sees_it_and_may_not_is_told_403(self, client, login_as, eines, wer, uebergang):
        analyse = eines.analyse(Freigabestufe.LESERKREIS)
        login_as(eines.rollen[wer])

        for method in (client.get, client.post):
            assert method(url_of(analyse, uebergang)).status_code == 403
        assert stufe_of(analyse) == Freigabestufe.LESERKREIS
