"""The published tables in `daten`, and what is asked of them without the database."""

import csv
from functools import cache
from pathlib import Path

_DATEN = Path(__file__).resolve().parent / "daten"
_JUGENDAEMTER = "regionen/jugendaemter_rlp.csv"


@cache
def jugendaemter_2018(kreis):
    """
    Return {key of Kreis or town: inhabitants on 31.12.2018} of the Jugendämter in this Kreis.

    The Kreis without its towns stands under its own key. Source: GV-ISys (README of `daten`).
    """
    return {
        row["ja_schluessel"]: int(row["bevoelkerung_2018"])
        for row in lies_tabelle(_JUGENDAEMTER)
        if row["kreis_ags"] == kreis
    }


def lies_tabelle(datei):
    """Yield each row of this table as {column: text}."""
    with (_DATEN / datei).open(encoding="utf-8", newline="") as quelle:
        yield from csv.DictReader(quelle)
