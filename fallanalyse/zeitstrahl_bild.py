"""
The picture of a Zeitstrahl: what stands where. Plain rows in, whole numbers out.

Four lanes under one axis of months. An event has its mark at its time and its label beside it; in a
lane none covers another, and the lane grows. What has no known time stands in a column of its own.
Schlüsselsituationen are bands across all lanes.
"""

from dataclasses import replace
from functools import cached_property

from fallanalyse import zeitraum as zeitraeume
from fallanalyse.textumbruch import breite as textbreite
from fallanalyse.textumbruch import umbrich
from fallanalyse.zeitstrahl_massstab import LUECKE, RAND, Massstab
from fallanalyse.zeitstrahl_zeichen import RADIUS, SCHRIFT, Bahn, Bild, Marke, Schild

TEXTBREITE, TEXTZEILEN = 290, 3
# The column of unknown times is narrow, its labels are longer.
SPALTE, SPALTENTEXT, SPALTENZEILEN = 250, 200, 5
ACHSE = 44
KOPF = 30
LUECKE_Y = 6
# Below this height the picture fits a screen: no need to pull it wider.
HOCH = 760
ZIEHEN = (1, 1.5, 2, 3, 4)
LOHNT = 1.15


class Zeichner:
    """Draws the same events as often as wanted; their labels are broken into lines only once."""

    def __init__(self, eintraege, klammern=(), *, bahnen, ende=None):
        self.eintraege = list(eintraege)
        self.klammern = list(klammern)
        self.bahnen = dict(bahnen)
        self.ende = ende
        self.schilder = {
            eintrag.kennung: _schild(eintrag, self.bahnen[eintrag.bahn])
            for eintrag in self.eintraege
        }

    @cached_property
    def ganz(self):
        """Return the period that shows all."""
        zeiten = [zeit for zeit in (self.ende,) if zeit is not None]
        for eintrag in self.eintraege:
            if eintrag.zeit is not None:
                zeiten += [
                    eintrag.zeit - eintrag.spielraum,
                    (eintrag.zeit if eintrag.ende is None else eintrag.ende) + eintrag.spielraum,
                ]
        return zeitraeume.ganzer(zeiten)

    @property
    def unbekannte(self):
        return [eintrag for eintrag in self.eintraege if eintrag.zeit is None]

    def eintraege_in(self, zeitraum):
        return [
            eintrag
            for eintrag in self.eintraege
            if eintrag.zeit is not None and zeitraum.enthaelt(eintrag.zeit, eintrag.ende)
        ]

    def passendes_bild(self, zeitraum, *, breite):
        """Draw for a screen: pulled wider than the page where it would else become too high."""
        bilder = []
        for faktor in ZIEHEN:
            bilder.append(self.bild(zeitraum, breite=round(breite * faktor)))
            if bilder[-1].hoehe <= HOCH:
                return bilder[-1]
        # What all happened at once gets no lower, however wide.
        niedrigste = min(bild.hoehe for bild in bilder)
        return next(bild for bild in bilder if bild.hoehe <= niedrigste * LOHNT)

    def druckbilder(self, zeitraum, *, breite, hoehe):
        """Draw for paper: parted into periods so that few sheets do, and few lanes are torn."""
        wege = []
        for anzahl in zeitraeume.ANZAHLEN:
            stuecke = zeitraeume.teile(zeitraum, anzahl)
            bilder = [self.bild(stueck, breite=breite) for stueck in stuecke]
            wege.append([blatt for bild in bilder for blatt in self._blaetter(bild, hoehe=hoehe)])
            if len(wege[-1]) == anzahl:
                break
        return min(wege, key=lambda weg: len(weg) + sum(blatt.ist_teil for blatt in weg))

    def _blaetter(self, bild, *, hoehe):
        """Return this picture, or its lanes on several sheets where they do not fit on one."""
        if bild.hoehe <= hoehe:
            return [replace(bild, titel=str(bild.zeitraum))]
        platz = hoehe - bild.hoehe + sum(bahn.hoehe for bahn in bild.bahnen)
        blaetter = []
        for gruppe in _gruppen(bild.bahnen, platz):
            namen = ", ".join(bahn.name for bahn in gruppe)
            codes = [bahn.code for bahn in gruppe]
            auswahl = [marke.eintrag for marke in bild.marken if marke.eintrag.bahn in codes]
            teile = self._teile(bild, codes, auswahl, hoehe=hoehe)
            for nummer, teil in enumerate(teile, 1):
                zerteilt = len(teile) > 1
                mehr = f", Teil {nummer} von {len(teile)}" if zerteilt else ""
                titel = f"{bild.zeitraum}: {namen}{mehr}"
                blaetter.append(replace(teil, titel=titel, ist_teil=zerteilt))
        return blaetter

    def _teile(self, bild, codes, auswahl, *, hoehe):
        """Draw these lanes; what is too much for one sheet, in halves."""
        neu = self.bild(bild.zeitraum, breite=bild.breite, codes=codes, auswahl=auswahl)
        if neu.hoehe <= hoehe or len(auswahl) < 2:
            return [neu]
        mitte = len(auswahl) // 2
        return [
            *self._teile(bild, codes, auswahl[:mitte], hoehe=hoehe),
            *self._teile(bild, codes, auswahl[mitte:], hoehe=hoehe),
        ]

    def bild(self, zeitraum, *, breite, codes=None, auswahl=None):
        """
        Draw this period, or of it only these lanes or these events.

        What has no known time stands at its end, if that is the end of all.
        """
        if auswahl is None:
            auswahl = self.eintraege_in(zeitraum)
            auswahl += self.unbekannte if zeitraum.bis == self.ganz.bis else []
        ohne_zeit = [eintrag for eintrag in auswahl if eintrag.zeit is None]
        spalte = breite - SPALTE if ohne_zeit else None
        massstab = Massstab(zeitraum, breite if spalte is None else spalte)

        klammern, kopfhoehe = self._klammern(zeitraum, massstab)
        y = ACHSE + kopfhoehe
        bahnen, marken = [], []
        for code in codes or self.bahnen:
            eigene = [eintrag for eintrag in auswahl if eintrag.bahn == code]
            gesetzte, hoehe = _packe(
                [
                    massstab.marke(eintrag, self.schilder[eintrag.kennung])
                    for eintrag in eigene
                    if eintrag.zeit is not None
                ],
                y + KOPF + LUECKE_Y,
            )
            unbekannte, spaltenhoehe = _packe(
                [
                    _ohne_zeit(eintrag, self.schilder[eintrag.kennung], spalte)
                    for eintrag in eigene
                    if eintrag.zeit is None
                ],
                y + KOPF + LUECKE_Y,
            )
            marken += gesetzte + unbekannte
            hoehe = KOPF + max(hoehe, spaltenhoehe) + LUECKE_Y
            bahnen.append(Bahn(code, self.bahnen[code], y, hoehe))
            y += hoehe
        return Bild(
            zeitraum=zeitraum,
            breite=breite,
            hoehe=y + ACHSE,
            bahnen=bahnen,
            marken=marken,
            klammern=klammern,
            striche=massstab.striche(self.ende),
            spalte=spalte,
            unten=y,
        )

    def _klammern(self, zeitraum, massstab):
        drin = [eine for eine in self.klammern if zeitraum.enthaelt(eine.von, eine.bis)]
        gesetzte, hoehe = _packe([massstab.klammer(eine) for eine in drin], ACHSE)
        return gesetzte, hoehe


def _schild(eintrag, bahn):
    strittig = ", strittig" if eintrag.strittig else ""
    # The column of unknown times says once for all that they are.
    wann = "" if eintrag.zeit is None else eintrag.zeitangabe
    vorweg = f"{wann}{strittig}".removeprefix(", ")
    vorweg = f"{vorweg}:" if vorweg else ""
    anlauf = textbreite(f"{vorweg} ", SCHRIFT) if vorweg else 0
    platz, hoechstens = (
        (SPALTENTEXT, SPALTENZEILEN) if eintrag.zeit is None else (TEXTBREITE, TEXTZEILEN)
    )
    zeilen = umbrich(
        eintrag.titel, platz=platz, schrift=SCHRIFT, zeilen=hoechstens, anlauf=anlauf
    ) or [""]
    laengen = [textbreite(zeile, SCHRIFT) for zeile in zeilen]
    laengen[0] += anlauf
    name = f"{eintrag.zeitangabe}, {bahn}{strittig}: {eintrag.titel}"
    return Schild(vorweg, tuple(zeilen), round(max(laengen)) + 2, name)


def _ohne_zeit(eintrag, schild, spalte):
    x = spalte + RAND
    return Marke(eintrag, schild, x=x, bis=x, text=x + RADIUS + 7)


def _gruppen(bahnen, platz):
    """Part the lanes, in their order, so that each group fits in here if one of them does."""
    gruppen, frei = [], 0
    for bahn in bahnen:
        if bahn.hoehe <= frei:
            gruppen[-1].append(bahn)
            frei -= bahn.hoehe
        else:
            gruppen.append([bahn])
            frei = platz - bahn.hoehe
    return gruppen


def _packe(stuecke, y):
    """
    Put the pieces from this height on, each as high as it can stand; return them and the height.

    First come, first served, from the left. No piece covers another, and none touches.
    """
    gesetzte, belegt, hoehe = [], [], 0
    for stueck in sorted(stuecke, key=lambda eines: (eines.x, eines.bis)):
        oben = _freie_hoehe(stueck.umriss, belegt)
        for links, rechts, von, bis in stueck.umriss:
            belegt.append((links, rechts, oben + von, oben + bis))
            hoehe = max(hoehe, oben + bis + LUECKE_Y)
        gesetzte.append(replace(stueck, y=y + oben))
    return gesetzte, hoehe


def _freie_hoehe(umriss, belegt):
    """Return the least height at which no part of this outline meets what is there already."""
    gesperrt = sorted(
        (oben - LUECKE_Y - bis, unten + LUECKE_Y - von)
        for links, rechts, von, bis in umriss
        for anfang, ende, oben, unten in belegt
        if links < ende + LUECKE and anfang < rechts + LUECKE
    )
    hoehe = 0
    for ab, frei in gesperrt:
        if ab < hoehe < frei:
            hoehe = frei
    return hoehe
