"""
Pieces of text that can be recognised anywhere, and that show it when a character is missing.

    ⟨A17 Wärme & <b>»Blick«</b> 5c9f02ab⟩

who typed it, the how manieth, some words, and the checksum of all before it.
"""

import re
import zlib

WOERTER = [
    "Übergabe",
    "Maß",
    "Tränen",
    "&",
    "<b>laut</b>",
    "»leise«",
    "50%",
    "{{wer}}",
    "Kita+Hort",
    "Ärger",
    "C:\\Akte",
    "🧸",
    "l'été",
    "a=b;c",
    "§8a",
    "Straße",
    "'ja'",
    '"nein"',
    "--",
    "/*x*/",
    "%s",
    "ß",
    "Ωmega",
]
_STUECK = re.compile(r"⟨([^⟨⟩]*)⟩")
_RAND = re.compile(r"[⟨⟩]")


def stueck(person, nummer, zufall, woerter, zeilen=False):
    """Return a new piece; `zeilen`: it may go over several lines."""
    trenner = [" ", "\n"] if zeilen else [" "]
    text = f"{person}{nummer}"
    for wort in zufall.choices(WOERTER, k=woerter):
        text += zufall.choice(trenner) + wort
    return f"⟨{text} {_pruefsumme(text)}⟩"


def zerlege(text):
    """Return (names of the whole pieces, in order; what is left of pieces that are not whole)."""
    ganze, reste = [], []
    # A browser sends CRLF.
    text = text.replace("\r\n", "\n")
    for inhalt in _STUECK.findall(text):
        gesagt, _, summe = inhalt.rpartition(" ")
        if gesagt and summe == _pruefsumme(gesagt):
            ganze.append(gesagt.split(maxsplit=1)[0])
        else:
            reste.append(inhalt)
    rest = _STUECK.sub("", text)
    if _RAND.search(rest):
        reste.append(rest.strip())
    return ganze, reste


def _pruefsumme(text):
    return f"{zlib.crc32(text.encode()):08x}"
