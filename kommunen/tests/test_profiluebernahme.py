"""A page that was read becomes Teilnahme, Cluster, Profil and Massnahmen."""

from datetime import date
from pathlib import Path

import pytest

from kinderschutz import audit
from kinderschutz.system_context import system_context
from kommunen.enums import (
    Gebietstyp,
    Massnahmenstatus,
    Profilabschnitt,
    Profilstatus,
    Projektebene,
    Reichweite,
    Teilnahmerolle,
)
from kommunen.models import (
    Bundesland,
    Cluster,
    Jugendamt,
    Kommune,
    Massnahme,
    Profil,
    Projekt,
    Teilnahme,
    Zustaendigkeit,
)
from kommunen.profilimport import lies
from kommunen.profilinhalt import Profilinhalt
from kommunen.profiluebernahme import UebernahmeNichtMoeglich, uebernimm

PROFILE = Path(__file__).parent / "profile"
pytestmark = pytest.mark.django_db


def text_of(name):
    return (PROFILE / f"{name}.txt").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def system():
    with system_context("Test"):
        yield


@pytest.fixture
def projekt():
    return Projekt.objects.create(
        titel="Aus Fehlern lernen",
        kurztitel="Aus Fehlern lernen",
        ebene=Projektebene.BUND,
        auftraggeber="NZFH",
        beginn=date(2009, 4, 1),
        ende=date(2010, 11, 30),
    )


@pytest.fixture
def rheinland_pfalz():
    return Bundesland.objects.create(schluessel="07", name="Rheinland-Pfalz", kuerzel="RP")


@pytest.fixture
def kommunen(rheinland_pfalz):
    namen = {
        "kreuznach": ("Stadt Bad Kreuznach", Gebietstyp.GKA),
        "ludwigshafen": ("Stadt Ludwigshafen am Rhein", Gebietstyp.KREISFREI),
        "mainz_bingen": ("Landkreis Mainz-Bingen", Gebietstyp.LANDKREIS),
    }
    return {
        kurz: Kommune.objects.create(name=name, gebietstyp=typ, bundesland=rheinland_pfalz)
        for kurz, (name, typ) in namen.items()
    }


@pytest.fixture
def leipzig():
    sachsen = Bundesland.objects.create(schluessel="14", name="Sachsen", kuerzel="SN")
    return Kommune.objects.create(
        name="Stadt Leipzig", gebietstyp=Gebietstyp.KREISFREI, bundesland=sachsen
    )


class TestProfil:
    def test_holds_the_points_of_the_page_in_order(self, projekt, kommunen):
        text = lies(text_of("stadt-ludwigshafen"))

        profil = uebernimm(text, projekt=projekt).profil

        inhalt = profil.inhalt()
        assert [punkt.text for punkt in inhalt[Profilabschnitt.INTERESSE]] == text.interesse
        assert [punkt.text for punkt in inhalt[Profilabschnitt.PLAN_CLUSTER]] == (
            text.clusteruebergreifend_in_planung
        )
        assert inhalt[Profilabschnitt.BESONDERHEITEN][0].ist_absatz

    def test_keeps_an_empty_section_apart_from_a_missing_one(self, projekt, kommunen):
        inhalt = uebernimm(lies(text_of("stadt-ludwigshafen")), projekt=projekt).profil.inhalt()

        assert inhalt[Profilabschnitt.TEILNEHMENDE] == []
        assert inhalt[Profilabschnitt.ERG_CLUSTER] == []
        assert inhalt[Profilabschnitt.FUSSNOTE] is None

    def test_lists_participants_one_by_one(self, projekt, kommunen):
        text = lies(text_of("stadt-bad-kreuznach"))

        inhalt = uebernimm(text, projekt=projekt).profil.inhalt()

        assert [punkt.text for punkt in inhalt[Profilabschnitt.TEILNEHMENDE]] == text.teilnehmende

    def test_is_a_draft_with_the_warnings_of_the_import(self, projekt, kommunen):
        stand = date(2010, 11, 12)

        profil = uebernimm(
            lies(text_of("stadt-bad-kreuznach")), projekt=projekt, stand=stand
        ).profil

        assert profil.status == Profilstatus.ENTWURF
        assert profil.stand == stand
        assert profil.unvollstaendig
        assert any("abgeschnitten" in warnung for warnung in profil.warnungen)

    def test_is_recorded_in_the_audit_trail(self, projekt, kommunen):
        profil = uebernimm(lies(text_of("stadt-ludwigshafen")), projekt=projekt).profil

        assert [entry["kennung"] for entry in audit.current_entries()] == [str(profil.pk)]


class TestTeilnahme:
    def test_of_all_kommunen_of_the_cluster_is_created(self, projekt, kommunen):
        uebernimm(lies(text_of("stadt-ludwigshafen")), projekt=projekt)

        assert set(Teilnahme.objects.values_list("kommune__name", "rolle", "cluster__nummer")) == {
            ("Stadt Ludwigshafen am Rhein", Teilnahmerolle.PARTNER, 9),
            ("Stadt Bad Kreuznach", Teilnahmerolle.MODELL, 9),
            ("Landkreis Mainz-Bingen", Teilnahmerolle.PARTNER, 9),
        }
        teilnahme = Teilnahme.objects.get(kommune=kommunen["ludwigshafen"])
        assert (teilnahme.von, teilnahme.bis) == (projekt.beginn, projekt.ende)

    def test_belongs_to_the_jugendamt_that_is_responsible(self, projekt, kommunen):
        jugendamt = Jugendamt.objects.create(
            name="Stadtjugendamt Ludwigshafen", traeger=kommunen["ludwigshafen"]
        )
        Zustaendigkeit.objects.create(jugendamt=jugendamt, kommune=kommunen["ludwigshafen"])

        profil = uebernimm(lies(text_of("stadt-ludwigshafen")), projekt=projekt).profil

        assert profil.teilnahme.jugendamt == jugendamt
        assert Massnahme.objects.filter(jugendamt=jugendamt).exists()

    def test_of_both_pages_of_a_cluster_is_one(self, projekt, kommunen):
        uebernimm(lies(text_of("stadt-ludwigshafen")), projekt=projekt)
        zweite = uebernimm(lies(text_of("stadt-bad-kreuznach")), projekt=projekt)

        assert zweite.hinweise == []
        assert Teilnahme.objects.count() == 3
        assert Cluster.objects.count() == 1

    def test_takes_the_role_of_the_own_page_and_says_so(self, projekt, kommunen):
        cluster = Cluster.objects.create(projekt=projekt, nummer=9)
        Teilnahme.objects.create(
            kommune=kommunen["kreuznach"],
            projekt=projekt,
            cluster=cluster,
            rolle=Teilnahmerolle.PARTNER,
            von=projekt.beginn,
        )

        uebernahme = uebernimm(lies(text_of("stadt-bad-kreuznach")), projekt=projekt)

        assert uebernahme.profil.teilnahme.rolle == Teilnahmerolle.MODELL
        assert "war als Partnerkommune eingetragen" in uebernahme.hinweise[0]

    def test_keeps_the_role_when_another_page_says_otherwise(self, projekt, kommunen):
        uebernimm(lies(text_of("stadt-ludwigshafen")), projekt=projekt)
        widerspruch = text_of("stadt-bad-kreuznach").replace(
            "Partnerkommunen:\n\nStadt Ludwigshafen", "Partnerkommunen:\n\nStadt Bad Kreuznach"
        )
        widerspruch = widerspruch.replace("e: Stadt Bad Kreuznach", "e: Stadt Ludwigshafen")

        uebernahme = uebernimm(lies(widerspruch), projekt=projekt)

        assert Teilnahme.objects.get(kommune=kommunen["ludwigshafen"]).rolle == "partner"
        assert "nennt »Stadt Ludwigshafen am Rhein« Modellkommune" in " ".join(uebernahme.hinweise)

    def test_a_second_modellkommune_of_the_cluster_is_refused(self, projekt, kommunen, leipzig):
        cluster = Cluster.objects.create(projekt=projekt, nummer=9)
        Teilnahme.objects.create(
            kommune=leipzig,
            projekt=projekt,
            cluster=cluster,
            rolle=Teilnahmerolle.MODELL,
            von=projekt.beginn,
            bis=projekt.ende,
        )

        with pytest.raises(
            UebernahmeNichtMoeglich, match="schon die Modellkommune »Stadt Leipzig«"
        ):
            uebernimm(lies(text_of("stadt-bad-kreuznach")), projekt=projekt)
        mitgenannt = uebernimm(lies(text_of("stadt-ludwigshafen")), projekt=projekt)
        assert "eingetragen ist »Stadt Leipzig«" in mitgenannt.hinweise[0]

    def test_of_an_unknown_partner_is_named_not_created(self, projekt, leipzig):
        uebernahme = uebernimm(lies(text_of("stadt-leipzig")), projekt=projekt)

        assert Kommune.objects.count() == 1
        assert Teilnahme.objects.count() == 1
        assert len(uebernahme.hinweise) == 3

    def test_in_another_cluster_is_a_contradiction(self, projekt, leipzig):
        Teilnahme.objects.create(
            kommune=leipzig,
            projekt=projekt,
            cluster=Cluster.objects.create(projekt=projekt, nummer=3),
            rolle=Teilnahmerolle.PARTNER,
        )

        with pytest.raises(UebernahmeNichtMoeglich, match="Kinderschutzcluster 3, der Text nennt"):
            uebernimm(lies(text_of("stadt-leipzig")), projekt=projekt)

    def test_fills_in_the_address_of_the_kommune(self, projekt, leipzig):
        uebernimm(lies(text_of("stadt-leipzig")), projekt=projekt)

        leipzig.refresh_from_db()
        assert leipzig.website == "www.leipzig.de"


class TestMassnahmen:
    def test_come_from_the_results_with_scope_and_status(self, projekt, kommunen):
        uebernahme = uebernimm(lies(text_of("stadt-ludwigshafen")), projekt=projekt)

        je_art = {
            art: Massnahme.objects.filter(reichweite=art[0], status=art[1]).count()
            for art in [
                (Reichweite.KOMMUNAL, Massnahmenstatus.UMGESETZT),
                (Reichweite.KOMMUNAL, Massnahmenstatus.GEPLANT),
                (Reichweite.CLUSTER, Massnahmenstatus.UMGESETZT),
                (Reichweite.CLUSTER, Massnahmenstatus.GEPLANT),
            ]
        }
        assert list(je_art.values()) == [3, 3, 0, 3]
        assert uebernahme.massnahmen == 9
        punkte = uebernahme.profil.punkte.filter(abschnitt=Profilabschnitt.PLAN_KOMMUNAL)
        assert all(punkt.massnahme.text == punkt.text for punkt in punkte)

    def test_have_the_heading_above_them_as_theme(self, projekt, leipzig):
        uebernahme = uebernimm(lies(text_of("stadt-leipzig")), projekt=projekt)

        themen = dict(Massnahme.objects.values_list("text", "thema"))
        assert "Qualifizierung von Fachkräften:" not in themen
        assert themen["Mehr Methodenkompetenz"] == "Qualifizierung von Fachkräften"
        assert themen["Hospitation von Fachleuten der Modellkommune in Leipzig"] == ""
        titel = uebernahme.profil.punkte.get(text="Qualifizierung von Fachkräften:")
        assert titel.massnahme is None

    def test_are_as_of_the_day_of_the_page(self, projekt, leipzig):
        uebernimm(lies(text_of("stadt-leipzig")), projekt=projekt, stand=date(2010, 11, 12))

        assert set(Massnahme.objects.values_list("status_geaendert_am", flat=True)) == {
            date(2010, 11, 12)
        }

    def test_of_the_same_words_planned_and_reached_are_two(self, projekt, leipzig):
        text = text_of("stadt-leipzig").replace(
            "  • Mehr Methodenkompetenz",
            "  • Absprachen, damit die Arbeit mit dem Familiengericht und den Kliniken der Kinder- "
            "und Jugendpsychiatrie besser läuft",
        )

        uebernimm(lies(text), projekt=projekt)

        absprachen = Massnahme.objects.filter(text__startswith="Absprachen")
        assert {massnahme.status for massnahme in absprachen} == {"umgesetzt", "geplant"}


class TestAgain:
    @pytest.mark.parametrize("abwandlung", [str, lambda text: text.replace("\n", "\r\n")])
    def test_the_same_text_changes_nothing(self, projekt, leipzig, abwandlung):
        erste = uebernimm(lies(text_of("stadt-leipzig")), projekt=projekt)

        zweite = uebernimm(lies(abwandlung(text_of("stadt-leipzig"))), projekt=projekt)

        assert not zweite.is_neu
        assert zweite.profil.pk == erste.profil.pk
        assert Profil.objects.get().version == erste.profil.version
        assert Massnahme.objects.count() == erste.massnahmen

    def test_another_text_does_not_overwrite_what_is_there(self, projekt, leipzig):
        uebernimm(lies(text_of("stadt-leipzig")), projekt=projekt)

        with pytest.raises(UebernahmeNichtMoeglich, match="schon ein Profil mit anderem Text"):
            uebernimm(lies(text_of("stadt-leipzig") + "\nNoch ein Satz."), projekt=projekt)

    def test_an_empty_profile_is_filled(self, projekt, leipzig):
        teilnahme = Teilnahme.objects.create(
            kommune=leipzig, projekt=projekt, rolle=Teilnahmerolle.PARTNER
        )
        leer = Profil.objects.create(teilnahme=teilnahme)

        uebernahme = uebernimm(lies(text_of("stadt-leipzig")), projekt=projekt)

        assert uebernahme.profil == leer
        assert teilnahme.profil.punkte.exists()

    def test_replacing_a_published_page_makes_a_draft_beside_it(self, projekt, leipzig):
        uebernimm(lies(text_of("stadt-leipzig")), projekt=projekt).profil.veroeffentlichen()
        text = text_of("stadt-leipzig") + "\nNoch ein Satz."

        uebernahme = uebernimm(lies(text), projekt=projekt, ersetzen=True)

        profil = Profil.objects.get(pk=uebernahme.profil.pk)
        assert profil.status == Profilstatus.VEROEFFENTLICHT
        assert "Noch ein Satz." not in str(Profilinhalt.of(profil))
        assert "Noch ein Satz." in str(profil.arbeitsfassung())
        assert "steht als Entwurf daneben" in " ".join(uebernahme.hinweise)
        assert not uebernimm(lies(text), projekt=projekt, ersetzen=True).is_neu

    def test_a_draft_keeps_the_measures_its_results_lead_to(self, projekt, leipzig):
        profil = uebernimm(lies(text_of("stadt-leipzig")), projekt=projekt).profil
        profil.veroeffentlichen()
        vorher = Profilinhalt.of(profil).massnahmen
        text = text_of("stadt-leipzig") + "\nNoch ein Satz."

        profil = uebernimm(lies(text), projekt=projekt, ersetzen=True).profil
        profil.veroeffentlichen()

        assert vorher
        # The added sentence is a result, too: a measure of its own.
        assert vorher < Profilinhalt.of(Profil.objects.get(pk=profil.pk)).massnahmen

    def test_replacing_keeps_the_measures_people_have_worked_on(self, projekt, leipzig):
        uebernimm(lies(text_of("stadt-leipzig")), projekt=projekt)
        begonnen = Massnahme.objects.get(text="Mehr Methodenkompetenz")
        begonnen.setze_status(Massnahmenstatus.BEGONNEN)
        text = text_of("stadt-leipzig").replace(
            "  • Mehr Methodenkompetenz", "  • Mehr Methodenkompetenz\n  • Supervision"
        )

        uebernahme = uebernimm(lies(text), projekt=projekt, ersetzen=True)

        assert uebernahme.massnahmen == 1
        punkt = uebernahme.profil.punkte.get(text="Mehr Methodenkompetenz")
        assert punkt.massnahme == begonnen
        assert punkt.massnahme.status == Massnahmenstatus.BEGONNEN


class TestRefused:
    def test_leaves_nothing_behind(self, projekt, leipzig):
        fremd = text_of("stadt-leipzig").replace("Stadt Leipzig\n", "Stadt Leipzich\n")
        fremd = fremd.replace("www.leipzig.de", "www.leipzich.de")

        with pytest.raises(UebernahmeNichtMoeglich, match="Meinten Sie »Stadt Leipzig«"):
            uebernimm(lies(fremd), projekt=projekt)
        assert not Teilnahme.objects.exists()
        assert not Cluster.objects.exists()

    def test_a_page_without_a_role_is_refused_for_a_new_kommune(self, projekt, leipzig):
        ohne = text_of("stadt-leipzig").replace("PARTNERKOMMUNE\n", "", 1)

        with pytest.raises(UebernahmeNichtMoeglich, match="Modell- oder Partnerkommune"):
            uebernimm(lies(ohne), projekt=projekt)
