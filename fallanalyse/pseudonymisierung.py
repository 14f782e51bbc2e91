"""
The pseudonymisation gate: what in a text could tell who somebody is.

`pruefe` is the hook: today's detectors find patterns. Text is never altered and writing never
blocked; before anything leaves the team every hit must be gone. Fail closed: a detector that
cannot run is an error, and an error refuses the release.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from fallanalyse.muster import GLIEDERUNG, MUSTER

NICHT_MOEGLICH = (
    "Die Prüfung auf Wiedererkennbarkeit läuft gerade nicht. Ohne sie verlässt nichts das Team. "
    "Bitte versuchen Sie es später noch einmal."
)


class PruefungNichtMoeglich(Exception):
    """A detector could not run. The message is German and may be shown to the user."""


@dataclass(frozen=True)
class Treffer:
    """
    A place in a text: characters `start` to `end`. `sicher` is False for a weak warning.

    `ersatz` is what could stand there instead, "" where nothing suggests itself.
    """

    start: int
    end: int
    text: str
    art: str
    grund: str
    sicher: bool = True
    ersatz: str = ""


def finde_muster(text):
    """Yield the Treffer that can be told by their form."""
    glatt, stelle_of = _glaette(text)
    for art, grund, muster, gliederung in MUSTER:
        gruppe = "t" if "t" in muster.groupindex else 0
        for fund in muster.finditer(glatt):
            if gliederung and GLIEDERUNG.search(glatt, max(0, fund.start() - 20), fund.start()):
                continue
            start, end = stelle_of(fund.start(gruppe)), stelle_of(fund.end(gruppe) - 1) + 1
            yield Treffer(start, end, text[start:end], art, grund)


# Each takes a text and yields Treffer.
DETEKTOREN = [finde_muster]


def stand():
    """
    Return what tells these detectors from earlier and later ones: a check holds for one of them.

    :raises PruefungNichtMoeglich: if there are none
    """
    if not DETEKTOREN:
        raise PruefungNichtMoeglich(NICHT_MOEGLICH)
    return _stand_of(tuple(DETEKTOREN))


@lru_cache(maxsize=8)
def _stand_of(detektoren):
    namen = [f"{detektor.__module__}.{detektor.__qualname__}" for detektor in detektoren]
    muster = [(art, grund, eines.pattern, gliederung) for art, grund, eines, gliederung in MUSTER]
    return sha256(repr((namen, muster)).encode()).hexdigest()[:16]


def pruefe(text):
    """
    Return the Treffer in this text, in their order; where two overlap, the longer one.

    :raises PruefungNichtMoeglich: if a detector cannot run
    """
    try:
        if not DETEKTOREN:
            raise LookupError("no detector")
        gefunden = [treffer for detektor in DETEKTOREN for treffer in detektor(text)]
    except Exception as fehler:
        raise PruefungNichtMoeglich(NICHT_MOEGLICH) from fehler
    gefunden.sort(key=lambda treffer: (treffer.start, -treffer.end))
    treffer = []
    for einer in gefunden:
        if not treffer or einer.start >= treffer[-1].end:
            treffer.append(einer)
        elif einer.end - einer.start > treffer[-1].end - treffer[-1].start:
            treffer[-1] = einer
    return treffer


# Different signs for the same thing, one for one.
_EINERLEI = str.maketrans(
    dict.fromkeys(
        "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f"
        "\u205f\u3000\t\v\f\u2026",
        " ",
    )
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'")
)


def _glaette(text):
    """
    Return the text as the patterns expect it, and a function from its places to those of `text`.

    What cannot be seen (soft hyphens, marks of direction) and what looks the same (composed and
    decomposed umlauts, wide digits) must not hide anything.
    """
    glatt = text.translate(_EINERLEI)
    if unicodedata.is_normalized("NFKC", glatt) and not any(map(_is_unsichtbar, set(glatt))):
        return glatt, lambda stelle: stelle
    zeichen, stellen = [], []
    for stelle, eines in enumerate(glatt):
        if _is_unsichtbar(eines):
            continue
        if unicodedata.combining(eines) and zeichen:
            verbunden = unicodedata.normalize("NFC", zeichen[-1] + eines)
            if len(verbunden) == 1:
                zeichen[-1] = verbunden
                continue
        for eines_glatt in unicodedata.normalize("NFKC", eines):
            zeichen.append(eines_glatt)
            stellen.append(stelle)
    return "".join(zeichen), stellen.__getitem__


def _is_unsichtbar(zeichen):
    return unicodedata.category(zeichen) == "Cf"
