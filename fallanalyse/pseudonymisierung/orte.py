"""Places by name in a text: Gemeinden, Kreise, districts, »Landauer«."""

import re
from dataclasses import dataclass

from fallanalyse.pseudonymisierung.belege import is_wort
from fallanalyse.pseudonymisierung.ortsnamen import klingt_nach_ort
from fallanalyse.pseudonymisierung.zusammenhang import ALLTAG, ANREDEN, GEWERBE, menge

KLEIN, GROSS = "der Name eines Ortes", "der Name einer Stadt oder eines Kreises"

_ZWISCHEN = re.compile(r" {1,2}|-|/| ?\(|\. ?| ?/ ?")
_IN = menge("""
    in aus nach bei nähe richtung um von wohnhaft gegend raum ab über
""")
_ORT_DAVOR = menge("""
    stadt gemeinde ortsgemeinde verbandsgemeinde verbandsgemeindeverwaltung ort ortschaft dorf
    ortsteil stadtteil stadtbezirk vorort siedlung viertel kreis landkreis kreisverwaltung
    stadtverwaltung kreisjugendamt stadtjugendamt jugendamt amtsgericht familiengericht
    landgericht polizeiinspektion polizei finanzamt jobcenter bahnhof wohnort wohnsitz heimatort
    geburtsort samtgemeinde weiler asylunterkunft
""")


# »in Halle« is the town, »in der Halle« is not.
_STADT_UND_WORT = frozenset(["halle", "essen"])
_OHNE_ARTIKEL = menge("in aus")
_HALT = menge("""
    hbf bf bahnhof stadt kreis jugendamt
""")


@dataclass(frozen=True, slots=True)
class Ortsfund:
    """Words `von` up to `bis` name a place."""

    von: int
    bis: int
    klein: bool
    sicher: bool


def finde_orte(woerter, belege, ortsnamen):
    """Yield the Ortsfunde in these words; none overlaps another."""
    stelle = 0
    while stelle < len(woerter):
        fund = _ab(stelle, woerter, belege, ortsnamen)
        if fund:
            yield fund
            stelle = fund.bis
        else:
            stelle += 1


def _ab(stelle, woerter, belege, ortsnamen):
    wort = woerter[stelle]
    if len(wort.text) < 2 or wort.gemischt or _nach_anrede(stelle, woerter):
        return None
    if wort.klein in GEWERBE and not _davor(stelle, woerter, _IN):
        return None
    if wort.nieder != wort.klein and belege.zu(wort).gelaeufig:
        # »mit schmutzigen Füßen« is not Füssen.
        return None
    if treffer := ortsnamen.ab(_folge(stelle, woerter)):
        laenge, ort = treffer
        if laenge == 1 and ort.klein and belege.zu(wort).nie:
            return None
        if fund := _beurteile(stelle, laenge, ort, woerter):
            return fund
    if not wort.gross:
        return None
    if wort.klein == "bad" and _folgt_kurort(stelle, woerter, belege):
        return Ortsfund(stelle, stelle + 2, True, True)
    ort, beleg = ortsnamen.bewohner(wort.klein), belege.zu(wort)
    if ort and not (ort.wort or beleg.klar or beleg.nie or beleg.alltag):
        return Ortsfund(stelle, stelle + 1, ort.klein, ort.klein)
    return _ungelistet(stelle, woerter, belege)


def _folgt_kurort(stelle, woerter, belege):
    """Say whether an unknown word makes »Bad« a place: »Bad Bernkastel«."""
    if stelle + 1 >= len(woerter):
        return False
    folgt = woerter[stelle + 1]
    if folgt.davor != " " or not folgt.gross or folgt.versal or len(folgt.text) < 4:
        return False
    beleg = belege.zu(folgt)
    return not (beleg.gelaeufig or beleg.nie or beleg.vorname)


def _folge(stelle, woerter):
    """Return the keys of this word and those that may belong to the same name."""
    folge = [woerter[stelle].klein]
    for wort in woerter[stelle + 1 : stelle + 6]:
        if not _ZWISCHEN.fullmatch(wort.davor):
            break
        folge.append(wort.klein)
    return folge


def _beurteile(stelle, laenge, ort, woerter):
    wort, letztes = woerter[stelle], woerter[stelle + laenge - 1]
    if laenge == 1 and not wort.gross:
        sicher = not ort.wort and len(wort.text) > 4 and _davor(stelle, woerter, _IN | _HALT)
        return Ortsfund(stelle, stelle + 1, ort.klein, ort.klein) if sicher else None
    if not (wort.gross or letztes.gross):
        return None
    if ort.wort:
        if wort.klein in _STADT_UND_WORT and _davor(stelle, woerter, _OHNE_ARTIKEL):
            return Ortsfund(stelle, stelle + 1, ort.klein, False)
        if wort.klein in ALLTAG or not _davor(stelle, woerter, _IN | _ORT_DAVOR):
            return None
        return Ortsfund(stelle, stelle + 1, ort.klein, False)
    return Ortsfund(stelle, stelle + laenge, ort.klein, ort.klein)


def _ungelistet(stelle, woerter, belege):
    """A name no list has, where the words before or its sound say that it is a place."""
    wort = woerter[stelle]
    beleg = belege.zu(wort)
    if is_wort(beleg) or beleg.nie or beleg.gelistet or wort.versal or len(wort.text) < 4:
        return None
    if _davor(stelle, woerter, _ORT_DAVOR) or (
        klingt_nach_ort(wort.klein) and _davor(stelle, woerter, _IN)
    ):
        return Ortsfund(stelle, stelle + 1, True, True)
    return None


def _davor(stelle, woerter, erlaubt):
    return bool(
        stelle and woerter[stelle].davor in (" ", ": ") and woerter[stelle - 1].klein in erlaubt
    )


def _nach_anrede(stelle, woerter):
    return bool(
        stelle and woerter[stelle].davor in (" ", ". ") and woerter[stelle - 1].klein in ANREDEN
    )
