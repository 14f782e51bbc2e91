"""Milestones of a Teilnahme: what overdue means, set for one, set for all, two at once."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from kinderschutz.identity import acting_as
from kommunen.anliegen import anliegen_fuer
from kommunen.eigenes import eigenes_von
from kommunen.enums import Meilensteinart
from kommunen.models import Meilenstein, Teilnahme
from kommunen.tests.factories import (
    ClusterFactory,
    MeilensteinFactory,
    ProjektFactory,
    TeilnahmeFactory,
)

HEUTE = date(2026, 6, 15)
tage = st.none() | st.dates(date(2026, 6, 1), date(2026, 6, 30))


class TestOverdue:
    @given(soll=tage, erreicht_am=tage)
    def test_is_what_was_promised_for_a_day_before_and_is_not_there(self, soll, erreicht_am):
        stein = Meilenstein(soll=soll, erreicht_am=erreicht_am)

        versprochen = soll is not None and soll < HEUTE
        assert stein.is_ueberfaellig(HEUTE) == (versprochen and erreicht_am is None)

    @pytest.mark.django_db
    def test_the_database_chooses_the_same(self):
        for soll in (None, HEUTE - timedelta(days=1), HEUTE):
            for erreicht_am in (None, HEUTE):
                MeilensteinFactory(soll=soll, erreicht_am=erreicht_am)

        gewaehlt = set(Meilenstein.objects.ueberfaellig(HEUTE))

        assert gewaehlt == {s for s in Meilenstein.objects.all() if s.is_ueberfaellig(HEUTE)}
        assert len(gewaehlt) == 1

    @pytest.mark.django_db
    def test_there_is_one_of_each_kind(self):
        stein = MeilensteinFactory()

        with pytest.raises(IntegrityError):
            MeilensteinFactory(teilnahme=stein.teilnahme, art=stein.art)


@pytest.mark.django_db
class TestSetForAll:
    def test_fills_what_is_open_and_leaves_the_rest(self):
        leer, gesetzt, erreicht = TeilnahmeFactory.create_batch(3, projekt=ProjektFactory())
        MeilensteinFactory(teilnahme=gesetzt, soll=date(2026, 1, 1))
        MeilensteinFactory(teilnahme=erreicht, soll=None, erreicht_am=date(2026, 2, 2))
        alle = Teilnahme.objects.filter(projekt=leer.projekt)

        anzahl = Meilenstein.setze_fuer_alle(alle, {"swot": date(2026, 3, 3)})

        assert anzahl == 1
        assert dict(Meilenstein.objects.values_list("teilnahme", "soll")) == {
            leer.pk: date(2026, 3, 3),
            gesetzt.pk: date(2026, 1, 1),
            erreicht.pk: None,
        }

    def test_overwrites_only_when_asked_and_never_what_is_reached(self):
        gesetzt, erreicht = TeilnahmeFactory.create_batch(2, projekt=ProjektFactory())
        MeilensteinFactory(teilnahme=gesetzt, soll=date(2026, 1, 1))
        MeilensteinFactory(teilnahme=erreicht, soll=date(2026, 1, 1), erreicht=True)
        alle = Teilnahme.objects.filter(projekt=gesetzt.projekt)

        Meilenstein.setze_fuer_alle(alle, {"swot": date(2026, 3, 3)}, ueberschreiben=True)

        assert set(Meilenstein.objects.values_list("teilnahme", "soll")) == {
            (gesetzt.pk, date(2026, 3, 3)),
            (erreicht.pk, date(2026, 1, 1)),
        }


def url(was, teilnahme):
    return reverse(f"kommunen:{was}", args=[teilnahme.kommune.slug, teilnahme.projekt.slug])


@pytest.mark.django_db
class TestOne:
    def test_shows_what_is_reached_and_what_is_overdue(self, client, leitung, teilnahme):
        MeilensteinFactory(teilnahme=teilnahme, art="auftakt", erreicht=True)
        MeilensteinFactory(teilnahme=teilnahme, art="swot", ueberfaellig=True)

        response = client.get(url("teilnahme", teilnahme))

        stand = dict(response.context["meilensteine"])
        assert list(stand) == Meilensteinart.labels
        assert stand["Auftakt"].is_erreicht
        assert stand["SWOT-Analyse"].ueberfaellig
        assert stand["Abschluss"] is None
        assert response.content.decode().count("überfällig") == 1

    def test_saves_target_and_day_reached(self, client, leitung, teilnahme):
        client.post(
            url("meilensteine", teilnahme),
            {"version": "0", "soll_swot": "01.12.2026", "erreicht_auftakt": "01.10.2026"},
        )

        gespeichert = {
            stein.art: (stein.soll, stein.erreicht_am) for stein in teilnahme.meilensteine.all()
        }
        assert gespeichert["swot"] == (date(2026, 12, 1), None)
        assert gespeichert["auftakt"] == (None, date(2026, 10, 1))

    @pytest.mark.parametrize(
        ("feld", "wert", "satz"),
        [
            ("soll_swot", "31.02.2026", "gültiges Datum"),
            ("soll_swot", "01.01.2001", "vor dem Beginn des Projekts am 01.04.2009"),
            ("erreicht_swot", "01.01.2001", "vor dem Beginn des Projekts am 01.04.2009"),
            ("erreicht_swot", "01.01.2999", "liegt in der Zukunft"),
            ("soll_abschluss", "01.05.2009", "Der Abschluss liegt vor dem Auftakt"),
        ],
    )
    def test_says_at_the_field_what_cannot_be(self, client, leitung, teilnahme, feld, wert, satz):
        daten = {"version": "0", "soll_auftakt": "01.09.2009", feld: wert}

        response = client.post(url("meilensteine", teilnahme), daten)

        assert satz in " ".join(response.context["form"].errors[feld])
        assert wert in response.content.decode()
        assert not Meilenstein.objects.exists()

    def test_shows_both_when_somebody_was_faster(self, client, leitung, teilnahme):
        meins = {"version": "0", "soll_swot": "01.12.2026"}
        MeilensteinFactory(teilnahme=teilnahme, art="swot", soll=date(2026, 11, 11))

        response = client.post(url("meilensteine", teilnahme), meins)

        assert response.status_code == 409
        assert "01.12.2026" in response.content.decode()
        assert "11.11.2026" in response.content.decode()
        assert teilnahme.meilensteine.get().soll == date(2026, 11, 11)

        version = response.context["form"]["version"].value()
        client.post(url("meilensteine", teilnahme), meins | {"version": version})
        assert teilnahme.meilensteine.get(art="swot").soll == date(2026, 12, 1)


@pytest.mark.django_db
class TestProjekt:
    def daten(self, **mehr):
        return {"wo": "offene", "cluster": "alle", "soll_swot": "01.12.2026"} | mehr

    def adresse(self, teilnahme):
        return reverse("projekt:meilensteine", args=[teilnahme.projekt.slug])

    @pytest.fixture
    def koordination(self, login_as, teilnahme):
        return login_as("projektkoordination", projekt=teilnahme.projekt)

    def test_sets_them_for_all_or_for_one_cluster(self, client, koordination, teilnahme):
        ohne = TeilnahmeFactory(projekt=teilnahme.projekt)
        nummer = teilnahme.cluster.nummer

        client.post(self.adresse(teilnahme), self.daten(cluster=nummer))
        assert [s.teilnahme for s in Meilenstein.objects.all()] == [teilnahme]

        response = client.post(self.adresse(teilnahme), self.daten(), follow=True)
        assert "Ein Zieldatum ist gesetzt" in response.content.decode()
        assert {s.teilnahme for s in Meilenstein.objects.all()} == {teilnahme, ohne}

    def test_asks_for_at_least_one_day(self, client, koordination, teilnahme):
        response = client.post(self.adresse(teilnahme), self.daten(soll_swot=""))

        assert "mindestens ein Zieldatum" in response.content.decode()

    def test_tells_how_all_of_them_stand(self, client, koordination, teilnahme):
        zweite = TeilnahmeFactory(projekt=teilnahme.projekt)
        MeilensteinFactory(teilnahme=teilnahme, ueberfaellig=True)
        MeilensteinFactory(teilnahme=zweite, erreicht=True)

        response = client.get(self.adresse(teilnahme))

        swot = response.context["ueberblick"][1]
        assert (swot.verschiedene, swot.ohne_ziel, swot.erreicht, swot.ueberfaellig) == (2, 0, 1, 1)

    def test_queries_do_not_grow_with_the_rows(
        self, koordination, teilnahme, assert_constant_queries
    ):
        assert_constant_queries(
            self.adresse(teilnahme),
            add_row=lambda: MeilensteinFactory(teilnahme__projekt=teilnahme.projekt),
        )

    def test_its_page_is_public_and_costs_the_same(self, teilnahme, assert_constant_queries):
        assert_constant_queries(
            reverse("projekt:detail", args=[teilnahme.projekt.slug]),
            add_row=lambda: TeilnahmeFactory(
                projekt=teilnahme.projekt, cluster=ClusterFactory(projekt=teilnahme.projekt)
            ),
        )


@pytest.mark.django_db
class TestMeineArbeit:
    def texte(self, rolle):
        with acting_as(rolle) as user:
            return [eines.text for eines in anliegen_fuer(user)]

    def test_what_is_overdue_waits_for_leitung_and_coordination(self, rolle_als, teilnahme):
        MeilensteinFactory(teilnahme=teilnahme, ueberfaellig=True)
        satz = f"Meilenstein »SWOT-Analyse« ist überfällig: Stadt Trier, {teilnahme.projekt}"

        assert satz in self.texte(rolle_als("leitung", jugendamt=teilnahme.jugendamt))
        assert satz in self.texte(rolle_als("projektkoordination", projekt=teilnahme.projekt))
        assert satz not in self.texte(rolle_als("fachkraft", jugendamt=teilnahme.jugendamt))
        assert satz not in self.texte(rolle_als("leitung"))

    def test_several_are_one_thing(self, rolle_als, teilnahme):
        for art in ("swot", "auftakt"):
            MeilensteinFactory(teilnahme=teilnahme, art=art, ueberfaellig=True)

        texte = self.texte(rolle_als("leitung", jugendamt=teilnahme.jugendamt))

        assert any(text.startswith("2 Meilensteine sind überfällig") for text in texte)

    def test_leads_to_the_own_teilnahme_and_to_the_own_projekt(self, rolle_als, teilnahme):
        MeilensteinFactory(teilnahme=teilnahme, erreicht=True)

        with acting_as(rolle_als("leitung", jugendamt=teilnahme.jugendamt)) as user:
            stand = {eines.url: eines.stand for eines in eigenes_von(user)}
        assert stand[url("teilnahme", teilnahme)] == "1 von 6 Meilensteinen erreicht"

        with acting_as(rolle_als("projektkoordination", projekt=teilnahme.projekt)) as user:
            urls = [eines.url for eines in eigenes_von(user)]
        assert reverse("projekt:detail", args=[teilnahme.projekt.slug]) in urls

    def test_nothing_is_shown_to_the_public(self, client, teilnahme):
        MeilensteinFactory(teilnahme=teilnahme)

        assert not Meilenstein.objects.visible_to(AnonymousUser()).exists()
        seite = client.get(teilnahme.kommune.get_absolute_url()).content.decode()
        assert url("teilnahme", teilnahme) not in seite

    def test_the_page_of_the_kommune_leads_there(self, client, leitung, teilnahme):
        seite = client.get(teilnahme.kommune.get_absolute_url()).content.decode()

        assert url("teilnahme", teilnahme) in seite
