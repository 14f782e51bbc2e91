"""
What a Fischgräten picture says, before anything has a place: its bones, their words in lines.
"""

from dataclasses import dataclass, replace
from itertools import pairwise

from fallanalyse.enums import Einflussebene
from fallanalyse.fischgraeten_form import Mass, Ursache, kurzname_of
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
# So many lines a cause may have; where there are many causes, it has to do with fewer.
MEISTE, WENIGSTE = 9, 2


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
    """A bone with its causes, in as many lines as they need."""

    ebene: Einflussebene
    name: str
    saetze: list[Satz]
    streifen: int
    mass: Mass

    def laenge(self, zeilen):
        """Return how long the bone has to be if no cause has more than so many lines."""
        hoechstens = _hoehe_of(zeilen, self.mass)
        hoehen = [min(satz.hoehe, hoechstens) + ABSTAND for satz in self.saetze]
        return FREI + ABSTAND + sum(hoehen)

    def in_zeilen(self, zeilen):
        """Return the same bone with causes of at most so many lines."""
        hoechstens = _hoehe_of(zeilen, self.mass)
        return replace(
            self,
            saetze=[
                satz
                if satz.hoehe <= hoechstens
                else _setze(satz.ursache, self.streifen, self.mass, zeilen)
                for satz in self.saetze
            ],
        )


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
    return Rippe(
        ebene, name, [_schreibe_aus(eine, streifen, mass) for eine in ursachen], streifen, mass
    )


def _schreibe_aus(ursache, streifen, mass):
    """Return the cause in as few lines as say all of it, or in as many as a cause may have."""
    platz = _platz_of(1, streifen, mass)
    wenigste = int(breite(sichtbar(ursache.text), mass.schrift) / platz)
    for anzahl in range(min(max(wenigste, 1), MEISTE), MEISTE + 1):
        satz = _setze(ursache, streifen, mass, anzahl)
        if not satz.gekuerzt:
            break
    return satz


def _setze(ursache, streifen, mass, anzahl):
    platz = _platz_of(anzahl, streifen, mass)
    zeilen, gekuerzt = brich_um(
        sichtbar(ursache.text), platz, mass.schrift, anzahl, anlauf=anlauf_of(ursache, mass)
    )
    return Satz(ursache, zeilen, platz, _hoehe_of(anzahl, mass), gekuerzt)


def _hoehe_of(zeilen, mass):
    return zeilen * mass.zeile + FUSS


def _platz_of(zeilen, streifen, mass):
    """Return how wide they can be: the more lines, the more of it the leaning bone takes."""
    return int(streifen - 2 * LUFT - NEIGUNG * _hoehe_of(zeilen, mass))


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
