"""Names of several words: what a sure name takes along, and where the text names it again."""

import re

from fallanalyse.pseudonymisierung import zusammenhang as um
from fallanalyse.pseudonymisierung.aufzaehlung import Aufzaehlung
from fallanalyse.pseudonymisierung.belege import NAME_WOHL, is_wort, wie_nachname
from fallanalyse.pseudonymisierung.lexikon import ANDERES
from fallanalyse.pseudonymisierung.namen import NACHNAME, STARK, Urteil
from fallanalyse.pseudonymisierung.zusammenhang import menge

_KUERZEL = menge("""
    zB iR iA iS iV iE zT uU uA zZ eV aA aM aO zS oA iH
""")


class Verbinder:
    """Changes the Urteile of one text."""

    def __init__(self, umgebung, urteile):
        self.umgebung, self.woerter, self.belege = umgebung, umgebung.woerter, umgebung.belege
        self.urteile = urteile

    def verbinde(self):
        """Let sure names take along what belongs to them, and their like elsewhere in the text."""
        for stelle, urteil in enumerate(self.urteile):
            if urteil.staerke == STARK:
                self._nimm_vorige(stelle)
                self._nimm_naechste(stelle)
        for stelle, wort in enumerate(self.woerter):
            self._pruefe_partikel(stelle, wort)
            self._pruefe_initiale(stelle, wort)
        self._pruefe_paare()
        Aufzaehlung(self.woerter, self.belege, self.urteile).ergaenze()
        self._wiederhole()

    def _nimm_naechste(self, stelle):
        name = self.urteile[stelle]
        for naechste in range(stelle + 1, min(stelle + 5, len(self.woerter))):
            wort = self.woerter[naechste]
            if not re.fullmatch(r" {1,2}|-|, ", wort.davor):
                return
            if wort.klein in um.PARTIKEL and wort.davor == " " and self._partikel_traegt(naechste):
                continue
            komma = wort.davor == ", "
            if komma and not self.woerter[stelle].versal:
                return
            if self.urteile[naechste].staerke == STARK:
                self._nimm_zwischen(stelle, naechste)
                return
            if self._is_zweiter_name(naechste, name):
                self.urteile[naechste] = Urteil(STARK, anrede=name.anrede)
                self._nimm_zwischen(stelle, naechste)
                continue
            return

    def _partikel_traegt(self, stelle):
        folgend = self.woerter[stelle + 1 : stelle + 3]
        return any(wort.gross for wort in folgend)

    def _nimm_zwischen(self, von, bis):
        for stelle in range(von + 1, bis):
            self.urteile[stelle] = Urteil(STARK, anrede=self.urteile[von].anrede)

    def _is_zweiter_name(self, stelle, name):
        """Say whether the word after a sure name belongs to it: »Anna Koch«, »Tran Van Duc«."""
        wort, beleg = self.woerter[stelle], self.belege.zu(self.woerter[stelle])
        if not wort.gross:
            return wort.gebunden and self._is_kleine_haelfte(stelle, wort, beleg)
        if beleg.nie and not beleg.gelistet:
            return False
        if wie_nachname(wort, beleg) and not beleg.gelistet and self._traegt_nachnamen(stelle):
            return True
        if wort.versal and len(wort.text) < 5 and not beleg.gelistet:
            # »Lukas ASD: …«. Taken for a surname, it would be one in the whole text.
            return self.woerter[stelle - 1].versal
        if len(wort.text) == 1:
            return name.vorname and self.umgebung.zeichen_nach(stelle) == "." and not wort.gebunden
        if wort.gebunden and is_wort(beleg) and not (beleg.gelistet and not beleg.alltag):
            return False
        if beleg.gelistet:
            return (name.vorname or not is_wort(beleg)) and not (
                beleg.alltag and not (name.vorname and beleg.nachname and self._passt(stelle))
            )
        if is_wort(beleg):
            return name.vorname and not beleg.gelaeufig and NACHNAME.fullmatch(wort.nieder)
        return len(wort.text) > 1

    def _is_kleine_haelfte(self, stelle, wort, beleg):
        """»hoffmann-leibrecht«, but not »Kevin-bezogen«."""
        return not self.woerter[stelle - 1].gross and (
            beleg.gelistet or (not beleg.gelaeufig and len(wort.text) > 4)
        )

    def _traegt_nachnamen(self, stelle):
        """Say whether the name before may be followed by a surname nobody knows."""
        davor = self.woerter[stelle - 1]
        if self.woerter[stelle].gebunden:
            return True
        beleg = self.belege.zu(davor) if len(davor.text) > 1 else None
        return bool(beleg and beleg.vorname and not beleg.gebeugt)

    def _passt(self, stelle):
        """Say whether an everyday word after a first name belongs to it: »Anna Sommer kam«."""
        vorname = self.woerter[stelle - 1]
        return self.woerter[stelle].davor == " " and not vorname.klein.endswith("s")

    def _nimm_vorige(self, stelle):
        """Take a short or unlisted capital word before a sure name: »Nguyen Thi Lan«."""
        while stelle:
            wort, vorher = self.woerter[stelle], self.woerter[stelle - 1]
            if wort.davor not in (" ", "-") or self.urteile[stelle - 1].staerke == STARK:
                return
            if not vorher.gross or len(vorher.text) < 2:
                return
            beleg = self.belege.zu(vorher)
            if wort.gebunden and wie_nachname(vorher, beleg) and not beleg.gelistet:
                self.urteile[stelle - 1] = Urteil(STARK, anrede=self.urteile[stelle].anrede)
                stelle -= 1
                continue
            passt = (
                beleg.gelistet and not beleg.alltag and (not vorher.anfang or not is_wort(beleg))
            ) or (vorher.klein in um.FREMDE_PARTIKEL and not is_wort(beleg))
            passt = passt and (beleg.vorname or wort.davor == "-" or len(vorher.text) < 4)
            if not passt or um.is_person(vorher.nieder):
                return
            self.urteile[stelle - 1] = Urteil(STARK, vorname=True)
            stelle -= 1

    def _pruefe_partikel(self, stelle, wort):
        """»el Khatib«, »Al-Hamidi«, »von der Heide« after a title."""
        if wort.klein not in um.PARTIKEL or self.urteile[stelle].staerke == STARK:
            return
        if wort.gross and wort.anfang and wort.klein not in um.FREMDE_PARTIKEL:
            return
        naechste = stelle + 1
        while (
            naechste < min(len(self.woerter), stelle + 4)
            and self.woerter[naechste].klein in um.PARTIKEL
        ):
            naechste += 1
        if naechste >= len(self.woerter) or naechste > stelle + 3:
            return
        folgt = self.woerter[naechste]
        if not folgt.gross or folgt.davor not in (" ", "-"):
            return
        beleg = self.belege.zu(folgt)
        anrede = self.umgebung.anreden[stelle]
        if anrede and is_wort(beleg) and (beleg.alltag or not beleg.gelistet):
            return
        fremd = wort.klein in um.FREMDE_PARTIKEL and not is_wort(beleg)
        gross = wort.gross and self.urteile[naechste].staerke == STARK and not wort.anfang
        if anrede or fremd or gross:
            for eine in range(stelle, naechste + 1):
                self.urteile[eine] = Urteil(STARK, anrede=anrede)

    def _pruefe_initiale(self, stelle, wort):
        """»J. Weber«: one letter, a full stop, a name."""
        if len(wort.text) != 1 or not wort.gross or stelle + 1 >= len(self.woerter):
            return
        folgt = self.woerter[stelle + 1]
        if not re.fullmatch(r"\. ?", folgt.davor) or not folgt.gross:
            return
        beleg = self.belege.zu(folgt)
        urteil = self.urteile[stelle + 1]
        unbekannt = (
            wie_nachname(folgt, beleg)
            or beleg.fremd >= NAME_WOHL
            or (um.is_person(folgt.nieder) and not beleg.gelaeufig and is_wort(beleg))
        )
        if stelle and self._is_unterschrift(stelle):
            if unbekannt or (beleg.nachname and not beleg.alltag):
                self.urteile[stelle + 1] = Urteil(STARK)
            return
        if stelle and (um.is_person(self.woerter[stelle - 1].nieder) or self._kuerzel_vor(stelle)):
            return
        if (
            urteil.staerke == STARK
            or (beleg.nachname and (not beleg.alltag or beleg.art == ANDERES))
            or (unbekannt and self._steht_vorn(stelle))
        ):
            self.urteile[stelle + 1] = Urteil(STARK, anrede=urteil.anrede)
            self.urteile[stelle] = Urteil(STARK)
            while stelle and self._is_initiale_mit(stelle):
                stelle -= 1
                self.urteile[stelle] = Urteil(STARK)

    def _is_unterschrift(self, stelle):
        """Say whether the letter ends »i. A.« or »i. V.«, after which somebody signs."""
        wort, vorher = self.woerter[stelle], self.woerter[stelle - 1]
        return wort.text in "AV" and vorher.text == "i" and wort.davor.startswith(".")

    def _is_initiale_mit(self, stelle):
        """Say whether another initial stands before this one: »H.-J. Weber«."""
        vorher = self.woerter[stelle - 1]
        return (
            len(vorher.text) == 1
            and vorher.gross
            and re.fullmatch(r"\.?[ -]?", self.woerter[stelle].davor) is not None
        )

    def _steht_vorn(self, stelle):
        """Say whether the letter begins something, and does not end »Variante B.«"""
        if not stelle or self.woerter[stelle].anfang or self._is_initiale_mit(stelle):
            return True
        vorher = self.woerter[stelle - 1]
        if len(vorher.text) == 1:
            return False
        return not vorher.gross or self.woerter[stelle].davor != " "

    def _pruefe_paare(self):
        """»Li Na«, »Ji-woo«: two short words that are none."""
        for stelle in range(1, len(self.woerter)):
            zweites, erstes = self.woerter[stelle], self.woerter[stelle - 1]
            if zweites.davor not in (" ", "-") or not erstes.gross or not zweites.text.isalpha():
                continue
            if not (1 < len(erstes.text) < 5 and 1 < len(zweites.text) < 5):
                continue
            if erstes.versal or zweites.versal or self.urteile[stelle].staerke == STARK:
                continue
            beide = [self.belege.zu(erstes), self.belege.zu(zweites)]
            namen = [not (is_wort(beleg) or beleg.nie or beleg.alltag) for beleg in beide]
            if not all(namen):
                continue
            if (beide[0].gelistet and zweites.gross) or (zweites.gebunden and not zweites.gross):
                self.urteile[stelle - 1] = Urteil(STARK, vorname=True)
                self.urteile[stelle] = Urteil(STARK, vorname=True)

    def _kuerzel_vor(self, stelle):
        """Say whether the letter belongs to »z. B.«, »i. A.«, or marks a role: »Fachkraft A.«"""
        wort, vorher = self.woerter[stelle], self.woerter[stelle - 1]
        if vorher.klein.startswith(("fachkraft", "fall", "variante", "person", "lehrkraft")):
            return True
        return wort.davor.startswith(".") and vorher.text + wort.text in _KUERZEL

    def _wiederhole(self):
        """What was surely a name once is one again: »Frau Koch … später rief Koch an«."""
        sicher = {
            wort.klein
            for wort, urteil in zip(self.woerter, self.urteile, strict=True)
            if urteil.staerke == STARK and len(wort.text) > 2 and wort.klein not in um.PARTIKEL
        }
        for stelle, wort in enumerate(self.woerter):
            beleg = self.belege.zu(wort) if len(wort.text) > 1 else None
            if beleg is None or self.urteile[stelle].staerke == STARK or not wort.gross:
                continue
            grund = wort.klein.removesuffix("'s").removesuffix("s")
            if wort.klein not in sicher and grund not in sicher:
                continue
            if is_wort(beleg) and (wort.anfang or self._als_nomen(stelle) or not beleg.gelistet):
                continue
            if um.is_person(wort.nieder) and self._im_amt(stelle):
                continue
            self.urteile[stelle] = Urteil(STARK, vorname=beleg.vorname)

    def _im_amt(self, stelle):
        """»Frau Richter … als Richter am Amtsgericht«: the second is an office."""
        folgt = self.woerter[stelle + 1] if stelle + 1 < len(self.woerter) else None
        return bool(folgt and folgt.klein in {"am", "an", "beim", "im", "der", "des"})

    def _als_nomen(self, stelle):
        if not stelle:
            return False
        vorher = self.woerter[stelle - 1].klein
        return vorher in um.UNBESTIMMT or vorher in um.ARTIKEL
