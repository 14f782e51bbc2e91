"""
Small-cell rule: which counts of a published table stay secret. Pure functions, no database.

Primary: a count below the threshold is secret, 0 is shown. Secondary: more cells are withheld until
no secret one can be computed from rows, columns and totals. The reader is taken to be clever: he
knows that a secret cell is at least 1, because zeros are shown.

How: every row and every column of the table with its totals adds up to zero when totals count
negative. A secret cell is safe if some closed loop of secret cells passes through it along which 1
can be added and taken away in turn while every cell stays at least 1: then a second table fits what
is published. Where there is no such loop, the cheapest is made by withholding further cells. It
always exists – at worst the cell with its row total, column total and grand total.
"""

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from heapq import heappop, heappush


class Zustand(Enum):
    """The four states of a published cell; they never mix (design.md 7)."""

    WERT = "wert"
    NULL = "null"
    GEHEIM = "geheim"
    KEINE_ANGABE = "keine_angabe"


@dataclass(frozen=True)
class Zelle:
    """What may be shown; `wert` is None where nothing may be."""

    zustand: Zustand
    wert: int | None = None

    def __str__(self):
        if self.zustand is Zustand.GEHEIM:
            return "."
        if self.zustand is Zustand.KEINE_ANGABE:
            return "keine Angabe"
        return f"{self.wert:,}".replace(",", ".")

    @property
    def is_geheim(self):
        return self.zustand is Zustand.GEHEIM

    @property
    def is_keine_angabe(self):
        return self.zustand is Zustand.KEINE_ANGABE


GEHEIM = Zelle(Zustand.GEHEIM)
KEINE_ANGABE = Zelle(Zustand.KEINE_ANGABE)


def offen(wert):
    """Return the cell of a count that no rule withholds; None is »keine Angabe«."""
    if wert is None:
        return KEINE_ANGABE
    return Zelle(Zustand.WERT if wert else Zustand.NULL, wert)


def summe_der(zellen):
    """
    Return the sum of published cells: secret as soon as one of them is.

    It says nothing that the reader could not add up himself, so it may stand next to any table.
    """
    zellen = list(zellen)
    if any(zelle.is_geheim for zelle in zellen):
        return GEHEIM
    werte = [zelle.wert for zelle in zellen if not zelle.is_keine_angabe]
    return offen(sum(werte) if werte else None)


@dataclass(frozen=True)
class Geschuetzt:
    """A table as it may be published. `zeilensummen` and `summe` are None if not asked for."""

    zellen: tuple
    spaltensummen: tuple
    zeilensummen: tuple | None
    summe: Zelle | None


@lru_cache(maxsize=128)
def schuetze(werte, *, schwelle, zeilensummen=True):
    """
    Return the table with everything withheld that the rule demands.

    `werte` is a tuple of rows, each a tuple of counts or None for »keine Angabe«. Column totals are
    always published, row totals and grand total unless `zeilensummen` is off. The same table gives
    the same answer, whoever asks; that is why it may be cached.
    """
    if not werte or not werte[0]:
        return Geschuetzt(werte, (), () if zeilensummen else None, None)
    netz = _Netz(werte, schwelle, zeilensummen)
    netz.sichere()
    rows, columns = netz.summenzeile, netz.summenspalte
    return Geschuetzt(
        zellen=tuple(
            tuple(netz.zelle(row, column) for column in range(columns)) for row in range(rows)
        ),
        spaltensummen=tuple(netz.zelle(rows, column) for column in range(columns)),
        zeilensummen=(
            tuple(netz.zelle(row, columns) for row in range(rows)) if zeilensummen else None
        ),
        summe=netz.zelle(rows, columns) if zeilensummen else None,
    )


# What it costs to withhold one more cell: the totals are what readers come for.
_PREIS_ZELLE, _PREIS_ZEILENSUMME, _PREIS_SPALTENSUMME, _PREIS_SUMME = 1, 3, 200, 10_000


class _Netz:
    """The table with its totals as a network of rows and columns; a cell joins its two lines."""

    def __init__(self, werte, schwelle, zeilensummen):
        self.summenzeile, self.summenspalte = len(werte), len(werte[0])
        # The reader never sees row totals that are not published: they may be anything.
        self.frei = not zeilensummen
        self.werte = [[*row, _summe(row)] for row in werte]
        self.werte.append([_summe(column) for column in zip(*self.werte, strict=True)])
        self.geheim = {
            (row, column)
            for row, line in enumerate(self.werte)
            for column, wert in enumerate(line)
            if wert and wert < schwelle and not self._is_frei(column)
        }

    def sichere(self):
        """Withhold cells until every secret one lies on a loop."""
        sicher = set()
        for zelle in sorted(self.geheim):
            if zelle not in sicher:
                loop = self._billigster_kreis(zelle)
                self.geheim |= loop
                sicher |= loop

    def zelle(self, row, column):
        return GEHEIM if (row, column) in self.geheim else offen(self.werte[row][column])

    def _billigster_kreis(self, zelle):
        kreise = [self._kreis(zelle, richtung) for richtung in (1, -1)]
        return min((kreis for kreis in kreise if kreis), key=lambda kreis: kreis[0])[1]

    def _kreis(self, zelle, richtung):
        """
        Return (price, cells) of the cheapest loop that moves this cell up (1) or down (-1).

        The shortest path from the column of the cell back to its row: a column is left by a cell
        that moves against the direction, a row by one that moves with it.
        """
        if not self._bewegt(zelle, richtung):
            return None
        ziel = ("zeile", zelle[0])
        start = ("spalte", zelle[1])
        preise, herkunft, heap = {start: 0}, {}, [(0, start)]
        while heap:
            preis, knoten = heappop(heap)
            if knoten == ziel:
                return preis, self._zellen_des_wegs(zelle, start, ziel, herkunft)
            if preis > preise[knoten]:
                continue
            for naechste, nachbar, schritt in self._schritte(knoten, zelle, richtung):
                neu = preis + schritt
                if neu < preise.get(nachbar, neu + 1):
                    preise[nachbar] = neu
                    herkunft[nachbar] = (knoten, naechste)
                    heappush(heap, (neu, nachbar))
        return None

    def _schritte(self, knoten, ausser, richtung):
        art, index = knoten
        if art == "spalte":
            for row in range(self.summenzeile + 1):
                zelle = (row, index)
                if zelle != ausser and self._bewegt(zelle, -richtung):
                    yield zelle, ("zeile", row), self._preis(zelle)
        else:
            for column in range(self.summenspalte + 1):
                zelle = (index, column)
                if zelle != ausser and self._bewegt(zelle, richtung):
                    yield zelle, ("spalte", column), self._preis(zelle)

    def _zellen_des_wegs(self, zelle, start, knoten, herkunft):
        cells = {zelle}
        while knoten != start:
            knoten, naechste = herkunft[knoten]
            if not self._is_frei(naechste[1]):
                cells.add(naechste)
        return cells

    def _bewegt(self, zelle, richtung):
        """Return whether the cell, once secret, could as well hold one more (1) or less (-1)."""
        row, column = zelle
        if self._is_frei(column):
            return True
        wert = self.werte[row][column]
        is_summe = (row == self.summenzeile) != (column == self.summenspalte)
        steigt = (richtung > 0) != is_summe
        return bool(wert) and (steigt or wert > 1)

    def _preis(self, zelle):
        row, column = zelle
        if zelle in self.geheim or self._is_frei(column):
            return 0
        wert = min(self.werte[row][column], 10**6) / 10**7
        if row == self.summenzeile:
            return wert + (_PREIS_SUMME if column == self.summenspalte else _PREIS_SPALTENSUMME)
        return wert + (_PREIS_ZEILENSUMME if column == self.summenspalte else _PREIS_ZELLE)

    def _is_frei(self, column):
        return self.frei and column == self.summenspalte


def _summe(werte):
    bekannt = [wert for wert in werte if wert is not None]
    return sum(bekannt) if bekannt else None
