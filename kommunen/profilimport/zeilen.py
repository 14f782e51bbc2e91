"""What a single line is: blank, heading, head line, list item. No knowledge of its neighbours."""

import itertools
import re
from dataclasses import dataclass

# Which section a heading opens. The keys are folded by `_faltung`; the sections "altersstruktur"
# and "werkstatt" stand empty on the page, "ergebnisse" and "planung" get their scope when read.
UEBERSCHRIFTEN = {
    "altersstruktur": "altersstruktur",
    "altersstrukturdereinwohner": "altersstruktur",
    "altersstrukturdereinwohnerinnen": "altersstruktur",
    "altersstrukturdereinwohnerinnenundeinwohner": "altersstruktur",
    "altersstrukturderbevoelkerung": "altersstruktur",
    "qualitaetsentwicklungswerkstatt": "werkstatt",
    "qualitaetsentwicklungswerkstaetten": "werkstatt",
    "qualitaetsentwicklungsinteresse": "interesse",
    "qualitaetsentwicklungsinteressen": "interesse",
    "teilnehmende": "teilnehmende",
    "teilnehmer": "teilnehmende",
    "teilnehmerinnen": "teilnehmende",
    "teilnehmerinnenundteilnehmer": "teilnehmende",
    "zentralethemen": "themen",
    "zentralesthema": "themen",
    "ergebnisse": "ergebnisse",
    "kommunal": "kommunal",
    "inplanung": "planung",
    "clusteruebergreifend": "clusteruebergreifend",
    "besonderheit": "besonderheiten",
    "besonderheiten": "besonderheiten",
    # Not on the printed page. Our own text form (schreiben.py) needs them for what that page has
    # no way to say: a plan whose scope has no results of its own, a footnote without its star.
    "kommunalinplanung": "kommunal_in_planung",
    "clusteruebergreifendinplanung": "clusteruebergreifend_in_planung",
    "fussnote": "fussnoten",
    "fussnoten": "fussnoten",
}
# Only these occur nowhere but on a profile page; »Teilnehmende« and »Ergebnisse« stand in every
# set of minutes.
EIGENE_UEBERSCHRIFTEN = ("altersstruktur", "werkstatt", "interesse")

# Stands before words of a text that would otherwise be taken for a heading or a list sign. Nobody
# types it and it shows nowhere; schreiben.py sets it, reading takes it away.
WOERTLICH = "\u2063"
FUELLZEICHEN = re.compile(r"[\s\u00ad\u200b-\u200d\u2060\ufeff‐‑‒–-]+")
UMLAUTE = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})

LISTENZEICHEN = {
    "punkt": "•●\uf0b7\u2043",
    "quadrat": "▪■\uf0a7",
    "kreis": "◦○o",
    "mitte": "·∙",
    "pfeil": "‣▸►➢➤→\uf0d8",
    "strich": "-–—‐‑‒",
    "stern": "*",
}
ART_DES_ZEICHENS = {zeichen: art for art, alle in LISTENZEICHEN.items() for zeichen in alle}
# A dash, star, arrow or »o« may begin a sentence; a list sign is it only before a space.
NUR_MIT_ABSTAND = frozenset("o-–—‐‑‒*→")
AUFZAEHLUNG = (
    ("buchstabe", re.compile(r"(?:\([a-z]{1,2}\)|[a-z]{1,2}\))\s", re.IGNORECASE)),
    ("klammerzahl", re.compile(r"(?:\(\d{1,2}\)|\d{1,2}\))\s")),
    ("nummer", re.compile(r"\d{1,2}\.\s")),
)

ROLLEN = {"modellkommune": "MODELLKOMMUNE", "partnerkommune": "PARTNERKOMMUNE"}
WEB = re.compile(
    r"(?:(?:internet|homepage|web(?:site|adresse|-adresse)?)\s*:\s*)?"
    r"((?:https?://|www\.)\S.*|[\w-]+(?:\.[\w-]+)*\.(?:de|eu|net|org|info|com)(?:/\S*)?)",
    re.IGNORECASE,
)
BUNDESLAND = re.compile(
    r"bundesland(?:\s*:\s*|\s+|(?-i:(?=[A-ZÄÖÜ])))(.*)|bundesland", re.IGNORECASE
)
CLUSTER = re.compile(r"kinderschutz-?\s*cluster\s*:?\s*(?:nr\.?\s*)?(\d{1,3})?", re.IGNORECASE)
MODELL = re.compile(r"modellkommunen?\s*:\s*(.*)|modellkommunen?", re.IGNORECASE)
PARTNER = re.compile(r"partnerkommunen?\s*:\s*(.*)|partnerkommunen?", re.IGNORECASE)

# The role once more behind the sections, alone or stuck to the last word of the page before.
ZWEITE_SEITE = re.compile(r"(?:.*[^\sA-ZÄÖÜ])?(?:MODELL|PARTNER)KOMMUNE")
# »Qualitätsentwickler*:« refers to a footnote, »Mitarbeiter*innen« does not.
FUSSNOTENZEICHEN = re.compile(r"[\w)\]»«\"“”]\*{1,3}(?!\w)")
FUSSNOTE = re.compile(r"\*{1,3}\s*[^\s*]")


def is_ueberschrift(text):
    """Return whether a line of these words, without anything else, is a heading."""
    return _faltung(text) in UEBERSCHRIFTEN


def _faltung(text):
    """Fold what differs between copies of the same heading: hyphens, spaces, case, umlauts."""
    return FUELLZEICHEN.sub("", text).rstrip(":").casefold().translate(UMLAUTE)


def is_kopfzeile(zeile):
    """Return whether the line says itself that it belongs to the head of the page."""
    muster = (WEB, BUNDESLAND, CLUSTER, MODELL, PARTNER)
    return bool(zeile.rolle) or any(zeile.passt(eines) for eines in muster)


@dataclass(frozen=True)
class Zeile:
    nummer: int
    # Without the ordinary space around it; U+00A0 stays, it is part of what was written.
    text: str
    einzug: int
    # Kind of list sign or enumeration at the start, None for plain text.
    zeichen: str | None
    # The text behind a list sign; an enumeration like »a)« stays in front of its text.
    inhalt: str
    # Marked as text, whatever it looks like.
    woertlich: bool = False

    @property
    def leer(self):
        return not self.text.strip("\xa0\u00ad\u200b\ufeff ")

    @property
    def ist_listenpunkt(self):
        return self.zeichen in LISTENZEICHEN

    @property
    def ueberschrift(self):
        """Return the section this line opens, or None."""
        if self.zeichen or self.woertlich:
            return None
        return UEBERSCHRIFTEN.get(_faltung(self.text))

    @property
    def beginnt_wie_ueberschrift(self):
        """Return whether a heading and its text share the line (»Teilnehmende: ASD«)."""
        anfang, doppelpunkt, rest = self.text.partition(":")
        return bool(
            not self.zeichen
            and not self.woertlich
            and doppelpunkt
            and rest.strip()
            and _faltung(anfang) in UEBERSCHRIFTEN
        )

    @property
    def rolle(self):
        """Return the role if the line is nothing but the role, else None."""
        return None if self.woertlich else ROLLEN.get(_faltung(self.text))

    @property
    def kopftext(self):
        """Return the text as head lines are compared: ordinary spaces, no soft hyphens."""
        return re.sub(r"[\u00ad\u200b\ufeff]", "", self.inhalt).replace("\xa0", " ").strip()

    def passt(self, muster):
        """Return the match of a head line, or None."""
        return muster.fullmatch(self.kopftext)


def zeile_aus(nummer, roh):
    """Return the line taken apart."""
    text = roh.strip(" \t")
    einzug = _indent(roh)
    if text.startswith(WOERTLICH):
        text = text.removeprefix(WOERTLICH)
        return Zeile(nummer, text, einzug, None, text, woertlich=True)
    ohne_nbsp = text.lstrip("\xa0 \t")
    if (zeichen := _list_sign(ohne_nbsp)) is not None:
        inhalt = ohne_nbsp[1:].strip(" \t\xa0")
        woertlich = inhalt.startswith(WOERTLICH)
        inhalt = inhalt.removeprefix(WOERTLICH)
        return Zeile(nummer, text.replace(WOERTLICH, ""), einzug, zeichen, inhalt, woertlich)
    for art, muster in AUFZAEHLUNG:
        if muster.match(ohne_nbsp):
            return Zeile(nummer, text, einzug, art, ohne_nbsp)
    return Zeile(nummer, text, einzug, None, text)


def zeilen_aus(text):
    """Return the lines of a text; a heading broken over two lines comes as one."""
    zeilen = [zeile_aus(nummer, roh) for nummer, roh in enumerate(text.split("\n"), start=1)]
    for obere, untere in itertools.pairwise(zeilen.copy()):
        if obere.leer or untere.leer or obere.ueberschrift or obere.zeichen or untere.zeichen:
            continue
        if obere.woertlich or untere.woertlich:
            continue
        verbunden = f"{obere.text} {untere.text}"
        if _faltung(verbunden) in UEBERSCHRIFTEN:
            zeilen[obere.nummer - 1] = zeile_aus(obere.nummer, verbunden)
            zeilen[untere.nummer - 1] = zeile_aus(untere.nummer, "")
    return zeilen


def angefangene_ueberschrift(text):
    """Return whether the text could be a heading that the end of the file has cut."""
    anfang = _faltung(text)
    return len(anfang) >= 5 and any(
        ganz.startswith(anfang) and ganz != anfang for ganz in UEBERSCHRIFTEN
    )


def _list_sign(text):
    zeichen = text[:1]
    if zeichen not in ART_DES_ZEICHENS or not zeichen:
        return None
    if zeichen in NUR_MIT_ABSTAND and text[1:2] not in {" ", "\t", "\xa0"}:
        # Alone on its line: the text of the point follows below.
        return ART_DES_ZEICHENS[zeichen] if text == zeichen and zeichen != "o" else None
    return ART_DES_ZEICHENS[zeichen]


def _indent(roh):
    spalten = 0
    for zeichen in roh:
        if zeichen == "\t":
            spalten += 4 - spalten % 4
        elif zeichen in " \xa0":
            spalten += 1
        else:
            break
    return spalten
