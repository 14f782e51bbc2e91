"""
The population pyramid as SVG coordinates, made on the server.

The official groups span between two and fifteen years. A bar is as high as its years and as long as
the share of all inhabitants per year of age, so that its area, not its length, is the number of
people. Whoever is 75 or older is drawn as if nobody got older than 90.
"""

from dataclasses import dataclass

from kommunen.enums import AMTLICHE_GRUPPEN, Altersgruppe, Geschlecht

BREITE, RAND, MITTE, OBEN, JAHR, UNTEN = 400, 14, 40, 26, 3.6, 36
AELTESTE = 90
SEITE = (BREITE - MITTE) / 2 - RAND
# Where the bars of the two sides begin.
LINKS, RECHTS = RAND + SEITE, RAND + SEITE + MITTE
HOEHE = OBEN + AELTESTE * JAHR + UNTEN
# Ages that are written between the sides: bounds of official groups, far enough apart to be read.
BESCHRIFTET = (0, 6, 18, 30, 40, 50, 65, 75)
SEITEN = ((Geschlecht.M, "männlich"), (Geschlecht.W, "weiblich"))


@dataclass(frozen=True)
class Balken:
    """A rectangle and what it means; all coordinates are text with a point, as SVG wants them."""

    x: str
    y: str
    breite: str
    hoehe: str
    art: str
    text: str


@dataclass(frozen=True)
class Pyramide:
    balken: list
    # Outlines of what it is compared with, one per side: points of a polyline.
    umrisse: list
    alter: list
    achse: list
    breite: int = BREITE
    hoehe: str = f"{HOEHE:.0f}"
    links: str = f"{LINKS - 6:.0f}"
    rechts: str = f"{RECHTS + 6:.0f}"
    mitte: str = f"{BREITE / 2:.0f}"
    grund: str = f"{OBEN + AELTESTE * JAHR:.1f}"


def spanne(gruppe):
    """Return (from, below) in years: »a03_06« is (3, 6), »a75_plus« ends with the drawing."""
    von, bis = gruppe.value[1:].split("_")
    return int(von), AELTESTE if bis == "plus" else int(bis)


def pyramide(struktur, vergleich=None):
    """Return the Pyramide of an Altersstruktur, with the outline of another one."""
    alle = [eine for eine in (struktur, vergleich) if eine is not None]
    laengste = max(
        _je_jahr(eine, gruppe, geschlecht)
        for eine in alle
        for gruppe in AMTLICHE_GRUPPEN
        for geschlecht, _wort in SEITEN
    )
    # Up to the next fifth of a percent, so that the axis has round figures.
    ende = max(0.2, -(-laengste // 0.2) * 0.2)
    return Pyramide(
        balken=[
            _balken(struktur, gruppe, geschlecht, wort, ende)
            for geschlecht, wort in SEITEN
            for gruppe in AMTLICHE_GRUPPEN
        ],
        umrisse=[_umriss(vergleich, geschlecht, ende) for geschlecht, _wort in SEITEN]
        if vergleich
        else [],
        alter=[(str(jahr), f"{_y(jahr):.1f}") for jahr in BESCHRIFTET],
        achse=_achse(ende),
    )


def _je_jahr(struktur, gruppe, geschlecht):
    """Return the share of all inhabitants per year of age, in percent."""
    von, bis = spanne(Altersgruppe(gruppe))
    return (struktur.anteil(gruppe, geschlecht) or 0) / (bis - von)


def _balken(struktur, gruppe, geschlecht, wort, ende):
    von, bis = spanne(gruppe)
    breite = SEITE * _je_jahr(struktur, gruppe, geschlecht) / ende
    x = LINKS - breite if geschlecht == Geschlecht.M else RECHTS
    anzahl = f"{struktur.zahlen[geschlecht, gruppe]:,}".replace(",", ".")
    anteil = f"{struktur.anteil(gruppe, geschlecht) or 0:.1f}".replace(".", ",")
    return Balken(
        x=f"{x:.2f}",
        y=f"{_y(bis):.2f}",
        breite=f"{breite:.2f}",
        # A hair of ground between the bars.
        hoehe=f"{(bis - von) * JAHR - 0.8:.2f}",
        art=geschlecht.value,
        text=f"{wort}, {gruppe.label}: {anzahl} Personen, {anteil} Prozent",
    )


def _umriss(struktur, geschlecht, ende):
    punkte = []
    for gruppe in AMTLICHE_GRUPPEN:
        von, bis = spanne(gruppe)
        breite = SEITE * _je_jahr(struktur, gruppe, geschlecht) / ende
        x = LINKS - breite if geschlecht == Geschlecht.M else RECHTS + breite
        punkte += [f"{x:.2f},{_y(von):.2f}", f"{x:.2f},{_y(bis):.2f}"]
    return " ".join(punkte)


def _achse(ende):
    """Return (x, label) of the ends and the middle of both sides."""
    marken = []
    for anteil in (0.0, ende / 2, ende):
        text = f"{anteil:.1f}".replace(".", ",")
        laenge = SEITE * anteil / ende
        marken += [(f"{LINKS - laenge:.1f}", text), (f"{RECHTS + laenge:.1f}", text)]
    return marken


def _y(jahr):
    return OBEN + (AELTESTE - jahr) * JAHR
