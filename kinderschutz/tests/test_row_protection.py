"""
Row protection, the second line of design.md 5: what the database shows when `visible_to` is gone.

Every protected table is found in the database's own catalogue, none is named by hand.
"""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.db.migrations.state import ProjectState

from kinderschutz.fields import EncryptedTextField
from kinderschutz.identity import KeineIdentitaet, acting_as
from kinderschutz.row_protection import OWN_JUGENDAMT, ProtectedManager, ProtectRows
from kinderschutz.system_context import system_context
from kinderschutz.tests.welt import baue_welt

# Everybody of a Jugendamt, by the names of welt.py.
IM_AMT = (
    "fachkraft",
    "kollegin",
    "leitung",
    "moderation",
    "netzwerkkoordination",
    "datenschutz",
)
# What those see who belong to no Jugendamt: never a case. Everybody sees her own Rolle.
AUSSERHALB = {
    "projektkoordination": {
        "kommunen_rolle",
        "kommunen_ansprechperson",
        "kommunen_kennzahlwert",
        "kommunen_rueckmeldung",
        "kommunen_rueckmeldungevent",
        "kommunen_zwischenbericht",
    },
    "wissenschaft": {"kommunen_rolle", "kommunen_ansprechperson", "kommunen_kennzahlwert"},
    "ministerium": {"kommunen_rolle"},
    "landesjugendamt": {"kommunen_rolle"},
    "administration": {"kommunen_rolle"},
}
# Tables that name a Jugendamt or an analysis and are open to reading, each with the reason.
OFFEN = {
    "kommunen_zustaendigkeit": "public: which office answers for which territory",
    "kommunen_teilnahme": "public: who takes part in which project",
    "kommunen_massnahme": "Verwaltungsvorgang (design.md 7): project and Land see it, not by scalar",
    "kommunen_massnahmeevent": "history of the above",
    "kommunen_stichtagswert": "frozen counts, read through the small-cell function only",
    "netzwerk_veranstaltung": "no case; who is invited sees it, Projekt and other Jugendämter too",
    "netzwerk_veranstaltungevent": "history of the above",
    "netzwerk_netzwerk_jugendaemter": "public: which office belongs to which network",
}


# What belongs to a Jugendamt as a whole: settings and counts, no case.
OHNE_ANALYSE = {
    "fallanalyse_rechtsgrundlagenvorgabe",
    "fallanalyse_loeschfrist",
    "fallanalyse_geloeschteanalysen",
}


@pytest.fixture(scope="module")
def welt(django_db_setup, django_db_blocker):
    """Two Jugendämter with rows in every protected table, shared by the tests of this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield baue_welt()
        transaction.set_rollback(True)


def query(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def protected_tables():
    return [
        table
        for (table,) in query(
            "SELECT relname FROM pg_class WHERE relrowsecurity AND relkind IN ('r', 'p')"
            " AND relnamespace = 'public'::regnamespace ORDER BY relname"
        )
    ]


# The reports of a Projekt belong to no Jugendamt.
JE_PROJEKT = {"kommunen_zwischenbericht"}


def owner_column(table):
    """Return the column that says whose row it is; the audit trail keeps it as plain text."""
    if table in JE_PROJEKT:
        return "projekt_id"
    return "jugendamt" if table == "kinderschutz_protokolleintrag" else "jugendamt_id"


def owner_of(table, amt):
    return amt.projekt.pk if table in JE_PROJEKT else amt.jugendamt.pk


def count_of(table, amt):
    [[anzahl]] = query(
        f"SELECT count(*) FROM {table} WHERE {owner_column(table)} = %s", owner_of(table, amt)
    )
    return anzahl


def affected(sql, *values):
    """Return how many rows a write reached; 0 where the database refuses it outright."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
            anzahl = cursor.rowcount
            transaction.set_rollback(True)
    except DatabaseError as refusal:
        if "row-level security" not in str(refusal):
            raise
        return 0
    return anzahl


def models_of(tables):
    return {
        model._meta.db_table: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.db_table in tables
    }


class TestCatalogue:
    def test_every_protected_table_holds_its_owner_too(self, db):
        unforced = query(
            "SELECT relname FROM pg_class WHERE relrowsecurity AND NOT relforcerowsecurity"
        )
        assert unforced == []

    def test_neither_the_application_nor_the_system_context_stands_above_the_policies(self, db):
        roles = query(
            "SELECT rolname, rolsuper, rolbypassrls FROM pg_roles"
            " WHERE rolname IN (session_user, 'kinderschutz_system')"
        )
        assert len(roles) == 2
        assert not any(is_super or is_bypassing for _name, is_super, is_bypassing in roles)

    def test_every_protected_table_opens_to_the_system_context(self, db):
        opened = {
            table
            for (table,) in query(
                "SELECT tablename FROM pg_policies WHERE policyname = 'systemkontext'"
                " AND roles = '{kinderschutz_system}' AND qual = 'true' AND with_check = 'true'"
            )
        }
        assert opened == set(protected_tables())

    def test_every_table_of_a_jugendamt_or_an_analysis_is_protected(self, db):
        naming = {
            table
            for (table,) in query(
                "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public'"
                " AND column_name IN ('jugendamt_id', 'analyse_id', 'jugendamt', 'analyse')"
            )
        }
        assert naming - set(protected_tables()) == set(OFFEN)

    def test_every_table_with_encrypted_text_is_protected(self):
        encrypted = {
            model._meta.db_table
            for model in apps.get_models()
            if any(isinstance(field, EncryptedTextField) for field in model._meta.fields)
        }
        assert encrypted
        assert not encrypted & set(OFFEN)

    def test_the_history_of_a_protected_table_is_protected(self, db):
        protected = set(protected_tables())
        history = {
            f"{table}event"
            for table in protected
            if f"{table}event" in connection.introspection.table_names()
        }
        assert len(history) > 5
        assert history <= protected

    def test_no_policy_asks_for_more_than_one_value_but_the_draft_rule(self, db):
        """Sub-queries and functions in a policy cost 100 times and more (performance.md 1.4)."""
        policies = query(
            "SELECT tablename, policyname, coalesce(qual, '') || coalesce(with_check, '')"
            " FROM pg_policies"
        )
        with_subquery = {(table, name) for table, name, rule in policies if "SELECT" in rule}
        assert with_subquery == {
            ("fallanalyse_fallanalyse", "handelnde_rolle"),
            # Asked when a Rolle is given or taken, never when rows are read.
            ("kommunen_rolle", "link_wird_rolle"),
            ("kommunen_rolle", "wer_rollen_nimmt"),
        }


class TestWithoutIdentity:
    def test_every_protected_table_is_empty(self, db, welt):
        assert {table: query(f"SELECT count(*) FROM {table}") for table in protected_tables()} == {
            table: [(0,)] for table in protected_tables()
        }

    def test_every_manager_says_that_it_is_a_mistake(self, db):
        found = models_of(protected_tables())
        assert set(found) == set(protected_tables())
        for model in found.values():
            for manager in model._meta.managers:
                assert isinstance(manager, ProtectedManager), f"{model.__name__}.{manager.name}"
                with pytest.raises(KeineIdentitaet):
                    getattr(model, manager.name).all()

    def test_nothing_can_be_written(self, db, welt):
        for table in protected_tables():
            column = owner_column(table)
            assert affected(f"UPDATE {table} SET {column} = {column}") == 0, table
            assert affected(f"DELETE FROM {table}") == 0, table


class TestForeignRows:
    """With the identity of one Jugendamt nothing of the other is there, in any table."""

    def test_there_are_rows_of_both_to_speak_of(self, db, welt):
        eigenes, fremdes = welt
        with system_context("Test"):
            empty = {
                table
                for table in protected_tables()
                if not count_of(table, eigenes) or not count_of(table, fremdes)
            }
        assert empty == set()

    @pytest.mark.parametrize("wer", IM_AMT)
    def test_do_not_come_back(self, db, welt, wer):
        eigenes, fremdes = welt
        with acting_as(eigenes.rollen[wer]):
            seen = {
                table: anzahl
                for table in protected_tables()
                if (anzahl := count_of(table, fremdes))
            }
        assert seen == {}

    @pytest.mark.parametrize("wer", IM_AMT)
    def test_do_not_come_back_through_the_bare_manager(self, db, welt, wer):
        eigenes, fremdes = welt
        with acting_as(eigenes.rollen[wer]):
            for table, model in models_of(protected_tables()).items():
                rows = model._base_manager.filter(**{owner_column(table): owner_of(table, fremdes)})
                assert list(rows) == [], table

    @pytest.mark.parametrize("wer", IM_AMT)
    def test_cannot_be_changed_or_removed(self, db, welt, wer):
        eigenes, fremdes = welt
        with acting_as(eigenes.rollen[wer]):
            for table in protected_tables():
                column, pk = owner_column(table), owner_of(table, fremdes)
                assert (
                    affected(f"UPDATE {table} SET {column} = {column} WHERE {column} = %s", pk) == 0
                )
                assert affected(f"DELETE FROM {table} WHERE {column} = %s", pk) == 0

    @pytest.mark.parametrize("wer", IM_AMT)
    def test_cannot_be_added(self, db, welt, wer):
        eigenes, fremdes = welt
        for table in protected_tables():
            with system_context("Test"):
                [[row]] = query(
                    f"SELECT to_jsonb({table})::text FROM {table} WHERE {owner_column(table)} = %s"
                    " LIMIT 1",
                    owner_of(table, fremdes),
                )
            with acting_as(eigenes.rollen[wer]):
                copied = affected(
                    f"INSERT INTO {table} SELECT * FROM jsonb_populate_record(NULL::{table}, %s)",
                    row,
                )
                assert copied == 0, table

    @pytest.mark.parametrize("wer", ["fachkraft", "leitung"])
    def test_own_ones_cannot_be_handed_over(self, db, welt, wer):
        eigenes, fremdes = welt
        with acting_as(eigenes.rollen[wer]):
            for table in protected_tables():
                assert (
                    affected(
                        f"UPDATE {table} SET {owner_column(table)} = %s", owner_of(table, fremdes)
                    )
                    == 0
                )

    def test_own_ones_are_there(self, db, welt):
        """Otherwise all of the above would hold for a database that shows nothing to anybody."""
        eigenes, _fremdes = welt
        with acting_as(eigenes.rollen["fachkraft"]):
            hidden = {table for table in protected_tables() if not count_of(table, eigenes)}
        assert hidden == {"kinderschutz_protokolleintrag", "kommunen_einsichtnahme", *JE_PROJEKT}


class TestOutsideOfTheJugendaemter:
    @pytest.mark.parametrize(("wer", "sichtbar"), AUSSERHALB.items())
    def test_no_case_is_ever_seen(self, db, welt, wer, sichtbar):
        eigenes, _fremdes = welt
        with acting_as(eigenes.rollen[wer]):
            seen = {
                table for table in protected_tables() if query(f"SELECT 1 FROM {table} LIMIT 1")
            }
        assert seen == sichtbar

    @pytest.mark.parametrize("wer", AUSSERHALB)
    def test_no_case_is_ever_written(self, db, welt, wer):
        eigenes, _fremdes = welt
        for table in protected_tables():
            if not table.startswith("fallanalyse_"):
                continue
            with system_context("Test"):
                [[row]] = query(f"SELECT to_jsonb({table})::text FROM {table} LIMIT 1")
            with acting_as(eigenes.rollen[wer]):
                column = owner_column(table)
                assert affected(f"UPDATE {table} SET {column} = {column}") == 0, table
                assert affected(f"DELETE FROM {table}") == 0, table
                copied = affected(
                    f"INSERT INTO {table} SELECT * FROM jsonb_populate_record(NULL::{table}, %s)",
                    row,
                )
                assert copied == 0, table

    def test_the_contacts_are_those_of_the_own_project(self, db, welt):
        eigenes, fremdes = welt
        with acting_as(eigenes.rollen["projektkoordination"]):
            assert count_of("kommunen_ansprechperson", eigenes) == 1
            assert count_of("kommunen_ansprechperson", fremdes) == 0


class TestInsideOfTheJugendamt:
    def analysen(self, table="fallanalyse_fallanalyse", column="id"):
        return {pk for (pk,) in query(f"SELECT {column} FROM {table}")}

    def test_moderation_sees_nothing_but_her_one_analysis(self, db, welt):
        eigenes, _fremdes = welt
        with acting_as(eigenes.rollen["moderation"]):
            for table in protected_tables():
                if table in OHNE_ANALYSE or not table.startswith("fallanalyse_"):
                    continue
                column = "id" if table.startswith("fallanalyse_fallanalyse") else "analyse_id"
                assert self.analysen(table, column) <= {eigenes.analysen["team"]}, table

    def test_a_draft_is_there_for_its_team_only(self, db, welt):
        eigenes, _fremdes = welt
        alle = set(eigenes.analysen.values())
        with acting_as(eigenes.rollen["fachkraft"]):
            assert self.analysen() == alle
        for wer in ("kollegin", "leitung", "netzwerkkoordination", "datenschutz"):
            with acting_as(eigenes.rollen[wer]):
                assert self.analysen() == {eigenes.analysen["land"]}, wer

    def test_what_somebody_types_is_hers_alone(self, db, welt):
        eigenes, _fremdes = welt
        with acting_as(eigenes.rollen["fachkraft"]):
            assert query("SELECT count(*) FROM fallanalyse_zwischenstand") != [(0,)]
        for wer in set(IM_AMT) - {"fachkraft"}:
            with acting_as(eigenes.rollen[wer]):
                assert query("SELECT count(*) FROM fallanalyse_zwischenstand") == [(0,)], wer

    def test_history_and_logs_only_grow(self, db, welt):
        eigenes, _fremdes = welt
        growing = [table for table in protected_tables() if table.endswith("event")]
        growing += ["fallanalyse_revision", "fallanalyse_wechsel", "fallanalyse_lesetag"]
        growing += ["kinderschutz_protokolleintrag", "kommunen_einsichtnahme"]
        for wer in IM_AMT:
            with acting_as(eigenes.rollen[wer]):
                for table in growing:
                    column = owner_column(table)
                    assert affected(f"UPDATE {table} SET {column} = {column}") == 0, table
                    assert affected(f"DELETE FROM {table}") == 0, table

    @pytest.mark.parametrize("wer", ["fachkraft", "netzwerkkoordination", "datenschutz"])
    def test_nobody_gives_herself_a_rolle(self, db, welt, wer):
        eigenes, _fremdes = welt
        with acting_as(eigenes.rollen[wer]):
            assert affected("UPDATE kommunen_rolle SET art = 'leitung'") == 0
            # Whom a team invited it may send away: test_row_protection_link.py.
            assert affected("DELETE FROM kommunen_rolle WHERE art <> 'moderation'") == 0


class TestSystemContext:
    def test_sees_the_rows_of_everybody(self, db, welt):
        eigenes, fremdes = welt
        with system_context("Test"):
            for table in protected_tables():
                assert count_of(table, eigenes), table
                assert count_of(table, fremdes), table


class TestProtectRows:
    @pytest.fixture
    def table(self, db):
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE probe (id int, jugendamt_id bigint)")
            cursor.execute("INSERT INTO probe VALUES (1, 1), (2, 2)")
        return "probe"

    def apply(self, operation, direction):
        state = ProjectState()
        with connection.schema_editor(atomic=False) as editor:
            getattr(operation, f"database_{direction}")("kinderschutz", editor, state, state)

    @pytest.mark.parametrize("append_only", [False, True])
    def test_can_be_undone(self, table, append_only):
        operation = ProtectRows(table, append_only=append_only)

        self.apply(operation, "forwards")
        assert table in protected_tables()
        assert query("SELECT count(*) FROM probe") == [(0,)]

        self.apply(operation, "backwards")
        assert table not in protected_tables()
        assert query("SELECT count(*) FROM probe") == [(2,)]
        self.apply(operation, "forwards")

    def test_can_be_written_into_a_migration(self):
        operation = ProtectRows("probe", append_only=True)

        name, args, kwargs = operation.deconstruct()

        assert name == "ProtectRows"
        again = ProtectRows(*args, **kwargs)
        assert again.deconstruct() == (name, args, kwargs)
        assert again.using == again.with_check == OWN_JUGENDAMT
        assert "probe" in again.describe()
