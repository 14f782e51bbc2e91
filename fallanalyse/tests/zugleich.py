"""Several requests at once, each on a connection of its own, and the lock they queue up behind."""

import threading
import time

from django.db import connection, connections

from fallanalyse.models import Fallanalyse
from kinderschutz.system_context import system_context
from kinderschutz.testing import browser_of


def clients_of(eines, *wer):
    return {name: browser_of(eines.rollen[name]) for name in wer}


class Zugleich:
    """Runs requests in threads of their own, each with its own connection."""

    def __init__(self):
        self.threads, self.antworten, self.fehler = [], {}, []

    def starte(self, name, request):
        def run():
            try:
                self.antworten[name] = request()
            except Exception as fehler:
                self.fehler.append(fehler)
            finally:
                connections.close_all()

        thread = threading.Thread(target=run)
        self.threads.append(thread)
        thread.start()

    def ende(self):
        for thread in self.threads:
            thread.join(20)
        assert self.fehler == []
        return self.antworten


def warte_auf_sperre(anzahl=1):
    """Wait until this many connections wait for a lock of another."""
    for _ in range(200):
        with connection.cursor() as cursor:
            # A transaction sees the activity as it was when it first looked.
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(
                # What others wait for in pg_stat_activity is not for every role to see.
                "SELECT count(DISTINCT pid) FROM pg_locks JOIN pg_stat_activity USING (pid)"
                " WHERE NOT granted AND datname = current_database()"
            )
            if cursor.fetchone()[0] >= anzahl:
                return
        time.sleep(0.02)
    raise AssertionError("Nobody waits for a lock.")


class gesperrt:
    """Hold the lock of an analysis in this thread, so that requests queue up behind it."""

    def __init__(self, analyse):
        self.analyse, self.rahmen = analyse, system_context("Test")

    def __enter__(self):
        self.rahmen.__enter__()
        Fallanalyse.objects.select_for_update().get(pk=self.analyse.pk)

    def __exit__(self, *exc):
        return self.rahmen.__exit__(*exc)
