"""»Meine Arbeit«: what waits for a user and why, what is hers, where she can go."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kinderschutz.testing import text
from kommunen import anliegen, eigenes
from kommunen.anliegen import Anliegen
from kommunen.enums import Rollenart
from kommunen.tests.factories import MassnahmeFactory, ProfilFactory, TeilnahmeFactory, UserFactory

pytestmark = pytest.mark.django_db

URL = "/arbeit/"


def test_needs_a_sign_in(client):
    assert client.get(URL).status_code == 302


@pytest.mark.parametrize("art", Rollenart.values)
def test_every_rolle_has_a_page_with_ways_in(client, login_as, art):
    login_as(art)

    seite = text(client.get(URL))

    assert "Meine Arbeit" in seite
    assert "Wohin möchten Sie?" in seite
    assert reverse("kommunen:list") in seite


@pytest.mark.parametrize(
    ("art", "url_name"),
    [
        ("projektkoordination", "cluster:fortschritt"),
        ("ministerium", "land:uebersicht"),
        ("landesjugendamt", "land:uebersicht"),
    ],
)
def test_the_way_in_depends_on_the_rolle(client, login_as, art, url_name):
    login_as("datenschutz")
    assert reverse(url_name) not in text(client.get(URL))

    login_as(art)
    assert reverse(url_name) in text(client.get(URL))


def test_somebody_without_a_rolle_learns_whom_to_ask(client):
    client.force_login(UserFactory())

    seite = text(client.get(URL))

    assert "Ihr Konto hat noch keine Rolle" in seite
    assert "Administration" in seite


def test_says_so_when_nothing_waits(client, login_as, monkeypatch):
    monkeypatch.setattr(anliegen, "_quellen", [])
    login_as("fachkraft")

    assert "Im Moment wartet nichts auf Sie" in text(client.get(URL))


def test_shows_what_waits_why_and_until_when(client, login_as, monkeypatch):
    heute = timezone.localdate()
    monkeypatch.setattr(
        anliegen,
        "_quellen",
        [
            lambda user: [
                Anliegen("Profil prüfen", "/pruefen/", "Sie sind die Leitung."),
                Anliegen("Gestern fertig", "/a/", "Darum.", faellig_am=heute - timedelta(days=1)),
                Anliegen("Heute fertig", "/b/", "Darum.", faellig_am=heute),
                Anliegen("Morgen fertig", "/c/", "Darum.", faellig_am=heute + timedelta(days=1)),
            ]
        ],
    )
    login_as("leitung")

    seite = text(client.get(URL))

    reihe = ["Gestern fertig", "Heute fertig", "Morgen fertig", "Profil prüfen"]
    assert [seite.index(eines) for eines in reihe] == sorted(seite.index(eines) for eines in reihe)
    assert "Sie sind die Leitung." in seite
    assert "überfällig" in seite
    assert f"{heute:%d.%m.%Y}" in seite


def test_shows_profile_and_measures_of_the_own_jugendamt(client, login_as):
    teilnahme = TeilnahmeFactory(kommune__name="Stadt Trier")
    ProfilFactory(teilnahme=teilnahme, veroeffentlicht=True)
    MassnahmeFactory(jugendamt=teilnahme.jugendamt)
    MassnahmeFactory(jugendamt=teilnahme.jugendamt, erreicht=True)
    login_as("fachkraft", jugendamt=teilnahme.jugendamt)

    seite = text(client.get(URL))

    assert "Profil Stadt Trier" in seite
    assert "1 in Planung, 1 erreicht" in seite


def test_a_teilnahme_without_profile_says_so(client, login_as):
    teilnahme = TeilnahmeFactory()
    login_as("leitung", jugendamt=teilnahme.jugendamt)

    assert "noch kein Profil" in text(client.get(URL))


def test_a_source_registers_once(monkeypatch):
    monkeypatch.setattr(eigenes, "_quellen", [])

    eigenes.registriere(test_a_source_registers_once)
    eigenes.registriere(test_a_source_registers_once)

    assert eigenes._quellen == [test_a_source_registers_once]


def test_queries_do_not_grow_with_the_rows(login_as, assert_constant_queries):
    teilnahme = TeilnahmeFactory()
    login_as("leitung", jugendamt=teilnahme.jugendamt)

    def add_row():
        weitere = TeilnahmeFactory(jugendamt=teilnahme.jugendamt)
        MassnahmeFactory(jugendamt=teilnahme.jugendamt, kommune=weitere.kommune, ueberfaellig=True)

    assert_constant_queries(URL, add_row=add_row)
