"""
Periods of a Zeitstrahl in months from the beginning of the case: choosing, moving, ticks.

A period holds its first month and not its last, so that neighbours share nothing.
"""

import itertools
import math
import re
from typing import NamedTuple

JAHR = 12
# What a Zeitstrahl shows at least, and how far one can look closer.
MINDESTENS = 6
NAEHER = 3
# Distances between ticks that a person can read; beyond them tenfold.
SCHRITTE = (1, 2, 3, 6, 12, 24, 36, 60, 120, 240, 600)
HOECHSTENS_WAHLEN = 8
# Into how many rows a Zeitstrahl may be parted on paper.
ANZAHLEN = (1, 2, 3, 4)


class Zeitraum(NamedTuple):
    von: int
    bis: int

    @property
    def dauer(self):
        return self.bis - self.von

    def enthaelt(self, zeit, ende=None):
        """Say whether something at this time, or going on until `ende`, belongs here."""
        return zeit < self.bis and (zeit >= self.von or (ende is not None and ende > self.von))

    def __str__(self):
        return f"Monat {vorzeichen(self.von)} bis {vorzeichen(self.bis)}"


def vorzeichen(zahl):
    """Write a whole number with a real minus: Monat −3."""
    return f"−{-zahl}" if zahl < 0 else str(zahl)


def ganzer(zeiten):
    """Return the period from the first to the last of these times; the beginning is in it."""
    zeiten = [0, *zeiten]
    von, bis = math.floor(min(zeiten)), math.floor(max(zeiten)) + 1
    return Zeitraum(von, max(bis, von + MINDESTENS))


def gewaehlt(angaben, ganz):
    """Return the period named by ?von=…&bis=…; the whole one if that is none."""
    von, bis = _monat(angaben.get("von", "")), _monat(angaben.get("bis", ""))
    if von is None or bis is None:
        return ganz
    von, bis = max(von, ganz.von), min(bis, ganz.bis)
    return Zeitraum(von, bis) if von < bis else ganz


def _monat(text):
    return int(text) if re.fullmatch(r"-?[0-9]{1,6}", text) else None


# --- Ways to other periods -----------------------------------------------------------------------


def wahlen(ganz):
    """Return (words, period): what one can choose at once. Nothing where all is one year."""
    if ganz.dauer <= JAHR:
        return []
    vorher = [("vor Fallbeginn", Zeitraum(ganz.von, 0))] if ganz.von < 0 else []
    if ganz.bis <= JAHR:
        return [*vorher, ("ab Fallbeginn", Zeitraum(0, ganz.bis))]
    laenge = next(
        jahre * JAHR
        for jahre in _immer_groesser((1, 2, 3, 5, 10, 20, 50))
        if jahre * JAHR * HOECHSTENS_WAHLEN >= ganz.bis
    )
    return vorher + [
        (_jahre(von // JAHR, laenge // JAHR), Zeitraum(von, min(von + laenge, ganz.bis)))
        for von in range(0, ganz.bis, laenge)
    ]


def _jahre(davor, anzahl):
    erstes = f"{davor + 1}."
    return f"{erstes} Jahr" if anzahl == 1 else f"{erstes} bis {davor + anzahl}. Jahr"


def _immer_groesser(stufen):
    return itertools.chain(stufen, (stufen[-1] * 10**n for n in itertools.count(1)))


def hinein(zeitraum):
    """Return the middle half of this period, or None where it is close enough."""
    if zeitraum.dauer <= NAEHER:
        return None
    dauer = max(zeitraum.dauer // 2, NAEHER)
    von = zeitraum.von + (zeitraum.dauer - dauer) // 2
    return Zeitraum(von, von + dauer)


def heraus(zeitraum, ganz):
    if zeitraum == ganz:
        return None
    dauer = zeitraum.dauer * 2
    von = max(ganz.von, zeitraum.von - zeitraum.dauer // 2)
    return Zeitraum(max(ganz.von, min(von, ganz.bis - dauer)), min(von + dauer, ganz.bis))


def zurueck(zeitraum, ganz):
    if zeitraum.von <= ganz.von:
        return None
    von = max(ganz.von, zeitraum.von - zeitraum.dauer)
    return Zeitraum(von, min(von + zeitraum.dauer, ganz.bis))


def weiter(zeitraum, ganz):
    if zeitraum.bis >= ganz.bis:
        return None
    bis = min(ganz.bis, zeitraum.bis + zeitraum.dauer)
    return Zeitraum(max(ganz.von, bis - zeitraum.dauer), bis)


# --- Ticks ---------------------------------------------------------------------------------------


def striche(zeitraum, platz):
    """Return the months to be marked on an axis on which so many have room."""
    schritt = next(
        schritt for schritt in _immer_groesser(SCHRITTE) if zeitraum.dauer / schritt <= platz
    )
    erster = -(-zeitraum.von // schritt) * schritt
    return list(range(erster, zeitraum.bis + 1, schritt)), schritt


def beschrifte(monat, schritt):
    if monat == 0:
        return "Fallbeginn"
    if schritt % JAHR == 0:
        return f"Jahr {vorzeichen(monat // JAHR)}"
    return f"Monat {vorzeichen(monat)}"


# --- Pages of paper ------------------------------------------------------------------------------


def teile(zeitraum, anzahl):
    """Return this period in so many parts of the same length; the last may be shorter."""
    laenge = -(-zeitraum.dauer // anzahl)
    return [
        Zeitraum(von, min(von + laenge, zeitraum.bis))
        for von in range(zeitraum.von, zeitraum.bis, laenge)
    ]
