"""Show what the pseudonymisation gate finds in a text file."""

import dataclasses
import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from fallanalyse import pseudonymisierung


class Command(BaseCommand):
    help = (
        "Prüft eine Textdatei (UTF-8) darauf, ob jemand wiederzuerkennen ist. »start« und »end« "
        "zählen Zeichen des Textes, wie er in der Datei steht: Ein Umbruch aus zwei Zeichen (CRLF) "
        "zählt als zwei, eine Marke am Anfang der Datei (BOM) als eines."
    )

    # A text is checked without pages, tables or accounts.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("datei", metavar="DATEI")
        parser.add_argument(
            "--json",
            action="store_true",
            help="Nur JSON ausgeben: eine Liste mit start, end, text, art, grund, sicher.",
        )

    def handle(self, *, datei, **options):
        text = _lies(datei)
        try:
            treffer = pseudonymisierung.pruefe(text)
        except pseudonymisierung.PruefungNichtMoeglich as grund:
            raise CommandError(str(grund)) from grund
        if options["json"]:
            self.stdout.write(json.dumps([_plain(einer) for einer in treffer], ensure_ascii=False))
            return
        for einer in treffer:
            self.stdout.write(_zeile(text, einer))
        sicher = sum(einer.sicher for einer in treffer)
        self.stdout.write(
            f"{sicher} sichere und {len(treffer) - sicher} unsichere Stellen."
            if treffer
            else "Keine Stelle gefunden. Das ersetzt keine Prüfung durch einen Menschen."
        )


def _lies(datei):
    try:
        # Not read_text: it would turn CRLF into one character.
        return Path(datei).read_bytes().decode()
    except FileNotFoundError as grund:
        raise CommandError(f"{datei}: Die Datei gibt es nicht.") from grund
    except IsADirectoryError as grund:
        raise CommandError(f"{datei}: Das ist ein Ordner, keine Datei.") from grund
    except OSError as grund:
        raise CommandError(
            f"{datei}: Die Datei lässt sich nicht lesen ({grund.strerror})."
        ) from grund
    except UnicodeDecodeError as grund:
        raise CommandError(
            f"{datei}: Der Text ist nicht als UTF-8 gespeichert. Bitte speichern Sie ihn so und "
            "versuchen Sie es noch einmal."
        ) from grund


def _plain(treffer):
    felder = dataclasses.asdict(treffer)
    return {name: felder[name] for name in ("start", "end", "text", "art", "grund", "sicher")}


def _zeile(text, treffer):
    zeile = text.count("\n", 0, treffer.start) + 1
    stueck = " ".join(treffer.text.split())
    hinweis = "" if treffer.sicher else " (unsicher)"
    ersatz = f"; vielleicht: {treffer.ersatz}" if treffer.ersatz else ""
    return f"Zeile {zeile}: »{stueck}« – {treffer.grund}{hinweis}{ersatz}"
