"""
`make bench`: how long the pages take with 1,000 and 100,000 analyses (GROSS=1: also 1,000,000).

Every request alternates with one for the *floor*, a page of the same layout without rows, so that
the ratio holds on any machine and whatever else it does. Writes ergebnis.json.
"""

import base64
import contextlib
import json
import os
import secrets
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(BASE_DIR))

ERGEBNIS = BASE_DIR / "benchmarks" / "ergebnis.json"
GROESSEN = [1_000, 100_000]
ZUERST = 5
ANFRAGEN = 50
STARTS = 3


@dataclass
class Bestand:
    """A database of one size, its pages, the sessions of those who look at them, its server."""

    groesse: int
    datenbank: str
    seiten: list
    cookies: dict
    server: object = None

    def client(self, seite):
        from benchmarks.server import Client

        return Client(self.server.port, self.cookies[seite.person])


def main():
    begonnen = time.perf_counter()
    if os.environ.get("GROSS"):
        GROESSEN.append(1_000_000)
    with tempfile.TemporaryDirectory() as statisch, _database_server() as settings:
        _prepare_environment(statisch, settings["NAME"])
        from benchmarks.datenbank import Messdatenbanken

        with Messdatenbanken(settings, f"messen_{os.getpid()}") as datenbanken:
            vorlage = datenbanken.create("grund")
            _use(vorlage)
            import django

            django.setup()
            ergebnis, server = _measure_all(datenbanken, vorlage)
            _close()
    ERGEBNIS.write_text(json.dumps(ergebnis, indent=1, ensure_ascii=False) + "\n", "utf-8")
    _print_table(ergebnis, server)
    print(f"\nDauer: {time.perf_counter() - begonnen:.0f} s. Ergebnis: {ERGEBNIS}")


@contextlib.contextmanager
def _database_server():
    """Yield Django's settings of the database server; what was not running stops again."""
    from deploy import einrichten

    if url := einrichten.database_url():
        import environ

        yield environ.Env.db_url_config(url)
        return
    from kinderschutz import embedded_postgres

    was_running = embedded_postgres.is_running(BASE_DIR)
    try:
        yield embedded_postgres.database(BASE_DIR)
    finally:
        if not was_running:
            embedded_postgres.stop(BASE_DIR)


def _prepare_environment(statisch, name):
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "benchmarks.einstellungen",
        "DJANGO_SECRET_KEY": secrets.token_urlsafe(50),
        "FIELD_KEYS": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "MESSEN_STATISCH": statisch,
        "MESSEN_DATENBANK": name,
    }


def _use(name):
    """Let this process and the servers it starts work with this database."""
    os.environ["MESSEN_DATENBANK"] = name
    if "django" in sys.modules:
        from django.db import connection

        connection.close()
        connection.settings_dict["NAME"] = name


def _close():
    from django.db import connection

    connection.close()


def _measure_all(datenbanken, vorlage):
    from django.core.management import call_command

    from benchmarks import grundbestand
    from kinderschutz.system_context import system_context

    call_command("collectstatic", verbosity=0, interactive=False)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    with system_context("messen"):
        aemter = grundbestand.lege_an()
    _close()
    bestaende = []
    for groesse in GROESSEN:
        name = datenbanken.create(str(groesse), vorlage)
        _use(name)
        bestaende.append(_fill(datenbanken, name, aemter, groesse))
    with contextlib.ExitStack() as servers:
        starts = {bestand.groesse: _start(bestand, servers) for bestand in bestaende}
        ergebnis = _measure(bestaende)
        server = {
            bestand.groesse: (starts[bestand.groesse], bestand.server.pss_in_mb())
            for bestand in bestaende
        }
    _count_queries(bestaende, ergebnis)
    return ergebnis, server


def _fill(datenbanken, name, aemter, groesse):
    from collections import Counter

    from django.db import connection

    from benchmarks import auszaehlung, daten, grundbestand
    from benchmarks.seiten import cookies_of, seiten
    from kinderschutz.system_context import system_context

    begonnen = time.perf_counter()
    je_analyse = daten.verteile(aemter, groesse)
    with system_context("messen"):
        teams = grundbestand.stelle_ein(Counter(je_analyse))
    with contextlib.closing(datenbanken.connect(name)) as eigene:
        zeilen = daten.Fuellung(eigene.cursor(), je_analyse, teams).run()
        with connection.cursor() as cursor:
            # Counting millions takes longer than any page may.
            cursor.execute("SET statement_timeout = 0")
        with system_context("messen"):
            auszaehlung.zaehle_aus()
            moderierte = auszaehlung.lade_moderation_ein(aemter[0])
            alle = seiten(aemter[0], moderierte)
        cookies = {seite.person: cookies_of(seite.person) for seite in alle}
        eigene.cursor().execute("VACUUM (ANALYZE)")
    connection.close()
    dauer = time.perf_counter() - begonnen
    print(f"{groesse:,} Fallanalysen, {zeilen:,} Zeilen geladen in {dauer:.0f} s", flush=True)
    return Bestand(groesse, name, alle, cookies)


def _start(bestand, servers):
    """Start its server, which stays until `servers` closes; return the seconds to a page."""
    from benchmarks.server import Server

    _use(bestand.datenbank)
    sekunden = []
    for _ in range(STARTS - 1):
        with Server(sys.executable, os.environ) as server:
            sekunden.append(server.seconds_to_first_page(bestand.seiten[-1].url))
    bestand.server = servers.enter_context(Server(sys.executable, os.environ))
    sekunden.append(bestand.server.seconds_to_first_page(bestand.seiten[-1].url))
    return statistics.median(sekunden)


def _measure(bestaende):
    """Ask all sizes and the floor of each in turns: whatever else runs slows all of them."""
    ergebnis = {}
    for seiten in zip(*(bestand.seiten for bestand in bestaende), strict=True):
        clients = [
            (bestand, seite, bestand.client(bestand.seiten[0]), bestand.client(seite))
            for bestand, seite in zip(bestaende, seiten, strict=True)
        ]
        zeiten = {bestand.groesse: ([], []) for bestand in bestaende}
        for nummer in range(ZUERST + ANFRAGEN):
            for bestand, seite, boden, client in clients:
                floor_ms, _text = boden.get(bestand.seiten[0].url)
                seite_ms = _once(client, seite)
                if nummer >= ZUERST:
                    zeiten[bestand.groesse][0].append(seite_ms)
                    zeiten[bestand.groesse][1].append(floor_ms)
        ergebnis[seiten[0].name] = {
            str(groesse): {
                "p50_ms": round(statistics.median(eigene), 2),
                "p95_ms": round(statistics.quantiles(eigene, n=20)[-1], 2),
                "mal_floor": round(statistics.median(eigene) / statistics.median(floor), 2),
            }
            for groesse, (eigene, floor) in zeiten.items()
        }
    return ergebnis


def _count_queries(bestaende, ergebnis):
    from benchmarks.seiten import queries_of

    for bestand in bestaende:
        _use(bestand.datenbank)
        for seite in bestand.seiten:
            abfragen = queries_of(seite, bestand.cookies[seite.person])
            ergebnis[seite.name][str(bestand.groesse)]["abfragen"] = abfragen


def _once(client, seite):
    """Return the milliseconds of one request; what prepares it does not count."""
    if not seite.senden:
        return client.get(seite.url)[0]
    from benchmarks import formular

    body = formular.geschrieben(client.get(seite.url)[1], seite.stellen)
    return client.post(seite.senden, body, seite.status)[0]


def _print_table(ergebnis, server):
    from benchmarks.seiten import BUDGETS, WACHSTUM

    print(f"\n{'Seite':<22}{'Analysen':>10}{'p50 ms':>9}{'p95 ms':>9}{'× floor':>9}", end="")
    print(f"{'Budget':>8}{'Abfragen':>10}")
    for name, groessen in ergebnis.items():
        budget = BUDGETS.get(name)
        for groesse, werte in groessen.items():
            zu_viel = budget is not None and werte["mal_floor"] > budget
            print(
                f"{name:<22}{int(groesse):>10,}{werte['p50_ms']:>9.1f}{werte['p95_ms']:>9.1f}"
                f"{werte['mal_floor']:>9.2f}{budget or '–':>8}{werte['abfragen']:>10}"
                f"{'  zu langsam' if zu_viel else ''}"
            )
    kleinste = str(GROESSEN[0])
    print(f"\nWachstum der Zeit gegenüber {GROESSEN[0]:,} Analysen (Budget der Liste {WACHSTUM}):")
    for name, groessen in ergebnis.items():
        for groesse in map(str, GROESSEN[1:]):
            mal = groessen[groesse]["p50_ms"] / groessen[kleinste]["p50_ms"]
            print(f"  {name:<20}{int(groesse):>10,}{mal:>7.2f}")
    for groesse, (sekunden, megabyte) in server.items():
        print(
            f"Server bei {groesse:,}: erste Seite nach {sekunden:.2f} s (Budget 0,7), "
            f"Speicher {megabyte:.0f} MB (Budget 150)"
        )


if __name__ == "__main__":
    main()
