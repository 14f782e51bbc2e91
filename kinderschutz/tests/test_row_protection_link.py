"""
What the database opens to the holder of an invitation's link: one row, one Rolle, nothing else.

As in test_row_protection.py, without `visible_to` and for every protected table there is.
"""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from fallanalyse.models import Einladung
from kinderschutz.identity import acting_as, by_link, current, signed_in
from kinderschutz.system_context import system_context
from kinderschutz.tests.test_row_protection import affected, owner_column, protected_tables, query
from kinderschutz.tests.welt import baue_welt
from kommunen.enums import Rollenart
from kommunen.models import Rolle

HERSELF = {"fallanalyse_einladung"}


@pytest.fixture(scope="module")
def welt(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield baue_welt()
        transaction.set_rollback(True)


@pytest.fixture
def link(db, welt):
    """Hold the link of the open invitation, signed in as somebody without any Rolle."""
    eigenes, _fremdes = welt
    with signed_in(eigenes.ohne_rolle), by_link("einladung", eigenes.offene_einladung.pk):
        yield eigenes


def insert_rolle(amt, **changed):
    """Return how many Rollen came of it: 1, or 0 where the database refuses."""
    einladung = amt.offene_einladung
    felder = {
        "person": amt.ohne_rolle,
        "art": Rollenart.MODERATION,
        "jugendamt": amt.jugendamt,
        "analyse": einladung.analyse_id,
        "bis": einladung.bis,
    } | changed
    rolle = Rolle(von=timezone.localdate(), **felder)
    columns = [connection.ops.quote_name(feld.column) for feld in Rolle._meta.concrete_fields]
    values = [
        feld.get_db_prep_save(getattr(rolle, feld.attname), connection)
        for feld in Rolle._meta.concrete_fields
    ]
    return affected(
        f"INSERT INTO kommunen_rolle ({', '.join(columns)})"
        f" VALUES ({', '.join(['%s'] * len(values))})",
        *values,
    )


class TestSees:
    def test_the_one_row_it_was_made_for(self, link):
        assert query("SELECT id FROM fallanalyse_einladung") == [(link.offene_einladung.pk,)]

    def test_no_row_of_any_other_protected_table(self, link):
        seen = {table for table in protected_tables() if query(f"SELECT 1 FROM {table} LIMIT 1")}
        assert seen == HERSELF

    def test_nothing_more_where_the_person_has_a_rolle_elsewhere(self, db, welt):
        eigenes, fremdes = welt
        for wer in ("fachkraft", "leitung", "datenschutz"):
            rolle = fremdes.rollen[wer]
            with acting_as(rolle), by_link("einladung", eigenes.offene_einladung.pk):
                seen = {
                    table for table in protected_tables() if query(f"SELECT 1 FROM {table} LIMIT 1")
                }
            # Everybody sees her own Rollen, as without a link.
            assert seen == HERSELF | {"kommunen_rolle"}, wer

    def test_nothing_after_it_was_let_go(self, db, welt):
        eigenes, _fremdes = welt
        with signed_in(eigenes.ohne_rolle):
            with by_link("einladung", eigenes.offene_einladung.pk):
                pass
            assert query("SELECT 1 FROM fallanalyse_einladung") == []

    def test_gives_the_rolle_back(self, db, welt):
        eigenes, fremdes = welt
        rolle = fremdes.rollen["leitung"]
        with acting_as(rolle):
            with by_link("einladung", eigenes.offene_einladung.pk):
                assert current().rolle is None
            assert current().rolle == rolle
            assert query("SELECT current_setting('app.jugendamt')") == [(str(rolle.jugendamt_id),)]

    def test_names_one_of_the_known_kinds(self, link):
        with pytest.raises(ValueError, match="jugendamt"), by_link("jugendamt", 1):
            pass

    def test_is_no_way_into_the_system_context(self, db, welt):
        eigenes, _fremdes = welt
        with (
            system_context("Test"),
            pytest.raises(RuntimeError),
            by_link("einladung", eigenes.offene_einladung.pk),
        ):
            pass


class TestWrites:
    def test_nothing_into_any_table_of_cases(self, db, welt):
        eigenes, _fremdes = welt
        for table in protected_tables():
            column = owner_column(table)
            with system_context("Test"):
                [[row]] = query(f"SELECT to_jsonb({table})::text FROM {table} LIMIT 1")
            with signed_in(eigenes.ohne_rolle), by_link("einladung", eigenes.offene_einladung.pk):
                # The invitation itself as well: a change that is no acceptance is refused.
                assert affected(f"UPDATE {table} SET {column} = {column}") == 0, table
                assert affected(f"DELETE FROM {table}") == 0, table
                copied = affected(
                    f"INSERT INTO {table} SELECT * FROM jsonb_populate_record(NULL::{table}, %s)",
                    row,
                )
                assert copied == 0, table

    def test_the_acceptance_for_oneself_only(self, link):
        accept = "UPDATE fallanalyse_einladung SET angenommen_am = now(), person_id = %s"
        assert affected(accept, link.ohne_rolle.pk) == 1
        assert affected(accept, link.rollen["leitung"].person_id) == 0

    def test_the_promised_rolle_and_no_other(self, link):
        assert insert_rolle(link) == 1

        later = link.offene_einladung.bis + timedelta(days=1)
        for changed in (
            {"art": Rollenart.FACHKRAFT, "analyse": None},
            {"art": Rollenart.LEITUNG, "analyse": None, "bis": None},
            {"person": link.rollen["leitung"].person},
            {"analyse": link.analysen["land"]},
            {"bis": later},
        ):
            assert insert_rolle(link, **changed) == 0, changed

    def test_no_rolle_in_another_jugendamt(self, link, welt):
        _eigenes, fremdes = welt
        assert insert_rolle(link, jugendamt=fremdes.jugendamt) == 0

    @pytest.mark.parametrize(
        "changed",
        [
            {"beendet_am": timezone.now()},
            {"laeuft_ab_am": timezone.now() - timedelta(seconds=1)},
        ],
    )
    def test_no_rolle_of_a_link_that_is_over(self, db, welt, changed):
        eigenes, _fremdes = welt
        with transaction.atomic():
            with system_context("Test"):
                Einladung.objects.filter(pk=eigenes.offene_einladung.pk).update(**changed)
            with signed_in(eigenes.ohne_rolle), by_link("einladung", eigenes.offene_einladung.pk):
                assert insert_rolle(eigenes) == 0
            transaction.set_rollback(True)

    def test_no_second_rolle_of_an_accepted_one(self, db, welt):
        eigenes, _fremdes = welt
        person = eigenes.rollen["moderation"].person
        with signed_in(person), by_link("einladung", eigenes.einladung.pk):
            rolle = insert_rolle(
                eigenes,
                person=person,
                analyse=eigenes.einladung.analyse_id,
                bis=eigenes.einladung.bis,
            )
        assert rolle == 0


class TestTeam:
    """Whom a team invited it may send away; nobody else's Rolle is hers to take."""

    def taken(self, amt, wer, art):
        with acting_as(amt.rollen[wer]):
            return affected("DELETE FROM kommunen_rolle WHERE art = %s", art)

    def test_takes_the_rolle_that_came_of_an_invitation(self, db, welt):
        eigenes, _fremdes = welt
        assert self.taken(eigenes, "fachkraft", "moderation") == 1
        assert self.taken(eigenes, "netzwerkkoordination", "moderation") == 0
        assert self.taken(eigenes, "moderation", "moderation") == 0

    @pytest.mark.parametrize("art", ["fachkraft", "leitung", "datenschutz"])
    def test_takes_no_other(self, db, welt, art):
        eigenes, _fremdes = welt
        assert self.taken(eigenes, "fachkraft", art) == 0

    def test_gives_none(self, db, welt):
        eigenes, _fremdes = welt
        with acting_as(eigenes.rollen["fachkraft"]):
            assert insert_rolle(eigenes) == 0
            assert affected("UPDATE kommunen_rolle SET bis = '2099-01-01'") == 0
