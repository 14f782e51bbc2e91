"""Many requests at once: no chain of the audit trail has a gap, and none waits for ever."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from kinderschutz import audit
from kinderschutz.identity import acting_as
from kinderschutz.models import Aktion, Protokolleintrag
from kinderschutz.system_context import system_context

pytestmark = pytest.mark.django_db(transaction=True)
WORKERS, TURNS = 4, 10


def in_parallel(work):
    """Let several threads, each with a connection of its own, do this so many times."""

    def worker(number):
        try:
            for turn in range(TURNS):
                work(number, turn)
        finally:
            connection.close()

    with ThreadPoolExecutor(WORKERS) as pool:
        # list() raises what happened in a thread.
        list(pool.map(worker, range(WORKERS)))


def test_writers_of_one_chain_leave_no_gap(rolle_als):
    rolle = rolle_als("fachkraft")

    def read_something(number, turn):
        with acting_as(rolle):
            audit.record(Aktion.GELESEN, objektart="probe", kennung=f"{number}/{turn}")

    in_parallel(read_something)

    with system_context("Test"):
        [pruefung] = list(audit.verify_chains())
    assert (pruefung.nummer, pruefung.bruch) == (WORKERS * TURNS, None)


def test_writers_of_two_chains_do_not_wait_for_each_other_in_a_circle(rolle_als):
    rolle = rolle_als("leitung")

    def delete_something(number, turn):
        with system_context("Test"):
            entries = [
                lambda: audit.record(Aktion.ENTFERNT, rolle),
                lambda: audit.record(Aktion.ENTFERNT, objektart="probe"),
            ]
            for record in entries if number % 2 else reversed(entries):
                record()

    in_parallel(delete_something)

    with system_context("Test"):
        assert Protokolleintrag.objects.count() == 2 * WORKERS * TURNS
        assert {pruefung.bruch for pruefung in audit.verify_chains()} == {None}


def test_a_writer_that_fails_leaves_the_chain_to_the_next(rolle_als):
    rolle = rolle_als("fachkraft")

    def fail_now_and_then(number, turn):
        try:
            with acting_as(rolle):
                audit.record(Aktion.GELESEN, objektart="probe")
                if turn % 3 == 0:
                    raise ZeroDivisionError
        except ZeroDivisionError:
            pass

    in_parallel(fail_now_and_then)

    with system_context("Test"):
        [pruefung] = list(audit.verify_chains())
    assert (pruefung.nummer, pruefung.bruch) == (WORKERS * 6, None)
