"""The audit trail: what is recorded, where it goes, that nothing in it can be changed unseen."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from kinderschutz import audit
from kinderschutz.identity import KeineIdentitaet, acting_as
from kinderschutz.models import Aktion, Protokolleintrag, Protokollkette
from kinderschutz.system_context import system_context
from kommunen.tests.factories import JugendamtFactory, UserFactory

TABLE = "kinderschutz_protokolleintrag"


def entries(**filters):
    """Return what the audit trail holds, in order."""
    with system_context("Test"):
        return list(Protokolleintrag.objects.filter(**filters).order_by("kette", "nummer"))


def checked():
    """Return what the command says, and whether it found everything whole."""
    said = StringIO()
    try:
        call_command("pruefe_protokoll", stdout=said)
    except CommandError as failure:
        return said.getvalue() + str(failure), failure.returncode == 0
    return said.getvalue(), True


@pytest.fixture
def jugendamt(db):
    with system_context("Test"):
        return JugendamtFactory(name="Stadtjugendamt Ludwigshafen")


@pytest.fixture
def three_entries(rolle_als, jugendamt):
    """Three links in the chain of one Jugendamt."""
    rolle = rolle_als("fachkraft", jugendamt=jugendamt)
    for kennung in ("FA-AAAA", "FA-BBBB", "FA-CCCC"):
        with acting_as(rolle):
            audit.record(Aktion.GELESEN, objektart="fallanalyse", kennung=kennung)
    return str(jugendamt.pk)


def as_owner(sql, *values):
    """Change the table as only its owner can: without its triggers, past all policies."""
    with system_context("Test"), connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(f"ALTER TABLE {TABLE} DISABLE TRIGGER USER")
        cursor.execute("SET LOCAL ROLE kinderschutz_system")
        cursor.execute(sql, values)
        assert cursor.rowcount >= 1
        cursor.execute("RESET ROLE")
        cursor.execute(f"ALTER TABLE {TABLE} ENABLE TRIGGER USER")


class TestRecording:
    def test_needs_somebody_who_acts(self, db):
        with pytest.raises(KeineIdentitaet):
            audit.record(Aktion.GELESEN, objektart="probe")

    def test_names_the_object_and_never_says_what_is_in_it(self, rolle_als):
        rolle = rolle_als("fachkraft")

        with acting_as(rolle) as person:
            audit.record(Aktion.GELESEN, person)

        [entry] = entries(aktion=Aktion.GELESEN)
        assert (entry.objektart, entry.kennung) == ("user", str(rolle.person_id))
        assert (entry.person, entry.rolle) == (rolle.person_id, "fachkraft")
        assert (entry.kette, entry.jugendamt) == (str(rolle.jugendamt_id), rolle.jugendamt_id)

    def test_writes_nothing_when_what_it_tells_of_fails(self, rolle_als):
        rolle = rolle_als("fachkraft")

        def fail():
            with acting_as(rolle):
                audit.record(Aktion.EXPORTIERT, objektart="probe")
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            fail()

        assert not entries(aktion=Aktion.EXPORTIERT)

    def test_stays_in_the_chain_of_the_acting_jugendamt(self, rolle_als):
        eigene, fremde = rolle_als("leitung"), rolle_als("leitung")

        with acting_as(eigene):
            audit.record(Aktion.VERWEIGERT, fremde)

        [entry] = entries(aktion=Aktion.VERWEIGERT)
        assert entry.kette == str(eigene.jugendamt_id)

    def test_of_the_system_goes_to_the_jugendamt_it_concerns(self, jugendamt, rolle_als):
        rolle = rolle_als("leitung", jugendamt=jugendamt)

        with system_context("loesche_faelliges"):
            audit.record(Aktion.ENTFERNT, rolle)

        [entry] = entries(aktion=Aktion.ENTFERNT)
        assert (entry.kette, entry.rolle) == (str(jugendamt.pk), "loesche_faelliges")

    def test_of_project_and_land_goes_to_the_chain_of_the_system(self, rolle_als):
        for art in ("projektkoordination", "ministerium", "administration"):
            with acting_as(rolle_als(art)):
                audit.record(Aktion.GELESEN, objektart="probe", kennung=art)

        assert {entry.kette for entry in entries(objektart="probe")} == {"system"}

    def test_cuts_what_is_too_long_for_its_column(self, rolle_als):
        with acting_as(rolle_als("fachkraft")):
            audit.record(Aktion.GELESEN, objektart="o" * 200, kennung="k" * 200)

        [entry] = entries(objektart="o" * 80)
        assert entry.kennung == "k" * 80


@pytest.mark.urls("kinderschutz.tests.probeseiten")
class TestRequests:
    def test_a_refused_access_is_kept_in_the_acting_jugendamt(self, client, login_as):
        person = login_as("fachkraft")

        client.get("/probe/verboten/7/")
        client.get("/probe/unbekannt/8/")

        verweigert = entries(aktion=Aktion.VERWEIGERT)
        assert [(entry.objektart, entry.kennung) for entry in verweigert] == [
            ("probe_verboten", "7"),
            ("probe_unbekannt", "8"),
        ]
        assert {entry.kette for entry in verweigert} == {str(person.rolle.jugendamt_id)}
        assert {entry.person for entry in verweigert} == {person.pk}
        assert all(entry.anfrage for entry in verweigert)

    def test_a_refused_access_of_others_is_kept_in_the_system_chain(self, client, login_as):
        login_as("ministerium")
        client.get("/probe/verboten/7/")

        [entry] = entries(aktion=Aktion.VERWEIGERT)
        assert (entry.kette, entry.rolle, entry.jugendamt) == ("system", "ministerium", None)

    def test_a_refused_access_without_any_rolle_is_kept_too(self, client, db):
        client.force_login(UserFactory())
        client.get("/probe/unbekannt/7/")

        [entry] = entries(aktion=Aktion.VERWEIGERT)
        assert (entry.kette, entry.rolle) == ("system", "")

    def test_a_read_is_kept_with_the_number_of_its_request(self, client, login_as):
        login_as("leitung")

        response = client.get("/probe/gelesen/7/")

        [entry] = entries(aktion=Aktion.GELESEN)
        assert entry.anfrage == response["X-Request-ID"]

    def test_a_change_that_records_nothing_itself_is_kept_all_the_same(self, client, login_as):
        login_as("leitung")

        client.post("/probe/gespeichert/")

        [entry] = entries(aktion=Aktion.GEAENDERT)
        assert entry.objektart == "probe_gespeichert"

    def test_a_form_that_comes_back_with_errors_is_no_change(self, client, login_as):
        login_as("leitung")

        client.post("/probe/fehlerhaft/")

        assert entries(aktion=Aktion.GEAENDERT) == []

    def test_an_ordinary_page_leaves_no_trace(self, client, login_as):
        login_as("leitung")
        before = len(entries())

        client.get("/probe/einstellungen/")
        client.get("/probe/oeffentlich/")

        assert len(entries()) == before

    @pytest.mark.parametrize("url", ["/probe/kaputt/", "/probe/fehlerseite/"])
    def test_a_failed_request_leaves_no_trace(self, client, login_as, url):
        login_as("leitung")
        before = len(entries())
        client.raise_request_exception = False

        assert client.post(url).status_code == 500

        assert len(entries()) == before

    def test_a_forged_form_is_a_refused_access(self, client, login_as):
        person = login_as("leitung")
        client.handler.enforce_csrf_checks = True

        assert client.post("/probe/gespeichert/").status_code == 403

        [entry] = entries(aktion=Aktion.VERWEIGERT)
        assert entry.kette == str(person.rolle.jugendamt_id)

    def test_sign_in_and_sign_out_are_kept(self, client, rolle_als):
        person = rolle_als("leitung").person

        client.post(
            reverse("account_login"), {"login": person.email, "password": "ein-langes-passwort"}
        )
        client.post(reverse("account_logout"))

        [angemeldet] = entries(aktion=Aktion.ANGEMELDET)
        [abgemeldet] = entries(aktion=Aktion.ABGEMELDET)
        assert angemeldet.person == abgemeldet.person == person.pk
        assert angemeldet.anfrage

    def test_a_failed_sign_in_is_kept_without_what_was_typed(self, client, db):
        client.post(
            reverse("account_login"), {"login": "jemand@example.org", "password": "Sommer2026!"}
        )

        [entry] = entries(aktion=Aktion.FEHLGESCHLAGEN)
        assert (entry.kette, entry.person) == ("system", None)
        assert "jemand" not in entry.kennung + entry.objektart
        assert "Sommer" not in entry.kennung + entry.objektart

    def test_it_is_written_last(self, client, login_as):
        login_as("leitung")
        with transaction.atomic(), connection.execute_wrapper(order := _Order()):
            client.get("/probe/gelesen/7/")

        writes = [
            sql for sql in order.seen if not sql.startswith(("SELECT", "SAVEPOINT", "RELEASE"))
        ]
        assert len(writes) == 1
        after = order.seen[order.seen.index(writes[0]) + 1 :]
        # Only the end of the transaction, and what an outer one (this test's) has to forget.
        assert all(sql.startswith(("RELEASE", "SELECT set_config")) for sql in after)


class _Order:
    def __init__(self):
        self.seen = []

    def __call__(self, execute, sql, params, many, context):
        self.seen.append(sql)
        return execute(sql, params, many, context)


class TestOrder:
    def test_of_several_chains_is_always_the_same(self, rolle_als):
        """So that two requests which write to both never wait for each other in a circle."""
        rolle = rolle_als("leitung")
        with connection.execute_wrapper(order := _Order()), system_context("Test"):
            audit.record(Aktion.ENTFERNT, objektart="probe")
            audit.record(Aktion.ENTFERNT, rolle)
            audit.record(Aktion.ENTFERNT, objektart="probe")

        assert [(entry.kette, entry.nummer) for entry in entries()] == [
            (str(rolle.jugendamt_id), 1),
            ("system", 1),
            ("system", 2),
        ]
        assert sum(sql.startswith("INSERT") for sql in order.seen) == 1


class TestWhoReads:
    def test_only_datenschutz_reads_and_only_the_own_jugendamt(
        self, three_entries, jugendamt, rolle_als
    ):
        with acting_as(rolle_als("datenschutz", jugendamt=jugendamt)):
            assert Protokolleintrag.objects.count() == 3
        for art, bereich in (
            ("leitung", {"jugendamt": jugendamt}),
            ("fachkraft", {"jugendamt": jugendamt}),
            ("datenschutz", {}),
            ("administration", {}),
            ("ministerium", {}),
        ):
            with acting_as(rolle_als(art, **bereich)):
                assert Protokolleintrag.objects.count() == 0

    def test_nobody_reads_without_identity(self, three_entries):
        with pytest.raises(KeineIdentitaet):
            Protokolleintrag.objects.count()


class TestDatabase:
    def test_refuses_to_change_an_entry(self, three_entries, system):
        with pytest.raises(DatabaseError, match="nur fortgeschrieben"), transaction.atomic():
            Protokolleintrag.objects.filter(kette=three_entries).update(kennung="FA-ZZZZ")

    def test_refuses_to_remove_an_entry(self, three_entries, system):
        with pytest.raises(DatabaseError, match="nur fortgeschrieben"), transaction.atomic():
            Protokolleintrag.objects.filter(kette=three_entries).delete()

    def test_lets_no_rolle_change_or_remove_even_what_it_reads(
        self, three_entries, jugendamt, rolle_als
    ):
        with acting_as(rolle_als("datenschutz", jugendamt=jugendamt)):
            assert Protokolleintrag.objects.update(kennung="FA-ZZZZ") == 0
            assert Protokolleintrag.objects.all()._raw_delete("default") == 0

        assert len(entries(kette=three_entries)) == 3

    def test_refuses_an_entry_for_another_jugendamt(self, rolle_als, jugendamt):
        with (
            acting_as(rolle_als("leitung")),
            pytest.raises(DatabaseError, match="row-level security"),
            transaction.atomic(),
        ):
            Protokolleintrag.objects.create(
                kette=str(jugendamt.pk),
                jugendamt=jugendamt.pk,
                zeitpunkt=datetime(2026, 1, 1, tzinfo=UTC),
                aktion=Aktion.GELESEN,
            )

    def test_lets_nobody_write_into_the_chain_of_another(self, rolle_als, jugendamt):
        with (
            acting_as(rolle_als("leitung")),
            pytest.raises(DatabaseError, match="row-level security"),
            transaction.atomic(),
        ):
            Protokolleintrag.objects.create(
                kette=str(jugendamt.pk),
                zeitpunkt=datetime(2026, 1, 1, tzinfo=UTC),
                aktion=Aktion.GELESEN,
            )

    def test_numbers_the_entries_itself(self, rolle_als):
        rolle = rolle_als("leitung")
        with acting_as(rolle):
            Protokolleintrag.objects.create(
                kette=str(rolle.jugendamt_id),
                jugendamt=rolle.jugendamt_id,
                nummer=77,
                pruefsumme="gefälscht",
                zeitpunkt=datetime(2026, 1, 1, tzinfo=UTC),
                aktion=Aktion.GELESEN,
            )

        [entry] = entries(kette=str(rolle.jugendamt_id))
        assert entry.nummer == 1
        assert entry.pruefsumme == audit.checksum(entry)


class TestChecksum:
    def test_is_the_same_in_python_and_in_the_database(self, db):
        @given(st.lists(TEXT, min_size=1, max_size=5))
        def same(texts):
            with transaction.atomic():
                with system_context("Test"):
                    for text in texts:
                        audit.record(Aktion.GELESEN, objektart=text, kennung=text[::-1])
                for entry in entries():
                    assert entry.pruefsumme == audit.checksum(entry)
                transaction.set_rollback(True)

        same()


# Whatever PostgreSQL takes as text: quotes, backslashes, control and astral characters.
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=80)


class TestPruefeProtokoll:
    def test_says_that_everything_is_whole_in_one_line(self, three_entries):
        said, is_whole = checked()

        assert is_whole
        assert said.count("\n") == 1
        assert "1 Ketten mit 3 Einträgen sind unversehrt." in said

    def test_has_nothing_to_say_against_an_empty_trail(self, db):
        assert checked()[1]

    @pytest.mark.parametrize(
        "field", ["aktion", "objektart", "kennung", "rolle", "anfrage", "vorgaenger", "pruefsumme"]
    )
    def test_finds_a_changed_text(self, three_entries, field):
        as_owner(f"UPDATE {TABLE} SET {field} = 'anders' WHERE nummer = 2")

        said, is_whole = checked()

        assert not is_whole
        assert "Das Glied 2 ist gebrochen" in said
        assert f"Kette {three_entries} (Stadtjugendamt Ludwigshafen)" in said

    @pytest.mark.parametrize(
        "change",
        [
            "person = person + 1",
            "person = NULL",
            "jugendamt = NULL",
            "zeitpunkt = zeitpunkt + interval '1 microsecond'",
            "nummer = 9",
        ],
    )
    def test_finds_a_changed_value(self, three_entries, change):
        as_owner(f"UPDATE {TABLE} SET {change} WHERE nummer = 2")
        assert "Das Glied 2 ist gebrochen" in checked()[0]

    def test_finds_a_change_that_mends_its_own_checksum(self, three_entries):
        [_first, second, _third] = entries(kette=three_entries)
        second.kennung = "FA-ZZZZ"
        as_owner(
            f"UPDATE {TABLE} SET kennung = 'FA-ZZZZ', pruefsumme = %s WHERE nummer = 2",
            audit.checksum(second),
        )
        assert "Das Glied 3 ist gebrochen" in checked()[0]

    def test_finds_a_removed_entry(self, three_entries):
        as_owner(f"DELETE FROM {TABLE} WHERE nummer = 2")
        assert "Das Glied 2 ist gebrochen" in checked()[0]

    def test_finds_a_removed_beginning(self, three_entries):
        as_owner(f"DELETE FROM {TABLE} WHERE nummer = 1")
        assert "Das Glied 1 ist gebrochen" in checked()[0]

    def test_finds_a_removed_tail(self, three_entries):
        as_owner(f"DELETE FROM {TABLE} WHERE nummer = 3")
        assert "Das Glied 3 ist gebrochen" in checked()[0]

    def test_finds_a_whole_chain_removed(self, three_entries):
        as_owner(f"DELETE FROM {TABLE} WHERE kette = %s", three_entries)
        assert "Das Glied 1 ist gebrochen" in checked()[0]

    def test_finds_an_added_entry(self, three_entries):
        columns = [field.column for field in Protokolleintrag._meta.concrete_fields]
        values = ["gen_random_uuid()" if name == "id" else name for name in columns]
        values[columns.index("nummer")] = "4"
        values[columns.index("vorgaenger")] = "pruefsumme"
        as_owner(
            f"INSERT INTO {TABLE} ({', '.join(columns)}) "
            f"SELECT {', '.join(values)} FROM {TABLE} WHERE nummer = 3"
        )
        assert "Das Glied 4 ist gebrochen" in checked()[0]

    @pytest.mark.parametrize("change", ["nummer = 4", "nummer = 2", "pruefsumme = 'anders'"])
    def test_finds_a_changed_head(self, three_entries, change):
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE kinderschutz_protokollkette SET {change} WHERE kette = %s", [three_entries]
            )
        assert not checked()[1]

    def test_finds_a_removed_head(self, three_entries):
        Protokollkette.objects.all().delete()
        assert not checked()[1]

    def test_names_the_first_broken_link_of_every_chain(self, three_entries, rolle_als):
        other = rolle_als("leitung")
        for _ in range(3):
            with acting_as(other):
                audit.record(Aktion.GELESEN, objektart="probe")
        with acting_as(rolle_als("ministerium")):
            audit.record(Aktion.GELESEN, objektart="probe")
        as_owner(f"UPDATE {TABLE} SET kennung = 'x' WHERE kette = %s", three_entries)
        as_owner(f"DELETE FROM {TABLE} WHERE nummer = 3 AND kette = %s", str(other.jugendamt_id))

        said, _is_whole = checked()

        assert "Stadtjugendamt Ludwigshafen): Das Glied 1 ist gebrochen" in said
        assert f"Kette {other.jugendamt_id} ({other.jugendamt}): Das Glied 3" in said
        assert "Kette des Systems" not in said
        assert "2 von 3 Ketten sind gebrochen." in said

    def test_holds_one_entry_at_a_time(self, three_entries):
        with system_context("Test"), connection.execute_wrapper(order := _Order()):
            list(audit.verify_chains())

        # However long the chains are: the heads, and one statement over all entries.
        assert len(order.seen) == 2
