"""Cluster progress: who owes what, for the Projektkoordination only, never case content."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from kinderschutz.system_context import system_context
from kinderschutz.testing import text
from kinderschutz.tests.tage import gestern, heute
from kommunen import kennzahlen
from kommunen.enums import Massnahmenstatus, Meilensteinart, Rollenart, Teilnahmerolle
from kommunen.models import (
    Ansprechperson,
    Kommune,
    Massnahme,
    Massnahmenschritt,
    Meilenstein,
    Profil,
    Profilpunkt,
    Rueckmeldung,
    Teilnahme,
)
from kommunen.tests.factories import (
    AnfrageFactory,
    AnsprechpersonFactory,
    ClusterFactory,
    JugendamtFactory,
    KennzahlwertFactory,
    MassnahmeFactory,
    ProfilFactory,
    ProfilpunktFactory,
    ProjektFactory,
    RueckmeldungFactory,
    StichtagFactory,
    StichtagswertFactory,
    TeilnahmeFactory,
)
from kommunen.verlauf import Punkt, Verlauf, quartalsenden

pytestmark = pytest.mark.django_db

URL = "/cluster/fortschritt/"
STAND = {"ansicht": "stand"}


def staende(response):
    return {stand.teilnahme.kommune.name: stand for stand in response.context["seite"].staende}


def offen(stand):
    return [eines.text for eines in stand.offen]


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
    response = client.get(URL, STAND)

    stand = staende(response)["Stadt Karlsruhe"]
    zahlen = (stand.begonnen, stand.abgeschlossen, stand.freigegeben)
    assert [str(zelle) for zelle in zahlen] == ["3", "2", "1"]
    assert offen(stand) == []
    seite = text(response)
    for wort in ("Modellkommune", "veröffentlicht", "laufender Stand"):
        assert wort in seite
    assert "Alle Kommunen haben ein veröffentlichtes Profil" in text(client.get(URL))


def test_includes_who_takes_part_without_a_cluster(client, koordination, teilnahme, projekt):
    TeilnahmeFactory(projekt=projekt, kommune__name="Landkreis Alzey-Worms")

    response = client.get(URL, STAND)

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


def test_the_most_pressing_comes_first(client, koordination, projekt, teilnahme):
    sehr = TeilnahmeFactory(projekt=projekt, kommune__name="Stadt Sehr")
    TeilnahmeFactory(projekt=projekt, kommune__name="Stadt Etwas")
    MassnahmeFactory(jugendamt=sehr.jugendamt, projekt=projekt, ueberfaellig=True)

    seite = client.get(URL).context["seite"]

    assert [stand.teilnahme.kommune.name for stand in seite.schuldner] == [
        "Stadt Sehr",
        "Stadt Etwas",
    ]


def test_milestones_and_questions_are_owed(client, koordination, projekt, teilnahme):
    Meilenstein.objects.create(teilnahme=teilnahme, art=Meilensteinart.AUFTAKT, soll=gestern())
    with system_context("Test"):
        for frist in (gestern(), heute()):
            RueckmeldungFactory(
                teilnahme=teilnahme,
                anfrage__faellig_am=frist,
                anfrage__gestellt_am=heute() - timedelta(days=9),
            )

    stand = staende(client.get(URL))["Stadt Karlsruhe"]

    assert offen(stand) == [
        "1 Meilenstein überfällig",
        "1 Rückmeldung überfällig",
        f"Rückmeldung bis {heute():%d.%m.%Y}",
    ]
    assert set(staende(client.get(URL, {"offen": "meilensteine"}))) == {"Stadt Karlsruhe"}
    assert set(staende(client.get(URL, {"offen": "profil"}))) == set()


def test_what_a_closed_question_did_not_get_is_owed_no_more(client, koordination, teilnahme):
    with system_context("Test"):
        RueckmeldungFactory(teilnahme=teilnahme, anfrage__geschlossen_am=heute())

    assert offen(staende(client.get(URL))["Stadt Karlsruhe"]) == []


def test_filters_stand_in_the_address(client, koordination, projekt, teilnahme):
    TeilnahmeFactory(projekt=projekt, kommune__name="Stadt Trier")

    def gezeigt(**filters):
        return set(staende(client.get(URL, filters)))

    assert gezeigt(cluster=teilnahme.cluster.slug) == {"Stadt Karlsruhe"}
    assert gezeigt(rolle="partner") == {"Stadt Trier"}
    fremd = ClusterFactory()
    for unbekannt in ({"cluster": fremd.slug}, {"rolle": "x"}, {"ansicht": "x"}, {"offen": "x"}):
        assert client.get(URL, unbekannt).status_code == 404
    reiter = text(client.get(URL, {"rolle": "partner"}))
    assert "?ansicht=themen&amp;rolle=partner" in reiter, "the choice goes along"


def test_the_analyses_can_be_seen_as_of_a_stichtag(client, koordination, teilnahme, projekt):
    stichtag = StichtagFactory(datum=date(2026, 6, 30))
    StichtagswertFactory(
        stichtag=stichtag,
        jugendamt=teilnahme.jugendamt,
        projekt=projekt,
        name="analysen_begonnen",
        anzahl=1,
    )

    response = client.get(URL, {"stichtag": "2026-06-30", "offen": "", "ansicht": "stand"})

    assert str(staende(response)["Stadt Karlsruhe"].begonnen) == "1"
    assert "30.06.2026" in text(response)
    assert client.get(URL, {"stichtag": "2026-06-29"}).status_code == 404
    assert client.get(URL, {"stichtag": "gestern"}).status_code == 404


def test_without_analyses_all_of_them_are_unknown(client, koordination, teilnahme, monkeypatch):
    monkeypatch.setattr(kennzahlen, "_register", {})

    assert str(staende(client.get(URL))["Stadt Karlsruhe"].begonnen) == "keine Angabe"


class TestThemen:
    def thema(self, teilnahme, text, **felder):
        MassnahmeFactory(
            jugendamt=teilnahme.jugendamt, projekt=teilnahme.projekt, thema=text, **felder
        )

    def test_stand_together_however_they_are_written(
        self, client, koordination, projekt, teilnahme
    ):
        trier = TeilnahmeFactory(projekt=projekt, kommune__name="Stadt Trier")
        ProfilpunktFactory(profil=teilnahme.profil, text="Frühe Hilfen.")
        self.thema(trier, "frühe  hilfen")
        self.thema(trier, "Frühe Hilfen", erreicht=True)
        self.thema(trier, "Übergaben")

        matrix = client.get(URL, {"ansicht": "themen"}).context["seite"].themen

        [(thema, felder)] = matrix.zeilen
        assert thema.text == "Frühe Hilfen"
        assert {kommune.name: feld.worte for kommune, feld in felder} == {
            "Stadt Karlsruhe": "im Profil",
            "Stadt Trier": "1 in Arbeit, 1 erreicht",
        }
        assert [(thema.text, kommune.name) for thema, kommune, _feld in matrix.allein] == [
            ("Übergaben", "Stadt Trier")
        ]

    def test_leave_out_drafts_what_was_given_up_and_other_projekte(
        self, client, koordination, projekt, teilnahme
    ):
        entwurf = ProfilFactory(teilnahme__projekt=projekt)
        ProfilpunktFactory(profil=entwurf, text="Nur im Entwurf")
        self.thema(
            teilnahme, "Verworfenes", status=Massnahmenstatus.VERWORFEN, begruendung="Kein Geld"
        )
        MassnahmeFactory(jugendamt=teilnahme.jugendamt, projekt=ProjektFactory(), thema="Fremdes")

        assert "Noch keine Themen" in text(client.get(URL, {"ansicht": "themen"}))


class TestVerlauf:
    def test_counts_how_the_measures_stood_at_each_end_of_a_quarter(
        self, client, koordination, projekt, teilnahme
    ):
        quartal = quartalsenden(heute(), 2)
        massnahme = MassnahmeFactory(
            jugendamt=teilnahme.jugendamt,
            projekt=projekt,
            status_geaendert_am=quartal[0] - timedelta(days=5),
        )
        massnahme.setze_status(Massnahmenstatus.BEGONNEN, am=quartal[0] + timedelta(days=1))
        massnahme.setze_status(Massnahmenstatus.UMGESETZT, am=heute())

        response = client.get(URL, {"ansicht": "verlauf"})

        punkte = response.context["seite"].verlauf.punkte
        assert [(p.geplant, p.begonnen, p.erreicht) for p in punkte[-3:]] == [
            (1, 0, 0),
            (0, 1, 0),
            (0, 0, 1),
        ]
        assert punkte[0].summe == 0
        assert text(response).count("<rect") == 3

    def test_is_empty_before_the_first_measure(self, client, koordination, teilnahme):
        assert "Noch keine Maßnahme" in text(client.get(URL, {"ansicht": "verlauf"}))

    @given(st.lists(st.tuples(*[st.integers(0, 3_000)] * 3), min_size=1, max_size=8))
    def test_the_picture_stays_in_its_frame_and_is_as_high_as_the_figures(self, zahlen):
        verlauf = Verlauf(tuple(Punkt(heute(), *eine) for eine in zahlen))

        bild = verlauf.bild

        werte = [linie["wert"] for linie in bild["linien"]]
        assert werte[0] == 0
        assert werte[-1] >= max(sum(eine) for eine in zahlen)
        assert len(werte) <= 7
        for saeule, eine in zip(bild["saeulen"], zahlen, strict=True):
            hoehen = [float(teil["hoehe"]) for teil in saeule["teile"]]
            assert sum(hoehen) == pytest.approx(232 * sum(eine) / werte[-1], abs=0.2)
            assert all(0 <= float(teil["y"]) <= bild["hoehe"] for teil in saeule["teile"])


class TestMeilensteine:
    def test_shows_target_and_truth(self, client, koordination, teilnahme):
        for art, felder in (
            (Meilensteinart.AUFTAKT, {"soll": gestern(), "erreicht_am": heute()}),
            (Meilensteinart.SWOT, {"soll": gestern()}),
            (Meilensteinart.ABSCHLUSS, {"soll": heute()}),
        ):
            Meilenstein.objects.create(teilnahme=teilnahme, art=art, **felder)

        response = client.get(URL, {"ansicht": "meilensteine"})

        [zeile] = response.context["seite"].meilensteine.zeilen
        assert [feld.text for feld in zeile.felder] == [
            f"erreicht {heute():%d.%m.%Y}",
            f"überfällig seit {gestern():%d.%m.%Y}",
            "nicht geplant",
            "nicht geplant",
            "nicht geplant",
            f"bis {heute():%d.%m.%Y}",
        ]
        assert zeile.felder[0].verzug == 1
        assert "1 Tage später" not in text(response)
        assert "1 Tag später" in text(response)


@pytest.mark.parametrize("ansicht", ["", "stand", "themen", "verlauf", "meilensteine"])
def test_queries_are_those_of_one_cluster_with_12_times_42_kommunen(
    client, koordination, projekt, ansicht
):
    """12 clusters × 42 Kommunen: 504 lines, and not one query more than with one."""

    def anzahl():
        with CaptureQueriesContext(connection) as queries:
            response = client.get(URL, {"ansicht": ansicht})
        assert response.status_code == 200
        return len(queries), len(response.context["seite"].teilnahmen)

    jugendamt = JugendamtFactory()
    erste = TeilnahmeFactory(
        projekt=projekt,
        jugendamt=jugendamt,
        kommune=jugendamt.traeger,
        cluster=ClusterFactory(projekt=projekt),
    )
    _belege([erste], projekt)
    anzahl()
    eine, zeilen = anzahl()
    assert zeilen == 1

    # Straight into the tables: 504 factories with their Jugendämter take minutes.
    kommunen = Kommune.objects.bulk_create(
        Kommune(
            name=f"Stadt Viele {nummer}",
            slug=f"stadt-viele-{nummer}",
            gebietstyp=erste.kommune.gebietstyp,
            bundesland=erste.kommune.bundesland,
        )
        for nummer in range(503)
    )
    cluster = [ClusterFactory(projekt=projekt) for _ in range(12)]
    viele = Teilnahme.objects.bulk_create(
        Teilnahme(kommune=kommune, projekt=projekt, cluster=cluster[nummer % 12], rolle="partner")
        for nummer, kommune in enumerate(kommunen)
    )
    _belege(viele, projekt)
    alle, zeilen = anzahl()

    assert zeilen == 504
    assert alle == eine


def _belege(teilnahmen, projekt):
    """Give each a profile with a theme, a contact, a measure, a milestone and a question."""
    profile = Profil.objects.bulk_create(
        Profil(teilnahme=teilnahme, status="veroeffentlicht", stand=heute())
        for teilnahme in teilnahmen
    )
    Profilpunkt.objects.bulk_create(
        Profilpunkt(profil=profil, abschnitt="themen", reihenfolge=0, text="Frühe Hilfen")
        for profil in profile
    )
    massnahmen = Massnahme.objects.bulk_create(
        Massnahme(kommune=teilnahme.kommune, projekt=projekt, text="Tun", thema="Frühe Hilfen")
        for teilnahme in teilnahmen
    )
    Massnahmenschritt.objects.bulk_create(
        Massnahmenschritt(massnahme=massnahme, nach=massnahme.status, am=heute())
        for massnahme in massnahmen
    )
    Meilenstein.objects.bulk_create(
        Meilenstein(teilnahme=teilnahme, art="auftakt", soll=gestern()) for teilnahme in teilnahmen
    )
    with system_context("Test"):
        Ansprechperson.objects.bulk_create(
            Ansprechperson(teilnahme=teilnahme, projekt=projekt, name="Paula Probe")
            for teilnahme in teilnahmen
            if teilnahme.jugendamt_id is None
        )
        anfrage = AnfrageFactory(projekt=projekt)
        Rueckmeldung.objects.bulk_create(
            Rueckmeldung(
                anfrage=anfrage,
                teilnahme=teilnahme,
                projekt=projekt,
                jugendamt_id=teilnahme.jugendamt_id,
            )
            for teilnahme in teilnahmen
        )
