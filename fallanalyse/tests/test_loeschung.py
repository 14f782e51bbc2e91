"""Deleting: nothing of an analysis is left, what was released stays, and the figures stay right."""

import re
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.urls import reverse
from django.utils import timezone

from fallanalyse import loeschung
from fallanalyse.enums import Freigabestufe, Rechtsgrundlage, Schritt
from fallanalyse.models import (
    Anhang,
    Fallanalyse,
    FreigegebenerBefund,
    FreigegebenerVorschlag,
    Herkunft,
    Loeschfrist,
    Rechtslage,
)
from fallanalyse.tests.factories import amt_im_cluster
from kinderschutz.fields import PREFIX, decrypt
from kinderschutz.identity import acting_as
from kinderschutz.models import Aktion, Protokolleintrag
from kinderschutz.monate import in_monaten
from kinderschutz.system_context import system_context
from kinderschutz.testing import make_rolle
from kinderschutz.tests.welt import KANARIENVOGEL, baue_amt, bringe_bis, schreibe_analyse
from kommunen.models import Rolle
from kommunen.stichtag import abweichungen

pytestmark = pytest.mark.django_db

CIPHERTEXT = re.compile(rf"{PREFIX}[\w=-]+")


def query(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def every_table():
    """Return every table of every schema of ours, by the database's catalogue."""
    return [
        table
        for (table,) in query(
            "SELECT table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE'"
            " AND table_schema = 'public'"
        )
    ]


def plain(text):
    """Return the text with every ciphertext in it opened."""
    return CIPHERTEXT.sub(lambda match: decrypt(match[0]), text)


def tables_that_say(word):
    with system_context("Test"):
        return {
            table
            for table in every_table()
            for (row,) in query(f'SELECT to_jsonb(t)::text FROM "{table}" t')
            if word in plain(row)
        }


def dateien():
    folder = Path(settings.ANHAENGE_DIR)
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


def laufe(*arguments):
    out, err = StringIO(), StringIO()
    call_command("loesche_faellige", *arguments, stdout=out, stderr=err)
    return out.getvalue()


def mache_faellig(analyse, am=None):
    with system_context("Test"):
        Rechtslage.objects.filter(analyse=analyse).update(loeschen_datum=am or timezone.localdate())


def kennzahlen_stimmen():
    with system_context("Test"):
        return list(abweichungen()) == []


class TestNothingIsLeft:
    @pytest.fixture
    def welt(self, django_capture_on_commit_callbacks):
        """One analysis that says the word in every field, with history, drafts and a file."""
        with django_capture_on_commit_callbacks(execute=True):
            amt = baue_amt()
            analyse = schreibe_analyse(amt, "team")
            bringe_bis(amt, "team")
        with acting_as(amt.rollen["leitung"]) as leitung:
            lage = Rechtslage.objects.visible_to(leitung).get(analyse=analyse.pk)
            lage.setze_loeschdatum(
                date(2099, 1, 1), begruendung=f"{KANARIENVOGEL} braucht es", durch=leitung
            )
            lage.speichere()
        return amt, analyse

    def test_in_any_table_or_file(self, welt, django_capture_on_commit_callbacks):
        _amt, analyse = welt
        vorher = tables_that_say(KANARIENVOGEL)
        with system_context("Test"):
            datei = Anhang.objects.get(analyse=analyse).datei
        assert datei in dateien()
        assert len(vorher) > 25
        assert {"fallanalyse_revision", "fallanalyse_zwischenstand", "fallanalyse_befundevent"} < (
            vorher
        )
        mache_faellig(analyse)

        with django_capture_on_commit_callbacks(execute=True):
            laufe("--wet-run")

        assert tables_that_say(KANARIENVOGEL) == set()
        assert datei not in dateien()

    def test_not_even_its_key_but_in_the_audit_trail_and_in_ended_rollen(self, welt):
        _amt, analyse = welt
        mache_faellig(analyse)

        laufe("--wet-run")

        assert tables_that_say(str(analyse.pk)) <= {"kinderschutz_protokolleintrag"}

    def test_exactly_one_entry_says_so(self, welt):
        _amt, analyse = welt
        mache_faellig(analyse)
        with system_context("Test"):
            before = set(Protokolleintrag.objects.values_list("pk", flat=True))

        laufe("--wet-run")

        with system_context("Test"):
            [entry] = Protokolleintrag.objects.exclude(pk__in=before)
        assert (entry.aktion, entry.objektart, entry.kennung) == (
            Aktion.ENTFERNT,
            "fallanalyse",
            analyse.kennung,
        )
        assert entry.jugendamt == analyse.jugendamt_id

    def test_others_of_the_same_office_keep_every_row(self, welt):
        amt, analyse = welt
        bleibt = schreibe_analyse(amt, "andere")
        mache_faellig(analyse)

        def zeilen():
            with system_context("Test"):
                return {
                    table: query(f'SELECT count(*) FROM "{table}" WHERE analyse_id = %s', bleibt.pk)
                    for table in loeschung.tabellen()
                }

        vorher = zeilen()
        laufe("--wet-run")

        assert zeilen() == vorher


class TestCatalogue:
    def test_every_table_that_points_into_an_analysis_is_found(self, db):
        """A part of a part would keep its rows, were it not to name the analysis itself."""
        gefunden = {
            *loeschung.tabellen(),
            *loeschung.BLEIBT,
            "fallanalyse_fallanalyse",
            "fallanalyse_fallanalyseevent",
        }
        zeigend = {
            source
            for source, target in query(
                "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint"
                " WHERE contype = 'f'"
            )
            if target in gefunden - set(loeschung.BLEIBT)
        }
        assert len(gefunden) > 30
        assert zeigend <= gefunden

    def test_what_names_an_analysis_without_a_key_is_known(self, db):
        naming = {
            table
            for (table,) in query(
                "SELECT table_name FROM information_schema.columns"
                " WHERE table_schema = 'public' AND column_name LIKE '%%analyse%%'"
            )
        }
        # The Rolle of a Moderation: it ends.
        assert naming - set(loeschung.tabellen()) - set(loeschung.BLEIBT) == {"kommunen_rolle"}


class TestCommand:
    def test_the_dry_run_names_what_is_due_and_deletes_nothing(self):
        eines = amt_im_cluster()
        analyse, bleibt = eines.beginne(), eines.beginne()
        mache_faellig(analyse)

        ausgabe = laufe()

        assert analyse.kennung in ausgabe
        assert bleibt.kennung not in ausgabe
        assert "Probelauf: 1 Fallanalyse würde gelöscht." in ausgabe
        with system_context("Test"):
            assert Fallanalyse.objects.count() == 2

    def test_on_its_day_it_goes_and_not_before(self):
        analyse = amt_im_cluster().beginne()
        with system_context("Test"):
            tag = Rechtslage.objects.get().loeschen_datum
        for wann, bleibt in ((tag - timedelta(days=1), True), (tag, False)):
            with time_machine.travel(wann, tick=False):
                laufe("--wet-run")
            with system_context("Test"):
                assert Fallanalyse.objects.filter(pk=analyse.pk).exists() == bleibt

    def test_twice_is_once(self):
        eines = amt_im_cluster()
        mache_faellig(eines.beginne())

        assert "1 Fallanalyse gelöscht." in laufe("--wet-run")
        assert "0 Fallanalysen gelöscht." in laufe("--wet-run")
        assert kennzahlen_stimmen()

    def test_what_fails_holds_up_none_of_the_others_and_says_nothing_of_a_case(self, monkeypatch):
        eines = amt_im_cluster()
        schlecht, gut = eines.beginne(), eines.beginne()
        for analyse in (schlecht, gut):
            mache_faellig(analyse)
        wirklich = loeschung.loesche

        def manchmal(pk):
            if pk == schlecht.pk:
                raise DatabaseError(f"DETAIL: {KANARIENVOGEL}")
            return wirklich(pk)

        monkeypatch.setattr("fallanalyse.management.commands.loesche_faellige.loesche", manchmal)
        with pytest.raises(CommandError, match=schlecht.kennung) as refusal:
            laufe("--wet-run")

        assert KANARIENVOGEL not in str(refusal.value)
        with system_context("Test"):
            assert [einer.pk for einer in Fallanalyse.objects.all()] == [schlecht.pk]

    def test_the_moderation_ends_with_it(self):
        eines = amt_im_cluster()
        analyse = eines.beginne()
        rolle = make_rolle("moderation", jugendamt=eines.jugendamt, analyse=analyse.pk)
        mache_faellig(analyse)

        laufe("--wet-run")

        with system_context("Test"):
            assert Rolle.objects.get(pk=rolle.pk).bis == timezone.localdate()


class TestFigures:
    @pytest.mark.parametrize(
        "stufe",
        [Freigabestufe.TEAM, Freigabestufe.EINGEREICHT, Freigabestufe.CLUSTER, Freigabestufe.LAND],
    )
    def test_stay_what_they_were(self, stufe):
        analyse = amt_im_cluster().analyse(stufe)
        assert kennzahlen_stimmen()
        mache_faellig(analyse)

        laufe("--wet-run")

        assert kennzahlen_stimmen()
        out = StringIO()
        call_command("pruefe_kennzahlen", stdout=out)
        assert "Alle Kennzahlen stimmen." in out.getvalue()


class TestLibrary:
    @pytest.fixture
    def eines(self):
        return amt_im_cluster()

    @pytest.fixture
    def geloeschte(self, eines):
        analyse = eines.analyse(Freigabestufe.PROJEKT)
        mache_faellig(analyse)
        laufe("--wet-run")
        return analyse

    def test_what_was_released_stays_without_the_way_back(self, geloeschte):
        with system_context("Test"):
            befund = FreigegebenerBefund.objects.get()
            assert befund.anzahl_belege == 1
            assert set(Herkunft.objects.values_list("analyse", "befund", "vorschlag")) == {
                (None, None, None)
            }

    def test_the_leitung_can_still_take_it_back(self, client, login_as, eines, geloeschte):
        with system_context("Test"):
            befund = FreigegebenerBefund.objects.get()
        login_as(eines.leitung)
        seite = client.get(reverse("bibliothek:detail", args=[befund.pk])).content.decode()
        assert "Diesen Befund zurückziehen" in seite
        url = reverse("bibliothek:zuruecknehmen", args=[befund.pk])
        assert client.get(url).status_code == 200

        assert client.post(url).status_code == 302

        with system_context("Test"):
            assert not FreigegebenerBefund.objects.exists()
            assert not FreigegebenerVorschlag.objects.exists()
            assert not Herkunft.objects.exists()
        assert kennzahlen_stimmen()

    def test_nobody_else_can(self, client, login_as, eines, geloeschte):
        with system_context("Test"):
            befund = FreigegebenerBefund.objects.get()
        url = reverse("bibliothek:zuruecknehmen", args=[befund.pk])
        login_as(eines.fachkraft)
        assert client.post(url).status_code == 403
        login_as(amt_im_cluster(cluster=befund.cluster).leitung)
        assert client.post(url).status_code == 403


class TestFrist:
    def test_counts_months_as_people_do(self):
        assert in_monaten(date(2026, 1, 31), 1) == date(2026, 2, 28)
        assert in_monaten(date(2024, 2, 29), 12) == date(2025, 2, 28)
        assert in_monaten(date(2026, 11, 30), 14) == date(2028, 1, 30)

    def test_holds_for_what_begins_after_it(self):
        eines = amt_im_cluster()
        vorher = eines.beginne()
        with acting_as(eines.leitung) as leitung:
            Loeschfrist(rechtsgrundlage=Rechtsgrundlage.ORGUNTERSUCHUNG, monate=12).lege_fest(
                durch=leitung
            )
        nachher = eines.beginne()

        with system_context("Test"):
            alt, neu = (
                Rechtslage.objects.get(analyse=eine).loeschen_datum for eine in (vorher, nachher)
            )
        heute = timezone.localdate()
        assert alt == heute + timedelta(days=settings.RETENTION_DAYS)
        assert neu == in_monaten(heute, 12)

    def test_follows_the_rechtsgrundlage_unless_it_was_prolonged(self):
        eines = amt_im_cluster()
        analyse = eines.beginne()
        with acting_as(eines.leitung) as leitung:
            for grundlage, monate in ((Rechtsgrundlage.A79A2, 60), (Rechtsgrundlage.ANONYM, 6)):
                Loeschfrist(rechtsgrundlage=grundlage, monate=monate).lege_fest(durch=leitung)
            lage = Rechtslage.objects.visible_to(leitung).get(analyse=analyse.pk)
            lage.lege_fest(Rechtsgrundlage.A79A2, durch=leitung)
            assert lage.loeschen_datum == in_monaten(timezone.localdate(), 60)
            spaeter = in_monaten(timezone.localdate(), 70)
            lage.setze_loeschdatum(spaeter, begruendung="Querauswertung", durch=leitung)
            lage.lege_fest(Rechtsgrundlage.ANONYM, durch=leitung)
        assert lage.loeschen_datum == spaeter
        assert lage.loeschen_regulaer == in_monaten(timezone.localdate(), 6)
        assert str(lage.laenger_durch) == eines.leitung.person.name


class TestVormerken:
    def test_it_is_shut_for_everybody_at_once_and_released_copies_are_gone(self):
        eines = amt_im_cluster()
        analyse = eines.analyse(Freigabestufe.LAND)
        with acting_as(eines.leitung) as leitung:
            lage = Rechtslage.objects.visible_to(leitung).get(analyse=analyse.pk)
            lage.merke_zum_loeschen_vor(grund="Die Familie bittet darum.", durch=leitung)

        for rolle in eines.rollen.values():
            with acting_as(rolle) as person:
                assert not Fallanalyse.objects.visible_to(person).exists()
        with system_context("Test"):
            assert not FreigegebenerBefund.objects.exists()
        assert kennzahlen_stimmen()

        assert "1 Fallanalyse gelöscht." in laufe("--wet-run")
        assert kennzahlen_stimmen()

    def test_until_then_it_can_be_taken_back(self):
        eines = amt_im_cluster()
        analyse = eines.analyse()
        with acting_as(eines.leitung) as leitung:
            lage = Rechtslage.objects.visible_to(leitung).get(analyse=analyse.pk)
            lage.merke_zum_loeschen_vor(grund="Versehen", durch=leitung)
            lage.nimm_vormerkung_zurueck()

        assert "0 Fallanalysen gelöscht." in laufe("--wet-run")
        with acting_as(eines.fachkraft) as person:
            assert Fallanalyse.objects.visible_to(person).exists()
            assert Schritt.ANLASS in Fallanalyse.objects.visible_to(person).get().schritte
