"""The Landesübersicht: frozen counts of the own Land, through the small-cell rule."""

from datetime import date

import pytest
from django.urls import reverse

from kinderschutz.testing import text
from kommunen import kennzahlen
from kommunen.enums import Massnahmenstatus, Rollenart
from kommunen.tests.factories import (
    BundeslandFactory,
    JugendamtFactory,
    StichtagFactory,
    StichtagswertFactory,
)

pytestmark = pytest.mark.django_db

URL = "/land/"
IM_LAND = (Rollenart.MINISTERIUM, Rollenart.LANDESJUGENDAMT)


def tabelle(response):
    """Return {Jugendamt: {title of the column: cell as people read it}}."""
    eine = response.context["tabelle"]
    titel = [spalte.titel for spalte in eine.spalten]
    return {
        zeile.jugendamt.name: dict(zip(titel, (str(zelle) for zelle in zeile.zellen), strict=True))
        for zeile in eine.zeilen
    }


@pytest.fixture
def stichtag():
    return StichtagFactory(datum=date(2026, 6, 30))


def eingefroren(stichtag, jugendamt, name, anzahl, auspraegung=""):
    StichtagswertFactory(
        stichtag=stichtag, jugendamt=jugendamt, name=name, anzahl=anzahl, auspraegung=auspraegung
    )


def jugendamt(name, **felder):
    return JugendamtFactory(name=name, **felder)


def test_needs_a_sign_in(client):
    assert client.get(URL).status_code == 302


@pytest.mark.parametrize("art", [art for art in Rollenart.values if art not in IM_LAND])
def test_other_rollen_are_refused(client, login_as, art):
    login_as(art)

    assert client.get(URL).status_code == 403


@pytest.mark.parametrize("art", IM_LAND)
def test_says_what_to_do_before_the_first_stichtag(client, login_as, art):
    login_as(art)

    seite = text(client.get(URL))

    assert "Noch kein Stichtag" in seite
    assert "Administration" in seite


def test_shows_the_jugendaemter_of_the_land_by_name(client, login_as, stichtag):
    for name in ("Stadtjugendamt Trier", "Kreisjugendamt Südwestpfalz", "Kreisjugendamt Ahrweiler"):
        jugendamt(name)
    jugendamt("Stadtjugendamt Fulda", traeger__bundesland=BundeslandFactory(hessen=True))
    login_as("ministerium")

    assert list(tabelle(client.get(URL))) == [
        "Kreisjugendamt Ahrweiler",
        "Kreisjugendamt Südwestpfalz",
        "Stadtjugendamt Trier",
    ]


def test_small_counts_of_cases_stay_secret(client, login_as, stichtag):
    klein, gross = jugendamt("Stadtjugendamt Klein"), jugendamt("Stadtjugendamt Groß")
    weitere = jugendamt("Stadtjugendamt Weitere")
    stumm = jugendamt("Stadtjugendamt Stumm")
    for eines, anzahl in ((klein, 1), (gross, 1200), (weitere, 0)):
        eingefroren(stichtag, eines, "analysen_begonnen", anzahl)
    login_as("ministerium")

    response = client.get(URL)

    begonnen = {name: zeile["Fallanalysen begonnen"] for name, zeile in tabelle(response).items()}
    assert begonnen[klein.name] == "."
    assert begonnen[stumm.name] == "keine Angabe"
    seite = text(response)
    assert "geheim gehalten" in seite
    assert 'class="kern-sr-only">keine Angabe' in seite


def test_adds_up_measures_by_what_became_of_them(client, login_as, stichtag):
    trier = jugendamt("Stadtjugendamt Trier")
    for auspraegung, anzahl in (
        (f"kommunal.{Massnahmenstatus.GEPLANT}", 2),
        (f"cluster.{Massnahmenstatus.BEGONNEN}", 3),
        (f"kommunal.{Massnahmenstatus.DAUER}", 4),
        (f"kommunal.{Massnahmenstatus.VERWORFEN}", 7),
    ):
        eingefroren(stichtag, trier, "massnahmen", anzahl, auspraegung)
    login_as("landesjugendamt")

    response = client.get(URL)

    zeile = tabelle(response)[trier.name]
    assert (zeile["Maßnahmen in Planung"], zeile["Maßnahmen erreicht"]) == ("5", "4")
    summen = {spalte.titel: str(summe) for spalte, summe in response.context["tabelle"].kacheln}
    assert summen["Maßnahmen in Planung"] == "5"


def test_does_not_add_up_joint_networks(client, login_as, stichtag):
    eingefroren(stichtag, jugendamt("Stadtjugendamt Trier"), "netzwerke", 1, "lenkungskreis")
    login_as("ministerium")

    response = client.get(URL)

    assert "Netzwerke" not in [spalte.titel for spalte, _ in response.context["tabelle"].kacheln]
    assert "Summe nicht sinnvoll" in text(response)


def test_the_stichtag_can_be_chosen_and_is_shown(client, login_as, stichtag):
    StichtagFactory(datum=date(2026, 9, 30))
    eingefroren(stichtag, jugendamt("Stadtjugendamt Trier"), "profile", 1)
    login_as("ministerium")

    neuester, frueher = client.get(URL), client.get(URL, {"stichtag": "2026-06-30"})

    assert neuester.context["stichtag"] == date(2026, 9, 30)
    assert tabelle(frueher)["Stadtjugendamt Trier"]["veröffentlichte Profile"] == "1"
    assert "Stichtag 30.06.2026. Quelle: " in text(frueher)
    assert client.get(URL, {"stichtag": "2026-01-01"}).status_code == 404


def test_a_kennzahl_that_nobody_registered_has_no_column(client, login_as, stichtag, monkeypatch):
    ohne = {name: eine for name, eine in kennzahlen._register.items() if "analysen" not in name}
    monkeypatch.setattr(kennzahlen, "_register", ohne)
    jugendamt("Stadtjugendamt Trier")
    login_as("ministerium")

    assert "Fallanalysen begonnen" not in tabelle(client.get(URL))["Stadtjugendamt Trier"]


def test_is_in_the_navigation_of_the_land(client, login_as):
    login_as("ministerium")

    assert reverse("land:uebersicht") in text(client.get("/"))


def test_queries_do_not_grow_with_the_jugendaemter(login_as, stichtag, assert_constant_queries):
    login_as("ministerium")

    assert_constant_queries(
        URL,
        add_row=lambda: eingefroren(stichtag, JugendamtFactory(), "analysen_begonnen", 7),
    )
