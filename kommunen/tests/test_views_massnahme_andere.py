"""A measure and other Kommunen: who has something like it, points of the profile, shares."""

import pytest
from django.urls import reverse

from kinderschutz.testing import text
from kommunen.enums import Massnahmenstatus, Profilabschnitt, Reichweite
from kommunen.models import Massnahme
from kommunen.tests.factories import (
    BevoelkerungFactory,
    MassnahmeFactory,
    MassnahmenanteilFactory,
    ProfilFactory,
    ProfilpunktFactory,
    TeilnahmeFactory,
)
from kommunen.tests.massnahmen import NEU, create_url, url

pytestmark = pytest.mark.django_db


class TestVorbild:
    @pytest.fixture
    def dort(self):
        """A published result of another Kommune, whose measure went on inside since."""
        dort = TeilnahmeFactory(kommune__name="Stadt Bonn")
        massnahme = MassnahmeFactory(
            jugendamt=dort.jugendamt, projekt=dort.projekt, text="Interner Wortlaut Babylotse"
        )
        profil = ProfilFactory(teilnahme=dort, veroeffentlicht=True)
        return ProfilpunktFactory(
            profil=profil,
            abschnitt=Profilabschnitt.ERG_KOMMUNAL,
            text="Babylotsen in jeder Geburtsklinik",
            massnahme=massnahme,
        )

    def suche(self, client, teilnahme, thema):
        adresse = reverse("kommunen:vorbilder", args=[teilnahme.kommune.slug])
        return client.get(adresse, {"thema": thema})

    def test_finds_what_others_published_in_their_published_words(
        self, client, leitung, teilnahme, dort
    ):
        for kommune, anzahl in (
            (teilnahme.kommune, 100_000),
            (dort.profil.teilnahme.kommune, 150_000),
        ):
            BevoelkerungFactory(kommune=kommune, anzahl=anzahl)

        antwort = self.suche(client, teilnahme, "Babylotse")

        assert [eins.text for eins in antwort.context["aehnliche"]] == [dort.text]
        assert "Interner Wortlaut" not in text(antwort)

    def test_says_nothing_of_a_draft(self, client, leitung, teilnahme, dort):
        dort.profil.zurueckziehen()

        antwort = self.suche(client, teilnahme, "Babylotse Interner Wortlaut")
        vorlage = client.get(create_url(teilnahme), {"vorlage": f"p{dort.pk}"})

        assert "Nichts gefunden" in text(antwort)
        assert dort.text not in text(vorlage)

    @pytest.mark.parametrize("vorlage", ["", "p", "x1", "p" + "9" * 30, "m1", "p1'"])
    def test_a_made_up_name_of_a_find_is_none(self, client, leitung, teilnahme, vorlage):
        antwort = client.get(create_url(teilnahme), {"vorlage": vorlage})

        assert antwort.context["form"]["text"].value() in (None, "")

    @pytest.mark.parametrize("thema", ["", "!", "ab", '"OR', "a" * 500])
    def test_any_theme_can_be_asked_for(self, client, leitung, teilnahme, thema):
        assert self.suche(client, teilnahme, thema).status_code == 200

    def test_is_taken_over_and_followed_both_ways(self, client, leitung, login_as, teilnahme, dort):
        antwort = client.get(create_url(teilnahme), {"vorlage": f"p{dort.pk}"})
        form = antwort.context["form"]
        assert form["text"].value() == dort.text

        client.post(
            create_url(teilnahme),
            NEU
            | {
                "vorlage": f"p{dort.pk}",
                "uebernommen_von": form["uebernommen_von"].value(),
                "anpassung": "Nur in einer Klinik",
            },
        )

        eigene = Massnahme.objects.get(kommune=teilnahme.kommune)
        assert eigene.vorbild == dort.massnahme
        seite = text(client.get(eigene.get_absolute_url()))
        assert "Übernommen von" in seite
        assert "Stadt Bonn" in seite
        assert "Interner Wortlaut" not in seite
        login_as("leitung", jugendamt=dort.profil.teilnahme.jugendamt)
        dortige_seite = dort.massnahme.get_absolute_url()
        assert "Stadt Trier" not in text(client.get(dortige_seite)), "nobody told it yet"
        ProfilpunktFactory(
            profil=ProfilFactory(teilnahme=teilnahme, veroeffentlicht=True), massnahme=eigene
        )
        assert "Stadt Trier" in text(client.get(dortige_seite))

    def test_another_kommune_chosen_in_the_end_is_no_vorbild(
        self, client, leitung, teilnahme, dort
    ):
        dritte = TeilnahmeFactory().kommune
        client.post(
            create_url(teilnahme),
            NEU | {"vorlage": f"p{dort.pk}", "uebernommen_von": dritte.pk},
        )

        eigene = Massnahme.objects.get(kommune=teilnahme.kommune)
        assert (eigene.uebernommen_von, eigene.vorbild) == (dritte, None)


def test_a_hostile_word_finds_nothing(client, leitung, teilnahme):
    adresse = reverse("kommunen:vorbilder", args=[teilnahme.kommune.slug])

    assert client.get(adresse, {"thema": "abc\0' OR 1=1"}).status_code == 200


class TestProfilpunkt:
    def test_becomes_a_measure(self, client, leitung, teilnahme):
        punkt = ProfilpunktFactory(
            profil=ProfilFactory(teilnahme=teilnahme),
            abschnitt=Profilabschnitt.PLAN_CLUSTER,
            text="Gemeinsame Runde Tische",
        )
        liste = reverse("kommunen:massnahmen", args=[teilnahme.kommune.slug])
        assert "noch ohne Maßnahme" in text(client.get(liste))
        form = client.get(create_url(teilnahme), {"punkt": punkt.pk}).context["form"]
        assert (form["text"].value(), form["reichweite"].value()) == (punkt.text, "cluster")

        client.post(create_url(teilnahme), NEU | {"punkt": punkt.pk})

        punkt.refresh_from_db()
        assert punkt.massnahme == Massnahme.objects.get()
        assert "Profil, " in text(client.get(punkt.massnahme.get_absolute_url()))
        assert "noch ohne Maßnahme" not in text(client.get(liste))

    def test_of_another_kommune_stays_as_it_is(self, client, leitung, teilnahme):
        fremder = ProfilpunktFactory(abschnitt=Profilabschnitt.PLAN_CLUSTER)

        client.post(create_url(teilnahme), NEU | {"punkt": fremder.pk})

        fremder.refresh_from_db()
        assert fremder.massnahme is None


class TestAnteil:
    @pytest.fixture
    def gemeinsame(self, massnahme):
        massnahme.reichweite = Reichweite.CLUSTER
        massnahme.save()
        return massnahme

    @pytest.fixture
    def partner(self, teilnahme):
        return TeilnahmeFactory(
            kommune__name="Stadt Koblenz", projekt=teilnahme.projekt, cluster=teilnahme.cluster
        )

    def test_is_offered_to_the_cluster_only(self, client, leitung, gemeinsame, partner):
        TeilnahmeFactory(projekt=partner.projekt)
        form = client.get(url("anteil_neu", gemeinsame)).context["form"]

        namen = {name for _key, name in form.fields["teilnahme"].choices}
        assert namen == {"Stadt Trier", "Stadt Koblenz"}

        client.post(
            url("anteil_neu", gemeinsame),
            {"version": "1", "teilnahme": partner.pk, "text": "Räume", "status": "geplant"},
        )
        assert gemeinsame.anteile.get().teilnahme == partner

    def test_a_measure_of_one_kommune_has_none(self, client, leitung, massnahme):
        antwort = client.get(url("anteil_neu", massnahme), follow=True)

        assert "nur eine clusterübergreifende Maßnahme" in text(antwort)

    def test_the_partner_sees_it_and_keeps_her_own(self, client, login_as, gemeinsame, partner):
        anteil = MassnahmenanteilFactory(massnahme=gemeinsame, teilnahme=partner)
        login_as("fachkraft", jugendamt=partner.jugendamt)

        liste = text(client.get(reverse("kommunen:massnahmen", args=[partner.kommune.slug])))
        assert "Woran Sie beteiligt sind" in liste
        assert client.get(gemeinsame.get_absolute_url()).status_code == 200
        assert client.get(url("massnahme_update", gemeinsame)).status_code == 404
        client.post(
            url("anteil", gemeinsame, anteil.pk),
            {"version": "1", "text": "Räume und Kaffee", "status": "umgesetzt"},
        )
        anteil.refresh_from_db()
        assert (anteil.text, anteil.status) == ("Räume und Kaffee", Massnahmenstatus.UMGESETZT)

    def test_two_at_once_see_both_texts(self, client, leitung, gemeinsame, partner):
        anteil = MassnahmenanteilFactory(massnahme=gemeinsame, teilnahme=partner)
        anteil.text = "Ihr Text"
        anteil.save()

        antwort = client.post(
            url("anteil", gemeinsame, anteil.pk),
            {"version": "1", "text": "Mein Text", "status": "geplant"},
        )

        assert antwort.status_code == 409
        assert "Ihr Text" in text(antwort)
        assert "Mein Text" in text(antwort)

    def test_shares_count_no_measure_twice(self, client, login_as, gemeinsame, partner):
        for teilnahme in (partner, TeilnahmeFactory(jugendamt=partner.jugendamt)):
            MassnahmenanteilFactory(massnahme=gemeinsame, teilnahme=teilnahme)
        user = login_as("leitung", jugendamt=partner.jugendamt)

        client.get("/arbeit/")
        assert Massnahme.objects.visible_to(user).count() == 1
        assert not Massnahme.objects.visible_to(user).verantwortet_von(user).exists()
