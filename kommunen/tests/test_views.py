"""The public pages: start, Kommunen with their profile, clusters."""

from datetime import date

import pytest
from django.urls import reverse

from kinderschutz.testing import text
from kommunen.enums import (
    AMTLICHE_GRUPPEN,
    JUGENDHILFE_GRUPPEN,
    Altersgruppe,
    Gebietstyp,
    Profilabschnitt,
    Profilstatus,
    Teilnahmerolle,
)
from kommunen.models import Bevoelkerung
from kommunen.tests.factories import (
    BevoelkerungFactory,
    BundeslandFactory,
    ClusterFactory,
    JugendamtFactory,
    KommuneAliasFactory,
    KommuneFactory,
    ProfilFactory,
    ProfilpunktFactory,
    ProjektFactory,
    TeilnahmeFactory,
)

pytestmark = pytest.mark.django_db


def teilnehmende(name, **felder):
    return TeilnahmeFactory(kommune__name=name, **felder)


class TestStart:
    def test_counts_what_is_public_and_leads_to_it(self, client):
        teilnahme = TeilnahmeFactory()
        TeilnahmeFactory(kommune=teilnahme.kommune, jugendamt=teilnahme.jugendamt)
        ProfilFactory(teilnahme=teilnahme, veroeffentlicht=True)
        ProfilFactory()

        response = client.get(reverse("start"))

        assert response.context["anzahl_kommunen"] == 2
        assert response.context["anzahl_profile"] == 1
        assert reverse("account_login") in text(response)
        assert reverse("kommunen:list") in text(response)

    def test_still_counts_the_kommunen_of_a_projekt_that_is_over(self, client):
        projekt = ProjektFactory(beginn=date(2009, 4, 1), ende=date(2010, 11, 30))
        TeilnahmeFactory(projekt=projekt, von=projekt.beginn, bis=projekt.ende)
        TeilnahmeFactory(projekt=projekt, von=projekt.beginn, bis=date(2009, 12, 31))

        response = client.get(reverse("start"))

        assert [eines.kommunen for eines in response.context["projekte"]] == [1]
        assert "April 2009 bis November 2010" in text(response)

    def test_shows_signed_in_people_the_way_to_their_work(self, client, login_as):
        login_as("fachkraft")

        response = client.get(reverse("start"))

        assert "Zu meiner Arbeit" in text(response)


class TestKommuneList:
    url = "/kommunen/"

    def namen(self, client, **filter_):
        response = client.get(self.url, filter_)
        return [kommune.name for kommune in response.context["seite"].zeilen]

    def test_sorts_by_the_place_as_germans_do(self, client):
        for name in ("Stadt Köln", "Landkreis Ahrweiler", "Kreis Öhringen", "Stadt Zwickau"):
            teilnehmende(name)

        assert self.namen(client) == [
            "Landkreis Ahrweiler",
            "Stadt Köln",
            "Kreis Öhringen",
            "Stadt Zwickau",
        ]

    def test_leaves_out_who_neither_takes_part_nor_runs_a_jugendamt(self, client):
        JugendamtFactory(traeger__name="Stadt Mainz")
        KommuneFactory(name="Gemeinde Nirgendwo")

        assert self.namen(client) == ["Stadt Mainz"]

    @pytest.mark.parametrize("suche", ["düsseldorf", "DUESSELDORF", "stadtverwaltung düss"])
    def test_finds_a_kommune_however_it_is_written(self, client, suche):
        duesseldorf = teilnehmende("Landeshauptstadt Düsseldorf").kommune
        KommuneAliasFactory(kommune=duesseldorf, schreibweise="Stadtverwaltung Düsseldorf")
        teilnehmende("Stadt Köln")

        assert self.namen(client, name=suche) == ["Landeshauptstadt Düsseldorf"]

    def test_finds_nothing_for_signs_without_letters(self, client):
        teilnehmende("Stadt Köln")

        response = client.get(self.url, {"name": "§§"})

        assert "Keine Kommune gefunden" in text(response)

    def test_narrows_by_land(self, client):
        teilnehmende("Stadt Fulda", kommune__bundesland=BundeslandFactory(hessen=True))
        teilnehmende("Stadt Trier")

        assert self.namen(client, bundesland="06") == ["Stadt Fulda"]

    def test_wants_projekt_and_rolle_in_the_same_teilnahme(self, client):
        beide = teilnehmende("Landkreis Mainz-Bingen")
        land = TeilnahmeFactory(
            kommune=beide.kommune, jugendamt=beide.jugendamt, rolle=Teilnahmerolle.MODELL
        )

        filter_ = {"rolle": Teilnahmerolle.MODELL}
        assert self.namen(client, projekt=beide.projekt.slug, **filter_) == []
        assert self.namen(client, projekt=land.projekt.slug, **filter_) == [beide.kommune.name]

    @pytest.mark.parametrize(
        "query", [{"bundesland": "99"}, {"projekt": "x"}, {"rolle": "x"}, {"nach": "x"}]
    )
    def test_knows_no_unknown_value(self, client, query):
        assert client.get(self.url, query).status_code == 404

    def test_pages_forth_and_back_and_keeps_the_filter(self, client):
        for nummer in range(60):
            teilnehmende(f"Stadt Ort {nummer:02}")

        erste = client.get(self.url, {"name": "ort"}).context["seite"]
        zweite = client.get(self.url + erste.weiter).context["seite"]
        letzte = client.get(self.url + zweite.weiter).context["seite"]
        davor = client.get(self.url + letzte.zurueck).context["seite"]

        assert "name=ort" in erste.weiter
        assert (erste.zurueck, letzte.weiter) == ("", "")
        assert [len(seite.zeilen) for seite in (erste, zweite, letzte)] == [25, 25, 10]
        assert davor.zeilen == zweite.zeilen
        assert client.get(self.url + davor.zurueck).context["seite"].zurueck == ""

    def test_queries_do_not_grow_with_the_rows(self, assert_constant_queries):
        assert_constant_queries(
            self.url,
            add_row=lambda: ProfilFactory(teilnahme=TeilnahmeFactory(modell=True)),
        )


@pytest.fixture
def profil():
    """A published page with everything the brochure may hold."""
    profil = ProfilFactory(
        veroeffentlicht=True,
        teilnahme__modell=True,
        teilnahme__kommune__name="Stadt Bad Kreuznach",
        teilnahme__kommune__website="www.bad-kreuznach.de",
        leere_abschnitte=[Profilabschnitt.TEILNEHMENDE],
    )
    for abschnitt, inhalt, ist_absatz in (
        (Profilabschnitt.INTERESSE, "Abläufe erarbeiten", False),
        (Profilabschnitt.THEMEN, "Was verstehen wir unter Kindeswohl?", False),
        (Profilabschnitt.ERG_KOMMUNAL, "Qualifizierung:", True),
        (Profilabschnitt.ERG_KOMMUNAL, "Zwei Projekte:\na) Väter\n- Fehlerkultur", False),
        (Profilabschnitt.PLAN_KOMMUNAL, "Leitbild <b>Kinderschutz</b>", False),
        (Profilabschnitt.ERG_CLUSTER, "Der Informationsfluss ist besser", True),
        (Profilabschnitt.PLAN_CLUSTER, "Runde Tische", False),
        (Profilabschnitt.BESONDERHEITEN, "Alle halfen mit.", True),
        (Profilabschnitt.FUSSNOTE, "* Der Kronberger Kreis", True),
    ):
        ProfilpunktFactory(profil=profil, abschnitt=abschnitt, text=inhalt, ist_absatz=ist_absatz)
    return profil


class TestProfil:
    def url(self, profil):
        return profil.teilnahme.kommune.get_absolute_url()

    def test_shows_the_brochure_page_in_its_order(self, client, profil):
        partner = teilnehmende(
            "Stadt Ludwigshafen am Rhein",
            projekt=profil.teilnahme.projekt,
            cluster=profil.teilnahme.cluster,
        )

        seite = text(client.get(self.url(profil)))

        stellen = [
            seite.index(stelle, seite.index("dachzeile"))
            for stelle in (
                "Modellkommune",
                "Stadt Bad Kreuznach",
                "https://www.bad-kreuznach.de",
                "Rheinland-Pfalz",
                profil.teilnahme.cluster.get_absolute_url(),
                partner.kommune.get_absolute_url(),
                "Altersstruktur der Einwohner",
                "Qualitätsentwicklungswerkstatt",
                "Abläufe erarbeiten",
                "Teilnehmende",
                "Zentrale Themen",
                "Ergebnisse",
                "Kommunal",
                "Leitbild",
                "Clusterübergreifend",
                "Runde Tische",
                "Besonderheiten",
                "* Der Kronberger Kreis",
            )
        ]
        assert stellen == sorted(stellen)

    def test_escapes_what_was_imported(self, client, profil):
        seite = text(client.get(self.url(profil)))

        assert "Leitbild &lt;b&gt;Kinderschutz" in seite

    def test_shows_headings_and_sub_points_as_such(self, client, profil):
        seite = text(client.get(self.url(profil)))

        assert '<p class="punkte__titel">Qualifizierung:</p>' in seite
        assert "<li>a) Väter</li><li>Fehlerkultur</li>" in seite

    def test_says_where_a_section_is_empty_and_nothing_where_there_is_none(self, client):
        profil = ProfilFactory(veroeffentlicht=True, leere_abschnitte=[Profilabschnitt.ERG_CLUSTER])

        seite = text(client.get(self.url(profil)))

        assert "Clusterübergreifend" in seite
        assert "Zentrale Themen" not in seite

    def test_an_unknown_kommune_is_not_found(self, client):
        assert client.get("/kommunen/atlantis/").status_code == 404

    def test_a_kommune_in_two_projekte_shows_both(self, client, profil):
        kommune = profil.teilnahme.kommune
        zweite = TeilnahmeFactory(
            kommune=kommune,
            jugendamt=profil.teilnahme.jugendamt,
            projekt__kurztitel="Landesprojekt",
        )

        ohne_wahl = client.get(self.url(profil))
        gewaehlt = client.get(self.url(profil), {"projekt": zweite.projekt.slug})

        assert ohne_wahl.context["profil"] == profil
        assert gewaehlt.context["profil"] is None
        assert "Landesprojekt" in text(ohne_wahl)
        assert "ohne Cluster" in text(gewaehlt)
        assert client.get(self.url(profil), {"projekt": "fremd"}).status_code == 404

    def test_a_kommune_without_teilnahme_still_has_its_page(self, client):
        jugendamt = JugendamtFactory(traeger__name="Stadt Mainz", name="Stadtjugendamt Mainz")

        seite = text(client.get(jugendamt.get_absolute_url()))

        assert "Stadtjugendamt Mainz" in seite
        assert "nimmt an keinem Projekt teil" in seite

    def test_a_dissolved_kommune_names_its_successor(self, client):
        nachfolger = KommuneFactory(name="Landkreis Vorpommern-Greifswald")
        kommune = KommuneFactory(aufgeloest=True)
        kommune.nachfolger.add(nachfolger)

        seite = text(client.get(kommune.get_absolute_url()))

        assert "gibt es nicht mehr" in seite
        assert nachfolger.get_absolute_url() in seite

    def test_queries_do_not_grow_with_the_rows(self, assert_constant_queries, profil):
        def add_row():
            ProfilpunktFactory(profil=profil)
            TeilnahmeFactory(projekt=profil.teilnahme.projekt, cluster=profil.teilnahme.cluster)

        assert_constant_queries(self.url(profil), add_row=add_row)


class TestEntwurf:
    @pytest.fixture
    def entwurf(self):
        profil = ProfilFactory()
        ProfilpunktFactory(profil=profil, text="Noch geheim")
        return profil

    def test_is_not_shown_to_the_public(self, client, entwurf):
        seite = text(client.get(entwurf.get_absolute_url()))

        assert "Noch geheim" not in seite
        assert "Noch kein Profil veröffentlicht" in seite

    def test_is_marked_for_those_who_work_on_it(self, client, login_as, entwurf):
        login_as("fachkraft", jugendamt=entwurf.teilnahme.jugendamt)

        seite = text(client.get(entwurf.get_absolute_url()))

        assert "Noch geheim" in seite
        assert "Entwurf" in seite
        assert "Profil veröffentlichen" not in seite

    def test_is_not_shown_to_another_jugendamt(self, client, login_as, entwurf):
        login_as("leitung")

        assert "Noch geheim" not in text(client.get(entwurf.get_absolute_url()))

    def test_shows_its_import_notes_to_those_who_can_mend_it(self, client, login_as):
        entwurf = ProfilFactory(warnungen=["Zeile 3: Text bricht ab."], unvollstaendig=True)
        login_as("leitung", jugendamt=entwurf.teilnahme.jugendamt)

        assert "Text bricht ab" in text(client.get(entwurf.get_absolute_url()))

    def test_the_coordination_lands_on_her_own_projekt(self, client, login_as):
        bund = ProfilFactory(veroeffentlicht=True).teilnahme
        land = TeilnahmeFactory(kommune=bund.kommune, jugendamt=bund.jugendamt)
        login_as("projektkoordination", projekt=land.projekt)

        response = client.get(land.kommune.get_absolute_url())

        assert response.context["teilnahme"] == land


class TestVeroeffentlichen:
    def url(self, profil, was):
        teilnahme = profil.teilnahme
        return reverse(
            f"kommunen:profil_{was}", args=[teilnahme.kommune.slug, teilnahme.projekt.slug]
        )

    def test_the_leitung_publishes_and_withdraws(self, client, login_as):
        profil = ProfilFactory()
        login_as("leitung", jugendamt=profil.teilnahme.jugendamt)

        seite = client.get(profil.get_absolute_url())
        antwort = client.post(self.url(profil, "veroeffentlichen"), follow=True)
        profil.refresh_from_db()

        assert "Profil veröffentlichen" in text(seite)
        assert "Alle können es jetzt lesen" in text(antwort)
        assert profil.status == Profilstatus.VEROEFFENTLICHT

        antwort = client.post(self.url(profil, "zurueckziehen"), follow=True)
        profil.refresh_from_db()

        assert "wieder ein Entwurf" in text(antwort)
        assert profil.status == Profilstatus.ENTWURF

    @pytest.mark.parametrize("was", ["veroeffentlichen", "zurueckziehen"])
    def test_others_cannot(self, client, login_as, was):
        profil = ProfilFactory()
        url = self.url(profil, was)

        assert client.post(url).status_code == 302
        login_as("fachkraft", jugendamt=profil.teilnahme.jugendamt)
        assert client.post(url).status_code == 403
        assert client.get(url).status_code == 405
        login_as("leitung")
        assert client.post(url).status_code == 404
        profil.refresh_from_db()
        assert profil.status == Profilstatus.ENTWURF


def einwohner(kommune, **felder):
    gruppen = dict.fromkeys(
        (*JUGENDHILFE_GRUPPEN, *AMTLICHE_GRUPPEN, Altersgruppe.U18, Altersgruppe.INSGESAMT)
    )
    for gruppe in gruppen:
        BevoelkerungFactory(
            kommune=kommune,
            gruppe=gruppe,
            anzahl={Altersgruppe.U18: 18_000, Altersgruppe.INSGESAMT: 100_000}.get(gruppe, 1234),
            geschaetzt=gruppe == Altersgruppe.A10_14,
            **felder,
        )


class TestAltersstruktur:
    def seite(self, client, kommune):
        return text(client.get(kommune.get_absolute_url()))

    def test_shows_figures_bars_stichtag_and_source(self, client):
        kommune = KommuneFactory()
        einwohner(kommune, quelle="Statistische Ämter")

        seite = self.seite(client, kommune)

        assert "10 bis unter 14 Jahre (geschätzt)" in seite
        assert "6 bis unter 10 Jahre (geschätzt)" not in seite
        assert "<rect" in seite
        assert "1.234" in seite
        assert "18,0 Prozent" in seite
        assert "Stand 31.12.2024" in seite
        assert "Statistische Ämter" in seite

    def test_a_town_with_its_own_jugendamt_has_none(self, client):
        kommune = KommuneFactory(gebietstyp=Gebietstyp.GKA)
        einwohner(kommune)

        seite = self.seite(client, kommune)

        assert "keine Angabe" in seite
        assert "kreisangehörige Städte mit eigenem Jugendamt" in seite
        assert "<rect" not in seite

    def test_the_kreis_around_it_has_none_either(self, client):
        kreis = KommuneFactory(landkreis=True)
        einwohner(kreis)
        for name in ("Stadt Andernach", "Stadt Mayen"):
            KommuneFactory(name=name, gebietstyp=Gebietstyp.GKA, kreis=kreis)

        seite = self.seite(client, kreis)

        assert "Stadt Andernach und Stadt Mayen liegen darin" in seite
        assert "<rect" not in seite

    def test_half_of_one_is_none(self, client):
        kommune = KommuneFactory(landkreis=True)
        einwohner(kommune)
        Bevoelkerung.objects.filter(gruppe=Altersgruppe.A15_18).delete()

        assert "keine amtlichen Zahlen" in self.seite(client, kommune)


class TestCluster:
    def test_the_list_shows_who_works_together(self, client):
        modell = teilnehmende("Stadt Karlsruhe", modell=True)
        teilnehmende(
            "Stadt Leipzig",
            projekt=modell.projekt,
            cluster=modell.cluster,
            kommune__bundesland=BundeslandFactory(hessen=True),
        )

        seite = text(client.get("/cluster/"))

        assert "Stadt Karlsruhe" in seite
        assert "Stadt Leipzig" in seite
        assert "Hessen, Rheinland-Pfalz" in seite
        assert "ohne Modellkommune" not in seite

    def test_the_list_says_when_there_is_none(self, client):
        assert "Noch kein Cluster" in text(client.get("/cluster/"))

    def test_the_page_shows_themes_of_published_profiles_only(self, client):
        modell = TeilnahmeFactory(modell=True)
        partner = TeilnahmeFactory(projekt=modell.projekt, cluster=modell.cluster)
        ProfilpunktFactory(
            profil=ProfilFactory(teilnahme=modell, veroeffentlicht=True), text="Frühe Hilfen"
        )
        ProfilpunktFactory(profil=ProfilFactory(teilnahme=partner), text="Entwurfsthema")

        seite = text(client.get(modell.cluster.get_absolute_url()))

        assert "Frühe Hilfen" in seite
        assert "Entwurfsthema" not in seite

    def test_warns_where_nobody_leads(self, client):
        cluster = ClusterFactory()

        seite = text(client.get(cluster.get_absolute_url()))

        assert "Ohne Modellkommune" in seite
        assert "ohne Modellkommune" in text(client.get("/cluster/"))

    def test_an_unknown_cluster_is_not_found(self, client):
        assert client.get("/cluster/atlantis/").status_code == 404

    def test_queries_do_not_grow_with_the_rows(self, assert_constant_queries):
        cluster = ClusterFactory()

        def add_row():
            teilnahme = TeilnahmeFactory(projekt=cluster.projekt, cluster=cluster)
            ProfilpunktFactory(profil=ProfilFactory(teilnahme=teilnahme, veroeffentlicht=True))
            TeilnahmeFactory(modell=True)

        assert_constant_queries("/cluster/", add_row=add_row)
        assert_constant_queries(cluster.get_absolute_url(), add_row=add_row)
