"""
The pieces of a picture of a Zeitstrahl: what goes in, and what stands where. Data only.

zeitstrahl_bild.py puts them in their places, _zeitstrahl_bild.html draws them.
"""

from dataclasses import dataclass

from fallanalyse.zeitraum import Zeitraum

SCHRIFT, ZEILE = 14, 17
# A mark, or a label of one line, is so high.
HOEHE = 22
RADIUS = 6


@dataclass(frozen=True, kw_only=True)
class Eintrag:
    """An event: its time in months, how far off that may be, and where the picture links."""

    kennung: str
    bahn: str
    titel: str
    zeitangabe: str
    zeit: float | None = None
    ende: float | None = None
    spielraum: float = 0
    strittig: bool = False
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Klammer:
    """A Schlüsselsituation on the Zeitstrahl."""

    nummer: int
    titel: str
    von: float
    bis: float
    zeitangabe: str = ""
    strittig: bool = False
    url: str = ""


@dataclass(frozen=True)
class Schild:
    """The label of an event: its lines, and all of it in words for those who hear the picture."""

    vorweg: str
    zeilen: tuple[str, ...]
    breite: int
    name: str

    @property
    def hoehe(self):
        return HOEHE + (len(self.zeilen) - 1) * ZEILE


@dataclass(frozen=True)
class Marke:
    """
    An event where it is drawn: its mark from `x` to `bis` at `y`, its label from `text` on.

    The label stands beside the mark, or `tiefer` where there is no room on either side. What a
    template needs to draw it is measured from `x` and `y`.
    """

    eintrag: Eintrag
    schild: Schild
    x: int
    bis: int
    text: int
    tiefer: int = 0
    # How far the time reaches if it is not exact.
    ungenau: tuple[int, int] | None = None
    y: int = 0

    @property
    def text_bis(self):
        return self.text + self.schild.breite

    @property
    def hoehe(self):
        return self.tiefer + self.schild.hoehe

    @property
    def umriss(self):
        """Return what nothing else may cover: (left, right, top, bottom), top and bottom from y."""
        von, bis = self.ungenau or (self.x, self.bis)
        return [
            (min(von, self.x - RADIUS - 2), max(bis, self.bis + RADIUS + 2), 0, HOEHE),
            (self.text, self.text_bis, self.tiefer, self.hoehe),
        ]

    @property
    def dauer(self):
        """Return the width of the bar of something that lasted, else 0."""
        return self.bis - self.x

    @property
    def text_dx(self):
        return self.text - self.x

    @property
    def feld_dx(self):
        return self.text_dx - 4

    @property
    def feldbreite(self):
        return self.schild.breite + 8

    @property
    def text_y(self):
        return self.tiefer + 16

    @property
    def spielraum(self):
        """Return the thin line as wide as the time is uncertain, with its ends."""
        von, bis = (stelle - self.x for stelle in self.ungenau)
        return f"M{von} 6v10m0 -5H{bis}m0 -5v10"


@dataclass(frozen=True)
class Gezeichnete:
    """A Klammer where it is drawn: the bracket from `x` to `bis`, its label from `links` on."""

    klammer: Klammer
    text: str
    x: int
    bis: int
    links: int
    rechts: int
    y: int = 0

    @property
    def breite(self):
        return self.bis - self.x

    @property
    def feldbreite(self):
        return self.rechts - self.links

    @property
    def feld_dx(self):
        return self.links - self.x

    @property
    def umriss(self):
        return [(min(self.x, self.links), max(self.bis, self.rechts), 0, 28)]

    @property
    def name(self):
        strittig = ", strittig" if self.klammer.strittig else ""
        return f"Schlüsselsituation {self.klammer.nummer}{strittig}: {self.klammer.titel}"


@dataclass(frozen=True)
class Bahn:
    code: str
    name: str
    y: int
    hoehe: int

    @property
    def name_y(self):
        return self.y + 20


@dataclass(frozen=True)
class Strich:
    """A line down the lanes at one month; its words stand from here to there."""

    x: int
    text: str
    worte: tuple[int, int]
    art: str = ""


@dataclass(frozen=True, kw_only=True)
class Bild:
    zeitraum: Zeitraum
    breite: int
    hoehe: int
    bahnen: list[Bahn]
    marken: list[Marke]
    klammern: list[Gezeichnete]
    striche: list[Strich]
    # Where the column of unknown times begins; None without one.
    spalte: int | None
    # The lower edge of the lanes.
    unten: int
    titel: str = ""
    # Whether it holds but a part of the events of its lane.
    ist_teil: bool = False

    @property
    def achse_bis(self):
        return self.breite if self.spalte is None else self.spalte

    @property
    def spaltenbreite(self):
        return self.breite - self.spalte

    @property
    def spaltentitel_x(self):
        return self.spalte + 14

    @property
    def fuss_y(self):
        return self.unten + 22

    @property
    def baender(self):
        """Return (x, y, width, height) of the bands below the brackets."""
        return [
            (klammer.x, klammer.y + 28, klammer.breite, self.unten - klammer.y - 28)
            for klammer in self.klammern
        ]

    @property
    def zeichen(self):
        """Return what occurs in the picture and wants to be explained."""
        vorhanden = {
            "dauer": any(marke.dauer for marke in self.marken),
            "ungenau": any(marke.ungenau for marke in self.marken),
            "strittig": any(marke.eintrag.strittig for marke in self.marken),
            "situation": bool(self.klammern),
        }
        return {name for name, ist_da in vorhanden.items() if ist_da}
