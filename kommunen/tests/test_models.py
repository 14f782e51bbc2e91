from datetime import date, timedelta

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from factory import LazyFunction

from kinderschutz.system_context import system_context
from kinderschutz.tests.tage import gestern, heute
from kommunen.enums import (
    Massnahmenstatus,
    Profilabschnitt,
    Profilstatus,
    Rollenart,
    Teilnahmerolle,
)
from kommunen.models import (
    Ansprechperson,
    Cluster,
    Institution,
    Jugendamt,
    Kommune,
    Massnahme,
    Profil,
    Profilpunkt,
    Projekt,
    Teilnahme,
)
from kommunen.tests.factories import (
    AnsprechpersonFactory,
    BundeslandFactory,
    ClusterFactory,
    InstitutionFactory,
    JugendamtFactory,
    KommuneAliasFactory,
    KommuneFactory,
    MassnahmeFactory,
    ProfilFactory,
    ProfilpunktFactory,
    ProjektFactory,
    TeilnahmeFactory,
    ZustaendigkeitFactory,
)


def refuses(meldung, row):
    """Return whether a form would show this German message for the row."""
    with pytest.raises(ValidationError) as grund:
        row.full_clean()
    assert meldung in str(grund.value)


def deferred_checks():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.django_db
class TestKommune:
    def test_makes_its_address_from_the_name(self):
        assert KommuneFactory(name="Stadt Köln / Süd").slug == "stadt-koeln-sued"

    def test_has_an_address_of_its_own_beside_a_namesake_in_another_land(self):
        KommuneFactory(name="Stadt Neustadt")

        namensvetter = KommuneFactory(
            name="Stadt Neustadt", bundesland=BundeslandFactory(hessen=True)
        )

        assert namensvetter.slug == "stadt-neustadt-2"

    def test_refuses_a_second_existing_one_with_the_same_key(self):
        KommuneFactory(ags="07314")

        refuses("hat diesen Schlüssel schon", KommuneFactory.build(ags="07314"))

    def test_a_successor_may_take_over_the_key(self):
        nachfolger = KommuneFactory(name="Landkreis Vorpommern-Greifswald", ags="13075")
        aufgeloest = KommuneFactory(aufgeloest=True, ags="13075")
        aufgeloest.nachfolger.add(nachfolger)

        assert aufgeloest.is_aufgeloest
        assert list(Kommune.objects.gueltig()) == [nachfolger]

    def test_one_that_was_split_has_several_successors(self):
        geteilt = KommuneFactory(name="Landkreis Alt", aufgeloest=True)
        geteilt.nachfolger.set([KommuneFactory(name=f"Landkreis {wo}") for wo in ("Nord", "Süd")])

        gefunden = Kommune.objects.mit_namen("Landkreis Alt")

        assert {kommune.name for kommune in gefunden} == {
            "Landkreis Alt",
            "Landkreis Nord",
            "Landkreis Süd",
        }

    @pytest.mark.parametrize("ags", ["0731", "0731400", "07314x"])
    def test_refuses_a_key_that_is_none(self, ags):
        refuses("5 oder 8 Ziffern", KommuneFactory.build(ags=ags))

    def test_an_empty_key_is_no_key(self):
        KommuneFactory(ags="")

        assert KommuneFactory(ags="").ags is None

    @pytest.mark.parametrize(
        ("website", "url"),
        [
            ("www.ludwigshafen.de", "https://www.ludwigshafen.de"),
            ("http://leipzig.de", "http://leipzig.de"),
            ("", ""),
        ],
    )
    def test_website_becomes_a_link(self, website, url):
        assert KommuneFactory.build(website=website).website_url == url

    def test_is_found_by_alias_whatever_the_spacing(self):
        alias = KommuneAliasFactory(schreibweise="Stadtverwaltung  Landau/Pfalz")

        assert Kommune.objects.benannt("stadtverwaltung Landau/Pfalz ").get() == alias.kommune

    def test_one_spelling_means_one_kommune(self):
        KommuneAliasFactory(schreibweise="Stadt Landau")

        with pytest.raises(IntegrityError):
            KommuneAliasFactory(schreibweise="STADT LANDAU")


@pytest.mark.django_db
class TestJugendamt:
    def test_takes_the_land_of_its_traeger(self):
        hessen = BundeslandFactory(hessen=True)

        assert JugendamtFactory(traeger__bundesland=hessen).bundesland == hessen

    def test_one_is_responsible_for_a_district_at_a_time(self):
        erste = ZustaendigkeitFactory(bis=date(2025, 12, 31))
        ZustaendigkeitFactory(kommune=erste.kommune, von=date(2026, 1, 1))

        with pytest.raises(IntegrityError, match="ein_jugendamt_je_gebiet"):
            ZustaendigkeitFactory(kommune=erste.kommune, von=date(2025, 12, 31))


@pytest.mark.django_db
class TestTeilnahme:
    def test_a_cluster_has_one_modellkommune_at_a_time(self):
        modell = TeilnahmeFactory(modell=True)
        zweite = TeilnahmeFactory.build(
            kommune=KommuneFactory(),
            jugendamt=None,
            projekt=modell.projekt,
            cluster=modell.cluster,
            rolle=Teilnahmerolle.MODELL,
        )

        refuses("schon eine Modellkommune", zweite)

    def test_modellkommunen_may_follow_each_other(self):
        modell = TeilnahmeFactory(modell=True, bis=gestern())

        TeilnahmeFactory(
            projekt=modell.projekt,
            cluster=modell.cluster,
            rolle=Teilnahmerolle.MODELL,
            von=heute(),
        )

    def test_modellkommunen_without_cluster_stand_side_by_side(self):
        projekt = ProjektFactory()

        for _ in range(2):
            TeilnahmeFactory(projekt=projekt, rolle=Teilnahmerolle.MODELL)

        assert projekt.teilnahmen.count() == 2

    def test_a_kommune_takes_part_once_at_a_time(self):
        teilnahme = TeilnahmeFactory()

        with pytest.raises(IntegrityError, match="einmal_zur_selben_zeit"):
            TeilnahmeFactory(kommune=teilnahme.kommune, projekt=teilnahme.projekt)

    def test_a_kommune_may_be_model_in_one_project_and_partner_in_the_other(self):
        mainz_bingen = TeilnahmeFactory(modell=True)

        TeilnahmeFactory(kommune=mainz_bingen.kommune, jugendamt=mainz_bingen.jugendamt)

        assert mainz_bingen.kommune.teilnahmen.count() == 2

    def test_the_form_refuses_a_cluster_of_another_project(self):
        teilnahme = TeilnahmeFactory()
        teilnahme.cluster = ClusterFactory()

        refuses("gehört zu einem anderen Projekt", teilnahme)

    def test_the_database_refuses_a_cluster_of_another_project(self):
        TeilnahmeFactory(cluster=ClusterFactory())

        with pytest.raises(IntegrityError, match="aus_demselben_projekt"):
            deferred_checks()

    def test_refuses_to_end_before_it_begins(self):
        with pytest.raises(IntegrityError, match="teilnahme_endet_nicht_vor_dem_beginn"):
            TeilnahmeFactory(von=heute(), bis=gestern())


@pytest.mark.django_db
class TestProjekt:
    def test_of_the_land_names_the_land(self):
        refuses("gehört zu einem Land", ProjektFactory.build(ebene="land"))


@pytest.mark.django_db
class TestAnsprechperson:
    def test_repeats_jugendamt_and_projekt_of_the_teilnahme(self, system):
        person = AnsprechpersonFactory()

        assert person.jugendamt == person.teilnahme.jugendamt
        assert person.projekt == person.teilnahme.projekt

    def test_follows_when_the_teilnahme_changes_its_jugendamt(self, system):
        person = AnsprechpersonFactory()
        deferred_checks()
        anderes = JugendamtFactory()

        Teilnahme.objects.filter(pk=person.teilnahme_id).update(jugendamt=anderes)

        person.refresh_from_db()
        assert person.jugendamt == anderes

    def test_the_database_refuses_the_rights_of_another_projekt(self, system):
        person = AnsprechpersonFactory()
        deferred_checks()

        anderes = ProjektFactory()

        with (
            pytest.raises(IntegrityError, match="projekt_der_teilnahme"),
            transaction.atomic(),
        ):
            Ansprechperson.objects.filter(pk=person.pk).update(projekt=anderes)

    def test_is_seen_by_own_jugendamt_and_coordination_only(self, rolle_als, handeln_als):
        with system_context("Test"):
            teilnahme = AnsprechpersonFactory().teilnahme

        sieht = {
            "eigene": rolle_als("leitung", jugendamt=teilnahme.jugendamt),
            "netzwerk": rolle_als("netzwerkkoordination", jugendamt=teilnahme.jugendamt),
            "koordination": rolle_als("projektkoordination", projekt=teilnahme.projekt),
        }
        sieht_nicht = {
            "fremde": rolle_als("leitung"),
            "fremdes projekt": rolle_als("projektkoordination"),
            "wissenschaft": rolle_als("wissenschaft", projekt=teilnahme.projekt),
            "ministerium": rolle_als("ministerium"),
        }

        for rolle in sieht.values():
            with handeln_als(rolle) as user:
                assert Ansprechperson.objects.visible_to(user).exists()
        for rolle in sieht_nicht.values():
            with handeln_als(rolle) as user:
                assert not Ansprechperson.objects.visible_to(user).exists()
        with system_context("Test"):
            assert not Ansprechperson.objects.visible_to(AnonymousUser()).exists()


@pytest.mark.django_db
class TestOeffentlicheZeilen:
    @pytest.mark.parametrize(
        ("factory", "model"),
        [
            (KommuneFactory, Kommune),
            (JugendamtFactory, Jugendamt),
            (InstitutionFactory, Institution),
            (ProjektFactory, Projekt),
            (ClusterFactory, Cluster),
            (TeilnahmeFactory, Teilnahme),
        ],
    )
    def test_are_visible_to_everybody(self, factory, model):
        row = factory()

        assert row in model.objects.visible_to(AnonymousUser())


@pytest.mark.django_db
class TestProfil:
    def test_keeps_apart_an_empty_section_and_none(self):
        profil = ProfilFactory()

        profil.setze_inhalt(
            {
                Profilabschnitt.INTERESSE: ["Vernetzen", ("Ein Absatz.", True)],
                Profilabschnitt.TEILNEHMENDE: [],
                Profilabschnitt.FUSSNOTE: None,
            }
        )

        inhalt = Profil.objects.with_punkte().get().inhalt()
        assert [str(punkt) for punkt in inhalt[Profilabschnitt.INTERESSE]] == [
            "Vernetzen",
            "Ein Absatz.",
        ]
        assert inhalt[Profilabschnitt.INTERESSE][1].ist_absatz
        assert inhalt[Profilabschnitt.TEILNEHMENDE] == []
        assert inhalt[Profilabschnitt.FUSSNOTE] is None
        assert list(inhalt) == list(Profilabschnitt)

    def test_new_content_replaces_the_old_and_is_one_version(self):
        profil = ProfilFactory()
        profil.setze_inhalt({Profilabschnitt.THEMEN: ["alt"]})
        version = profil.version

        profil.setze_inhalt({Profilabschnitt.THEMEN: ["neu"]})

        assert [punkt.text for punkt in profil.punkte.all()] == ["neu"]
        assert profil.version == version + 1

    def test_history_keeps_what_was_replaced(self):
        profil = ProfilFactory()
        profil.setze_inhalt({Profilabschnitt.THEMEN: ["alt"]})
        profil.setze_inhalt({Profilabschnitt.THEMEN: ["neu"]})

        events = apps.get_model("kommunen.ProfilpunktEvent").objects
        assert events.get(pgh_label="delete").text == "alt"

    def test_publishing_gives_it_a_date(self):
        profil = ProfilFactory()

        profil.veroeffentlichen()

        assert (profil.stand, profil.is_veroeffentlicht) == (heute(), True)

    def test_a_published_one_without_date_is_refused(self):
        with pytest.raises(IntegrityError, match="hat_einen_stand"):
            ProfilFactory(status=Profilstatus.VEROEFFENTLICHT)

    def test_draft_is_visible_to_own_jugendamt_and_coordination(self, rolle_als, handeln_als):
        entwurf = ProfilFactory()
        punkt = ProfilpunktFactory(profil=entwurf)
        teilnahme = entwurf.teilnahme

        for art, bereich, erwartet in [
            ("leitung", {"jugendamt": teilnahme.jugendamt}, True),
            ("fachkraft", {"jugendamt": teilnahme.jugendamt}, True),
            ("projektkoordination", {"projekt": teilnahme.projekt}, True),
            ("leitung", {}, False),
            ("projektkoordination", {}, False),
            ("ministerium", {}, False),
        ]:
            with handeln_als(rolle_als(art, **bereich)) as user:
                assert Profil.objects.visible_to(user).exists() is erwartet, art
                assert (punkt in Profilpunkt.objects.visible_to(user)) is erwartet, art

    def test_withdrawn_is_gone_for_the_public(self):
        profil = ProfilFactory(veroeffentlicht=True)
        assert Profil.objects.visible_to(AnonymousUser()).get() == profil

        profil.zurueckziehen()

        assert not Profil.objects.visible_to(AnonymousUser()).exists()


@pytest.mark.django_db
class TestMassnahme:
    @pytest.mark.parametrize(
        ("felder", "erwartet"),
        [
            ({"zieldatum": LazyFunction(gestern)}, True),
            ({"zieldatum": LazyFunction(heute)}, False),
            ({"status_geaendert_am": LazyFunction(lambda: heute() - timedelta(days=184))}, True),
            ({"status_geaendert_am": LazyFunction(lambda: heute() - timedelta(days=183))}, False),
            ({"zieldatum": LazyFunction(gestern), "status": Massnahmenstatus.UMGESETZT}, False),
        ],
    )
    def test_is_overdue_past_its_date_or_untouched_for_half_a_year(self, felder, erwartet):
        massnahme = MassnahmeFactory(**felder)

        assert massnahme.is_ueberfaellig() is erwartet
        assert Massnahme.objects.ueberfaellig().exists() is erwartet

    def test_confirming_its_status_touches_it(self):
        massnahme = MassnahmeFactory(status_geaendert_am=heute() - timedelta(days=400))

        massnahme.setze_status(Massnahmenstatus.GEPLANT)

        assert not massnahme.is_ueberfaellig()

    def test_reached_keeps_the_first_day(self):
        massnahme = MassnahmeFactory()
        massnahme.setze_status(Massnahmenstatus.UMGESETZT, am=gestern())

        massnahme.setze_status(Massnahmenstatus.DAUER)

        assert massnahme.erreicht_am == gestern()
        assert list(Massnahme.objects.erreicht()) == [massnahme]
        assert not Massnahme.objects.offen().exists()

    def test_giving_up_needs_a_reason(self):
        massnahme = MassnahmeFactory()

        with pytest.raises(IntegrityError), transaction.atomic():
            massnahme.setze_status(Massnahmenstatus.VERWORFEN)

        massnahme.refresh_from_db()
        massnahme.setze_status(Massnahmenstatus.VERWORFEN, begruendung="Kein Geld.")
        assert massnahme.begruendung == "Kein Geld."

    def test_reached_on_a_day_without_being_reached_is_refused(self):
        refuses(
            "»Erreicht am«",
            MassnahmeFactory.build(kommune=KommuneFactory(), jugendamt=None, erreicht_am=heute()),
        )

    def test_is_visible_to_own_jugendamt_projekt_and_land(self, rolle_als, handeln_als):
        massnahme = MassnahmeFactory(projekt=ProjektFactory())

        for art, bereich, erwartet in [
            (Rollenart.LEITUNG, {"jugendamt": massnahme.jugendamt}, True),
            (Rollenart.FACHKRAFT, {"jugendamt": massnahme.jugendamt}, True),
            (Rollenart.PROJEKTKOORDINATION, {"projekt": massnahme.projekt}, True),
            (Rollenart.MINISTERIUM, {}, True),
            (Rollenart.LANDESJUGENDAMT, {}, True),
            (Rollenart.MINISTERIUM, {"bundesland": BundeslandFactory(hessen=True)}, False),
            (Rollenart.LEITUNG, {}, False),
            (Rollenart.PROJEKTKOORDINATION, {}, False),
            (Rollenart.WISSENSCHAFT, {"projekt": massnahme.projekt}, False),
            (Rollenart.ADMINISTRATION, {}, False),
        ]:
            with handeln_als(rolle_als(art, **bereich)) as user:
                assert Massnahme.objects.visible_to(user).exists() is erwartet, art
        assert not Massnahme.objects.visible_to(AnonymousUser()).exists()
