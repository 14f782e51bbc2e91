"""What the words around say about a word: a title, a role, an article, a row of nouns."""

import re

from fallanalyse.pseudonymisierung import zusammenhang as um
from fallanalyse.pseudonymisierung.belege import is_wort

_ANREDE_LUECKE = re.compile(r"[ .]{1,3}|: ?| [\"»„'(]")
_ROLLE_LUECKE = re.compile(r" |: ?| \(| [\"»„']")
_ALTER = re.compile(r"'?s?(?: \(|, )(?:ca\. |etwa |fast )?\d{1,2}(?:[,;)]| ?(?:J\b|Jahre|Mon|M\b))")


class Umgebung:
    """The words of one text, asked for what stands around one of them."""

    def __init__(self, glatt, woerter, belege):
        self.glatt, self.woerter, self.belege = glatt, woerter, belege
        self.anreden = self._finde_anreden()

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
        return wort.klein not in um.ANREDEN_GROSS or wort.gross

    def _laesst_offen(self, stelle, wort, offen):
        """Say whether this word stands between a title and its name: »Dr. med.«, »Herr Pfarrer«."""
        if wort.klein in um.TITELTEILE and (wort.davor.strip() or not wort.gross):
            return True
        if wort.klein in um.PARTIKEL_KURZ and not wort.gross:
            return True
        rolle = um.is_person(wort.nieder) and wort.gross
        return rolle and offen in {"frau", "herr", "herrn"} and not self.belege.zu(wort).gelistet

    def _vorher(self, stelle):
        """Return the word before, if it may say something about this one, else None."""
        if stelle and _ROLLE_LUECKE.fullmatch(self.woerter[stelle].davor):
            return self.woerter[stelle - 1]
        return None

    def vor(self, stelle):
        """Return "genannt", "rolle" or "" for what stands before this word."""
        if stelle and self.woerter[stelle].davor == ". ":
            return "genannt" if self.woerter[stelle - 1].klein in um.GENANNT_KURZ else ""
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

    def artikel_vor(self, stelle):
        return bool(stelle and self.woerter[stelle - 1].klein in um.ARTIKEL)

    def chat_vor(self, stelle):
        vorher = self._vorher(stelle)
        return vorher is not None and (
            vorher.klein in um.BEI
            or vorher.klein in um.ARTIKEL
            or um.is_person(vorher.nieder)
            or vorher.klein in um.UND
            or self.folgt_und(stelle)
        )

    def chat_neben(self, stelle):
        """Say whether »mit«, »und« stand before, and nothing is written with a capital near by."""
        nahe = self.woerter[max(0, stelle - 5) : stelle + 6]
        vorher = self._vorher(stelle)
        return (
            vorher is not None
            and (vorher.klein in um.BEI or vorher.klein in um.UND)
            and len(nahe) > 5
            and not any(wort.gross for wort in nahe)
        )

    def folgt_und(self, stelle):
        return stelle + 1 < len(self.woerter) and self.woerter[stelle + 1].klein in um.UND

    def folgt_verb(self, stelle):
        """Say whether what follows is done by somebody: »Ernst ist fünf«."""
        naechstes = self.woerter[stelle + 1] if stelle + 1 < len(self.woerter) else None
        return bool(naechstes and naechstes.davor == " " and naechstes.klein in um.VERBEN)

    def folgt_grosses(self, stelle):
        naechstes = self.woerter[stelle + 1] if stelle + 1 < len(self.woerter) else None
        return bool(naechstes and naechstes.davor in (" ", "-", ". ") and naechstes.gross)

    def mit_artikel(self, stelle):
        """Say whether »der« or »ein« stands before, an adjective between them or not."""
        if self.is_am_bindestrich(stelle):
            return False
        for zurueck in (1, 2):
            if stelle < zurueck or self.woerter[stelle - zurueck + 1].davor != " ":
                return False
            vorher = self.woerter[stelle - zurueck]
            if vorher.klein in um.MAENNLICH:
                return True
            if vorher.gross or not vorher.klein.endswith(("e", "en", "er", "es", "em")):
                return False
        return False

    def folgt_vorname(self, stelle):
        """Say whether it is the first half of »Sommer, Katja«."""
        if stelle + 1 >= len(self.woerter) or self.woerter[stelle + 1].davor != ", ":
            return False
        naechstes = self.belege.zu(self.woerter[stelle + 1])
        danach = self.glatt[self.woerter[stelle + 1].end :][:1]
        return naechstes.klar and naechstes.vorname and danach in ("", "\n", ";", ",", "(", " ")

    def is_ohne_artikel(self, stelle):
        """Say whether this role stands alone, as before a name: »mit Nachbar Fuchs«."""
        rolle = self.woerter[stelle]
        if rolle.nieder.endswith(("eltern", "kinder", "liche", "lichen", "jährige", "jährigen")):
            return False
        vorher = self.woerter[stelle - 1].klein if stelle else ""
        return rolle.gross and not (
            vorher in um.ARTIKEL or vorher in um.UNBESTIMMT or vorher.endswith(("en", "er", "e"))
        )

    def steht_wie_ein_nomen(self, stelle):
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

    def steht_frei(self, stelle):
        """Say whether it begins a sentence, or follows a preposition without an article."""
        wort = self.woerter[stelle]
        vorher = self._vorher(stelle)
        return wort.anfang or (vorher is not None and vorher.klein in um.BEI)

    def is_abgekuerzt(self, wort):
        """Say whether a full stop after it ends no sentence: »Dolm.«, »Tel.«"""
        if len(wort.text) > 6 or self.glatt[wort.end : wort.end + 1] != ".":
            return False
        danach = self.glatt[wort.end + 1 : wort.end + 3].lstrip(" ")[:1]
        return bool(danach) and not danach.isupper() and danach not in '\n»«"„“'

    def folgt_alter(self, stelle):
        """Say whether an age follows: »Tim (6)«, »Nele, 14 Jahre«."""
        return bool(_ALTER.match(self.glatt, self.woerter[stelle].end))

    def is_unbestimmt(self, stelle):
        """Say whether what stands before makes a capital word a noun: »im Kreis«, »ein Wolf«."""
        davor = self.woerter[stelle].davor == " "
        return bool(davor and stelle and self.woerter[stelle - 1].klein in um.UNBESTIMMT)

    def is_am_bindestrich(self, stelle):
        wort = self.woerter[stelle]
        return wort.gebunden or self.zeichen_nach(stelle) == "-"

    def zeichen_nach(self, stelle):
        ende = self.woerter[stelle].end
        return self.glatt[ende : ende + 1]
