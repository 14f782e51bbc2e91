"""Consents on their page: what contradicts itself, and what a withdrawal does to who is typing."""

from datetime import date

import pytest

from fallanalyse.anliegen_recht import bedingungen
from fallanalyse.enums import Rechtsgrundlage, Schritt
from fallanalyse.models import (
    Einwilligung,
    Fallanalyse,
    Zwischenstand,
)
from fallanalyse.tests.factories import amt_im_cluster
from fallanalyse.tests.formulare import lies_formular
from fallanalyse.tests.recht import fehler, setze, willige_ein
from fallanalyse.tests.seiten import text_of, url_of
from kinderschutz.identity import acting_as
from kinderschutz.system_context import system_context
from kinderschutz.testing import make_rolle

pytestmark = pytest.mark.django_db


@pytest.fixture
def eines():
    eines = amt_im_cluster()
    eines.rollen["datenschutz"] = make_rolle("datenschutz", jugendamt=eines.jugendamt)
    return eines


@pytest.fixture
def analyse(eines):
    return eines.analyse()


@pytest.fixture
def datenschutz(login_as, eines):
    return login_as(eines.datenschutz)


class TestEinwilligung:
    GUT = {
        "personenrolle": "Mutter",
        "umfang": ["akte"],
        "form": "schriftlich",
        "erteilt_am": "01.02.2026",
    }

    @pytest.fixture
    def url(self, datenschutz, analyse):
        setze(analyse, Rechtsgrundlage.EINWILLIGUNG)
        return url_of("einwilligung_neu", analyse)

    def test_is_entered_by_role_and_scope(self, client, url, analyse):
        assert client.post(url, self.GUT).status_code == 302

        with system_context("Test"):
            eine = Einwilligung.objects.get()
        assert (eine.personenrolle, eine.umfang) == ("Mutter", ["akte"])
        assert eine.analyse_id == analyse.pk

    @pytest.mark.parametrize(
        ("felder", "wo", "satz"),
        [
            ({"erteilt_am": "01.01.2099"}, "erteilt_am", "in der Zukunft"),
            ({"erteilt_am": "gestern"}, "erteilt_am", "Datum"),
            ({"personenrolle": ""}, "personenrolle", "Rolle im Fall"),
            ({"personenrolle": "Mutter, 0151 23456789"}, "personenrolle", "Im Text steht"),
            ({"umfang": []}, "umfang", "worin"),
            ({"form": "muendlich"}, "form_begruendung", "besonderen Umständen"),
            (
                {"form": "muendlich", "form_begruendung": "Eile", "gesundheitsdaten": "on"},
                "form",
                "zur Gesundheit",
            ),
        ],
    )
    def test_says_at_the_field_what_is_wrong(self, client, url, felder, wo, satz):
        response = client.post(url, self.GUT | felder)

        assert satz in fehler(response)[wo]
        with system_context("Test"):
            assert not Einwilligung.objects.exists()

    def test_a_correction_cannot_outlive_the_withdrawal(self, client, url, eines, analyse):
        eine = willige_ein(analyse, eines)
        with acting_as(eines.leitung) as leitung:
            eine.widerrufe(am=date(2026, 2, 1), durch=leitung)

        response = client.post(
            url_of("einwilligung", analyse, eine.pk), self.GUT | {"erteilt_am": "02.02.2026"}
        )

        assert "als neue Einwilligung" in fehler(response)["erteilt_am"]

    @pytest.mark.parametrize(
        ("am", "satz"),
        [
            ("14.01.2026", "vor der Einwilligung"),
            ("01.01.2099", "in der Zukunft"),
            ("", "erforderlich"),
        ],
    )
    def test_a_withdrawal_that_cannot_be_is_refused(self, client, url, eines, analyse, am, satz):
        eine = willige_ein(analyse, eines)

        response = client.post(
            url_of("widerrufen", analyse, eine.pk), {"version": "1", "widerrufen_am": am}
        )

        assert satz in fehler(response)["widerrufen_am"]

    def test_twice_is_once(self, client, url, eines, analyse):
        eine = willige_ein(analyse, eines)
        daten = {"widerrufen_am": "01.02.2026"}
        for _ in range(2):
            response = client.post(url_of("widerrufen", analyse, eine.pk), daten, follow=True)
        assert "schon widerrufen" in text_of(response)

    def test_the_team_notes_it_and_hears_what_to_do(self, client, login_as, eines, analyse):
        setze(analyse, Rechtsgrundlage.EINWILLIGUNG)
        eine = willige_ein(analyse, eines)
        login_as(eines.fachkraft)

        response = client.post(
            url_of("widerrufen", analyse, eine.pk), {"widerrufen_am": "01.02.2026"}, follow=True
        )

        assert "willigt dieselbe Person neu ein" in text_of(response)
        for wer in ("fachkraft", "leitung", "datenschutz"):
            with acting_as(eines.rollen[wer]) as person:
                [eines_davon] = bedingungen(person)
                assert eines_davon.text == f"Fallanalyse {analyse.kennung} ist gesperrt"

    def test_what_was_typed_meanwhile_is_not_kept_but_stays_on_the_page(
        self, client, login_as, eines, analyse
    ):
        setze(analyse, Rechtsgrundlage.EINWILLIGUNG)
        eine = willige_ein(analyse, eines)
        person = login_as(eines.fachkraft)
        url = url_of("schritt", analyse, Schritt.ANLASS)
        daten = lies_formular(client.get(url)) | {
            "leitfrage": "Was hatte sie gesehen?",
            "schreibt": str(person.pk),
        }
        with acting_as(eines.datenschutz) as datenschutz:
            Einwilligung.objects.get(pk=eine.pk).widerrufe(am=date(2026, 2, 1), durch=datenschutz)

        response = client.post(url, daten)
        autosave = client.post(f"{url}zwischenstand/", daten)

        assert response.status_code == 409
        assert "Was hatte sie gesehen?" in response.content.decode()
        assert "widerrufen" in text_of(response)
        assert autosave.status_code == 409
        assert "widerrufen" in autosave.json()["meldung"]
        with system_context("Test"):
            assert not Zwischenstand.objects.exists()
            assert Fallanalyse.objects.get().leitfrage != "Was hatte sie gesehen?"

    def test_nor_where_the_law_now_asks_for_what_is_not_there(
        self, client, login_as, eines, analyse
    ):
        person = login_as(eines.fachkraft)
        url = url_of("schritt", analyse, Schritt.ANLASS)
        daten = lies_formular(client.get(url)) | {
            "leitfrage": "Was hatte sie gesehen?",
            "schreibt": str(person.pk),
        }
        setze(analyse, Rechtsgrundlage.EINWILLIGUNG)

        response = client.post(url, daten)

        assert response.status_code == 409
        assert "Was hatte sie gesehen?" in response.content.decode()

    def test_the_shut_step_leads_to_the_page_that_says_why(self, client, login_as, eines, analyse):
        setze(analyse, Rechtsgrundlage.EINWILLIGUNG)
        eine = willige_ein(analyse, eines)
        login_as(eines.fachkraft)
        client.post(url_of("widerrufen", analyse, eine.pk), {"widerrufen_am": "01.02.2026"})

        response = client.get(url_of("schritt", analyse, Schritt.ANLASS), follow=True)

        assert response.redirect_chain[-1][0] == url_of("rechtsgrundlage", analyse)
        anhang = client.post(url_of("anhaenge", analyse), {"bezeichnung": "Protokoll"})
        assert anhang.status_code == 200
