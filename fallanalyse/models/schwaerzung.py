"""
When an analysis leaves its team, what told who somebody was goes from everything kept of it.

Revisions and history are append-only for every Rolle. A function of the database (migration 0009)
is the one way to them: it changes ciphertext only, of an analysis of the acting Jugendamt, and
only while that is no longer with its team.
"""

import functools
import json
import re

from django.apps import apps
from django.db import connection
from django.http import QueryDict

from fallanalyse import pseudonymisierung
from fallanalyse.enums import Schritt, Trefferwahl
from fallanalyse.models import inhalt as inhalte
from fallanalyse.models.pruefung import DATUM, Pruefung, abdruck_of
from fallanalyse.models.stellen import kopffelder, mit_texten, textfelder
from fallanalyse.models.teile import Teil
from fallanalyse.models.verlauf import Personenrolle
from fallanalyse.models.vorhang import passagen
from fallanalyse.zusammenfuehren import ZEILE
from kinderschutz.fields import EncryptedTextField, decrypt, encrypt

DATUM_ENTFERNT = "[Datum entfernt]"
ENTFERNT = "[entfernt]"
# So long is what people are called in a case.
KUERZEL = Personenrolle._meta.get_field("kuerzel").max_length


def schwaerze(analyse):
    """
    Take dates and what was replaced out of revisions, history, drafts and reasons.

    :raises PruefungNichtMoeglich: if a detector cannot run
    """
    glaette = _Glaettung(analyse)
    _schwaerze_revisionen(analyse, glaette)
    _schwaerze_zwischenstaende(analyse, glaette)
    _schwaerze_verlauf(analyse, glaette)
    _vergiss_woerter(analyse, glaette)


class _Glaettung:
    """Turns a text that is kept into one that tells nobody; each different one is read once."""

    def __init__(self, analyse):
        self.analyse = analyse
        self.pruefung = Pruefung(analyse.pk)
        self.freie = self.pruefung.freie
        self.harmlos, self.ersetzt = set(), {}
        for eine in self.pruefung.entscheidungen:
            if eine.wahl == Trefferwahl.ERSETZT and eine.wort:
                self.ersetzt[eine.wort] = eine.ersatz
            elif eine.wahl == Trefferwahl.KEIN_NAME and eine.abdruck in self.freie:
                self.harmlos.add(eine.wort)
        # The longest first: »Kevin Muster« before »Kevin«.
        worte = sorted(self.ersetzt, key=len, reverse=True)
        self.worte = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, worte)) + r")(?!\w)")
        self.text_of = functools.cache(self._text_of)

    def __call__(self, text):
        return self.text_of(text) if text else text

    def _text_of(self, text):
        if abdruck_of(self.analyse.pk, text) in self.freie:
            # It stands in the analysis as it leaves; all that is in it was decided.
            return text
        if self.ersetzt:
            text = self.worte.sub(lambda wort: self.ersetzt[wort.group()], text)
        for treffer in reversed(pseudonymisierung.pruefe(text)):
            if treffer.sicher and (treffer.art in DATUM or treffer.text not in self.harmlos):
                neu = DATUM_ENTFERNT if treffer.art in DATUM else treffer.ersatz or ENTFERNT
                text = text[: treffer.start] + neu + text[treffer.end :]
        return text


def _schwaerze_revisionen(analyse, glaette):
    aenderungen = []
    for pk, schritt, verworfen, roh in _rows(
        analyse, "fallanalyse_revision", "id, schritt, verworfen, inhalt_json"
    ):
        inhalt = json.loads(decrypt(roh))
        neu = (
            _glaette_verworfenes(analyse, schritt, inhalt, glaette)
            if verworfen
            else mit_texten(type(analyse), schritt, inhalt, lambda _schluessel, text: glaette(text))
        )
        if neu != inhalt:
            aenderungen.append((pk, roh, json.dumps(neu)))
    _schreibe(analyse, "fallanalyse_revision", "inhalt_json", aenderungen)


def _glaette_verworfenes(analyse, schritt, inhalt, glaette):
    """What lost in a conflict is kept as {"art/id/feld": value}, a whole row as {feld: value}."""
    felder = _textnamen(analyse, schritt)

    def neu(feld, wert):
        if feld == ZEILE and isinstance(wert, dict):
            return {name: neu(name, einer) for name, einer in wert.items()}
        return glaette(wert) if feld in felder and isinstance(wert, str) else wert

    return {name: neu(name.rpartition("/")[2], wert) for name, wert in inhalt.items()}


def _schwaerze_zwischenstaende(analyse, glaette):
    """A draft is seen by nobody but who types it; the function hands out ciphertext."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, schritt, formular FROM fallanalyse_zwischenstaende_von(%s)", [analyse.pk]
        )
        rows = cursor.fetchall()
    aenderungen = []
    for pk, schritt, roh in rows:
        formular = QueryDict(decrypt(roh), mutable=True)
        felder = _textnamen(analyse, schritt)
        vorher = formular.urlencode()
        for name in list(formular):
            if name.rpartition("-")[2] in felder:
                formular.setlist(name, [glaette(wert) for wert in formular.getlist(name)])
        if formular.urlencode() != vorher:
            aenderungen.append((pk, roh, formular.urlencode()))
    _schreibe(analyse, "fallanalyse_zwischenstand", "formular", aenderungen)


def _schwaerze_verlauf(analyse, glaette):
    """The history of every kind of row, and the reasons given on the way."""
    for tabelle, schluessel, bezug, spalten in verlaufstabellen(type(analyse)):
        namen = ", ".join([schluessel, *spalten])
        rows = _rows(analyse, tabelle, namen, bezug)
        for nummer, (spalte, is_verschluesselt) in enumerate(spalten.items(), 1):
            aenderungen = []
            for row in rows:
                roh = row[nummer]
                text = decrypt(roh) if is_verschluesselt else roh
                if (neu := glaette(text)) != text:
                    # What is kept readably is short, and its column no longer than it was.
                    neu = neu if is_verschluesselt else neu[:KUERZEL]
                    aenderungen.append((row[0], roh, neu))
            _schreibe(analyse, tabelle, spalte, aenderungen, is_verschluesselt=is_verschluesselt)


def verlaufstabellen(modell):
    """Yield (table, its key, its column of the analysis, {column: whether it is encrypted})."""
    yield "fallanalyse_wechsel", "id", "analyse_id", {"begruendung": True}
    for kind in (modell, *Teil.__subclasses__()):
        try:
            verlauf = apps.get_model(kind._meta.app_label, f"{kind.__name__}Event")
        except LookupError:
            # Attachments have no history.
            continue
        bezug = "pgh_obj_id" if kind is modell else "analyse_id"
        spalten = {
            feld: isinstance(kind._meta.get_field(feld), EncryptedTextField)
            for feld in passagen(kind)
        }
        if spalten:
            yield verlauf._meta.db_table, "pgh_id", bezug, spalten


def _textnamen(analyse, schritt):
    namen = set(kopffelder(type(analyse), schritt))
    for art in inhalte.AUFBAU[Schritt(schritt)].zeilen:
        namen.update(textfelder(art))
    return namen


def _rows(analyse, tabelle, spalten, bezug="analyse_id"):
    # Names of our own tables, out of the models; ciphertext as it lies there.
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {spalten} FROM {tabelle} WHERE {bezug} = %s",  # noqa: S608
            [analyse.pk],
        )
        return cursor.fetchall()


def _schreibe(analyse, tabelle, spalte, aenderungen, *, is_verschluesselt=True):
    if not aenderungen:
        return
    schluessel, alt, neu = zip(*aenderungen, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT fallanalyse_schwaerze(%s, %s, %s, %s, %s, %s)",
            [
                tabelle,
                spalte,
                analyse.pk,
                [str(einer) for einer in schluessel],
                list(alt),
                [encrypt(text) if is_verschluesselt else text for text in neu],
            ],
        )


def _vergiss_woerter(analyse, glaette):
    """Forget the words that stood there, and what was decided about texts that are gone."""
    rows = analyse.trefferentscheidung_set
    rows.filter(wahl=Trefferwahl.ERSETZT).update(wort="")
    rows.exclude(wahl=Trefferwahl.ERSETZT).exclude(abdruck__in=glaette.freie).delete()
