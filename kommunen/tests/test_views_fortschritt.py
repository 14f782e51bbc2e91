"""Cluster progress: who owes what, for the Projektkoordination only, never case content."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from kinderschutz.system_context import system_context
from kommunen import kennzahlen
from kommunen.enums import Rollenart, Teilnahmerolle
from kommunen.tests.factories import (
    AnsprechpersonFactory,
    ClusterFactory,
    KennzahlwertFactory,
    MassnahmeFactory,
    ProfilFactory,
    ProjektFactory,
    StichtagFactory,
    StichtagswertFactory,
    TeilnahmeFactory,
)

pytestmark = pytest.mark.django_db

URL = "/cluster/fortschritt/"


def text(response):
    return response.content.decode()


def staende(response):
    return {
        stand.teilnahme.kommune.name: stand
        for _cluster, gruppe in response.context["gruppen"]
        for stand in gruppe
    }


def offen(stand):
    return [eines.text for eines in stand.offen]


@pytest.fixture
def projekt():
    return ProjektFactory()


@pytest.fixture
def koordination(login_as, projekt):
    return login_as("projektkoordination", projekt=projekt)


@pytest.fixture
def teilnahme(projekt):
    """A Modellkommune that owes nothing."""
    teilnahme = TeilnahmeFactory(
        projekt=projekt,
        kommune__name="Stadt Karlsruhe",
        cluster=ClusterFactory(projekt=projekt),
        rolle=Teilnahmerolle.MODELL,
    )
    ProfilFactory(teilnahme=teilnahme, veroeffentlicht=True)
    with system_context("Test"):
        AnsprechpersonFactory(
            teilnahme=teilnahme, name="Paula Probe", funktion="Koordination", telefon="0721 1"
        )
        zaehle(teilnahme, "analysen_begonnen", 3)
        zaehle(teilnahme, "analysen_abgeschlossen", 2)
        zaehle(teilnahme, "befunde_freigegeben", 1)
    return teilnahme


def zaehle(teilnahme, name, anzahl):
    KennzahlwertFactory(
        jugendamt=teilnahme.jugendamt, projekt=teilnahme.projekt, name=name, anzahl=anzahl
    )


@pytest.mark.parametrize(
    "art", [art for art in Rollenart.values if art != Rollenart.PROJEKTKOORDINATION]
)
def test_other_rollen_find_nothing(client, login_as, art, teilnahme):
    login_as(art)

    assert client.get(URL).status_code == 404
    assert client.get(f"/cluster/{teilnahme.cluster.slug}/fortschritt/").status_code == 404


def test_the_coordination_of_another_projekt_finds_no_foreign_cluster(client, login_as, teilnahme):
    login_as("projektkoordination")

    assert client.get(f"/cluster/{teilnahme.cluster.slug}/fortschritt/").status_code == 404
    assert staende(client.get(URL)) == {}
    assert "Noch keine Kommune" in text(client.get(URL))


def test_shows_how_a_kommune_stands(client, koordination, teilnahme):
    response = client.get(URL)

    stand = staende(response)["Stadt Karlsruhe"]
    zahlen = (stand.begonnen, stand.abgeschlossen, stand.freigegeben)
    assert [str(zelle) for zelle in zahlen] == ["3", "2", "1"]
    assert offen(stand) == []
    seite = text(response)
    for wort in ("Modellkommune", "veröffentlicht", "Paula Probe", "Koordination", "nichts offen"):
        assert wort in seite


def test_includes_who_takes_part_without_a_cluster(client, koordination, teilnahme, projekt):
    TeilnahmeFactory(projekt=projekt, kommune__name="Landkreis Alzey-Worms")

    response = client.get(URL)

    assert set(staende(response)) == {"Landkreis Alzey-Worms", "Stadt Karlsruhe"}
    assert "Ohne Cluster" in text(response)


def test_one_cluster_shows_its_own_kommunen_only(client, koordination, teilnahme, projekt):
    TeilnahmeFactory(projekt=projekt, kommune__name="Landkreis Alzey-Worms")

    response = client.get(f"/cluster/{teilnahme.cluster.slug}/fortschritt/")

    assert set(staende(response)) == {"Stadt Karlsruhe"}


def test_says_who_owes_what(client, koordination, projekt):
    fleissig = TeilnahmeFactory(projekt=projekt, kommune__name="Stadt Trier")
    ProfilFactory(teilnahme=fleissig)
    MassnahmeFactory(jugendamt=fleissig.jugendamt, projekt=projekt, ueberfaellig=True)
    unberuehrt = timezone.localdate() - timedelta(days=200)
    MassnahmeFactory(jugendamt=fleissig.jugendamt, projekt=projekt, status_geaendert_am=unberuehrt)
    MassnahmeFactory(jugendamt=fleissig.jugendamt, projekt=projekt, erreicht=True)
    TeilnahmeFactory(projekt=projekt, jugendamt=None, kommune__name="Stadt Bonn")

    je_kommune = staende(client.get(URL))

    assert offen(je_kommune["Stadt Trier"]) == [
        "2 Maßnahmen überfällig",
        "Profil ist Entwurf",
        "Kontakt fehlt",
        "noch keine Fallanalyse",
    ]
    assert je_kommune["Stadt Trier"].massnahmen.geplant == 2
    assert je_kommune["Stadt Trier"].massnahmen.erreicht == 1
    assert offen(je_kommune["Stadt Bonn"]) == ["Profil fehlt", "Kontakt fehlt"]
    assert str(je_kommune["Stadt Bonn"].begonnen) == "keine Angabe"


def test_one_overdue_measure_is_singular(client, koordination, teilnahme, projekt):
    MassnahmeFactory(jugendamt=teilnahme.jugendamt, projekt=projekt, ueberfaellig=True)

    assert "1 Maßnahme überfällig" in offen(staende(client.get(URL))["Stadt Karlsruhe"])


def test_does_not_mix_the_projekte_of_a_kommune(client, koordination, teilnahme):
    anderes = TeilnahmeFactory(kommune=teilnahme.kommune, jugendamt=teilnahme.jugendamt)
    MassnahmeFactory(jugendamt=teilnahme.jugendamt, projekt=anderes.projekt, ueberfaellig=True)
    with system_context("Test"):
        zaehle(anderes, "analysen_begonnen", 40)

    stand = staende(client.get(URL))["Stadt Karlsruhe"]

    assert stand.massnahmen.ueberfaellig == 0
    assert str(stand.begonnen) == "3"


def test_knows_when_somebody_last_did_something(client, koordination, projekt):
    still = TeilnahmeFactory(projekt=projekt, kommune__name="Stadt Still")
    TeilnahmeFactory(projekt=projekt, kommune__name="Stadt Stumm")
    with system_context("Test"):
        AnsprechpersonFactory(teilnahme=still, bestaetigt_am=date(2026, 1, 2))
    MassnahmeFactory(
        jugendamt=still.jugendamt, projekt=projekt, status_geaendert_am=date(2026, 3, 4)
    )

    je_kommune = staende(client.get(URL))

    assert je_kommune["Stadt Still"].zuletzt_aktiv == date(2026, 3, 4)
    assert je_kommune["Stadt Stumm"].zuletzt_aktiv is None


def test_can_show_those_with_open_points_only(client, koordination, teilnahme, projekt):
    assert "Nichts offen" in text(client.get(URL, {"offen": "1"}))
    TeilnahmeFactory(projekt=projekt, kommune__name="Stadt Trier")

    assert set(staende(client.get(URL, {"offen": "1"}))) == {"Stadt Trier"}


def test_the_analyses_can_be_seen_as_of_a_stichtag(client, koordination, teilnahme, projekt):
    stichtag = StichtagFactory(datum=date(2026, 6, 30))
    StichtagswertFactory(
        stichtag=stichtag,
        jugendamt=teilnahme.jugendamt,
        projekt=projekt,
        name="analysen_begonnen",
        anzahl=1,
    )

    response = client.get(URL, {"stichtag": "2026-06-30", "offen": ""})

    assert str(staende(response)["Stadt Karlsruhe"].begonnen) == "1"
    assert "30.06.2026" in text(response)
    assert 'name="offen"' in text(client.get(URL, {"offen": "1"}))
    assert client.get(URL, {"stichtag": "2026-06-29"}).status_code == 404
    assert client.get(URL, {"stichtag": "gestern"}).status_code == 404


def test_without_analyses_all_of_them_are_unknown(client, koordination, teilnahme, monkeypatch):
    monkeypatch.setattr(kennzahlen, "_register", {})

    assert str(staende(client.get(URL))["Stadt Karlsruhe"].begonnen) == "keine Angabe"


def test_queries_do_not_grow_with_the_kommunen(koordination, projekt, assert_constant_queries):
    def add_row():
        teilnahme = TeilnahmeFactory(projekt=projekt, cluster=ClusterFactory(projekt=projekt))
        ProfilFactory(teilnahme=teilnahme)
        AnsprechpersonFactory(teilnahme=teilnahme)
        MassnahmeFactory(jugendamt=teilnahme.jugendamt, projekt=projekt, ueberfaellig=True)
        zaehle(teilnahme, "analysen_begonnen", 2)

    assert_constant_queries(URL, add_row=add_row)
