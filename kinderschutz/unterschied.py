"""
What changed between two texts, word by word.

Nothing is left out and nothing invented: without what was added the pieces say the old text,
without what was struck the new one, character by character.
"""

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import NamedTuple

GLEICH, GESTRICHEN, EINGEFUEGT, AUSGELASSEN = "gleich", "gestrichen", "eingefuegt", "ausgelassen"

# Every character belongs to exactly one of these. Letters with accents of their own and the parts
# of one emoji stay together.
WORTE = re.compile(r"\n|[^\S\n]+|[\w\u0300-\u036f]+|[^\w\s\u0300-\u036f]+")
# So much of an unchanged stretch is read before and after a change.
UMGEBUNG = 90
# Comparing every word of two long texts with every other one would keep a page waiting: beyond
# this they are told apart by paragraphs first, and a paragraph beyond this as a whole.
WORTE_HOECHSTENS = 4_000
PAARE_HOECHSTENS = 50_000


class Stueck(NamedTuple):
    art: str
    text: str


def wortweise(alt, neu):
    """Return the pieces that lead from one text to the other, word by word."""
    return _stuecke(_vergleiche(WORTE.findall(alt), WORTE.findall(neu)))


def stueckweise(alt, neu):
    """Return the pieces that lead from one list of texts to the other; each text stays whole."""
    return [
        Stueck(art, text)
        for gleich, weg, dazu in _bloecke(alt, neu)
        for art, texte in ((GLEICH, gleich), (GESTRICHEN, weg), (EINGEFUEGT, dazu))
        for text in texte
    ]


def kuerze(stuecke, umgebung=UMGEBUNG):
    """Return the pieces with long unchanged stretches shortened to what stands near a change."""
    gekuerzt = []
    for nummer, stueck in enumerate(stuecke):
        if stueck.art != GLEICH:
            gekuerzt.append(stueck)
            continue
        vorn = "" if nummer == 0 else _anfang(stueck.text, umgebung)
        hinten = "" if nummer == len(stuecke) - 1 else _ende(stueck.text, umgebung)
        if len(vorn) + len(hinten) + umgebung >= len(stueck.text):
            gekuerzt.append(stueck)
            continue
        mitte = stueck.text[len(vorn) : len(stueck.text) - len(hinten)]
        gekuerzt += [
            eines
            for eines in (Stueck(GLEICH, vorn), Stueck(AUSGELASSEN, mitte), Stueck(GLEICH, hinten))
            if eines.text
        ]
    return gekuerzt


def _anfang(text, laenge):
    """Return the beginning of the text, up to the end of a word."""
    return text[:laenge] + re.match(r"\S*", text[laenge:]).group()


def _ende(text, laenge):
    return _anfang(text[::-1], laenge)[::-1]


# --- texts ---------------------------------------------------------------------------------------


def _vergleiche(alt, neu):
    """Yield (same, struck, added) lists of words."""
    if _zu_viele(*_mitte(alt, neu)[1:]):
        for gleich, weg, dazu in _bloecke(_absaetze(alt), _absaetze(neu)):
            yield _worte(gleich), [], []
            yield from _bloecke(_worte(weg), _worte(dazu))
    else:
        yield from _bloecke(alt, neu)


def _absaetze(worte):
    absaetze = [[]]
    for wort in worte:
        absaetze[-1].append(wort)
        if wort == "\n":
            absaetze.append([])
    return [tuple(absatz) for absatz in absaetze if absatz]


def _worte(absaetze):
    return [wort for absatz in absaetze for wort in absatz]


def _bloecke(alt, neu):
    """Yield (same, struck, added) lists of what two sequences have."""
    vorn, alte, neue = _mitte(alt, neu)
    yield alt[:vorn], [], []
    if _zu_viele(alte, neue):
        yield [], alte, neue
    else:
        # A space is no place to hold on to: two texts have hundreds of them in common.
        abgleich = SequenceMatcher(_is_luecke, alte, neue, autojunk=_is_muehsam(alte, neue))
        for art, a, b, c, d in abgleich.get_opcodes():
            if art == "equal":
                yield alte[a:b], [], []
            else:
                # Common words, too, are passed over where they say nothing about the place.
                gleich, weg, dazu = _mitte(alte[a:b], neue[c:d])
                yield alte[a : a + gleich], [], []
                yield [], weg, dazu
                yield alte[a + gleich + len(weg) : b], [], []
    yield alt[vorn + len(alte) :], [], []


def _mitte(alt, neu):
    """Return (length of the common beginning, what stands between it and the common end)."""
    vorn = _gemeinsam(alt, neu)
    hinten = _gemeinsam(alt[vorn:][::-1], neu[vorn:][::-1])
    return vorn, alt[vorn : len(alt) - hinten], neu[vorn : len(neu) - hinten]


def _zu_viele(alte, neue):
    return len(alte) + len(neue) > WORTE_HOECHSTENS


def _is_muehsam(alte, neue):
    """Say whether so many words match so many others that common ones must be passed over."""
    zahl = Counter(neue)
    paare = (mal * zahl[wort] for wort, mal in Counter(alte).items() if not _is_luecke(wort))
    return sum(paare) > PAARE_HOECHSTENS


def _is_luecke(wort):
    return isinstance(wort, str) and wort.isspace()


def _gemeinsam(alt, neu):
    """Return how many items two sequences begin with in common."""
    paare = zip(alt, neu, strict=False)
    return next(
        (nummer for nummer, (eins, zwei) in enumerate(paare) if eins != zwei),
        min(len(alt), len(neu)),
    )


def _stuecke(bloecke):
    """Return the pieces of these blocks, so that one reads phrases and not scattered words."""
    stapel = []
    for gleich, weg, dazu in bloecke:
        _lege(stapel, "".join(gleich), "", "")
        _lege(stapel, "", "".join(weg), "".join(dazu))
    return [
        Stueck(art, text)
        for block in stapel
        for art, text in zip((GLEICH, GESTRICHEN, EINGEFUEGT), block, strict=True)
        if text
    ]


def _lege(stapel, gleich, weg, dazu):
    """Put a block on the pile; neighbours of the same kind and what is hardly between them join."""
    if not (gleich or weg or dazu):
        return
    if stapel and bool(stapel[-1][0]) == bool(gleich):
        davor = stapel.pop()
        gleich, weg, dazu = davor[0] + gleich, davor[1] + weg, davor[2] + dazu
    while not gleich and len(stapel) > 1 and _is_gering(stapel[-1][0], stapel[-2], (weg, dazu)):
        zwischen = stapel.pop()[0]
        _gleich, davor_weg, davor_dazu = stapel.pop()
        weg, dazu = davor_weg + zwischen + weg, davor_dazu + zwischen + dazu
    stapel.append((gleich, weg, dazu))


def _is_gering(zwischen, davor, danach):
    """Say whether what stayed between two changes is less than either of them changed."""
    if "\n" in zwischen:
        # Paragraphs are read one by one.
        return False
    return zwischen.isspace() or len(zwischen) <= min(
        max(map(len, davor[1:])), max(map(len, danach))
    )
