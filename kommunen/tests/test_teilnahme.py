"""A Teilnahme from inside: contacts that stay true, SWOT over time, another role from a day on."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from kinderschutz.identity import acting_as
from kinderschutz.system_context import system_context
from kommunen.anliegen import anliegen_fuer
from kommunen.enums import Teilnahmerolle
from kommunen.models import Ansprechperson, Projekt, Swot, Teilnahme
from kommunen.tests.factories import (
    AnsprechpersonFactory,
    BundeslandFactory,
    ClusterFactory,
    ProfilFactory,
    SwotFactory,
    TeilnahmeFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def teilnahme():
    cluster = ClusterFactory()
    return TeilnahmeFactory(
        kommune__name="Stadt Trier",
        projekt=cluster.projekt,
        cluster=cluster,
        von=date(2026, 1, 1),
    )


@pytest.fixture
def koordination(login_as, teilnahme):
    return login_as("projektkoordination", projekt=teilnahme.projekt)


@pytest.fixture
def person(teilnahme):
    with system_context("Test"):
        return AnsprechpersonFactory(teilnahme=teilnahme, name="Berta Beispiel")


def url(was, teilnahme, *keys):
    return reverse(f"kommunen:{was}", args=[teilnahme.kommune.slug, teilnahme.projekt.slug, *keys])


def stored(person):
    with system_context("Test"):
        return Ansprechperson.objects.filter(pk=person.pk).first()


class TestContact:
    def test_whoever_saves_confirms(self, client, leitung, teilnahme):
        client.post(
            url("kontakt_neu", teilnahme), {"name": "Paul Probe", "email": "kontakt@example.org"}
        )

        with system_context("Test"):
            neue = Ansprechperson.objects.get()
        assert (neue.name, neue.bestaetigt_am) == ("Paul Probe", timezone.localdate())
        assert (neue.jugendamt, neue.projekt) == (teilnahme.jugendamt, teilnahme.projekt)

    def test_one_click_says_that_it_is_still_true(self, client, leitung, teilnahme, person):
        assert "bitte prüfen" in client.get(url("teilnahme", teilnahme)).content.decode()

        client.post(url("kontakt_bestaetigen", teilnahme, person.pk))

        assert stored(person).bestaetigt_am == timezone.localdate()
        assert "bitte prüfen" not in client.get(url("teilnahme", teilnahme)).content.decode()

    def test_who_left_leaves_nothing_behind(self, client, leitung, teilnahme, person):
        client.post(url("kontakt_entfernen", teilnahme, person.pk))

        assert stored(person) is None

    def test_shows_both_when_somebody_was_faster(self, client, leitung, teilnahme, person):
        seite = client.get(url("kontakt", teilnahme, person.pk))
        meins = {"name": "Mein Name", "version": seite.context["form"]["version"].value()}
        with system_context("Test"):
            Ansprechperson.objects.update(name="Ihr Name")

        response = client.post(url("kontakt", teilnahme, person.pk), meins)

        assert response.status_code == 409
        assert "Mein Name" in response.content.decode()
        assert "Ihr Name" in response.content.decode()
        assert stored(person).name == "Ihr Name"
        nochmal = meins | {"version": response.context["form"]["version"].value()}
        client.post(url("kontakt", teilnahme, person.pk), nochmal)
        assert stored(person).name == "Mein Name"

    def test_asks_once_a_year_whether_it_is_still_true(self, rolle_als, teilnahme, person):
        satz = f"Stimmt die Ansprechperson noch? Stadt Trier, {teilnahme.projekt}"

        def texte(art, **bereich):
            with acting_as(rolle_als(art, **bereich)) as user:
                return [eines.text for eines in anliegen_fuer(user)]

        assert satz in texte("leitung", jugendamt=teilnahme.jugendamt)
        assert satz not in texte("fachkraft", jugendamt=teilnahme.jugendamt)
        assert satz not in texte("leitung")
        with system_context("Test"):
            person.bestaetige(timezone.localdate() - timedelta(days=365))
        assert satz not in texte("leitung", jugendamt=teilnahme.jugendamt)


class TestSwot:
    def test_a_line_is_a_point(self, client, leitung, teilnahme):
        client.post(
            url("swot_neu", teilnahme),
            {
                "version": "1",
                "datum": "01.10.2026",
                "staerken": "– Kurze Wege\r\n\r\n* Ein festes Team ",
                "risiken": "Stellen bleiben leer",
            },
        )

        swot = Swot.objects.get()
        assert swot.staerken == ["Kurze Wege", "Ein festes Team"]
        assert (swot.schwaechen, swot.risiken) == ([], ["Stellen bleiben leer"])
        assert "Ein festes Team" in client.get(url("teilnahme", teilnahme)).content.decode()

    @pytest.mark.parametrize(
        ("daten", "satz"),
        [
            ({"datum": "01.01.2999", "staerken": "Team"}, "liegt in der Zukunft"),
            ({"datum": "01.10.2026"}, "mindestens einen Punkt"),
            ({"datum": "30.02.2026", "staerken": "Team"}, "gültiges Datum"),
            ({"datum": "01.01.2020", "staerken": "Team"}, "schon eine SWOT-Analyse"),
        ],
    )
    def test_refuses_with_a_sentence_and_keeps_the_text(
        self, client, leitung, teilnahme, daten, satz
    ):
        SwotFactory(teilnahme=teilnahme, datum=date(2020, 1, 1))

        response = client.post(url("swot_neu", teilnahme), {"version": "1"} | daten)

        assert satz in response.content.decode()
        assert daten.get("staerken", "") in response.content.decode()
        assert Swot.objects.count() == 1

    def test_shows_both_when_somebody_was_faster(self, client, leitung, teilnahme):
        swot = SwotFactory(teilnahme=teilnahme, datum=date(2026, 1, 1))
        meins = {"version": "1", "datum": "01.01.2026", "staerken": "Meins"}
        swot.staerken = ["Ihres"]
        swot.save()

        response = client.post(url("swot", teilnahme, swot.pk), meins)

        assert response.status_code == 409
        assert "Meins" in response.content.decode()
        assert "Ihres" in response.content.decode()
        version = response.context["form"]["version"].value()
        client.post(url("swot", teilnahme, swot.pk), meins | {"version": version})
        swot.refresh_from_db()
        assert swot.staerken == ["Meins"]

    def test_the_page_costs_the_same_with_ten(self, leitung, teilnahme, assert_constant_queries):
        def add_row():
            SwotFactory(teilnahme=teilnahme)
            AnsprechpersonFactory(teilnahme=teilnahme)

        assert_constant_queries(url("teilnahme", teilnahme), add_row=add_row)


class TestChangeOfRole:
    AM = date(2026, 7, 1)

    def wechsle(self, client, teilnahme, **daten):
        return client.post(
            url("rollenwechsel", teilnahme),
            {"rolle": "modell", "cluster": teilnahme.cluster.nummer, "am": "01.07.2026"} | daten,
            follow=True,
        )

    def test_what_was_stays_and_everything_goes_along(self, client, koordination, teilnahme):
        profil = ProfilFactory(teilnahme=teilnahme, veroeffentlicht=True)

        seite = self.wechsle(client, teilnahme).content.decode()

        jetzt = Teilnahme.objects.get(bis=None)
        frueher = Teilnahme.objects.exclude(bis=None).get()
        assert (jetzt.rolle, jetzt.von) == (Teilnahmerolle.MODELL, self.AM)
        assert (frueher.rolle, frueher.von, frueher.bis) == (
            Teilnahmerolle.PARTNER,
            date(2026, 1, 1),
            date(2026, 6, 30),
        )
        assert jetzt.profil == profil
        assert "zuvor Partnerkommune" in seite

    def test_the_public_page_shows_one_projekt_once(self, client, koordination, teilnahme):
        self.wechsle(client, teilnahme)

        response = client.get(teilnahme.kommune.get_absolute_url())

        assert response.context["teilnahme"].rolle == Teilnahmerolle.MODELL
        assert len(response.context["reiter"]) == 1

    @pytest.mark.parametrize(
        ("daten", "satz"),
        [
            ({"am": "01.01.2045"}, "sobald er gilt"),
            ({"am": "01.01.0001"}, "Bitte prüfen Sie das Jahr"),
            ({"am": "01.01.2026"}, "gilt erst seit dem 01.01.2026"),
            ({"rolle": "partner"}, "So ist es schon"),
        ],
    )
    def test_refuses_with_a_sentence(self, client, koordination, teilnahme, daten, satz):
        assert satz in self.wechsle(client, teilnahme, **daten).content.decode()
        assert Teilnahme.objects.get() == teilnahme

    def test_two_do_not_lead_one_cluster(self, client, koordination, teilnahme):
        TeilnahmeFactory(
            projekt=teilnahme.projekt, cluster=teilnahme.cluster, rolle=Teilnahmerolle.MODELL
        )

        seite = self.wechsle(client, teilnahme).content.decode()

        assert "schon eine Modellkommune" in seite
        teilnahme.refresh_from_db()
        assert teilnahme.rolle == Teilnahmerolle.PARTNER

    def test_the_domain_refuses_the_future(self, teilnahme):
        morgen = timezone.localdate() + timedelta(days=1)

        with pytest.raises(ValidationError):
            teilnahme.wechsle(rolle=Teilnahmerolle.MODELL, cluster=None, am=morgen)


class TestCluster:
    def test_may_cross_the_borders_of_laender(self, client, teilnahme):
        TeilnahmeFactory(
            projekt=teilnahme.projekt,
            cluster=teilnahme.cluster,
            kommune__bundesland=BundeslandFactory(hessen=True),
        )

        seite = client.get(teilnahme.cluster.get_absolute_url()).content.decode()

        assert "reicht über 2 Länder" in seite


def test_the_word_of_a_projekt_is_one_word():
    assert [Projekt(begriffswahl=wort).begriff for wort in ("fehler", "risiko")] == [
        "Fehler",
        "Risiko",
    ]
