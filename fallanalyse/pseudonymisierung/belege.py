"""What the lists and the lexicon say about one word, wherever it stands."""

import re
from dataclasses import dataclass

from fallanalyse.pseudonymisierung.bestand import schluessel
from fallanalyse.pseudonymisierung.lexikon import ANDERES, NAME, NOMEN, UNBEKANNT
from fallanalyse.pseudonymisierung.zusammenhang import ALLTAG, DOCH_NAMEN

# Letters and endings German words do not have; the sounds of families from elsewhere.
_FREMD = re.compile(
    r"(?i).*(?:[^a-zäöüß'-]|dsch|dzh|kh|gj|xh|nj|lj|szcz|rz|cz|sz|ij|yy|aa|oğlu|oglu|wicz|vic|vić"
    r"|nko|tschuk|chuk|czyk|ski|ska|skyj|skaja|shvili|schwili|dze|opoulos|opoulou|akis|idis|escu"
    r"|eanu|aitis|dottir|yan|poor|pour|zadeh|ullah|eddin|eira|inho|inha|elli|etti|ucci)$"
    r"|(?i:.*[şğıłńśźżćčšžđřťňěůőűșțăâîêéèáàóúñçãõøåæ].*)"
)
# What a name becomes when somebody is fond of a child.
_VERKLEINERT = re.compile(r"(.{2,})(?:chen|lein|ilein|ichen)")


@dataclass(frozen=True, slots=True)
class Beleg:
    """
    `klar`: in the lists and no word besides; `alltag`: a word that stands in every text.

    `fremd` is how much an unlisted word sounds like a name (0: not unlisted).
    """

    vorname: bool = False
    nachname: bool = False
    klar: bool = False
    alltag: bool = False
    nie: bool = False
    art: str = UNBEKANNT
    fremd: int = 0

    @property
    def gelistet(self):
        return self.vorname or self.nachname


class Belege:
    """Asks the Bestand, each word once. Lives as long as the check of one text."""

    def __init__(self, bestand):
        self._bestand = bestand
        self._gefragt = {}

    def zu(self, wort):
        if wort.text not in self._gefragt:
            self._gefragt[wort.text] = self._frage(wort)
        return self._gefragt[wort.text]

    def is_zerlegbar(self, nieder):
        """Say whether German parts make this word, which small letters then make likely."""
        return self._bestand.lexikon.is_zerlegbar(nieder)

    def _frage(self, wort):
        bestand = self._bestand
        nieder, klein = wort.nieder, wort.klein
        if gelistet := self._gelistet(klein, nieder):
            return gelistet
        if klein in bestand.keine_namen:
            return Beleg(nie=True, art=NOMEN, alltag=True)
        gelaeufig = bestand.lexikon.is_gelaeufig(nieder)
        if not gelaeufig:
            for grund in _grundformen(nieder):
                if gelistet := self._gelistet(schluessel(grund), grund):
                    return gelistet
        art = bestand.lexikon.art(nieder)
        if art != UNBEKANNT:
            return Beleg(art=art, alltag=klein in ALLTAG)
        if any(bestand.lexikon.art(grund) in (NOMEN, ANDERES) for grund in _grundformen(nieder)):
            return Beleg(art=NOMEN)
        klang = 2 if _FREMD.fullmatch(wort.text) else 1
        if klang == 1 and bestand.lexikon.klingt_nach_name(nieder) < -2:
            klang = 0
        return Beleg(art=UNBEKANNT, fremd=klang + 1)

    def _gelistet(self, klein, nieder):
        """Return the Beleg of a word in the lists, else None."""
        bestand = self._bestand
        vor, nach = klein in bestand.vornamen, klein in bestand.nachnamen
        if not (vor or nach):
            return None
        if klein in DOCH_NAMEN:
            return Beleg(vor, nach, klar=True, art=NAME)
        arten = bestand.lexikon.arten(nieder)
        art = arten[0] if arten else NAME
        mehrdeutig = (
            klein in bestand.mehrdeutig
            or klein in bestand.keine_namen
            or art != NAME
            or len(klein) < 3
        )
        if not mehrdeutig and klein in bestand.eigene:
            art = bestand.lexikon.art(nieder)
            mehrdeutig = art in (NOMEN, ANDERES)
        if mehrdeutig and art == NAME:
            art = bestand.lexikon.art(nieder)
        alltag = klein in ALLTAG or klein in bestand.keine_namen
        return Beleg(vor, nach, klar=not mehrdeutig, alltag=alltag, art=art)


def _grundformen(nieder):
    """Yield what »Kevins«, »Kevin's«, »Mäxchen« may come from."""
    if nieder.endswith(("'s", "'sche")):
        yield nieder.partition("'")[0]
    elif nieder.endswith("s") and len(nieder) > 3:
        yield nieder[:-1]
    elif nieder.endswith("ens") and len(nieder) > 5:
        yield nieder[:-3]
    if verkleinert := _VERKLEINERT.fullmatch(nieder):
        stamm = verkleinert[1]
        yield stamm
        yield stamm.translate(str.maketrans("äöü", "aou"))


def is_wort(beleg):
    """Say whether the lexicon knows it as an ordinary German word."""
    return beleg.art in (NOMEN, ANDERES)
