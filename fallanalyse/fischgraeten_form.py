"""
What a Fischgräten picture is made of: causes as they come in, and things that have a place.

Numbers and words only: no query, no HTML. fischgraeten_bild.py puts everything where it belongs.
"""

import re
from dataclasses import dataclass

from fallanalyse.enums import (
    Einflussebene,
    Einflussrichtung,
    Fehlwert,
    Gewicht,
    mit_fehlwert,
)

KURZNAMEN = {
    Einflussebene.KOOPERATION: "Kooperation / Hilfesystem",
    Einflussebene.RECHT_POLITIK: "Land und Bund",
}
ARTEN = {
    Einflussrichtung.FOERDERLICH: "plus",
    Einflussrichtung.HINDERLICH: "minus",
    Einflussrichtung.BEIDES: "beides",
}
STAERKEN = {Gewicht.STARK: 3, Gewicht.MITTEL: 2, Gewicht.SCHWACH: 1}


@dataclass(frozen=True)
class Ursache:
    """
    One Einflussfaktor as the picture takes it: codes, and the text as it was typed.

    `nummer` is the one by which a Befund names it as its Beleg.
    """

    ebene: str
    richtung: str
    text: str
    gewicht: str = ""
    nummer: int = 0

    @property
    def art(self):
        return ARTEN.get(self.richtung, "offen")

    @property
    def richtungswort(self):
        if self.richtung == Einflussrichtung.BEIDES:
            return "förderlich und hinderlich"
        if self.richtung in ARTEN:
            return Einflussrichtung(self.richtung).label
        return f"Richtung {Fehlwert(self.richtung).label}"

    @property
    def worte(self):
        """Return what sign and line say, in words."""
        if not self.gewicht:
            return [self.richtungswort]
        return [self.richtungswort, f"Gewicht {dict(mit_fehlwert(Gewicht))[self.gewicht]}"]

    @property
    def staerke(self):
        return STAERKEN.get(self.gewicht, 0)


@dataclass(frozen=True)
class Mass:
    """How wide a picture may get, the height it tries to keep, the size of its type and head."""

    breite: int
    hoehe: int
    schrift: int
    kopf: int

    @property
    def zeile(self):
        return round(self.schrift * 1.28)


@dataclass(frozen=True)
class Kasten:
    x: int
    y: int
    breite: int
    hoehe: int

    @property
    def rechts(self):
        return self.x + self.breite

    @property
    def unten(self):
        return self.y + self.hoehe


@dataclass(frozen=True)
class Zeile:
    x: int
    y: int
    text: str


@dataclass(frozen=True)
class Worte:
    """Lines of text and the room they take."""

    kasten: Kasten
    zeilen: tuple[Zeile, ...]


@dataclass(frozen=True)
class Ast:
    """A cause: its sign and number, its words, and the line under them that leads to the bone."""

    ursache: Ursache
    worte: Worte
    zeichen: Kasten
    nummer: Zeile
    linie: tuple[int, int, int]
    gekuerzt: bool


@dataclass(frozen=True)
class Graete:
    ebene: Einflussebene
    schild: Worte
    linie: tuple[int, int, int, int]
    aeste: tuple[Ast, ...]


@dataclass(frozen=True)
class Bild:
    breite: int
    hoehe: int
    schrift: int
    kopf: Worte
    schwanz: Kasten
    rueckgrat: tuple[int, int, int]
    graeten: tuple[Graete, ...]
    is_frage_gekuerzt: bool = False

    @property
    def kopf_form(self):
        """Return the outline of the head: straight at the neck, round at the nose."""
        feld, nase = self.kopf.kasten, 36
        return (
            f"M{feld.x + 6} {feld.y}H{feld.rechts - nase}"
            f"A{nase} {feld.hoehe // 2} 0 0 1 {feld.rechts - nase} {feld.unten}"
            f"H{feld.x + 6}a6 6 0 0 1 -6 -6V{feld.y + 6}a6 6 0 0 1 6 -6Z"
        )

    @property
    def schwanz_form(self):
        feld, mitte = self.schwanz, self.rueckgrat[2]
        return (
            f"M{feld.x} {feld.y}Q{feld.x + 8} {mitte - 4} {feld.rechts} {mitte}"
            f"Q{feld.x + 8} {mitte + 4} {feld.x} {feld.unten}"
            f"Q{feld.x + 12} {mitte} {feld.x} {feld.y}Z"
        )

    @property
    def gekuerzt(self):
        """Return the causes that are not written out: their words then have to stand elsewhere."""
        return [ast.ursache for graete in self.graeten for ast in graete.aeste if ast.gekuerzt]


def kurzname_of(ebene):
    """Return the name of an Einflussebene as it stands at its bone."""
    name = KURZNAMEN.get(ebene) or re.split(r"[(:]", Einflussebene(ebene).label)[0].strip()
    return name[0].upper() + name[1:]


def nach_ebene(ursachen):
    """Return (Ebene, its causes) for every Ebene that has some, in the order of the Ebenen."""
    je_ebene = {ebene: [] for ebene in Einflussebene}
    for ursache in ursachen:
        je_ebene[Einflussebene(ursache.ebene)].append(ursache)
    return [(ebene, eigene) for ebene, eigene in je_ebene.items() if eigene]
