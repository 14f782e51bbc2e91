"""
Two people wrote the same step: compare damals, meins and ihres field by field (no database).

A field that only one of the two changed needs no question. Only where both changed it, and
differently, somebody must choose; what is not chosen stays readable as a revision.
"""

from dataclasses import dataclass

# The field that stands for a whole row: its value is all the row says, None where it is not there.
ZEILE = "zeile"


@dataclass(frozen=True)
class Unterschied:
    """A field both changed. `schluessel` = (art, id, feld), art "kopf" has the id ""."""

    schluessel: tuple
    damals: object
    meins: object
    ihres: object

    @property
    def name(self):
        """The name of the choice in the form."""
        return "/".join(self.schluessel)


def _flach(inhalt):
    flach = {("kopf", "", feld): wert for feld, wert in inhalt["kopf"].items()}
    for art, zeilen in inhalt["zeilen"].items():
        for pk, felder in zeilen.items():
            flach[art, pk, ZEILE] = felder
            flach.update({(art, pk, feld): wert for feld, wert in felder.items()})
    return flach


def erkenne_wieder(damals, meins, ihres):
    """
    Return meins; a new row in it that ihres has word for word as a new one, too, gets that id.

    Who sends a form twice (an impatient click) has typed each of its new rows once.
    """
    zeilen = {}
    for art, eigene in meins["zeilen"].items():
        frei = {
            pk: felder
            for pk, felder in ihres["zeilen"][art].items()
            if pk not in damals["zeilen"][art] and pk not in eigene
        }
        zeilen[art] = {}
        for pk, felder in eigene.items():
            if pk not in damals["zeilen"][art] and pk not in ihres["zeilen"][art]:
                pk = next((anderer for anderer in frei if frei[anderer] == felder), pk)
                frei.pop(pk, None)
            zeilen[art][pk] = felder
    return meins | {"zeilen": zeilen}


def vergleiche(damals, meins, ihres):
    """Return the Unterschiede somebody must decide."""
    alt, ich, die = _flach(damals), _flach(meins), _flach(ihres)
    unterschiede = []
    for schluessel in dict.fromkeys([*die, *ich]):
        art, pk, feld = schluessel
        if feld != ZEILE and art != "kopf" and _row_gone(art, pk, ich, die):
            # Asked once for the whole row.
            continue
        werte = [flach.get(schluessel) for flach in (alt, ich, die)]
        if feld == ZEILE:
            if not _row_collides(schluessel, alt, ich, die):
                continue
        elif werte[1] == werte[2] or werte[0] in werte[1:]:
            continue
        unterschiede.append(Unterschied(schluessel, *werte))
    return unterschiede


def fuehre_zusammen(damals, meins, ihres, wahl):
    """
    Return (content, lost): what to save, and what nobody chose, as {name: value}.

    `wahl` maps the name of each Unterschied to "meins" or "ihres"; without an entry ihres stays.
    """
    alt, ich, die = _flach(damals), _flach(meins), _flach(ihres)
    kollisionen = {eine.schluessel: eine for eine in vergleiche(damals, meins, ihres)}
    verloren, ergebnis = {}, {}

    def entscheide(schluessel):
        if kollision := kollisionen.get(schluessel):
            nimm_meins = wahl.get(kollision.name) == "meins"
            verloren[kollision.name] = kollision.ihres if nimm_meins else kollision.meins
            return ich if nimm_meins else die
        if schluessel in ich and ich[schluessel] != alt.get(schluessel):
            return ich
        if schluessel not in ich and schluessel in alt:
            return ich
        return die

    quellen = {
        (art, pk): entscheide((art, pk, ZEILE))
        for art, pk, feld in dict.fromkeys([*die, *ich])
        if feld == ZEILE
    }
    for schluessel in dict.fromkeys([*die, *ich]):
        art, pk, feld = schluessel
        if art != "kopf":
            quelle = quellen[art, pk]
            if (art, pk, ZEILE) not in quelle:
                continue
            if feld == ZEILE:
                ergebnis[schluessel] = None
                continue
            if _row_gone(art, pk, ich, die):
                ergebnis[schluessel] = quelle.get(schluessel)
                continue
        quelle = entscheide(schluessel)
        ergebnis[schluessel] = quelle.get(schluessel, die.get(schluessel))
    return _tief(ergebnis, ihres), verloren


def _row_gone(art, pk, ich, die):
    """Say whether only one of the two has this row."""
    return ((art, pk, ZEILE) in ich) != ((art, pk, ZEILE) in die)


def _row_collides(zeile, alt, ich, die):
    """Say whether one removed the row and the other changed it."""
    if not _row_gone(*zeile[:2], ich, die) or zeile not in alt:
        return False
    bleibt = ich if zeile in ich else die
    return bleibt[zeile] != alt[zeile]


def _tief(flach, vorbild):
    inhalt = {"kopf": {}, "zeilen": {art: {} for art in vorbild["zeilen"]}}
    for (art, pk, feld), wert in flach.items():
        if art == "kopf":
            inhalt["kopf"][feld] = wert
        else:
            zeile = inhalt["zeilen"][art].setdefault(pk, {})
            if feld != ZEILE:
                zeile[feld] = wert
    return inhalt
