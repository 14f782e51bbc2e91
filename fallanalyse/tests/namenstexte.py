"""The texts on which the gate is measured, and the measuring."""

import re
from collections import Counter
from pathlib import Path

from fallanalyse.pseudonymisierung import pruefe

ORDNER = Path(__file__).parent / "texte"
_MARKE = re.compile(r"\[\[([a-z]+)(?:/([a-z]+))?:(.*?)\]\]")


def marken(satz):
    """Return (text, [what stands between ‹ and ›])."""
    teile = satz.replace("›", "‹").split("‹")
    return "".join(teile), teile[1::2]


def saetze(datei):
    """Yield (sentence, [(start, end, art, herkunft)]) of a file of marked sentences."""
    for zeile in (ORDNER / datei).read_text("utf-8").splitlines():
        if not zeile or zeile.startswith("#"):
            continue
        text, stellen, bisher = "", [], 0
        for marke in _MARKE.finditer(zeile):
            text += zeile[bisher : marke.start()]
            stellen.append((len(text), len(text) + len(marke[3]), marke[1], marke[2]))
            text += marke[3]
            bisher = marke.end()
        yield text + zeile[bisher:], stellen


def messe(datei):
    """
    Return (all, found, false): counts by (art, herkunft), and strong hits on nothing marked.

    Found is what sure hits cover letter by letter and digit by digit.
    """
    alle, gefunden, falsche = Counter(), Counter(), []
    for text, stellen in saetze(datei):
        treffer = [einer for einer in pruefe(text) if einer.sicher]
        gedeckt = {stelle for einer in treffer for stelle in range(einer.start, einer.end)}
        for start, end, art, herkunft in stellen:
            alle[art, herkunft] += 1
            noetig = {stelle for stelle in range(start, end) if text[stelle].isalnum()}
            gefunden[art, herkunft] += noetig <= gedeckt
        falsche += [
            einer.text
            for einer in treffer
            if not any(einer.start < end and start < einer.end for start, end, *_ in stellen)
        ]
    return alle, gefunden, falsche


def je_art(zaehler):
    summen = Counter()
    for (art, _herkunft), anzahl in zaehler.items():
        summen[art] += anzahl
    return summen
