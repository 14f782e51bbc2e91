"""A town hands its Jugendamt to the Kreis: what moves, what stays, who sees what afterwards."""

import copy
from datetime import date, timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from fallanalyse.enums import Freigabestufe, Methode, Schritt
from fallanalyse.loeschung import loesche
from fallanalyse.models import (
    Amtswechsel,
    Fallanalyse,
    GeloeschteAnalysen,
    Lesetag,
    Loeschfrist,
    Rechtslage,
)
from kinderschutz.audit import verify_chains
from kinderschutz.identity import acting_as
from kinderschutz.models import Protokolleintrag
from kinderschutz.system_context import system_context
from kinderschutz.tests.tage import gestern, heute, morgen
from kinderschutz.tests.welt import baue_amt, baue_welt, bringe_bis, schreibe_analyse
from kommunen import umzug
from kommunen.enums import Gebietstyp, Leitungsrolle, Rollenart
from kommunen.models import Jugendamt, Kennzahlwert, Rolle, Uebergabe, Zustaendigkeit
from kommunen.models.uebergabe import UebergabeNichtMoeglich
from kommunen.stichtag import abweichungen
from kommunen.tests.factories import KommuneFactory, RolleFactory


@pytest.fixture(scope="module")
def gebaute_welt(django_db_setup, django_db_blocker):
    """A town inside a Kreis and the Kreis, each with analyses; and who is neither."""
    with django_db_blocker.unblock(), transaction.atomic():
        kreis, fremd = baue_welt()
        stadt = baue_amt(kreis=kreis.kommune, gebietstyp=Gebietstyp.GKA)
        schreibe_analyse(stadt, "team")
        schreibe_analyse(stadt, "abgeschlossen")
        bringe_bis(stadt, "abgeschlossen")
        schreibe_analyse(stadt, "land")
        bringe_bis(stadt, "land", Freigabestufe.LAND)
        with system_context("Test"):
            for amt in (stadt, kreis):
                Zustaendigkeit.objects.create(jugendamt=amt.jugendamt, kommune=amt.kommune)
        yield {"stadt": stadt, "kreis": kreis, "fremd": fremd}
        transaction.set_rollback(True)


@pytest.fixture
def welt(gebaute_welt, db):
    """The rows are rolled back after each test; the objects would remember what it did."""
    return copy.deepcopy(gebaute_welt)


@pytest.fixture
def stadt(welt, db):
    return welt["stadt"]


@pytest.fixture
def kreis(welt, db):
    return welt["kreis"]


def plane(stadt, kreis, *, am=None, leitung_wird=Leitungsrolle.FACHKRAFT):
    with acting_as(stadt.rollen["administration"]) as administration:
        uebergabe = Uebergabe(
            abgebend=stadt.jugendamt,
            aufnehmend=kreis.jugendamt,
            am=am or heute(),
            leitung_wird=leitung_wird,
        )
        uebergabe.plane(durch=administration)
    return uebergabe


def stimme_zu(uebergabe, *aemter):
    for amt in aemter:
        with acting_as(amt.rollen["leitung"]) as leitung:
            Uebergabe.objects.visible_to(leitung).get(pk=uebergabe.pk).stimme_zu(durch=leitung)


def uebergib(stadt, kreis, **angaben):
    uebergabe = plane(stadt, kreis, **angaben)
    stimme_zu(uebergabe, stadt, kreis)
    with system_context("Test"):
        return umzug.fuehre_aus(uebergabe)


def rolle_in(amt, alte_rolle):
    """Return the Rolle this person has in the other Jugendamt now."""
    with system_context("Test"):
        return Rolle.objects.gueltig().get(person=alte_rolle.person, jugendamt=amt.jugendamt)


class TestCatalogue:
    def test_no_table_keeps_a_row_of_the_old_jugendamt_but_those_with_a_reason(self, stadt, kreis):
        with system_context("Test"):
            vorher = {table for table in umzug.tabellen() if _rows(table, stadt)}

        bericht = uebergib(stadt, kreis)

        with system_context("Test"):
            assert not {table for table in umzug.tabellen() if _rows(table, stadt)}
        # The proof of a measure moves with it, by its key.
        assert vorher - {"kommunen_massnahmenbeleg"} <= set(bericht.zeilen)
        # A world in which hardly anything lies would prove nothing.
        assert len(vorher) > 35

    def test_every_key_to_a_jugendamt_is_known(self, db):
        """A column of another name would not be found: say here why it need not move."""
        andere = {
            (model._meta.db_table, field.column)
            for model in apps.get_models(include_auto_created=True)
            for field in model._meta.get_fields()
            if field.concrete and field.is_relation and field.related_model is Jugendamt
            if not field.many_to_many and field.column != umzug.SPALTE
        }
        assert andere == {
            ("kommunen_uebergabe", "abgebend_id"),  # what was handed over, for good
            ("kommunen_uebergabe", "aufnehmend_id"),
            ("fallanalyse_amtswechsel", "vorher_id"),  # where an analysis came from, for good
        }

    def test_every_unique_key_of_a_jugendamt_has_a_rule(self, db):
        """Two Jugendämter may have the same row: say what happens then (kommunen.umzug)."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT t.relname, i.indisprimary FROM pg_index i"
                " JOIN pg_class t ON t.oid = i.indrelid"
                " JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = ANY (i.indkey)"
                " WHERE i.indisunique AND a.attname = 'jugendamt_id' AND i.indnatts > 1"
            )
            eindeutig = {table for table, _primary in cursor.fetchall()}
        geregelt = {*umzug._bleibt, *umzug._verschmilzt}
        assert eindeutig - geregelt == {
            "fallanalyse_fallanalyse",  # a namesake gets a new Kennung
            "kommunen_importdokument",  # what both have read in is dropped here
            "kommunen_massnahme",  # together with its own key: never the same
            "kommunen_teilnahme",  # the same
        }


class TestRights:
    def test_the_fachkraft_works_on_in_the_kreis(self, stadt, kreis):
        uebergib(stadt, kreis)

        neue = rolle_in(kreis, stadt.rollen["fachkraft"])
        with acting_as(neue) as fachkraft:
            analyse = Fallanalyse.objects.visible_to(fachkraft).get(pk=stadt.analysen["team"])
            version = analyse.version_of(Schritt.ANLASS)
            inhalt = analyse.inhalt_of_version(Schritt.ANLASS, version)
            inhalt["kopf"]["leitfrage"] = "Was haben wir im Kreis gelernt?"
            analyse.speichere_schritt(Schritt.ANLASS, inhalt, version=version, durch=fachkraft)
        with acting_as(neue) as fachkraft:
            analyse = Fallanalyse.objects.visible_to(fachkraft).get(pk=stadt.analysen["team"])
            assert analyse.leitfrage == "Was haben wir im Kreis gelernt?"
            assert analyse.ereignis_set.exists()

    def test_foreign_people_still_see_nothing(self, stadt, kreis, welt):
        uebergib(stadt, kreis)

        for rolle in welt["fremd"].rollen.values():
            with acting_as(rolle) as person:
                assert not Fallanalyse.objects.filter(pk__in=stadt.analysen.values()).exists(), (
                    rolle
                )
                assert not Amtswechsel.objects.filter(analyse__in=stadt.analysen.values()).exists()
                seine = Uebergabe.objects.visible_to(person).filter(abgebend=stadt.jugendamt)
                assert seine.exists() == rolle.is_administration

    def test_the_team_of_the_kreis_sees_no_draft_of_the_town(self, stadt, kreis):
        uebergib(stadt, kreis)

        for wer in ("fachkraft", "leitung", "kollegin"):
            with acting_as(kreis.rollen[wer]):
                sichtbar = set(Fallanalyse.objects.values_list("pk", flat=True))
                assert stadt.analysen["team"] not in sichtbar
        with acting_as(kreis.rollen["kollegin"]) as kollegin:
            frei = Fallanalyse.objects.visible_to(kollegin)
            assert frei.filter(pk=stadt.analysen["land"]).exists()

    def test_nobody_of_the_old_jugendamt_sees_anything_there(self, stadt, kreis):
        uebergib(stadt, kreis)

        with acting_as(stadt.rollen["leitung"]):
            assert not Fallanalyse.objects.exists()

    def test_rollen_end_the_day_before_and_begin_on_the_day(self, stadt, kreis):
        uebergib(stadt, kreis)

        with system_context("Test"):
            alte = Rolle.objects.get(pk=stadt.rollen["kollegin"].pk)
        neue = rolle_in(kreis, stadt.rollen["kollegin"])
        assert (alte.bis, neue.von, neue.art) == (gestern(), heute(), Rollenart.FACHKRAFT)

    @pytest.mark.parametrize("wird", Leitungsrolle.values)
    def test_the_leitung_becomes_what_was_agreed(self, stadt, kreis, wird):
        uebergib(stadt, kreis, leitung_wird=wird)

        assert rolle_in(kreis, stadt.rollen["leitung"]).art == wird

    def test_who_has_the_same_rolle_already_gets_no_second_one(self, stadt, kreis):
        with system_context("Test"):
            RolleFactory(person=stadt.rollen["fachkraft"].person, jugendamt=kreis.jugendamt)

        uebergib(stadt, kreis)

        assert rolle_in(kreis, stadt.rollen["fachkraft"]).art == Rollenart.FACHKRAFT

    def test_the_datenschutz_of_the_kreis_reads_the_closed_chain(self, stadt, kreis):
        uebergib(stadt, kreis)

        with system_context("Test"):
            rolle = Rolle.objects.get(
                person=kreis.rollen["datenschutz"].person, jugendamt=stadt.jugendamt
            )
        with acting_as(rolle) as datenschutz:
            aktionen = Protokolleintrag.objects.visible_to(datenschutz).values_list(
                "aktion", flat=True
            )
            assert "uebergeben" in set(aktionen)


class TestAudit:
    def test_both_chains_stay_whole_and_tell_of_it(self, stadt, kreis):
        uebergib(stadt, kreis)

        with system_context("Test"):
            assert [eine for eine in verify_chains() if eine.bruch is not None] == []
            kennungen = set(
                Fallanalyse.objects.filter(pk__in=stadt.analysen.values()).values_list(
                    "kennung", flat=True
                )
            )
            for amt, aktion in ((stadt, "uebergeben"), (kreis, "uebernommen")):
                letzter = (
                    Protokolleintrag.objects.filter(kette=str(amt.jugendamt.pk))
                    .order_by("-nummer")
                    .first()
                )
                assert (letzter.aktion, letzter.objektart) == (aktion, "uebergabe")
                einzelne = Protokolleintrag.objects.filter(
                    kette=str(amt.jugendamt.pk), aktion=aktion, objektart="fallanalyse"
                )
                assert kennungen <= set(einzelne.values_list("kennung", flat=True))

    def test_old_entries_are_not_touched(self, stadt, kreis):
        with system_context("Test"):
            vorher = set(Protokolleintrag.objects.values_list("pk", "kette", "pruefsumme"))

        uebergib(stadt, kreis)

        with system_context("Test"):
            assert vorher <= set(Protokolleintrag.objects.values_list("pk", "kette", "pruefsumme"))


class TestKennung:
    def test_a_namesake_gets_a_new_one_everywhere(self, stadt, kreis):
        with system_context("Test"):
            dort = Fallanalyse.objects.get(pk=kreis.analysen["team"]).kennung
            for model in (Rechtslage, Lesetag):
                model.objects.filter(analyse=stadt.analysen["team"]).update(kennung=dort)
            Fallanalyse.objects.filter(pk=stadt.analysen["team"]).update(kennung=dort)

        bericht = uebergib(stadt, kreis)

        with system_context("Test"):
            analyse = Fallanalyse.objects.get(pk=stadt.analysen["team"])
            assert analyse.kennung != dort
            assert Rechtslage.objects.get(analyse=analyse).kennung == analyse.kennung
            assert set(
                Lesetag.objects.filter(analyse=analyse).values_list("kennung", flat=True)
            ) == {analyse.kennung}
            assert analyse.wege.get().kennung_vorher == dort
        assert bericht.weiteres["neue Kennungen"] == 1


def _gezaehlt(amt):
    with system_context("Test"):
        return {
            (wert.name, wert.projekt_id, wert.jahr): wert.anzahl
            for wert in Kennzahlwert.objects.filter(jugendamt=amt.jugendamt)
            if wert.anzahl
        }


class TestFigures:
    def test_those_of_the_years_stay_and_are_still_what_is_counted(self, stadt, kreis):
        vorher = _gezaehlt(stadt), _gezaehlt(kreis)

        uebergib(stadt, kreis)

        assert (_gezaehlt(stadt), _gezaehlt(kreis)) == vorher
        with system_context("Test"):
            assert list(abweichungen()) == []

    def test_what_begins_afterwards_counts_for_the_kreis(self, stadt, kreis):
        uebergib(stadt, kreis)
        ohne_projekt = ("analysen_begonnen", None, heute().year)
        vorher = _gezaehlt(kreis)[ohne_projekt]

        with acting_as(rolle_in(kreis, stadt.rollen["fachkraft"])) as fachkraft:
            Fallanalyse.beginne(durch=fachkraft, methode=Methode.FALLREFLEXION)

        assert _gezaehlt(kreis)[ohne_projekt] == vorher + 1
        with system_context("Test"):
            assert list(abweichungen()) == []

    def test_reopening_finishing_withdrawing_and_deleting_keep_them_true(self, stadt, kreis):
        uebergib(stadt, kreis)

        with acting_as(rolle_in(kreis, stadt.rollen["fachkraft"])) as fachkraft:
            analyse = Fallanalyse.objects.get(pk=stadt.analysen["abgeschlossen"])
            analyse.wieder_oeffnen(durch=fachkraft)
            analyse.abschliessen(durch=fachkraft)
        with acting_as(kreis.rollen["leitung"]) as leitung:
            Fallanalyse.objects.get(pk=stadt.analysen["land"]).zurueckziehen(
                durch=leitung, begruendung="Der Kreis prüft neu."
            )
        with system_context("Test"):
            loesche(stadt.analysen["team"])
            loesche(stadt.analysen["abgeschlossen"])
            assert list(abweichungen()) == []

    def test_settings_of_the_law_stay_each_with_its_own(self, stadt, kreis):
        with system_context("Test"):
            vorher = Loeschfrist.objects.filter(jugendamt=kreis.jugendamt).count()
            tage = dict(
                Rechtslage.objects.filter(jugendamt=stadt.jugendamt).values_list(
                    "analyse", "loeschen_datum"
                )
            )

        uebergib(stadt, kreis)

        with system_context("Test"):
            assert Loeschfrist.objects.filter(jugendamt=kreis.jugendamt).count() == vorher
            assert tage == dict(
                Rechtslage.objects.filter(analyse__in=stadt.analysen.values()).values_list(
                    "analyse", "loeschen_datum"
                )
            )
            assert GeloeschteAnalysen.objects.filter(jugendamt=stadt.jugendamt).exists()


class TestTerritory:
    def test_the_kreis_answers_for_the_town_from_the_day(self, stadt, kreis):
        uebergib(stadt, kreis)

        def zustaendig(am):
            return (
                Zustaendigkeit.objects.gueltig(am)
                .filter(kommune=stadt.kommune)
                .values_list("jugendamt", flat=True)
                .get()
            )

        assert zustaendig(gestern()) == stadt.jugendamt.pk
        assert zustaendig(heute()) == kreis.jugendamt.pk
        stadt.kommune.refresh_from_db()
        assert stadt.kommune.gebietstyp == Gebietstyp.GEMEINDE
        assert Jugendamt.objects.gueltig(gestern()).filter(pk=stadt.jugendamt.pk).exists()
        assert not Jugendamt.objects.gueltig().filter(pk=stadt.jugendamt.pk).exists()

    def test_profile_and_measures_stay_as_they_were_and_are_the_work_of_the_kreis(
        self, stadt, kreis
    ):
        profil = stadt.teilnahme.profil
        vorher = (profil.version, list(profil.punkte.values_list("text", flat=True)))

        uebergib(stadt, kreis)

        profil.refresh_from_db()
        assert (profil.version, list(profil.punkte.values_list("text", flat=True))) == vorher
        stadt.teilnahme.refresh_from_db()
        assert stadt.teilnahme.kommune == stadt.kommune
        assert stadt.teilnahme.jugendamt == kreis.jugendamt

    def test_a_network_of_both_stays_one(self, stadt, kreis):
        stadt.netzwerk.jugendaemter.add(kreis.jugendamt)

        uebergib(stadt, kreis)

        assert list(stadt.netzwerk.jugendaemter.all()) == [kreis.jugendamt]


class TestGuards:
    def test_nothing_moves_before_both_agreed(self, stadt, kreis):
        uebergabe = plane(stadt, kreis)
        stimme_zu(uebergabe, stadt)

        with system_context("Test"), pytest.raises(UebergabeNichtMoeglich, match="Zustimmung"):
            umzug.fuehre_aus(uebergabe)

    def test_nothing_moves_before_the_day(self, stadt, kreis):
        with pytest.raises(UebergabeNichtMoeglich, match="Der Tag der Übergabe"):
            uebergib(stadt, kreis, am=morgen())

    def test_one_person_does_not_agree_twice(self, stadt, kreis):
        uebergabe = plane(stadt, kreis)
        stimme_zu(uebergabe, stadt)
        with system_context("Test"):
            dieselbe = RolleFactory(
                art=Rollenart.LEITUNG,
                person=stadt.rollen["leitung"].person,
                jugendamt=kreis.jugendamt,
            )

        with acting_as(dieselbe) as person, pytest.raises(UebergabeNichtMoeglich, match="schon"):
            Uebergabe.objects.get(pk=uebergabe.pk).stimme_zu(durch=person)

    def test_a_jugendamt_of_another_land_takes_nothing(self, stadt, welt):
        with pytest.raises(UebergabeNichtMoeglich, match="verschiedenen Ländern"):
            plane(stadt, welt["fremd"])

    def test_somebody_must_be_leitung_afterwards(self, stadt, db):
        with system_context("Test"):
            leer = Jugendamt.objects.create(
                name="Neues Amt", traeger=KommuneFactory(bundesland=stadt.kommune.bundesland)
            )
        with acting_as(stadt.rollen["administration"]) as administration:
            uebergabe = Uebergabe(abgebend=stadt.jugendamt, aufnehmend=leer, am=heute())
            uebergabe.plane(durch=administration)
        stimme_zu(uebergabe, stadt)

        with system_context("Test"), pytest.raises(UebergabeNichtMoeglich, match="keine Leitung"):
            umzug.fuehre_aus(uebergabe)


class TestCommand:
    def run(self, **options):
        ausgabe = StringIO()
        call_command("uebergib_jugendamt", stdout=ausgabe, stderr=ausgabe, **options)
        return ausgabe.getvalue()

    def test_dry_run_tells_what_would_move_and_moves_nothing(self, stadt, kreis):
        stimme_zu(plane(stadt, kreis), stadt, kreis)

        text = self.run()

        assert "Probelauf" in text
        assert "fallanalyse_ereignis" in text
        with system_context("Test"):
            assert Fallanalyse.objects.filter(jugendamt=stadt.jugendamt).count() == 3

    def test_carries_out_what_is_due_once(self, stadt, kreis):
        stimme_zu(plane(stadt, kreis), stadt, kreis)

        erstes, zweites = self.run(wet_run=True), self.run(wet_run=True)

        assert "Zeilen zusammen" in erstes
        assert "Keine Übergabe ist fällig." in zweites
        with system_context("Test"):
            assert not Fallanalyse.objects.filter(jugendamt=stadt.jugendamt).exists()

    def test_leaves_the_future_alone(self, stadt, kreis):
        stimme_zu(plane(stadt, kreis, am=heute() + timedelta(days=30)), stadt, kreis)

        assert "Keine Übergabe ist fällig." in self.run(wet_run=True)

    def test_says_what_it_could_not_do(self, stadt, kreis):
        plane(stadt, kreis)

        with pytest.raises(CommandError, match="Nicht ausgeführt"):
            self.run(wet_run=True)

    def test_fetches_what_a_slower_request_still_wrote(self, stadt, kreis):
        """A Fachkraft saved while everything moved: her row says the old Jugendamt still."""
        uebergib(stadt, kreis)
        with system_context("Test"):
            Lesetag.objects.filter(analyse=stadt.analysen["team"]).update(jugendamt=stadt.jugendamt)

        assert "nachgeholt" in self.run(wet_run=True)
        with system_context("Test"):
            assert not Lesetag.objects.filter(jugendamt=stadt.jugendamt).exists()

    def test_plans_by_name_and_asks_the_leitungen(self, stadt, kreis):
        text = self.run(
            von=stadt.jugendamt.slug, an=kreis.jugendamt.slug, am=date(2027, 1, 1), wet_run=True
        )

        assert "wartet auf die Zustimmung" in text
        assert Uebergabe.objects.get(abgebend=stadt.jugendamt).am == date(2027, 1, 1)


def _rows(table, amt):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE jugendamt_id = %s", [amt.jugendamt.pk])
        return cursor.fetchone()[0]
