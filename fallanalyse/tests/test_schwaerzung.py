"""
When an analysis leaves its team, dates and replaced names are gone: from every table there is.

The tables come out of the database's catalogue, and what is encrypted in them is opened.
"""

import json
import re

import pytest
from django.db import DatabaseError, connection, transaction

from fallanalyse.enums import Schritt, Uebergang
from fallanalyse.models import Fallanalyse, Revision, Trefferentscheidung
from fallanalyse.models import inhalt as inhalte
from fallanalyse.models.schwaerzung import verlaufstabellen
from fallanalyse.tests.factories import amt
from fallanalyse.tests.treffer import entscheide, offene, schreibe
from fallanalyse.workflow import UebergangNichtMoeglich
from kinderschutz.fields import decrypt, encrypt
from kinderschutz.identity import acting_as
from kinderschutz.system_context import system_context
from kinderschutz.tests.welt import inhalt as voller_inhalt

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("detektoren")]

DATUM = "12.03.2024"
GEHEIM = re.compile(r"f1:[A-Za-z0-9_=-]+")


def tabellen_mit(*worte):
    """Return {table: [word]} of every table of the database in which one of these words stands."""
    gefunden = {}
    with system_context("Test"), connection.cursor() as cursor:
        for tabelle in connection.introspection.table_names(cursor):
            cursor.execute(
                f"SELECT to_jsonb(zeile)::text FROM {connection.ops.quote_name(tabelle)} AS zeile"
            )
            for (zeile,) in cursor.fetchall():
                offen = GEHEIM.sub(lambda geheim: decrypt(geheim.group()), zeile)
                # A draft is kept as a browser sends it.
                for wort in worte:
                    if wort in offen:
                        gefunden.setdefault(tabelle, set()).add(wort)
    return gefunden


@pytest.fixture
def analyse(eines):
    """One whose every field once named Kevin and a date; now it says Kind 1 and counts months."""
    analyse = eines.beginne(methode="nzfh_fallanalyse")
    with acting_as(eines.fachkraft) as person:
        analyse.nimm_ins_team(eines.kollegin.person, "analyseteam")
        analyse = Fallanalyse.objects.get(pk=analyse.pk)
        keys = {}
        for schritt in analyse.alle_schritte:
            erst = _mit(voller_inhalt(schritt, keys), f"Kevin am {DATUM}")
            analyse.speichere_schritt(schritt, erst, version=0, durch=person)
            analyse.speichere_schritt(
                schritt,
                _mit(
                    inhalte.lies(analyse, schritt), "Kind 1 im dritten Monat", f"Kevin am {DATUM}"
                ),
                version=1,
                durch=person,
                verloren={"kopf//leitfrage": f"Kevin am {DATUM}"}
                if schritt == Schritt.ANLASS
                else None,
            )
    for wer in ("fachkraft", "kollegin"):
        with acting_as(eines.rollen[wer]) as person:
            analyse.zwischenstand_set.create(
                jugendamt_id=analyse.jugendamt_id,
                schritt=Schritt.BEFUNDE,
                person=person,
                version=2,
                formular=f"befunde-0-titel=Kevin+am+{DATUM}&befunde-0-art=verfahren&version=2",
            )
    return analyse


def _mit(inhalt, neu, alt="Kanarienvogel"):
    return json.loads(json.dumps(inhalt).replace(alt, neu))


def reiche_ein(eines, analyse):
    eines.tut("fachkraft", Uebergang.ABSCHLIESSEN, analyse)
    return eines.tut("fachkraft", Uebergang.EINREICHEN, analyse)


class TestLeavingTheTeam:
    def test_takes_them_out_of_every_table(self, eines, analyse):
        vorher = tabellen_mit("Kevin", DATUM)
        # Otherwise it proves nothing: every history, the revisions and both drafts say it.
        verlauf = {tabelle for tabelle, *_rest in verlaufstabellen(Fallanalyse)}
        assert vorher.keys() >= verlauf - {"fallanalyse_wechsel"} | {
            "fallanalyse_revision",
            "fallanalyse_zwischenstand",
        }

        reiche_ein(eines, analyse)

        assert tabellen_mit("Kevin", DATUM) == {}

    def test_says_where_a_date_was_and_leaves_the_rest(self, eines, analyse):
        reiche_ein(eines, analyse)

        with acting_as(eines.fachkraft):
            alt = Revision.objects.get(analyse=analyse, schritt=Schritt.ANLASS, version=1).inhalt
            jetzt = Revision.objects.get(
                analyse=analyse, schritt=Schritt.ANLASS, version=2, verworfen=False
            ).inhalt
            entwurf = analyse.zwischenstand_set.get().formular
        assert alt["kopf"]["leitfrage"] == "Kind 1 am [Datum entfernt] Fallanalyse leitfrage"
        assert alt["kopf"]["anlass"] == jetzt["kopf"]["anlass"]
        assert jetzt["kopf"]["leitfrage"] == "Kind 1 im dritten Monat Fallanalyse leitfrage"
        assert "befunde-0-art=verfahren&version=2" in entwurf

    def test_keeps_every_version_readable(self, client, login_as, eines, analyse):
        reiche_ein(eines, analyse)
        login_as(eines.fachkraft)

        for schritt in analyse.alle_schritte:
            seite = client.get(f"/fallanalysen/{analyse.pk}/schritt/{schritt}/fassungen/")
            assert seite.status_code == 200

    def test_does_not_touch_what_was_declared_harmless(self, eines, analyse):
        schreibe(eines, analyse, Schritt.ANLASS, kopf={"auftrag": "Kam der Sommer zu früh?"})
        entscheide(eines, analyse, "Sommer", begruendung="Jahreszeit.")
        schreibe(eines, analyse, Schritt.ANLASS, kopf={"anlass_text": "Warum?"})

        reiche_ein(eines, analyse)

        with acting_as(eines.fachkraft):
            eine = Revision.objects.get(analyse=analyse, schritt=Schritt.ANLASS, version=3)
            assert eine.inhalt["kopf"]["auftrag"] == "Kam der Sommer zu früh?"
            assert Trefferentscheidung.objects.get().wort == "Sommer"

    def test_forgets_the_word_that_was_replaced(self, eines, analyse):
        schreibe(eines, analyse, Schritt.ANLASS, kopf={"leitfrage": "Was half Kevin?"})
        kennung = offene(eines, analyse)["Kevin"]
        with acting_as(eines.fachkraft) as person:
            ganze = Fallanalyse.objects.get(pk=analyse.pk)
            _fund, vorkommen = ganze.vorkommen(kennung)
            ganze.ersetze(kennung, {vorkommen[0].kennung: "ein Kind"}, durch=person)

        reiche_ein(eines, analyse)

        assert tabellen_mit("Kevin") == {}
        with acting_as(eines.fachkraft):
            eine = Trefferentscheidung.objects.get()
            assert (eine.wort, eine.ersatz, eine.grund) == ("", "ein Kind", "ein Vorname")

    def test_happens_again_at_every_step_further(self, eines, analyse):
        analyse = reiche_ein(eines, analyse)
        with acting_as(eines.kollegin):
            analyse.zwischenstand_set.update(formular=f"befunde-0-titel=Kevin+am+{DATUM}&version=2")

        eines.tut("leitung", Uebergang.FREIGEBEN, analyse)

        assert tabellen_mit("Kevin", DATUM) == {}

    def test_what_stays_with_the_team_keeps_everything(self, eines, analyse):
        eines.tut("fachkraft", Uebergang.ABSCHLIESSEN, analyse)

        assert "fallanalyse_revision" in tabellen_mit(DATUM)

    def test_is_undone_with_a_transition_that_is_refused(self, eines, analyse):
        schreibe(eines, analyse, Schritt.ANLASS, kopf={"leitfrage": f"Was geschah am {DATUM}?"})
        eines.tut("fachkraft", Uebergang.ABSCHLIESSEN, analyse)

        with pytest.raises(UebergangNichtMoeglich, match="ein Datum"):
            eines.tut("fachkraft", Uebergang.EINREICHEN, analyse)

        assert "fallanalyse_revision" in tabellen_mit("Kevin")


class TestTheOneWay:
    """The function of the database: what it refuses, whoever calls it."""

    def ruf(self, analyse, tabelle="fallanalyse_revision", spalte="inhalt_json", neu=None):
        neu = neu or ("Kind 1" if spalte == "kuerzel" else encrypt("{}"))
        with transaction.atomic(), connection.cursor() as cursor:
            with_pk = "pgh_id" if tabelle.endswith("event") else "id"
            cursor.execute(f"SELECT {with_pk}, {spalte} FROM {tabelle} LIMIT 1")
            pk, alt = cursor.fetchone() or (0, "")
            cursor.execute(
                "SELECT fallanalyse_schwaerze(%s, %s, %s, %s, %s, %s)",
                [tabelle, spalte, analyse.pk, [str(pk)], [str(alt)], [neu]],
            )
            return cursor.fetchone()[0]

    def test_changes_what_left_the_team(self, eines, analyse):
        reiche_ein(eines, analyse)
        with acting_as(eines.fachkraft):
            assert self.ruf(analyse) == 1

    def test_changes_nothing_while_the_team_has_it(self, eines, analyse):
        with acting_as(eines.fachkraft), pytest.raises(DatabaseError, match="das Team verlassen"):
            self.ruf(analyse)

    @pytest.mark.parametrize(
        ("tabelle", "spalte"),
        [
            ("fallanalyse_revision", "person_id"),
            ("fallanalyse_befund", "titel"),
            ("kinderschutz_protokolleintrag", "kennung"),
            ("fallanalyse_wechsel", "uebergang"),
            ("fallanalyse_befundevent", "bewaehrt"),
        ],
    )
    def test_changes_no_other_column(self, eines, analyse, tabelle, spalte):
        reiche_ein(eines, analyse)
        with acting_as(eines.fachkraft), pytest.raises(DatabaseError, match="nicht geschwärzt"):
            self.ruf(analyse, tabelle, spalte)

    def test_puts_ciphertext_only(self, eines, analyse):
        reiche_ein(eines, analyse)
        with acting_as(eines.fachkraft), pytest.raises(DatabaseError, match="verschlüsselt"):
            self.ruf(analyse, neu="lesbar")

    def test_changes_nothing_that_changed_meanwhile(self, eines, analyse):
        reiche_ein(eines, analyse)
        with acting_as(eines.fachkraft), connection.cursor() as cursor:
            cursor.execute("SELECT id FROM fallanalyse_revision LIMIT 1")
            cursor.execute(
                "SELECT fallanalyse_schwaerze('fallanalyse_revision', 'inhalt_json', %s, %s, %s, %s)",
                [analyse.pk, [str(cursor.fetchone()[0])], [encrypt("anders")], [encrypt("{}")]],
            )
            assert cursor.fetchone()[0] == 0

    def test_changes_nothing_of_another_jugendamt(self, eines, analyse):
        reiche_ein(eines, analyse)
        with acting_as(amt().leitung), pytest.raises(DatabaseError, match="das Team verlassen"):
            self.ruf(analyse)

    def test_hands_out_no_drafts_of_what_is_not_hers(self, eines, analyse):
        def frage():
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(
                    "SELECT count(*) FROM fallanalyse_zwischenstaende_von(%s)", [analyse.pk]
                )
                return cursor.fetchone()[0]

        with acting_as(eines.fachkraft), pytest.raises(DatabaseError, match="das Team verlassen"):
            frage()
        reiche_ein(eines, analyse)
        with acting_as(amt().leitung), pytest.raises(DatabaseError, match="das Team verlassen"):
            frage()
        with acting_as(eines.leitung):
            assert frage() == 2

    def test_without_an_identity_it_does_nothing(self, eines, analyse):
        reiche_ein(eines, analyse)
        with pytest.raises(DatabaseError, match="das Team verlassen"):
            self.ruf(analyse)

    def test_knows_every_column_in_which_a_case_is_kept(self, eines, analyse):
        reiche_ein(eines, analyse)
        with acting_as(eines.fachkraft):
            for tabelle, _pk, _bezug, spalten in verlaufstabellen(Fallanalyse):
                for spalte in spalten:
                    assert self.ruf(analyse, tabelle, spalte) in (0, 1), (tabelle, spalte)


def test_the_scan_opens_what_is_encrypted(eines, analyse):
    assert "fallanalyse_befund" in tabellen_mit("Kind 1")
