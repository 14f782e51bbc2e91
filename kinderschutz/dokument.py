"""What a document is made of, whether it becomes Word or PDF. A gap to fill in is written ⟦so⟧."""

import re
from dataclasses import dataclass

LUECKE = re.compile(r"⟦([^⟧]+)⟧")


@dataclass(frozen=True)
class Absatz:
    art = "absatz"
    text: str


@dataclass(frozen=True)
class Liste:
    art = "liste"
    punkte: tuple


@dataclass(frozen=True)
class Tabelle:
    """`zeilen` hold as many texts as `kopf`; the first of each names the row."""

    art = "tabelle"
    titel: str
    kopf: tuple
    zeilen: tuple


@dataclass(frozen=True)
class Abschnitt:
    titel: str
    inhalt: tuple


@dataclass(frozen=True)
class Dokument:
    titel: str
    vorspann: str
    abschnitte: tuple


def abschnitt(titel, *inhalt):
    """Return an Abschnitt; a plain text is a paragraph, a list of texts a list."""
    return Abschnitt(titel, tuple(_block(eines) for eines in inhalt))


def _block(eines):
    if isinstance(eines, str):
        return Absatz(eines)
    if isinstance(eines, list):
        return Liste(tuple(eines))
    return eines


def stuecke(text):
    """Yield (text, whether it is a gap to be filled in by hand)."""
    for nummer, stueck in enumerate(LUECKE.split(text)):
        if stueck:
            yield stueck, nummer % 2 == 1
