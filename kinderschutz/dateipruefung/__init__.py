"""
Which files may be kept, and what of them.

What a file is, its content decides; its name must agree. What carries programs, other files or a
password is refused. What tells who made it, when, where and with what, is taken out before it is
kept, except in a PDF (pdf.py). A scanner for malware is asked elsewhere (virenpruefung).
"""

from dataclasses import dataclass

from kinderschutz.dateipruefung import bild, buero, pdf, text
from kinderschutz.dateipruefung.ablehnung import DateiAbgelehnt
from kinderschutz.dateipruefung.dateiart import Dateiart
from kinderschutz.dateipruefung.erkennen import ENDUNGEN, MOEGLICH, erkenne
from kinderschutz.uploads import HOECHSTENS_BYTES

__all__ = [
    "ENDUNGEN",
    "MOEGLICH",
    "DateiAbgelehnt",
    "Dateiart",
    "Geprueft",
    "pruefe",
    "pruefe_groesse",
]

REINIGEN = {
    Dateiart.PDF: pdf.reinige,
    Dateiart.JPG: bild.reinige,
    Dateiart.PNG: bild.reinige,
    Dateiart.TXT: text.lies,
}


@dataclass(frozen=True)
class Geprueft:
    """A file that may be kept; `hinweis` is a sentence for whoever brought it, or ""."""

    art: Dateiart
    inhalt: bytes
    hinweis: str = ""


def pruefe(dateiname, inhalt):
    """
    Return what is to be kept of this file.

    :raises DateiAbgelehnt: if it may not be attached
    """
    pruefe_groesse(len(inhalt))
    art = erkenne(inhalt)
    _require_agreement(dateiname, art)
    sauber = REINIGEN.get(art, buero.reinige)(inhalt)
    # Writing an archive or an image anew can make it larger.
    pruefe_groesse(len(sauber))
    return Geprueft(art, sauber, pdf.hinweis(sauber) if art == Dateiart.PDF else "")


def pruefe_groesse(anzahl):
    """
    :raises DateiAbgelehnt: if a file of so many bytes may not be attached
    """
    if anzahl == 0:
        raise DateiAbgelehnt("Die Datei ist leer. Bitte wählen Sie eine Datei mit Inhalt.")
    if anzahl > HOECHSTENS_BYTES:
        raise DateiAbgelehnt(
            "Die Datei ist zu groß, möglich sind 20 MB. Bitte verkleinern Sie sie, oder teilen "
            "Sie sie auf."
        )


def _require_agreement(dateiname, art):
    _, punkt, endung = dateiname.rpartition(".")
    endung = endung.lower() if punkt else ""
    if ENDUNGEN.get(endung) == art:
        return
    if endung not in ENDUNGEN:
        raise DateiAbgelehnt(
            f"Am Namen der Datei ist nicht zu erkennen, was sie ist. Möglich sind {MOEGLICH}. "
            f"Bitte speichern Sie sie mit der Endung ».{art}«."
        )
    raise DateiAbgelehnt(
        f"Name und Inhalt der Datei passen nicht zusammen: Sie endet auf ».{endung}«, enthält aber "
        f"etwas anderes ({art.label}). Bitte speichern Sie sie mit der Endung ».{art}«."
    )
