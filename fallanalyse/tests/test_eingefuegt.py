"""Text that came along from Word into the steps of an analysis, and text that is too much."""

import pytest
from django import forms
from django.urls import reverse

from fallanalyse.enums import Schritt
from fallanalyse.forms.schritte import KOPF, ZEILEN
from fallanalyse.models import Fallanalyse, Personenrolle, Zwischenstand
from fallanalyse.tests.factories import amt
from fallanalyse.tests.formulare import lies_formular, person, zeilen
from kinderschutz.system_context import system_context

pytestmark = pytest.mark.django_db

AUS_WORD = (
    "Was half?\r\n\xb7\tdie Groß\xadmutter\r\n\xb7\tdas \xbbTandem\xab\x0bnach \xa7\xa08a\r\n"
    "\r\n\r\n\r\n\r\nEnde\u200b  "
)
GEPUTZT = "Was half?\n– die Großmutter\n– das »Tandem«\nnach § 8a\n\nEnde"


@pytest.fixture
def analyse(login_as):
    eines = amt()
    login_as(eines.fachkraft)
    return eines.beginne()


@pytest.fixture
def sende(client, analyse):
    def call(schritt, **felder):
        url = reverse("fallanalyse:schritt", args=[analyse.pk, schritt])
        return client.post(url, {"version": "0"} | felder)

    return call


def test_every_free_text_of_every_step_is_cleaned():
    ungeputzt = {
        f"{form.__name__}.{name}"
        for form in [*KOPF.values(), *ZEILEN.values()]
        for name, feld in form.base_fields.items()
        if type(feld) is forms.CharField and not feld.widget.is_hidden
    }
    assert ungeputzt == set()


def test_paragraphs_and_lists_are_kept_the_rest_goes(sende):
    sende(Schritt.ANLASS, leitfrage=AUS_WORD)
    with system_context("Test"):
        assert Fallanalyse.objects.get().leitfrage == GEPUTZT


def test_in_rows_too_and_in_one_line_as_one(sende):
    sende(
        Schritt.BETEILIGTE,
        **zeilen("personen", person("Kind\u200b 1", beziehung="lebt bei\r\nder\xa0Mutter")),
    )
    with system_context("Test"):
        gespeichert = Personenrolle.objects.get()
    assert (gespeichert.kuerzel, gespeichert.beziehung) == ("Kind 1", "lebt bei der Mutter")


def test_saving_the_same_text_again_is_no_change(sende, client, analyse):
    sende(Schritt.ANLASS, leitfrage=AUS_WORD)
    url = reverse("fallanalyse:schritt", args=[analyse.pk, Schritt.ANLASS])
    formular = lies_formular(client.get(url))
    formular["leitfrage"] = [GEPUTZT.replace("\n", "\r\n")]

    client.post(url, formular)

    with system_context("Test"):
        assert Fallanalyse.objects.get().leitfrage == GEPUTZT


@pytest.mark.parametrize("zeichen", ["\x07", "\x1b", "\u202e", "\u2066"])
def test_what_cannot_be_cleaned_is_told_at_its_field_and_stays(sende, zeichen):
    text = f"Was{zeichen}half?"
    response = sende(Schritt.ANLASS, leitfrage=text)
    assert response.status_code == 200
    assert "Im Text stehen unsichtbare Steuerzeichen" in response.content.decode()
    assert lies_formular(response)["leitfrage"] == [text]


def test_a_megabyte_in_one_field_is_told_and_stays(sende):
    text = "Kind A. " * 131_072
    response = sende(Schritt.ANLASS, leitfrage=text)
    assert response.status_code == 200
    assert "Bitte höchstens 50.000 Zeichen." in response.content.decode()
    assert lies_formular(response)["leitfrage"] == [text]


def test_more_than_the_server_takes_is_a_sentence_and_keeps_what_was_there(
    client, analyse, settings
):
    url = reverse("fallanalyse:zwischenstand", args=[analyse.pk, Schritt.ANLASS])
    daten = {"version": "0", "schreibt": client.session["_auth_user_id"]}
    json = {"accept": "application/json"}
    client.post(url, daten | {"leitfrage": "Was half?"}, headers=json)
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100_000

    response = client.post(url, daten | {"leitfrage": "x" * 200_000}, headers=json)

    assert response.status_code == 413
    assert "zu viel Text auf einmal" in response.json()["meldung"]
    with system_context("Test"):
        assert "Was+half" in Zwischenstand.objects.get().formular
