"""Rows of names: what stands between two sure ones is one, too: »Lena, Thi und Jonas«."""

import re

from fallanalyse.pseudonymisierung import zusammenhang as um
from fallanalyse.pseudonymisierung.belege import is_wort
from fallanalyse.pseudonymisierung.namen import NICHTS, SCHWACH, STARK, Urteil

_TRENNER = re.compile(r", ?| ?/ ?|; | ?& ?| ?\+ ?")


class Aufzaehlung:
    """Changes the Urteile of one text."""

    def __init__(self, woerter, belege, urteile):
        self.woerter, self.belege, self.urteile = woerter, belege, urteile

    def ergaenze(self):
        """Take the neighbours of each sure first name in a row, to its right, then to its left."""
        for stelle in range(len(self.woerter)):
            self._nimm(stelle, self._rechts(stelle))
        for stelle in range(len(self.woerter) - 1, -1, -1):
            self._nimm(stelle, self._links(stelle))

    def _nimm(self, stelle, nachbar):
        if nachbar is None or not self._is_vorname(stelle):
            return
        if self.urteile[nachbar].staerke == STARK:
            return
        wort = self.woerter[nachbar]
        if not wort.gross or wort.versal or len(wort.text) < 2 or um.is_person(wort.nieder):
            return
        beleg = self.belege.zu(wort)
        mehrere = self._namen_um(stelle, nachbar) > 1
        if beleg.vorname:
            sicher = not (beleg.alltag or beleg.gelaeufig) or mehrere
        elif is_wort(beleg) or beleg.nie or beleg.nachname:
            return
        else:
            sicher = mehrere
        if sicher:
            self.urteile[nachbar] = Urteil(STARK, vorname=True)
        elif self.urteile[nachbar].staerke == NICHTS:
            self.urteile[nachbar] = Urteil(SCHWACH, vorname=True)

    def _is_vorname(self, stelle):
        urteil = self.urteile[stelle]
        return urteil.staerke == STARK and urteil.vorname and not urteil.anrede

    def _namen_um(self, stelle, nachbar):
        """Return how many sure first names stand in this row near by."""
        von, bis = min(stelle, nachbar) - 4, max(stelle, nachbar) + 5
        return sum(
            self._is_vorname(eine) for eine in range(max(0, von), min(bis, len(self.woerter)))
        )

    def _rechts(self, stelle):
        """Return the place of the next in the row, or None."""
        naechste = stelle + 1
        if naechste >= len(self.woerter):
            return None
        if _TRENNER.fullmatch(self.woerter[naechste].davor):
            return naechste
        if self._is_und(naechste) and naechste + 1 < len(self.woerter):
            return naechste + 1
        return None

    def _links(self, stelle):
        if not stelle:
            return None
        if _TRENNER.fullmatch(self.woerter[stelle].davor):
            return stelle - 1
        return stelle - 2 if stelle > 1 and self._is_und(stelle - 1) else None

    def _is_und(self, stelle):
        return self.woerter[stelle].klein in um.UND | {"u"} and self.woerter[stelle].davor == " "
