"""`make ausfall`: kill web server and database 200 times under two people who type and save."""

import argparse
import json
import os
import random
import signal
import sys
import time
from collections import Counter
from pathlib import Path

from benchmarks.ausfall.buch import DOPPELT, GEBROCHEN, UEBERHOLT, VERLOREN, VERSTUEMMELT
from benchmarks.ausfall.rechner import BASE_DIR, Ausgefallen, Rechner
from deploy.einrichten import random_keys
from kinderschutz.embedded_postgres.cluster import DATABASE

ERGEBNIS = BASE_DIR / "benchmarks" / "ausfall.json"


def main():
    argumente = _argumente()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    print(f"{argumente.abstuerze} Abstürze, --seed {argumente.seed}", flush=True)
    begonnen = time.monotonic()
    try:
        with Rechner() as rechner:
            server = _bereite_vor(rechner)
            from benchmarks.ausfall.lauf import Lauf

            lauf = Lauf(rechner, argumente.seed, argumente.abstuerze)
            lauf.run()
    except KeyboardInterrupt:
        sys.exit("Abgebrochen; alles, was gestartet war, ist beendet.")
    except Ausgefallen as grund:
        sys.exit(str(grund))
    ergebnis = _ergebnis(lauf, server, time.monotonic() - begonnen)
    if argumente.ergebnis:
        text = json.dumps(ergebnis, indent=1, ensure_ascii=False) + "\n"
        argumente.ergebnis.write_text(text, encoding="utf-8")
    _berichte(ergebnis)
    sys.exit(1 if lauf.verstoesse or lauf.verklemmungen else 0)


def _argumente():
    parser = argparse.ArgumentParser(prog="make ausfall", description=__doc__)
    parser.add_argument("abstuerze", type=int, nargs="?", default=200, help="wie viele Abstürze")
    parser.add_argument(
        "--seed", type=int, default=random.randrange(10**6), help="wiederholt, was gezogen wird"
    )
    parser.add_argument("--ergebnis", type=Path, help="Datei für die Zahlen (JSON)")
    return parser.parse_args()


def _interrupt(number, frame):
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt


def _bereite_vor(rechner):
    """Start everything on an empty database; return what the database says of itself."""
    # Whatever stands in the .env of this folder is for others.
    os.environ |= random_keys() | {
        "DATABASE_URL": rechner.start_database(),
        "DJANGO_SETTINGS_MODULE": "benchmarks.einstellungen",
        "ENV_FILE": os.devnull,
        "MESSEN_DATENBANK": DATABASE,
        "MESSEN_STATISCH": str(rechner.folder / "statisch"),
    }
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from benchmarks.ausfall import einrichtung
    from benchmarks.ausfall.lauf import NAMEN

    call_command("collectstatic", verbosity=0, interactive=False)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    einrichtung.lege_an(NAMEN)
    server = {}
    with connection.cursor() as cursor:
        for name in ("server_version", "fsync", "synchronous_commit", "full_page_writes"):
            cursor.execute(f"SHOW {name}")
            [server[name]] = cursor.fetchone()
    connection.close()
    if (server["fsync"], server["synchronous_commit"]) != ("on", "on"):
        raise Ausgefallen(f"So beweist der Lauf nichts: {server}")
    rechner.start_web()
    rechner.warte()
    return server


def _ergebnis(lauf, server, dauer):
    buch = lauf.buch
    stellen = buch.stellen.values()
    namen = set().union(*(buch.bestaetigte(stelle) for stelle in stellen))
    je_art = Counter(verstoss.art for verstoss in lauf.verstoesse)
    return {
        "abstuerze": lauf.abstuerze,
        "je_art": dict(sorted(lauf.arten.items())),
        "seed": lauf.samen,
        "dauer_s": round(dauer),
        "server": server,
        "analysen": len(lauf.analysen),
        "zwischenstaende_bestaetigt": buch.zahlen["zwischenstaende"],
        "gespeichert_bestaetigt": buch.zahlen["gespeichert"],
        "konflikte_zusammengefuehrt": buch.zahlen["zusammengefuehrt"],
        "anfragen_ohne_antwort": buch.zahlen["unbeantwortet"],
        "davon_doch_gespeichert_mindestens": buch.zahlen["doch gespeichert"],
        "stuecke_bestaetigt": len(namen),
        "zeichen_bestaetigt": sum(buch.laengen[name] for name in namen),
        "verloren": je_art[VERLOREN],
        "doppelt": je_art[DOPPELT],
        "verstuemmelt": je_art[VERSTUEMMELT],
        "ueberholte_zwischenstaende": je_art[UEBERHOLT],
        "verklemmungen": lauf.verklemmungen,
        "protokoll_gebrochen": je_art[GEBROCHEN],
        "protokoll": lauf.ketten,
    }


def _berichte(ergebnis):
    def zahl(name):
        return f"{ergebnis[name]:,}".replace(",", ".")

    print(
        f"\n{zahl('abstuerze')} Abstürze in {zahl('dauer_s')} s: "
        + ", ".join(f"{art} {anzahl}" for art, anzahl in ergebnis["je_art"].items())
        + f"\nBestätigt: {zahl('zwischenstaende_bestaetigt')} Zwischenstände, "
        f"{zahl('gespeichert_bestaetigt')} Mal Speichern, "
        f"{zahl('konflikte_zusammengefuehrt')} zusammengeführte Konflikte; zusammen "
        f"{zahl('stuecke_bestaetigt')} Textstücke mit {zahl('zeichen_bestaetigt')} Zeichen"
        f"\nOhne Antwort: {zahl('anfragen_ohne_antwort')} Anfragen, davon mindestens "
        f"{zahl('davon_doch_gespeichert_mindestens')} doch gespeichert"
        f"\nVerloren: {zahl('verloren')}, doppelt: {zahl('doppelt')}, "
        f"verstümmelt: {zahl('verstuemmelt')}, überholte Zwischenstände: "
        f"{zahl('ueberholte_zwischenstaende')}, Verklemmungen: {zahl('verklemmungen')}"
        f"\nProtokoll: {ergebnis['protokoll']}"
    )


if __name__ == "__main__":
    main()
