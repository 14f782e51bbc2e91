"""Names of people: what the lists, the lexicon and the words around say together."""

import re
from dataclasses import dataclass

from fallanalyse.pseudonymisierung import zusammenhang as um
from fallanalyse.pseudonymisierung.belege import FREMD, NAME_WOHL, OFFEN, WORT_WOHL, is_wort
from fallanalyse.pseudonymisierung.lexikon import ANDERES, NAME, NOMEN, UNBEKANNT

_LUECKE = re.compile(r" {1,3}|\. ?|\.?-|, (?=$)")
_ANREDE_LUECKE = re.compile(r"[ .]{1,3}\n?|: ?| [\"»„'(]")
_ROLLE_LUECKE = re.compile(r" |: ?| \(| [\"»„']|, (?=$)")
_ALTER = re.compile(r"'?s?(?: \(|, )(?:ca\. |etwa |fast )?\d{1,2}(?:[,;)]| ?(?:J\b|Jahre|Mon|M\b))")
_ANDERE_SCHRIFT = re.compile(r"[^\x00-\u036f\u1e00-\u2bff\ua720-\ua7ff\ufb00-\ufb06]{2,}")

# How German families are called whose name is made of words: »Pfefferkorn«.
_NACHNAME = re.compile(
    r".{3,}(?:mann|meier|meyer|maier|mayer|bach|berg|burg|dorf|feld|feldt|heim|hof|hoff|stein|tal|thal"
    r"|wald|weiler|bauer|müller|huber|hardt|horn|born|beck|becker|korn|schläger|macher|stätter|ner|ler"
    r"|ger|ke|kens|sen|ich|itz|le|lein|hahn|vogel|fuchs|kamp|busch|baum|meister|schmidt|schmied|wirt)"
)
_KUERZEL = frozenset("zB iR iA iS iV iE zT uU uA zZ eV aA aM aO zS oA iH".split())

STARK, SCHWACH, NICHTS = 2, 1, 0


@dataclass(slots=True)
class Urteil:
    """What is thought of a word: how surely it names somebody, and as what."""

    staerke: int = NICHTS
    vorname: bool = False
    anrede: str = ""
    kuerzel: bool = False


class Namensuche:
    """Judges each word of a text, left to right, then joins what belongs together."""

    def __init__(self, glatt, woerter, belege, orte):
        self.glatt, self.woerter, self.belege = glatt, woerter, belege
        self.urteile = [Urteil() for _ in woerter]
        self._orte = {stelle for ort in orte for stelle in range(ort.von, ort.bis)}
        self._grosse_orte = {
            stelle for ort in orte if not ort.klein for stelle in range(ort.von, ort.bis)
        }
        self._anreden = self._finde_anreden()
        for stelle in range(len(woerter)):
            self.urteile[stelle] = self._beurteile(stelle)
        self._verbinde()
        self._wiederhole()

    # --- what stands before ----------------------------------------------------------------------

    def _finde_anreden(self):
        """Return for each word the title it follows (»frau«, »familie«, »dr« …), or ""."""
        anreden, offen = [], ""
        for stelle, wort in enumerate(self.woerter):
            if offen and not _ANREDE_LUECKE.fullmatch(wort.davor):
                offen = ""
            anreden.append(offen)
            is_anrede = wort.klein in um.ANREDEN and self._is_anrede(stelle)
            if is_anrede:
                offen = wort.klein if wort.klein not in um.TITELTEILE else offen or wort.klein
            elif not (offen and self._laesst_offen(stelle, wort, offen)):
                offen = ""
        return anreden

    def _is_anrede(self, stelle):
        wort = self.woerter[stelle]
        if wort.klein in {"fr", "hr", "hrn", "fam", "frl", "drs"}:
            return stelle + 1 < len(self.woerter) and "." in self.woerter[stelle + 1].davor
        return wort.klein != "mr" or wort.gross

    def _laesst_offen(self, stelle, wort, offen):
        """Say whether this word stands between a title and its name: »Dr. med.«, »Herr Pfarrer«."""
        if wort.klein in um.TITELTEILE and (wort.davor.strip() or not wort.gross):
            return True
        if wort.klein in um.PARTIKEL and not wort.gross:
            return True
        rolle = um.is_person(wort.nieder) and wort.gross
        return rolle and offen in {"frau", "herr", "herrn"} and not self.belege.zu(wort).gelistet

    def _vorher(self, stelle, luecke=_ROLLE_LUECKE):
        """Return the word before, if nothing but `luecke` is between, else None."""
        if stelle and luecke.fullmatch(self.woerter[stelle].davor):
            return self.woerter[stelle - 1]
        return None

    def _zusammenhang(self, stelle):
        """Return "genannt", "rolle" or "" for what stands before this word."""
        vorher = self._vorher(stelle)
        if vorher is None:
            return ""
        if vorher.klein in um.FUERWOERTER and stelle > 1:
            vorher = self.woerter[stelle - 2]
        if vorher.klein in um.GENANNT and (vorher.klein != "namen" or self._mit_namen(stelle - 1)):
            return "genannt"
        if vorher.klein in um.GRUSS:
            return "rolle"
        davor = self.woerter[stelle].davor
        if um.is_person(vorher.nieder):
            return "rolle"
        if davor.startswith(":") and (vorher.gross or vorher.anfang):
            return "rolle"
        return ""

    def _mit_namen(self, stelle):
        vor = self.woerter[max(0, stelle - 2) : stelle]
        return "mit" in {wort.klein for wort in vor} or "dem" in {wort.klein for wort in vor}

    def _artikel_vor(self, stelle):
        return bool(stelle and self.woerter[stelle - 1].klein in um.ARTIKEL)

    # --- one word --------------------------------------------------------------------------------

    def _beurteile(self, stelle):
        wort = self.woerter[stelle]
        if len(wort.text) == 1:
            return self._beurteile_buchstaben(stelle)
        if _ANDERE_SCHRIFT.search(wort.text):
            return Urteil(STARK)
        if wort.klein in um.ANREDEN or wort.klein in um.ARTIKEL or (wort.klein in um.TITELTEILE and len(wort.text) > 1):
            return Urteil()
        beleg = self.belege.zu(wort)
        anrede = self._anreden[stelle]
        if anrede and self._folgt_name(stelle, wort, beleg, anrede):
            return Urteil(STARK, vorname=False, anrede=anrede)
        if beleg.nie:
            return Urteil()
        if not wort.gross:
            return self._beurteile_kleines(stelle, wort, beleg)
        if wort.versal and len(wort.text) < 4 and not self._zusammenhang(stelle):
            return Urteil()
        if beleg.klar and stelle not in self._grosse_orte:
            return Urteil(STARK, vorname=beleg.vorname)
        if stelle in self._orte and self._zusammenhang(stelle) != "genannt":
            return Urteil()
        if beleg.gelistet:
            return self._beurteile_mehrdeutiges(stelle, wort, beleg)
        return self._beurteile_ungelistetes(stelle, wort, beleg)

    def _beurteile_buchstaben(self, stelle):
        """A single letter is a name after a title only: »Frau K.«; »Fachkraft A« is a role."""
        wort = self.woerter[stelle]
        anrede = self._anreden[stelle]
        if not (wort.gross and anrede) or anrede in um.TITELTEILE:
            return Urteil()
        nachher = self.glatt[wort.end : wort.end + 1]
        return Urteil(SCHWACH, anrede=anrede, kuerzel=True) if nachher == "." else Urteil()

    def _folgt_name(self, stelle, wort, beleg, anrede):
        """Say whether the word after a title is the name it announces."""
        if wort.klein in um.ANREDEN or wort.klein in um.TITELTEILE:
            return False
        anrede_stelle = stelle - 1
        while anrede_stelle > stelle - 6 and anrede_stelle and self._anreden[anrede_stelle]:
            anrede_stelle -= 1
        mit_artikel = self._artikel_vor(anrede_stelle)
        mehrzahl = anrede in {"familien", "familie", "herren"}
        if not wort.gross:
            ist_name = beleg.klar or beleg.art in (UNBEKANNT, NAME) and not beleg.nie
            return ist_name and len(wort.text) > 2 and wort.klein not in um.PARTIKEL
        if um.is_person(wort.nieder) and not beleg.nachname:
            return False
        if beleg.gelistet:
            return not (beleg.alltag and mit_artikel)
        if beleg.nie:
            return False
        if is_wort(beleg):
            nach_partikel = self.woerter[stelle - 1].klein in um.PARTIKEL
            return not (mit_artikel or mehrzahl or wort.versal or nach_partikel)
        return True

    def _beurteile_kleines(self, stelle, wort, beleg):
        """A word in small letters: a name where nothing else is possible, as people chat."""
        if not beleg.gelistet or not beleg.klar or wort.klein in um.KLEIN_NIE:
            return Urteil()
        lang = len(wort.text) > 3
        if not lang and not (self._zusammenhang(stelle) or self._chat_vor(stelle)):
            return Urteil()
        if self.belege.is_zerlegbar(wort.nieder):
            return Urteil()
        return Urteil(STARK, vorname=beleg.vorname)

    def _chat_vor(self, stelle):
        vorher = self._vorher(stelle)
        return vorher is not None and (
            vorher.klein in um.BEI or vorher.klein in um.ARTIKEL or um.is_person(vorher.nieder)
        )

    def _beurteile_mehrdeutiges(self, stelle, wort, beleg):
        """»Koch«, »Wolf«, »Kraft«: a word as well as a name."""
        umgebung = self._zusammenhang(stelle)
        if umgebung == "genannt" and not (beleg.alltag and beleg.art == NOMEN):
            return Urteil(STARK, vorname=beleg.vorname)
        kein_nomen = beleg.art != NOMEN
        if umgebung == "rolle" and (
            (beleg.vorname and not beleg.alltag)
            or (kein_nomen and not wort.anfang)
            or (not beleg.alltag and self._is_ohne_artikel(stelle - 1))
        ):
            return Urteil(STARK, vorname=beleg.vorname)
        if beleg.vorname and _ALTER.match(self.glatt, wort.end) and not beleg.alltag:
            return Urteil(STARK, vorname=True)
        if beleg.nachname and wort.anfang and self._folgt_vorname(stelle):
            return Urteil(STARK)
        if beleg.alltag:
            return Urteil()
        if wort.anfang and kein_nomen:
            return Urteil()
        if wort.versal and len(wort.text) < 5:
            return Urteil()
        if stelle and self.woerter[stelle - 1].klein in um.UNBESTIMMT and wort.davor == " ":
            return Urteil()
        if wort.gebunden or self.glatt[wort.end : wort.end + 1] == "-":
            return Urteil()
        return Urteil(SCHWACH, vorname=beleg.vorname)

    def _folgt_vorname(self, stelle):
        """Say whether it is the first half of »Sommer, Katja«."""
        if stelle + 1 >= len(self.woerter) or self.woerter[stelle + 1].davor != ", ":
            return False
        naechstes = self.belege.zu(self.woerter[stelle + 1])
        danach = self.glatt[self.woerter[stelle + 1].end :][:1]
        return naechstes.klar and naechstes.vorname and danach in ("", "\n", ";", ",", "(", " ")

    def _is_ohne_artikel(self, stelle):
        """Say whether this role stands alone, as before a name: »mit Nachbar Fuchs«."""
        rolle = self.woerter[stelle]
        if rolle.nieder.endswith(("eltern", "kinder", "liche", "lichen", "jährige", "jährigen")):
            return False
        vorher = self.woerter[stelle - 1].klein if stelle else ""
        return rolle.gross and not (
            vorher in um.ARTIKEL or vorher in um.UNBESTIMMT or vorher.endswith(("en", "er", "e"))
        )

    def _beurteile_ungelistetes(self, stelle, wort, beleg):
        """A word in no list: a name if it is no German word."""
        umgebung = self._zusammenhang(stelle)
        if is_wort(beleg):
            schwach = umgebung == "genannt" and not beleg.gelaeufig and beleg.art == NOMEN
            return Urteil(SCHWACH) if schwach else Urteil()
        if any(eines.isupper() for eines in wort.text[1:]) and not wort.versal and "'" not in wort.text:
            return Urteil()
        if wort.versal and (len(wort.text) < 5 or not umgebung):
            return Urteil(SCHWACH) if len(wort.text) > 5 and beleg.fremd > OFFEN else Urteil()
        if len(wort.text) < 3 or self._is_abgekuerzt(wort):
            return Urteil()
        if umgebung or beleg.fremd == FREMD:
            return Urteil(STARK)
        if beleg.fremd == WORT_WOHL:
            return Urteil()
        if self._steht_wie_ein_nomen(stelle):
            return Urteil(SCHWACH)
        if beleg.fremd == NAME_WOHL or beleg.art == NAME:
            return Urteil(STARK)
        return Urteil(STARK if beleg.fremd == OFFEN and self._steht_frei(stelle) else SCHWACH)

    def _steht_wie_ein_nomen(self, stelle):
        """Say whether an article, an adjective, a hyphen or a row of nouns speaks for a noun."""
        wort = self.woerter[stelle]
        if wort.gebunden or self.glatt[wort.end : wort.end + 1] == "-":
            return True
        if not stelle or wort.davor not in (" ", ", "):
            return False
        vorher = self.woerter[stelle - 1]
        if wort.davor == " ":
            if vorher.klein in um.ARTIKEL or vorher.klein in um.UNBESTIMMT:
                return True
            if not vorher.gross and self.belege.is_adjektiv(vorher.nieder):
                return True
        if vorher.klein in um.UND and stelle > 1:
            vorher = self.woerter[stelle - 2]
        elif wort.davor != ", ":
            return False
        return vorher.gross and is_wort(self.belege.zu(vorher)) and not um.is_person(vorher.nieder)

    def _steht_frei(self, stelle):
        """Say whether it begins a sentence, or follows a preposition without an article."""
        wort = self.woerter[stelle]
        vorher = self._vorher(stelle)
        return wort.anfang or (vorher is not None and vorher.klein in um.BEI)

    def _is_abgekuerzt(self, wort):
        """Say whether a full stop after it ends no sentence: »Dolm.«, »Tel.«"""
        if len(wort.text) > 6 or self.glatt[wort.end : wort.end + 1] != ".":
            return False
        danach = self.glatt[wort.end + 1 : wort.end + 3].lstrip(" ")[:1]
        return bool(danach) and not danach.isupper() and danach not in "\n»«\"„“"

    # --- words together --------------------------------------------------------------------------

    def _verbinde(self):
        """Let a sure name take along what belongs to it: initials, particles, a second name."""
        for stelle, urteil in enumerate(self.urteile):
            if urteil.staerke == STARK:
                self._nimm_vorige(stelle)
                self._nimm_naechste(stelle)
        for stelle, wort in enumerate(self.woerter):
            self._pruefe_partikel(stelle, wort)
            self._pruefe_initiale(stelle, wort)

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
        if not wort.gross or beleg.nie and not beleg.gelistet:
            return False
        if len(wort.text) == 1:
            return name.vorname and self.glatt[wort.end : wort.end + 1] == "." and not wort.gebunden
        if wort.gebunden and is_wort(beleg) and not (beleg.gelistet and not beleg.alltag):
            return False
        if beleg.gelistet:
            return (name.vorname or not is_wort(beleg)) and not (
                beleg.alltag and not (name.vorname and beleg.nachname and self._passt(stelle))
            )
        if is_wort(beleg):
            return name.vorname and not beleg.gelaeufig and _NACHNAME.fullmatch(wort.nieder)
        return len(wort.text) > 1

    def _passt(self, stelle):
        """Say whether an everyday word right after a first name ends the name: »Anna Sommer kam«."""
        return self.woerter[stelle].davor == " " and not self.woerter[stelle - 1].klein.endswith("s")

    def _nimm_vorige(self, stelle):
        """Take a short or unlisted capital word before a sure name: »Nguyen Thi Lan«."""
        while stelle:
            wort, vorher = self.woerter[stelle], self.woerter[stelle - 1]
            if wort.davor not in (" ", "-") or self.urteile[stelle - 1].staerke == STARK:
                return
            if not vorher.gross or len(vorher.text) < 2:
                return
            beleg = self.belege.zu(vorher)
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
        anrede = self._anreden[stelle]
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
        if stelle and (um.is_person(self.woerter[stelle - 1].nieder) or self._kuerzel_vor(stelle)):
            return
        beleg = self.belege.zu(folgt)
        urteil = self.urteile[stelle + 1]
        if urteil.staerke == STARK or (beleg.nachname and (not beleg.alltag or beleg.art == ANDERES)):
            self.urteile[stelle] = Urteil(STARK)
            self.urteile[stelle + 1] = Urteil(STARK, anrede=urteil.anrede)

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
            self.urteile[stelle] = Urteil(STARK, vorname=beleg.vorname)

    def _als_nomen(self, stelle):
        if not stelle:
            return False
        vorher = self.woerter[stelle - 1].klein
        return vorher in um.UNBESTIMMT or vorher in um.ARTIKEL
