"""The table of the Land: its Jugendämter × Kennzahlen at a Stichtag. No ranking: by name."""

from dataclasses import dataclass

from kommunen import kennzahlentabelle
from kommunen.enums import ERREICHT, OFFEN, Reichweite
from kommunen.kennzahlen import alle_kennzahlen, kennzahl
from kommunen.kleine_zellen import summe_der
from kommunen.models import Jugendamt
from kommunen.sortierung import ortsname


def _massnahmen(status):
    return tuple(f"{reichweite}.{wert}" for reichweite in Reichweite for wert in status)


@dataclass(frozen=True)
class Spalte:
    """One column of the page; `auspraegungen` are added up, None means the whole Kennzahl."""

    titel: str
    name: str
    auspraegungen: tuple | None = None


# The app that owns a Kennzahl registers it; a column whose Kennzahl nobody registered stays away.
SPALTEN = (
    Spalte("Teilnahmen", "teilnahmen"),
    Spalte("veröffentlichte Profile", "profile"),
    Spalte("Fallanalysen begonnen", "analysen_begonnen"),
    Spalte("Fallanalysen abgeschlossen", "analysen_abgeschlossen"),
    Spalte("Befunde freigegeben", "befunde_freigegeben"),
    Spalte("Maßnahmen in Planung", "massnahmen", _massnahmen(OFFEN)),
    Spalte("Maßnahmen erreicht", "massnahmen", _massnahmen(ERREICHT)),
    Spalte("Netzwerke", "netzwerke"),
)


@dataclass(frozen=True)
class Zeile:
    jugendamt: Jugendamt
    zellen: tuple


@dataclass(frozen=True)
class Landestabelle:
    """`summen` holds None where a sum over Jugendämter would say nothing."""

    spalten: tuple
    zeilen: tuple
    summen: tuple
    quellen: tuple

    @property
    def kacheln(self):
        """The sums that there are, with their columns."""
        return [
            (spalte, summe)
            for spalte, summe in zip(self.spalten, self.summen, strict=True)
            if summe is not None
        ]


def landestabelle(user, stichtag):
    """Return the Landestabelle of the Land of this user, as it was frozen on the Stichtag."""
    registriert = {eine.name for eine in alle_kennzahlen()}
    namen = dict.fromkeys(spalte.name for spalte in SPALTEN if spalte.name in registriert)
    tabelle = kennzahlentabelle.lies(user, namen=namen, stichtag=stichtag, gliederung=True)
    spalten = tuple(spalte for spalte in SPALTEN if spalte.name in registriert)
    teile = [_parts(spalte, tabelle.spalten) for spalte in spalten]
    zeilen = sorted(
        (
            Zeile(zeile.jugendamt, tuple(_added(zeile.zellen, teil) for teil in teile))
            for zeile in tabelle.zeilen
        ),
        key=lambda zeile: (ortsname(zeile.jugendamt.name), zeile.jugendamt.pk),
    )
    return Landestabelle(
        spalten=spalten,
        zeilen=tuple(zeilen),
        summen=tuple(
            _added(tabelle.summen, teil) if kennzahl(spalte.name).summierbar else None
            for spalte, teil in zip(spalten, teile, strict=True)
        ),
        quellen=tuple(dict.fromkeys(spalte.quelle for spalte in tabelle.spalten)),
    )


def _parts(spalte, vorhandene):
    """Return which columns of the reading make up this one."""
    return [
        index
        for index, eine in enumerate(vorhandene)
        if eine.kennzahl.name == spalte.name
        and (spalte.auspraegungen is None or eine.auspraegung in spalte.auspraegungen)
    ]


def _added(zellen, teile):
    return summe_der(zellen[index] for index in teile)
