import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

from fallanalyse import pseudonymisierung
from fallanalyse.demo.laden import lade_demo
from fallanalyse.demo.texte import ORDNER, lies
from fallanalyse.enums import (
    Bearbeitungsstand,
    Freigabestufe,
    Methode,
    Pruefergebnis,
    Rechtsgrundlage,
    Trefferwahl,
)
from fallanalyse.models import (
    Anhang,
    Bestaetigung,
    Einladung,
    Fallanalyse,
    FreigegebenerBefund,
    Rechtsgrundlagenvorgabe,
    Teammitglied,
    Umsetzung,
    Wechsel,
)
from kinderschutz import ablage
from kinderschutz.audit import first_broken_link
from kinderschutz.demo_konten import KONTEN, PASSWORT
from kinderschutz.identity import acting_as
from kinderschutz.models import Protokolleintrag, Protokollkette, User
from kinderschutz.system_context import system_context
from kommunen import kennzahlentabelle
from kommunen.enums import Massnahmenstatus, Profilstatus, Rollenart, Teilnahmerolle
from kommunen.kleine_zellen import GEHEIM
from kommunen.models import (
    Ansprechperson,
    Bevoelkerung,
    Cluster,
    Jugendamt,
    Kommune,
    Massnahme,
    Profil,
    Projekt,
    Rolle,
    Stichtag,
    Teilnahme,
)
from kommunen.models.wirkung import wirkung_faellig
from kommunen.stichtag import abweichungen
from netzwerk.models import Netzwerk

# Done in a meeting of 60 minutes; what is left is one printed page.
LEICHT = (Methode.FISCHGRAETEN, Methode.FALLREFLEXION)
ANALYSEN = sorted((ORDNER / "analysen").glob("*.toml"))


@pytest.fixture(scope="module")
def geladen(django_db_setup, django_db_blocker):
    """Load the demo once for all tests of this file, and leave nothing of it."""
    with django_db_blocker.unblock(), transaction.atomic():
        lade_demo()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(geladen, system):
    """Look at the loaded demo as commands do."""


def _in_jugendamt(ags):
    return Fallanalyse.objects.filter(jugendamt__traeger__ags=ags)


class TestLoading:
    def test_says_a_second_time_that_it_is_loaded(self, geladen, db):
        said = StringIO()

        call_command("demo_laden", stdout=said)

        assert "schon geladen" in said.getvalue()
        assert User.objects.count() == len(KONTEN)

    def test_names_all_accounts_of_a_demo(self, geladen, db):
        said = StringIO()

        call_command("demo_konten", stdout=said)

        assert PASSWORT in said.getvalue()
        assert all(konto.email in said.getvalue() for konto in KONTEN)


class TestTerritory:
    def test_has_the_41_jugendaemter_with_population(self, demo):
        assert Jugendamt.objects.filter(bundesland__schluessel="07").count() == 41
        assert Bevoelkerung.objects.filter(kommune__name="Landkreis Friesland").exists()

    def test_has_the_ten_modellkommunen_of_the_land(self, demo):
        zehn = Teilnahme.objects.filter(projekt__ebene="land", cluster=None)

        assert zehn.count() == 10
        assert set(zehn.values_list("rolle", flat=True)) == {Teilnahmerolle.MODELL}
        assert not zehn.filter(jugendamt=None).exists()

    def test_has_the_known_clusters_with_all_their_kommunen(self, demo):
        groessen = {cluster.nummer: cluster.teilnahmen.count() for cluster in Cluster.objects.all()}

        assert groessen == {1: 3, 2: 4, 3: 4, 4: 2, 5: 3, 6: 4, 8: 4, 9: 3, 11: 4}
        gefuehrt = Teilnahme.objects.gueltig().filter(rolle=Teilnahmerolle.MODELL)
        assert not Cluster.objects.exclude(teilnahmen__in=gefuehrt).exists()

    def test_keeps_the_two_bad_kreuznach_apart(self, demo):
        stadt, kreis = (
            Kommune.objects.get(name=f"{was} Bad Kreuznach") for was in ("Stadt", "Landkreis")
        )

        assert stadt.teilnahmen.get().projekt.ebene == "bund"
        assert kreis.teilnahmen.get().projekt.ebene == "land"
        assert stadt.jugendaemter.get() != kreis.jugendaemter.get()

    def test_lets_mainz_bingen_take_part_in_both_projects(self, demo):
        rollen = Teilnahme.objects.filter(kommune__name="Landkreis Mainz-Bingen").values_list(
            "projekt__ebene", "rolle"
        )

        assert set(rollen) == {("bund", Teilnahmerolle.PARTNER), ("land", Teilnahmerolle.MODELL)}

    def test_knows_what_became_of_dissolved_kommunen(self, demo):
        aufgeloest = Kommune.objects.get(name="Landkreis Uecker-Randow")

        assert aufgeloest.is_aufgeloest
        assert aufgeloest.nachfolger.get().name == "Landkreis Vorpommern-Greifswald"
        assert aufgeloest.teilnahmen.get().bis == aufgeloest.gueltig_bis

    def test_took_over_the_five_profile_pages(self, demo):
        profile = Profil.objects.all()

        assert profile.count() == 5
        assert profile.filter(status=Profilstatus.VEROEFFENTLICHT).count() == 4
        assert profile.get(status=Profilstatus.ENTWURF).unvollstaendig
        mit_entwurf = profile.get(teilnahme__kommune__name="Stadt Ludwigshafen am Rhein")
        assert mit_entwurf.punkte.exists()
        assert mit_entwurf.has_entwurf


class TestPeople:
    def test_has_an_account_for_every_art_of_rolle(self, demo):
        assert set(Rolle.objects.values_list("art", flat=True)) == set(Rollenart)

    def test_gives_everybody_a_rolle_that_is_valid_today(self, demo):
        for konto in KONTEN:
            person = User.objects.get(email=konto.email)
            assert Rolle.objects.for_person(person), konto.email
            assert person.check_password(PASSWORT)

    def test_lets_one_person_hold_two_rollen_in_mainz_bingen(self, demo):
        person = User.objects.get(email="zwei-rollen.mainz-bingen@example.org")

        arten = [rolle.art for rolle in Rolle.objects.for_person(person)]

        assert arten == [Rollenart.FACHKRAFT, Rollenart.NETZWERKKOORDINATION]

    def test_has_an_open_and_an_accepted_invitation(self, geladen, db):
        with system_context("Test"):
            staende = {
                eine.email: (eine.is_offen, eine.has_zugang) for eine in Einladung.objects.all()
            }
        assert staende == {
            "moderation@example.org": (False, True),
            "supervision@example.org": (True, False),
        }

    def test_invites_the_moderation_to_one_analysis(self, geladen, db):
        with system_context("Test"):
            rolle = Rolle.objects.get(art=Rollenart.MODERATION)

        with acting_as(rolle) as moderation:
            [sichtbar] = Fallanalyse.objects.visible_to(moderation)

        assert sichtbar.pk == rolle.analyse

    def test_has_addresses_that_reach_nobody(self, demo):
        adressen = [
            *User.objects.values_list("email", flat=True),
            *Ansprechperson.objects.values_list("email", flat=True),
        ]

        assert all(adresse.endswith("@example.org") for adresse in adressen)


class TestAnalyses:
    def test_are_three_in_each_of_three_jugendaemter(self, demo):
        for ags in ("07314", "07339", "07133"):
            assert _in_jugendamt(ags).count() >= 3, ags

    def test_are_all_marked_as_invented(self, demo):
        assert not Fallanalyse.objects.filter(ist_demo=False).exists()
        assert not FreigegebenerBefund.objects.filter(ist_demo=False).exists()

    def test_show_every_method_and_every_stage(self, demo):
        analysen = Fallanalyse.objects.all()

        assert set(analysen.values_list("methode", flat=True)) == set(Methode)
        assert set(analysen.values_list("freigabestufe", flat=True)) == set(Freigabestufe)
        beim_team = analysen.filter(freigabestufe=Freigabestufe.TEAM)
        assert set(beim_team.values_list("bearbeitungsstand", flat=True)) == set(Bearbeitungsstand)

    def test_follow_a_case_over_time_where_their_method_does(self, demo):
        mit_verlauf = Fallanalyse.objects.exclude(methode__in=LEICHT)

        for analyse in mit_verlauf:
            ereignisse = analyse.ereignis_set.values_list("ebene", flat=True)
            assert 8 <= len(ereignisse) <= 15
            assert len(set(ereignisse)) == 4
            assert 1 <= analyse.schluesselsituation_set.count() <= 3

    def test_show_what_only_a_full_method_asks(self, demo):
        ganze = Fallanalyse.objects.get(methode=Methode.NZFH)

        assert ganze.quelle_set.count() == 3
        assert ganze.gesetzesschritt_set.filter(geschehen="nein").exists()
        assert ganze.ereignis_set.filter(strittig=True).exists()
        assert ganze.sitzungsfrage_set.filter(stand="offen").exists()

    def test_hold_an_attachment_that_can_be_opened(self, demo):
        anhang = Anhang.objects.get()

        assert "Erfunden" in ablage.lies(anhang.datei).decode()

    def test_name_good_practice_too(self, demo):
        for analyse in Fallanalyse.objects.filter(
            bearbeitungsstand=Bearbeitungsstand.ABGESCHLOSSEN
        ):
            assert analyse.befund_set.filter(bewaehrt="ja").exists(), analyse.jugendamt

    def test_hold_nothing_the_gate_would_stop_but_what_one_team_has_still_to_decide(self, demo):
        offene = {
            analyse.methode: {fund.treffer.text for _stelle, fund in analyse.offene_treffer()}
            for analyse in Fallanalyse.objects.all()
            if analyse.offene_treffer()
        }
        erlaubt = set(lies("analysen/05_niemand_fragt_das_maedchen.toml")["offen"])
        assert list(offene) == [Methode.NZFH]
        assert {"14.03.2023", "0621 5550123"} <= offene[Methode.NZFH] <= erlaubt

    def test_show_what_was_replaced_and_what_was_declared_harmless(self, demo):
        wartet = Fallanalyse.objects.get(methode=Methode.FALLLABOR)
        assert wartet.freigabestufe == Freigabestufe.LESERKREIS
        arten = wartet.trefferentscheidung_set.values_list("wahl", flat=True)
        assert {Trefferwahl.ERSETZT, Trefferwahl.KEIN_NAME} <= set(arten)
        assert Bestaetigung.objects.filter(ergebnis=Pruefergebnis.BESTAETIGT).count() >= 5

    def test_leave_the_law_open_where_the_leitung_has_not_settled_it(self, demo):
        offen = Fallanalyse.objects.get(rechtsgrundlage=Rechtsgrundlage.OFFEN)

        assert not offen.leitfrage
        assert not offen.befund_set.exists()
        assert not Rechtsgrundlagenvorgabe.objects.filter(
            jugendamt=offen.jugendamt, methode=offen.methode
        ).exists()

    def test_were_never_released_by_their_authors(self, demo):
        for wechsel in Wechsel.objects.filter(uebergang__in=["freigeben", "bestaetigen"]):
            assert not Teammitglied.objects.filter(
                analyse=wechsel.analyse, person=wechsel.durch
            ).exists()

    def test_happened_in_the_past_in_the_order_of_their_steps(self, demo):
        for analyse in Fallanalyse.objects.exclude(wechsel_set=None):
            tage = list(analyse.wechsel_set.order_by("am").values_list("uebergang", flat=True))
            assert tage[0] == "abschliessen"
            erster = analyse.wechsel_set.order_by("am").first()
            assert analyse.begonnen_datum < erster.am.date()

    @pytest.mark.parametrize("datei", ANALYSEN, ids=lambda datei: datei.stem)
    def test_texts_are_german_without_straight_quotes_and_hits(self, datei):
        daten = lies(f"analysen/{datei.name}")
        # The law stands beside the case; who was commissioned may be named there.
        texte = list(_texte({name: teil for name, teil in daten.items() if name != "recht"}))
        genannt = set(daten.get("offen", [])) | {
            eine["wort"] for art in ("ersetzungen", "entscheidungen") for eine in daten.get(art, [])
        }

        gefunden = [treffer for text in texte for treffer in pseudonymisierung.pruefe(text)]
        assert {treffer.text for treffer in gefunden if treffer.sicher} <= genannt
        assert not [text for text in texte if re.search(r"""["'“”]|  |--|\.\.\.""", text)]


class TestFigures:
    def test_are_counted_right(self, demo):
        assert list(abweichungen()) == []

    def test_are_frozen_for_the_last_two_quarters(self, demo):
        assert Stichtag.objects.count() == 2

    def test_show_the_ministry_numbers_and_secrets(self, geladen, db):
        with system_context("Test"):
            rolle = Rolle.objects.get(art=Rollenart.MINISTERIUM)
        jugendaemter = {
            ags: Jugendamt.objects.get(traeger__ags=ags).pk for ags in ("07314", "07211")
        }

        with acting_as(rolle) as ministerium:
            tabelle = kennzahlentabelle.lies(ministerium, namen=["analysen_begonnen"])

        assert tabelle.zelle(jugendaemter["07314"], "analysen_begonnen").wert == 4
        assert tabelle.zelle(jugendaemter["07211"], "analysen_begonnen") == GEHEIM
        assert tabelle.summe("analysen_begonnen").wert

    def test_hold_measures_in_every_state(self, demo):
        massnahmen = Massnahme.objects.filter(jugendamt__traeger__ags="07314")

        assert massnahmen.offen().filter(zieldatum__isnull=False).exists()
        assert massnahmen.erreicht().exists()
        assert massnahmen.ueberfaellig().exists()
        assert massnahmen.offen().count() > massnahmen.ueberfaellig().count()

    def test_hold_a_measure_with_its_whole_way(self, demo):
        assert set(Massnahme.objects.values_list("status", flat=True)) == set(Massnahmenstatus)
        massnahme = Massnahme.objects.get(thema="Rufbereitschaft", jugendamt__traeger__ags="07314")

        assert [schritt.nach for schritt in massnahme.schritte.in_order()] == [
            "geplant",
            "begonnen",
            "umgesetzt",
            "dauer",
        ]
        assert {beleg.art for beleg in massnahme.belege.all()} == {"datei", "protokoll"}
        assert massnahme.wirkungen.get().nach_monaten == 6
        assert Massnahme.objects.filter(wirkung_faellig(), pk=massnahme.pk).exists()
        assert massnahme.uebernahmen.get().kommune.name == "Landkreis Mainz-Bingen"
        assert Massnahme.objects.get(thema="Übergaben").anteile.count() == 3
        assert Umsetzung.objects.count() == 3

    def test_hold_networks_of_three_jugendaemter_one_of_them_joint(self, demo):
        netzwerke = Netzwerk.objects.all()

        assert {n for netz in netzwerke for n in netz.jugendaemter.all()} >= set(
            Jugendamt.objects.filter(traeger__ags__in=["07314", "07339", "07133"])
        )
        assert any(netz.jugendaemter.count() == 2 for netz in netzwerke)

    def test_leave_an_unbroken_trail_of_who_did_what(self, demo):
        for kette in Protokollkette.objects.all():
            eintraege = Protokolleintrag.objects.filter(kette=kette.kette).order_by("nummer")
            assert first_broken_link(kette.kette, eintraege.iterator(), kette) is None


def test_every_project_of_the_accounts_exists(geladen, db):
    with system_context("Test"):
        titel = set(Projekt.objects.values_list("kurztitel", flat=True))
    genannt = {
        rolle.bereich
        for konto in KONTEN
        for rolle in konto.rollen
        if rolle.art in ("projektkoordination", "wissenschaft")
    }

    assert genannt == titel


def _texte(wert):
    """Yield every text of a data file that a person reads."""
    if isinstance(wert, str):
        yield wert
    elif isinstance(wert, dict):
        for einer in wert.values():
            yield from _texte(einer)
    elif isinstance(wert, list):
        for einer in wert:
            yield from _texte(einer)
