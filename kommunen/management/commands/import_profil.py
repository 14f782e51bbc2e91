"""Read profile pages from files, show what they say, and take them over on demand."""

import json
from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError, transaction

from kinderschutz.dateipruefung import DateiAbgelehnt
from kinderschutz.system_context import system_context
from kinderschutz.uploads import HOECHSTENS_BYTES as HOECHSTENS_DATEI
from kommunen.enums import Projektebene
from kommunen.importuebernahme import text_aus_datei
from kommunen.models import Projekt
from kommunen.profilimport import KeinProfil, lies
from kommunen.profilimport.dekodierung import HOECHSTENS_BYTES
from kommunen.profiluebernahme import UebernahmeNichtMoeglich, uebernimm


def _tag(text):
    try:
        return date.fromisoformat(text)
    except ValueError as grund:
        raise ArgumentTypeError(f"»{text}« ist kein Tag der Form JJJJ-MM-TT.") from grund


class _Zurueck(Exception):
    """Leaves the transaction without a trace."""


class Command(BaseCommand):
    help = (
        "Liest Profilseiten von Modell- und Partnerkommunen ein (Text, PDF oder Word). "
        "Ohne --wet-run wird nichts gespeichert."
    )

    # Reading texts has nothing to do with URLs, templates and the rest of the site.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("dateien", metavar="DATEI", nargs="+")
        parser.add_argument(
            "--projekt",
            metavar="KURZTITEL",
            help="Projekt, zu dem die Seiten gehören; sonst das einzige Bundesprojekt.",
        )
        parser.add_argument("--wet-run", action="store_true", help="Die Profile übernehmen.")
        parser.add_argument(
            "--ersetzen",
            action="store_true",
            help="Ein Profil mit anderem Text ersetzen; seine Maßnahmen bleiben.",
        )
        parser.add_argument(
            "--stand",
            metavar="JJJJ-MM-TT",
            type=_tag,
            help="Tag, von dem die Angaben der Seiten sind.",
        )
        parser.add_argument(
            "--json",
            action="store_true",
            help="Das Gelesene als JSON ausgeben, eine Liste mit einem Objekt je Datei.",
        )

    def handle(self, *, dateien, wet_run, **options):
        self.fehler = []
        gelesen = [(datei, text) for datei in dateien if (text := self._read(datei)) is not None]
        if options["json"]:
            self.stdout.write(
                json.dumps(
                    [{"datei": datei} | text.als_dict() for datei, text in gelesen],
                    ensure_ascii=False,
                    indent=1,
                )
            )
        if wet_run:
            if not self.fehler:
                self._take_over(gelesen, options)
        elif gelesen and not options["json"]:
            self._try_out(gelesen, options)
        if self.fehler:
            if wet_run:
                self.fehler.append("Es wurde nichts übernommen.")
            raise CommandError("\n".join(self.fehler))

    def _read(self, datei):
        pfad = Path(datei)
        try:
            with pfad.open("rb") as strom:
                # One byte more than a page may have: enough to refuse a film.
                inhalt = strom.read(HOECHSTENS_BYTES + 1)
                if inhalt.startswith((b"%PDF-", b"PK\3\4")):
                    inhalt += strom.read(HOECHSTENS_DATEI - HOECHSTENS_BYTES)
                    return lies(text_aus_datei(pfad.name, inhalt))
                return lies(inhalt)
        except (KeinProfil, DateiAbgelehnt) as grund:
            self.fehler.append(f"{datei}: {grund}")
        except FileNotFoundError:
            self.fehler.append(f"{datei}: Die Datei gibt es nicht.")
        except IsADirectoryError:
            self.fehler.append(f"{datei}: Das ist ein Ordner, keine Datei.")
        except OSError as grund:
            self.fehler.append(f"{datei}: Die Datei lässt sich nicht lesen ({grund.strerror}).")
        return None

    def _take_over(self, gelesen, options):
        """Take all pages over, or none."""
        meldungen = []
        try:
            with system_context("Profile einlesen"):
                for datei, text, ergebnis in self._uebernahmen(gelesen, options):
                    if isinstance(ergebnis, UebernahmeNichtMoeglich):
                        self.fehler.append(f"{datei}: {ergebnis}")
                    else:
                        meldungen += _summary(datei, text, ergebnis)
                if self.fehler:
                    raise _Zurueck
        except _Zurueck:
            return
        self._say(meldungen, options)
        self._say([f"{_anzahl(len(gelesen))} eingelesen."], options)

    def _try_out(self, gelesen, options):
        """Say what --wet-run would do; what it could not do is no mistake of the text."""
        try:
            with system_context("Profile einlesen"):
                for datei, text, ergebnis in self._uebernahmen(gelesen, options):
                    self._say(_summary(datei, text, ergebnis), options)
                raise _Zurueck
        except _Zurueck:
            pass
        except (OperationalError, ProgrammingError):
            for datei, text in gelesen:
                grund = "Es ist keine Datenbank eingerichtet."
                self._say(_summary(datei, text, grund), options)
        self._say(
            [f"Probelauf: {_anzahl(len(gelesen))} gelesen, nichts gespeichert (dafür: --wet-run)."],
            options,
        )

    def _uebernahmen(self, gelesen, options):
        try:
            projekt = self._projekt(options["projekt"])
        except UebernahmeNichtMoeglich as grund:
            yield from ((datei, text, grund) for datei, text in gelesen)
            return
        for datei, text in gelesen:
            try:
                with transaction.atomic():
                    ergebnis = uebernimm(
                        text,
                        projekt=projekt,
                        stand=options["stand"],
                        ersetzen=options["ersetzen"],
                    )
            except UebernahmeNichtMoeglich as grund:
                ergebnis = grund
            yield datei, text, ergebnis

    def _projekt(self, kurztitel):
        if kurztitel:
            projekt = Projekt.objects.filter(kurztitel=kurztitel).first()
            if projekt is None:
                raise UebernahmeNichtMoeglich(f"Ein Projekt »{kurztitel}« gibt es nicht.")
            return projekt
        projekte = list(Projekt.objects.filter(ebene=Projektebene.BUND)[:2])
        if len(projekte) != 1:
            raise UebernahmeNichtMoeglich(
                "Zu welchem Projekt gehört die Seite? Bitte nennen Sie es mit --projekt KURZTITEL."
            )
        return projekte[0]

    def _say(self, zeilen, options):
        # With --json, standard output holds nothing but JSON.
        strom = self.stderr if options["json"] else self.stdout
        for zeile in zeilen:
            strom.write(zeile)


def _summary(datei, text, ergebnis):
    """Return the sentences about one file."""
    punkte = sum(len(alle) for alle in text.punkte.values())
    kopf = [(text.rolle or "").capitalize(), text.cluster and f"Kinderschutzcluster {text.cluster}"]
    in_klammern = ", ".join(teil for teil in kopf if teil)
    zeilen = [
        f"{datei}: {text.kommune or 'ohne Namen'}"
        + (f" ({in_klammern})" if in_klammern else "")
        + f", {punkte} Punkte"
        + (", unvollständig" if text.unvollstaendig else "")
    ]
    zeilen += [f"  {warnung}" for warnung in text.warnungen]
    if isinstance(ergebnis, (str, UebernahmeNichtMoeglich)):
        return [*zeilen, f"  Noch nicht zu übernehmen: {ergebnis}"]
    if not ergebnis.is_neu:
        return [*zeilen, "  Schon eingelesen: es hat sich nichts geändert."]
    zeilen += [f"  {hinweis}" for hinweis in ergebnis.hinweise]
    return [*zeilen, f"  Profil als Entwurf, neue Maßnahmen: {ergebnis.massnahmen}."]


def _anzahl(wie_viele):
    return "1 Profil" if wie_viele == 1 else f"{wie_viele} Profile"
