"""What the lists and the lexicon say about one word, wherever it stands."""

import re
from dataclasses import dataclass, replace

from fallanalyse.pseudonymisierung.bestand import schluessel
from fallanalyse.pseudonymisierung.lexikon import ANDERES, NAME, NOMEN, UNBEKANNT, formen_of
from fallanalyse.pseudonymisierung.zusammenhang import (
    ALLTAG,
    DOCH_NAMEN,
    SACHEN,
    is_person,
)

# Letters and endings German words do not have; the sounds of families from elsewhere.
_FREMD = re.compile(
    r".*(?:[şğıłńśźżćčšžđřťďňěůőűșțăâîêéèáàóúñçãõøåæþðý]|szcz|dsch.|dzh|kh|xh|gj|yy|oğ|rz[aeiyę]|cz.|ngu|ngh"
    r"|nh$|nj|mb[aeiou]$|kw|nk[ei]|tsch.*o).*"
    r"|.{2,}(?:oglu|wicz|witsch|vic|nko|enko|tschuk|chuk|czyk|ski|ska|skyj|skaja|shvili|schwili|adze"
    r"|idze|opoulos|opoulou|akis|idis|escu|eanu|aitis|dottir|yan|pour|zadeh|ullah|ollah|eddin|uddin"
    r"|eira|inho|inha|elli|etti|ucci|ov|ova|ev|eva|ow|owa|ew|ewa|uk|jewa|ijew|nur|gül|bek|dze|iç)"
)
# How an unlisted word sounds: like a foreign family, like a name, like either, like a word.
FREMD, NAME_WOHL, OFFEN, WORT_WOHL = 4, 3, 2, 1

# What a name becomes when somebody is fond of a child.
_MIT_SACHE = re.compile(rf"(.{{4,}}?)s?{SACHEN}")
# No surname ends so: what somebody has, does or gets.
_KEIN_NACHNAME = re.compile(
    r".*(?:ung|ungen|heit|heiten|keit|keiten|schaft|schaften|tion|tionen|tät|ismus|logie|therapie|hilfen?"
    r"|akten?|gespräche?|berichte?|fall|fälle|probleme?|problematik|sachen?|termine?|besuche?|konferenz"
    r"|schule|kita|plan|pläne|antrag|anträge|geschenke?|aufgaben?|zeit|zeiten|essen|schmerzen|mittel"
    r"|verhalten|störung|verbot|wechsel|wesen|geld|gelder|zimmer|wohnung|haushalt|tage?|wochen?|nisse?"
    r"|musik|ik|ion|anz|enz|ment|mente|stunden?|pocken|räume?|kosten|eltern|kinder|ex|amt|gericht|kraft|kräfte|kräften|personen"
    r"|person|helfer|helfern|dienst|dienste|stelle|stellen|verein|gruppe|gruppen|mutter|vater)"
)
_VERKLEINERT = re.compile(r"(.{2,})(?:chen|lein|ilein|ichen)")


@dataclass(frozen=True, slots=True)
class Beleg:
    """
    `klar`: in the lists and no word besides; `alltag`: a word that stands in every text.

    `fremd` is how an unlisted word sounds, 0 if it is listed or German; `gelaeufig`: frequent;
    `gebeugt`: listed without its ending only, as »Kevins«.
    """

    vorname: bool = False
    nachname: bool = False
    klar: bool = False
    alltag: bool = False
    nie: bool = False
    art: str = UNBEKANNT
    fremd: int = 0
    gelaeufig: bool = False
    gebeugt: bool = False

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

    def is_adjektiv(self, nieder):
        return self._bestand.lexikon.is_adjektiv(nieder)

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
                    return replace(gelistet, gebeugt=True)
            if mit_name := self._mit_name(nieder):
                return mit_name
        art = bestand.lexikon.art(nieder)
        if art != UNBEKANNT:
            return Beleg(art=art, alltag=klein in ALLTAG, gelaeufig=gelaeufig)
        if any(bestand.lexikon.art(grund) in (NOMEN, ANDERES) for grund in _grundformen(nieder)):
            return Beleg(art=NOMEN)
        if _FREMD.fullmatch(nieder):
            return Beleg(art=UNBEKANNT, fremd=FREMD)
        klang = bestand.lexikon.klingt_nach_name(nieder)
        return Beleg(
            art=UNBEKANNT, fremd=NAME_WOHL if klang >= 0 else OFFEN if klang > -2 else WORT_WOHL
        )

    def _mit_name(self, nieder):
        """Return the Beleg of a clear name with a German end, »Danielfall«, or None."""
        fund = _MIT_SACHE.fullmatch(nieder)
        stamm = fund[1] if fund else re.sub(r"sche[nrsm]?$", "", nieder)
        if stamm == nieder or len(stamm) < 4 or self._bestand.lexikon.is_gelaeufig(stamm):
            return None
        beleg = self._gelistet(schluessel(stamm), stamm)
        passt = beleg and beleg.klar and (beleg.vorname if fund else beleg.nachname)
        return replace(beleg, gebeugt=True) if passt else None

    def _gelistet(self, klein, nieder):
        """Return the Beleg of a word in the lists, else None."""
        bestand = self._bestand
        vor, nach = klein in bestand.vornamen, klein in bestand.nachnamen
        if not (vor or nach):
            return None
        formen = [*formen_of(nieder)]
        if any(schluessel(form) in DOCH_NAMEN for form in formen):
            return Beleg(vor, nach, klar=True, art=NAME)
        arten = [art for form in formen for art in bestand.lexikon.arten(form)]
        art = arten[0] if arten else NAME
        mehrdeutig = (
            any(schluessel(form) in bestand.mehrdeutig for form in formen)
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


def wie_nachname(wort, beleg):
    """Say whether a rare German word may be a surname where one is due: »Haselstrauch«."""
    return (
        is_wort(beleg)
        and not (beleg.gelaeufig or beleg.alltag or beleg.nie)
        and len(wort.text) > 3
        and not wort.versal
        and not (is_person(wort.nieder) and not beleg.nachname)
        and not _KEIN_NACHNAME.fullmatch(wort.nieder)
    )
