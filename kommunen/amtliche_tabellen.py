"""Published tables that belong to no Kommune in the database: Länder, and the figures of 2018."""

import csv
from functools import cache
from pathlib import Path

from kommunen.enums import AMTLICHE_GRUPPEN, Altersgruppe, Geschlecht

_DATEN = Path(__file__).resolve().parent / "daten"
_LAENDER = "bevoelkerung/bevoelkerung_altersgruppen_2023_2024_laender.csv"
_LAENDER_JUGENDHILFE = "bevoelkerung/bevoelkerung_jugendamt_altersgruppen_laender.csv"
_JUGENDAEMTER = "regionen/jugendaemter_rlp.csv"


@cache
def land(schluessel):
    """
    Return {stichtag (ISO): {(Geschlecht, Altersgruppe): persons}} of a Land, {} if unknown.

    The groups of youth welfare stand there for both sexes together. Source: Regionaldatenbank
    12411-02-03-4 (README of `daten`).
    """
    tage = {}
    for row in _rows(_LAENDER):
        if row["ags"] == schluessel:
            zahlen = tage.setdefault(row["stichtag"], {})
            for gruppe in (*AMTLICHE_GRUPPEN, Altersgruppe.INSGESAMT):
                zahlen[Geschlecht(row["geschlecht"]), gruppe] = int(row[gruppe])
    for row in _rows(_LAENDER_JUGENDHILFE):
        if row["ags"] == schluessel:
            for spalte, anzahl in row.items():
                gruppe = spalte.removesuffix("_geschaetzt")
                if gruppe in Altersgruppe.values:
                    tage[row["stichtag"]][Geschlecht.I, Altersgruppe(gruppe)] = int(anzahl)
    return tage


@cache
def jugendaemter_2018(kreis):
    """
    Return {key of Kreis or town: inhabitants on 31.12.2018} of the Jugendämter in this Kreis.

    The Kreis without its towns stands under its own key. Source: GV-ISys (README of `daten`).
    """
    return {
        row["ja_schluessel"]: int(row["bevoelkerung_2018"])
        for row in _rows(_JUGENDAEMTER)
        if row["kreis_ags"] == kreis
    }


def _rows(datei):
    with (_DATEN / datei).open(encoding="utf-8", newline="") as quelle:
        yield from csv.DictReader(quelle)
