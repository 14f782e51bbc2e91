"""
The pseudonymisation gate: what in a text could tell who somebody is.

`pruefe` is the hook: the detectors here find patterns. Text is never altered and writing never
blocked; before anything leaves the team every hit must be gone. Fail closed: a detector that
cannot run is an error, and an error refuses the release.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Treffer:
    """A place in a text: characters `start` to `end`. `sicher` is False for a weak warning."""

    start: int
    end: int
    text: str
    art: str
    grund: str
    sicher: bool = True


_TAG = r"(?:0?[1-9]|[12]\d|3[01])"
_MONAT = r"(?:0?[1-9]|1[0-2])"
_JAHR = r"(?:(?:19|20)\d{2}|\d{2})"
_MONATSNAME = (
    r"(?:Januar|Jänner|Februar|März|Maerz|April|Mai|Juni|Juli|August|September|Oktober|November"
    r"|Dezember|Jan|Feb|Mrz|Apr|Jun|Jul|Aug|Sept?|Okt|Nov|Dez)\b\.?"
)
_WEG = r"(?:stra(?:ß|ss)e|str\.?|weg|allee|platz|gasse|ring|ufer|damm|steig|pfad|chaussee)"
_HAUSNUMMER = r"\s*\d{1,4}\s?[a-z]?\b"
_REGISTER = r"(?:F|UF|WF|Js|Ls|Ds|AR|KLs|VII|XVII|X)"

# art, what the page calls it, pattern
_MUSTER = [
    (art, grund, re.compile(muster))
    for art, grund, muster in (
        (
            "email",
            "eine E-Mail-Adresse",
            r"[\w.+%-]+\s?(?:@|\(at\)|\[at\])\s?\w[\w-]*(?:\.\w[\w-]*)+",
        ),
        ("iban", "eine IBAN", r"\b[A-Z]{2}\d{2}(?: ?[0-9A-Z]{4}){3,7}(?: ?[0-9A-Z]{1,3})?\b"),
        (
            "aktenzeichen",
            "ein Aktenzeichen",
            r"\b(?:A[zZ]|Akten(?:zeichen|z)|Geschäftszeichen|Fallnummer)\b\.?:?\s*"
            r"[\w./-]*\d[\w./-]*",
        ),
        (
            "aktenzeichen",
            "ein Aktenzeichen des Gerichts",
            rf"\b\d{{1,4}}\s?{_REGISTER}\s?\d{{1,6}}/\d{{2,4}}\b",
        ),
        ("datum", "ein Datum", rf"(?<![\d.,]){_TAG}\.\s?{_MONAT}\.(?:\s?{_JAHR}\b)?(?![\d,])"),
        ("datum", "ein Datum", rf"\b{_TAG}\.\s?{_MONATSNAME}(?:\s+{_JAHR}\b)?"),
        ("datum", "ein Datum", rf"\b{_MONATSNAME}\s+(?:19|20)\d{{2}}\b"),
        ("datum", "ein Datum", rf"\b(?:19|20)\d{{2}}-{_MONAT}-{_TAG}\b"),
        ("datum", "ein Datum", rf"\b{_TAG}[/-]{_MONAT}[/-]{_JAHR}\b"),
        (
            "telefon",
            "eine Telefonnummer",
            r"(?<![\w/.])(?:\+\d{1,3}|00[1-9]\d{0,2}|\(?0\d{2,5}\)?)"
            r"[ /-]{0,3}\(?\d[\d /()-]{3,14}\d(?!\w)",
        ),
        ("anschrift", "eine Anschrift", rf"(?i)\b[a-zäöüß][\w-]*{_WEG}{_HAUSNUMMER}"),
        (
            "anschrift",
            "eine Anschrift",
            rf"\b[A-ZÄÖÜ][\w-]*(?:\s+[A-ZÄÖÜ][\w-]*)*\s+(?i:{_WEG}){_HAUSNUMMER}",
        ),
        (
            "anschrift",
            "eine Anschrift",
            r"\b(?:Am|An der|Auf de[mr]|Im|In de[mr]|Zum|Zur)\s+[A-ZÄÖÜ]\w+\s+\d{1,4}\s?[a-z]?\b"
            r"(?=\s*(?:,|\bin\b|\d{5}\b))",
        ),
        ("anschrift", "eine Postleitzahl mit Ort", r"\b\d{5}\s+[A-ZÄÖÜ][a-zäöüß]+"),
    )
]


def pruefe(text):
    """Return the Treffer in this text, in their order; where two overlap, the longer one."""
    gefunden = [
        Treffer(fund.start(), fund.end(), fund.group(), art, grund)
        for art, grund, muster in _MUSTER
        for fund in muster.finditer(text)
    ]
    gefunden.sort(key=lambda treffer: (treffer.start, -treffer.end))
    treffer = []
    for einer in gefunden:
        if not treffer or einer.start >= treffer[-1].end:
            treffer.append(einer)
        elif einer.end - einer.start > treffer[-1].end - treffer[-1].start:
            treffer[-1] = einer
    return treffer
