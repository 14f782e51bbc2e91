"""
What a Fischgräten picture says, before anything has a place: its bones, their words in lines.
"""

from dataclasses import dataclass
from itertools import pairwise

from fallanalyse.enums import Einflussebene
from fallanalyse.fischgraeten_form import Ursache, kurzname_of
from fallanalyse.textumbruch import breite, umbrich

# How far a bone leans to the left on its way out.
NEIGUNG = 0.22
RAND = 4
# Between a bone and the words beside it, between two causes, between them and the spine.
LUFT, ABSTAND, FREI = 10, 11, 16
# Between the words of a cause and the line under them.
FUSS = 4
# Between the last bone and the head.
NACKEN = 24
# A strip is never narrower, even if the picture then gets wider than it should.
SCHMALSTE, BREITESTE = 164, 330
# An Ebene with more causes gets a further bone, as long as there are not too many of them.
VIELE, GRAETEN = 6, 10
# More characters than any cause has room for.
GENUG = 700
# So many lines a cause may have; fewer where there are many causes.
ZEILEN = (9, 8, 7, 6, 5, 4, 3, 2)


@dataclass(frozen=True)
class Satz:
    """A cause in lines."""

    ursache: Ursache
    zeilen: list[str]
    breite: int
    hoehe: int
    gekuerzt: bool


@dataclass(frozen=True)
class Rippe:
    ebene: Einflussebene
    name: str
    saetze: list[Satz]

    @property
    def laenge(self):
        """Return how long the bone has to be."""
        return FREI + ABSTAND + sum(satz.hoehe + ABSTAND for satz in self.saetze)


@dataclass(frozen=True)
class Schild:
    """The name at the end of a bone."""

    zeilen: list[str]
    breite: int
    hoehe: int


def verteile(gruppen):
    """Return (Ebene, name, causes) for every bone; an Ebene with many causes has several."""
    anzahl = {ebene: 1 for ebene, _eigene in gruppen}
    while gruppen and sum(anzahl.values()) < GRAETEN:
        ebene, eigene = max(gruppen, key=lambda gruppe: len(gruppe[1]) / anzahl[gruppe[0]])
        if len(eigene) / anzahl[ebene] <= VIELE:
            break
        anzahl[ebene] += 1
    rippen = []
    for ebene, eigene in gruppen:
        teile = anzahl[ebene]
        grenzen = [round(len(eigene) * teil / teile) for teil in range(teile + 1)]
        for teil, (von, bis) in enumerate(pairwise(grenzen)):
            name = kurzname_of(ebene) + (" (weiter)" if teil else "")
            rippen.append((ebene, name, eigene[von:bis]))
    return rippen


def streifen_of(rippen, mass):
    """Return the width of each strip, for a pair of bones: more where more is said."""
    frei = mass.breite - 2 * RAND - NEIGUNG * mass.hoehe / 2 - NACKEN - mass.kopf
    mengen = [
        sum(min(len(eine.text), 160) + 60 for eine in eigene) for _ebene, _name, eigene in rippen
    ]
    paare = [max(mengen[stelle : stelle + 2]) for stelle in range(0, len(mengen), 2)]
    uebrig = max(frei - SCHMALSTE * len(paare), 0)
    return [min(int(SCHMALSTE + uebrig * menge / sum(paare)), BREITESTE) for menge in paare]


def entwirf(ebene, name, ursachen, streifen, mass):
    """Return the bone for every number of lines that a cause may have at most."""
    saetze = [_fassungen(eine, streifen, mass) for eine in ursachen]
    return {zeilen: Rippe(ebene, name, [satz[zeilen] for satz in saetze]) for zeilen in ZEILEN}


def _fassungen(ursache, streifen, mass):
    """Return the cause in one line, in two, and so on; once all is said, it stays as it is."""
    text = sichtbar(ursache.text)
    fassungen = {1: _setze(ursache, text, streifen, mass, 1)}
    for anzahl in range(2, max(ZEILEN) + 1):
        vorige = fassungen[anzahl - 1]
        fassungen[anzahl] = (
            _setze(ursache, text, streifen, mass, anzahl) if vorige.gekuerzt else vorige
        )
    return fassungen


def _setze(ursache, text, streifen, mass, anzahl):
    """Return the cause in lines. The more lines, the more the leaning bone takes of their width."""
    hoehe = anzahl * mass.zeile + FUSS
    platz = int(streifen - 2 * LUFT - NEIGUNG * hoehe)
    zeilen, gekuerzt = brich_um(text, platz, mass.schrift, anzahl, anlauf=anlauf_of(ursache, mass))
    return Satz(ursache, zeilen, platz, hoehe, gekuerzt)


def zeichenbreite(mass):
    return mass.schrift + 2


def anlauf_of(ursache, mass):
    """Return the room that sign and number take before the first word."""
    nummer = breite(f"{ursache.nummer} ", mass.schrift) if ursache.nummer else 0
    return zeichenbreite(mass) + 5 + int(nummer)


def sichtbar(text):
    """Return as much of the text as any cause has room for."""
    # A whole file pasted by mistake is not looked at to its end. Control and direction signs show
    # nothing here and could turn a line round.
    worte = " ".join(text[: 10 * GENUG].split())
    return "".join(zeichen for zeichen in worte[:GENUG] if zeichen.isprintable())


def brich_um(text, platz, schrift, zeilen, anlauf=0):
    """Return the lines and whether something is missing from them."""
    fertig = umbrich(text, platz=platz, schrift=schrift, zeilen=zeilen, anlauf=anlauf)
    buchstaben = [stelle for stelle, zeichen in enumerate(text) if zeichen.isalnum()]
    gesagt = sum(zeichen.isalnum() for zeichen in "".join(fertig))
    if gesagt == len(buchstaben):
        return fertig, False
    vorher, _luecke, letztes = fertig[-1].rpartition(" ")
    if vorher and buchstaben[gesagt] == buchstaben[gesagt - 1] + 1 and letztes != "…":
        # Half a word says nothing.
        fertig[-1] = f"{vorher.rstrip(' ,;:–-')} …"
    return fertig, True


def schild_of(name, platz, mass):
    """Return the name of a bone in lines, and how much room its sign takes."""
    zeilen, _gekuerzt = brich_um(name, platz, mass.schrift, 2)
    weiteste = max(breite(zeile, mass.schrift) for zeile in zeilen)
    return Schild(zeilen, int(weiteste) + 2 * LUFT, len(zeilen) * mass.zeile + 8)
