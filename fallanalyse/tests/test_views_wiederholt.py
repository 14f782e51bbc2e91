"""Saved, but the answer got lost on the way: whoever sends the form again doubles nothing."""

import pytest
from django.urls import reverse

from fallanalyse.enums import Schritt
from fallanalyse.models import Personenrolle, Zwischenstand
from fallanalyse.tests.formulare import lies_formular
from kinderschutz.system_context import system_context
from kinderschutz.testing import browser_of

pytestmark = pytest.mark.django_db

JSON = {"accept": "application/json"}


@pytest.fixture
def analyse(eines, login_as):
    analyse = eines.beginne()
    with system_context("Test"):
        analyse.nimm_ins_team(eines.kollegin.person, "analyseteam")
    login_as(eines.fachkraft)
    return analyse


@pytest.fixture
def url(analyse):
    return reverse("fallanalyse:schritt", args=[analyse.pk, Schritt.BETEILIGTE])


@pytest.fixture
def kollegin(eines):
    return browser_of(eines.kollegin)


def personen():
    with system_context("Test"):
        return [row.kuerzel for row in Personenrolle.objects.order_by("reihenfolge")]


def vergleiche(client, url, antwort, wahl):
    """Choose this side everywhere on the page of a conflict."""
    assert antwort.status_code == 409
    daten = lies_formular(antwort, auswahl="action")
    namen = {
        zeile.split('name="')[1].split('"')[0]
        for zeile in antwort.content.decode().splitlines()
        if 'type="radio"' in zeile
    }
    daten = {"aktuelle": daten["aktuelle"], **dict.fromkeys(namen, wahl)}
    assert client.post(f"{url}vergleich/", daten).status_code == 302


class TestNewRow:
    """A row that was never saved has no id: nothing else says that it is the same one."""

    @pytest.mark.parametrize("wahl", ["meins", "ihres"])
    def test_is_one_although_a_colleague_wrote_into_it_meanwhile(self, client, kollegin, url, wahl):
        formular = lies_formular(client.get(url)) | {"personen-0-kuerzel": "Kind 1"}
        client.post(url, formular)
        ihres = lies_formular(kollegin.get(url)) | {"personen-0-kuerzel": "Kind 1, zwei Jahre"}
        assert kollegin.post(url, ihres).status_code == 302

        vergleiche(client, url, client.post(url, formular), wahl)

        assert personen() == [{"meins": "Kind 1", "ihres": "Kind 1, zwei Jahre"}[wahl]]

    def test_is_one_although_she_typed_on(self, client, url):
        formular = lies_formular(client.get(url)) | {"personen-0-kuerzel": "Kind"}
        client.post(url, formular)

        antwort = client.post(url, formular | {"personen-0-kuerzel": "Kind 1"})

        vergleiche(client, url, antwort, "meins")
        assert personen() == ["Kind 1"]

    def test_from_a_draft_is_one(self, client, url):
        formular = lies_formular(client.get(url)) | {"personen-0-kuerzel": "Kind"}
        client.post(f"{url}zwischenstand/", formular, headers=JSON)
        entwurf = lies_formular(client.get(url))
        client.post(url, entwurf)

        antwort = client.post(url, entwurf | {"personen-0-kuerzel": "Kind 1"})

        vergleiche(client, url, antwort, "meins")
        assert personen() == ["Kind 1"]

    def test_beside_another_is_two(self, client, url):
        """Two new rows in two windows of one person are two, also with the same words."""
        erstes, zweites = (
            lies_formular(client.get(url)) | {"personen-0-kuerzel": kuerzel}
            for kuerzel in ("Kind 1", "Kind 2")
        )
        client.post(url, erstes)

        vergleiche(client, url, client.post(url, zweites), "meins")

        assert sorted(personen()) == ["Kind 1", "Kind 2"]

    def test_with_nothing_typed_in_it_is_none(self, client, url):
        assert client.post(url, lies_formular(client.get(url))).status_code == 302

        assert personen() == []


class TestLateAutosave:
    def test_with_what_is_saved_already_leaves_no_draft(self, client, url):
        formular = lies_formular(client.get(url)) | {"personen-0-kuerzel": "Kind 1"}
        client.post(url, formular)

        antwort = client.post(f"{url}zwischenstand/", formular, headers=JSON)

        assert antwort.status_code == 200
        assert antwort.json()["gespeichert"]
        with system_context("Test"):
            assert not Zwischenstand.objects.exists()

    def test_with_more_than_is_saved_is_kept(self, client, url):
        formular = lies_formular(client.get(url)) | {"personen-0-kuerzel": "Kind 1"}
        client.post(url, formular)

        mehr = formular | {"personen-0-kuerzel": "Kind 1, acht Jahre"}
        antwort = client.post(f"{url}zwischenstand/", mehr, headers=JSON)

        assert antwort.status_code == 409
        with system_context("Test"):
            assert "acht" in Zwischenstand.objects.get().formular

    def test_that_takes_back_what_was_typed_replaces_the_draft(self, client, kollegin, url):
        leer = lies_formular(client.get(url))
        getippt = leer | {"personen-0-kuerzel": "Unsinn"}
        client.post(f"{url}zwischenstand/", getippt, headers=JSON)
        ihres = lies_formular(kollegin.get(url)) | {"personen-0-kuerzel": "Mutter"}
        kollegin.post(url, ihres)

        client.post(f"{url}zwischenstand/", leer, headers=JSON)

        assert "Unsinn" not in client.get(url).content.decode()

    def test_that_is_not_valid_is_kept(self, client, url):
        formular = lies_formular(client.get(url)) | {"personen-0-kuerzel": "Kind 1"}
        client.post(url, formular)

        halb = formular | {"personen-0-kuerzel": "", "personen-0-beziehung": "Mutter von Kind 1"}
        client.post(f"{url}zwischenstand/", halb, headers=JSON)

        with system_context("Test"):
            assert "Mutter" in Zwischenstand.objects.get().formular
