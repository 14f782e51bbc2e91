"""Names of people: what the lists, the lexicon and the words around say together."""

import re
from dataclasses import dataclass

from fallanalyse.pseudonymisierung import zusammenhang as um
from fallanalyse.pseudonymisierung.belege import (
    FREMD,
    NAME_WOHL,
    OFFEN,
    WORT_WOHL,
    is_wort,
    wie_nachname,
)
from fallanalyse.pseudonymisierung.lexikon import ANDERES, NAME, NOMEN, UNBEKANNT

_ANDERE_SCHRIFT = re.compile(r"[^\x00-\u036f\u1e00-\u2bff\ua720-\ua7ff\ufb00-\ufb06]{2,}")

# How German families are called whose name is made of words: »Pfefferkorn«.
NACHNAME = re.compile(
    r".{3,}(?:mann|meier|meyer|maier|mayer|bach|berg|burg|dorf|feld|feldt|heim|hof|hoff|stein|tal|thal"
    r"|wald|weiler|bauer|auer|müller|huber|hardt|horn|born|beck|becker|korn|schläger|macher|stätter|ner|ler"
    r"|ger|ke|kens|sen|ich|itz|le|lein|hahn|vogel|fuchs|kamp|busch|baum|meister|schmidt|schmied|wirt)"
)
STARK, SCHWACH, NICHTS = 2, 1, 0

_KEINE = um.ANREDEN | um.ARTIKEL | um.TITELTEILE
_EINZELNE = frozenset(["frau", "fr", "herr", "herrn", "hr", "hrn"])


@dataclass(slots=True)
class Urteil:
    """What is thought of a word: how surely it names somebody, and as what."""

    staerke: int = NICHTS
    vorname: bool = False
    anrede: str = ""
    kuerzel: bool = False


class Namensuche:
    """Judges each word of a text by itself and by what stands around it."""

    def __init__(self, umgebung, orte):
        self.umgebung, self.woerter, self.belege = umgebung, umgebung.woerter, umgebung.belege
        self._orte = {stelle for ort in orte for stelle in range(ort.von, ort.bis)}
        self._grosse_orte = {
            stelle for ort in orte if not ort.klein for stelle in range(ort.von, ort.bis)
        }

    def urteile(self):
        """Return an Urteil for each word."""
        return [self._beurteile(stelle) for stelle in range(len(self.woerter))]

    def _beurteile(self, stelle):
        wort = self.woerter[stelle]
        if len(wort.text) == 1:
            return self._beurteile_buchstaben(stelle)
        if _ANDERE_SCHRIFT.search(wort.text):
            return Urteil(STARK)
        if wort.klein in _KEINE or wort.text in um.PERSONENKUERZEL:
            return Urteil()
        beleg = self.belege.zu(wort)
        anrede = self.umgebung.anreden[stelle]
        if anrede and self._folgt_name(stelle, wort, beleg, anrede):
            return Urteil(STARK, vorname=False, anrede=anrede)
        if beleg.nie:
            return Urteil()
        if not wort.gross:
            return self._beurteile_kleines(stelle, wort, beleg)
        if wort.versal and len(wort.text) < 4 and not self.umgebung.vor(stelle):
            return Urteil()
        if wort.klein in um.GEWERBE and self.umgebung.mit_artikel(stelle):
            return Urteil(SCHWACH)
        if beleg.klar and stelle not in self._grosse_orte:
            return Urteil(STARK, vorname=beleg.vorname)
        if stelle in self._orte and self.umgebung.vor(stelle) != "genannt":
            return Urteil()
        if beleg.gelistet:
            return self._beurteile_mehrdeutiges(stelle, wort, beleg)
        return self._beurteile_ungelistetes(stelle, wort, beleg)

    def _beurteile_buchstaben(self, stelle):
        """A single letter is a name after a title only: »Frau K.«; »Fachkraft A« is a role."""
        wort = self.woerter[stelle]
        anrede = self.umgebung.anreden[stelle]
        if not (wort.gross and anrede) or anrede in um.TITELTEILE:
            return Urteil()
        if self.umgebung.zeichen_nach(stelle) != ".":
            return Urteil()
        return Urteil(SCHWACH, anrede=anrede, kuerzel=True)

    def _folgt_name(self, stelle, wort, beleg, anrede):
        """Say whether the word after a title is the name it announces."""
        if wort.klein in um.ANREDEN or wort.klein in um.TITELTEILE:
            return False
        anrede_stelle = stelle - 1
        while anrede_stelle > stelle - 6 and anrede_stelle and self.umgebung.anreden[anrede_stelle]:
            anrede_stelle -= 1
        mit_artikel = self.umgebung.artikel_vor(anrede_stelle)
        mehrzahl = anrede in {"familien", "familie", "herren"}
        if not wort.gross:
            ist_name = beleg.klar or (beleg.art in (UNBEKANNT, NAME) and not beleg.nie)
            return ist_name and len(wort.text) > 2 and wort.klein not in um.PARTIKEL
        if um.is_person(wort.nieder) and not beleg.nachname:
            # »Frau Richterin« is none, »Herr Hagelmeister« is.
            return not (beleg.gelaeufig or mit_artikel or self.umgebung.folgt_grosses(stelle))
        if beleg.gelistet:
            return not (beleg.alltag and mit_artikel)
        if anrede in _EINZELNE and not mit_artikel and not wort.versal and not wort.gemischt:
            return True
        if beleg.nie:
            return False
        if is_wort(beleg):
            if not beleg.gelaeufig and NACHNAME.fullmatch(wort.nieder):
                return not mit_artikel
            nach_partikel = self.woerter[stelle - 1].klein in um.PARTIKEL
            if mehrzahl and not wie_nachname(wort, beleg):
                return False
            return not (mit_artikel or wort.versal or nach_partikel)
        return True

    def _beurteile_kleines(self, stelle, wort, beleg):
        """A word in small letters: a name where nothing else is possible, as people chat."""
        if not beleg.gelistet or not beleg.klar or wort.klein in um.KLEIN_NIE:
            return Urteil()
        lang = len(wort.text) > 3
        if not (lang or self.umgebung.chat_vor(stelle) or self.umgebung.vor(stelle)):
            return Urteil()
        if self.belege.is_zerlegbar(wort.nieder) and not self.umgebung.chat_neben(stelle):
            return Urteil()
        return Urteil(STARK, vorname=beleg.vorname)

    def _beurteile_mehrdeutiges(self, stelle, wort, beleg):
        """»Koch«, »Wolf«, »Kraft«: a word as well as a name."""
        umgebung = self.umgebung.vor(stelle)
        if umgebung == "genannt" and not (beleg.alltag and beleg.art == NOMEN):
            return Urteil(STARK, vorname=beleg.vorname)
        kein_nomen = beleg.art == ANDERES
        if umgebung == "rolle" and (
            (beleg.vorname and not beleg.alltag)
            or (kein_nomen and not wort.anfang)
            or (not beleg.alltag and self.umgebung.is_ohne_artikel(stelle - 1))
        ):
            return Urteil(STARK, vorname=beleg.vorname)
        if beleg.vorname and not beleg.alltag and self.umgebung.folgt_alter(stelle):
            return Urteil(STARK, vorname=True)
        if beleg.nachname and wort.anfang and self.umgebung.folgt_vorname(stelle):
            return Urteil(STARK)
        handelt = beleg.vorname and wort.anfang and self.umgebung.folgt_verb(stelle)
        if handelt and (not beleg.alltag or wort.klein == "ernst"):
            return Urteil(SCHWACH, vorname=True)
        if beleg.alltag:
            return Urteil()
        if wort.anfang and kein_nomen:
            return Urteil()
        if wort.versal and len(wort.text) < 5:
            return Urteil()
        if self.umgebung.is_unbestimmt(stelle) or self.umgebung.is_am_bindestrich(stelle):
            return Urteil()
        return Urteil(SCHWACH, vorname=beleg.vorname)

    def _beurteile_ungelistetes(self, stelle, wort, beleg):
        """A word in no list: a name if it is no German word."""
        umgebung = self.umgebung.vor(stelle)
        if beleg.alltag and not is_wort(beleg):
            return Urteil(SCHWACH) if umgebung == "genannt" else Urteil()
        if is_wort(beleg):
            if umgebung == "rolle" and wort.davor == " " and wie_nachname(wort, beleg):
                beruf = um.is_beruf(self.woerter[stelle - 1].nieder)
                if NACHNAME.fullmatch(wort.nieder) or (
                    beruf and self.umgebung.is_ohne_artikel(stelle - 1)
                ):
                    return Urteil(STARK)
            schwach = umgebung == "genannt" and not beleg.gelaeufig and beleg.art == NOMEN
            return Urteil(SCHWACH) if schwach else Urteil()
        if wort.gemischt:
            return Urteil()
        if wort.versal and (len(wort.text) < 5 or not umgebung):
            return Urteil(SCHWACH) if len(wort.text) > 5 and beleg.fremd > OFFEN else Urteil()
        if len(wort.text) < 3 or self.umgebung.is_abgekuerzt(wort):
            return Urteil()
        if umgebung or beleg.fremd == FREMD:
            return Urteil(STARK)
        if beleg.fremd == WORT_WOHL:
            return Urteil()
        if self.umgebung.steht_wie_ein_nomen(stelle):
            return Urteil(SCHWACH)
        if beleg.fremd == NAME_WOHL or beleg.art == NAME:
            return Urteil(STARK)
        return Urteil(
            STARK if beleg.fremd == OFFEN and self.umgebung.steht_frei(stelle) else SCHWACH
        )
