"""
The text of a PDF or Word file, laid out as the plain text of a profile page.

Only what the layout says is undone: a list of Word gets its signs, lines that the edge of the paper
broke become one again. Words are never joined or parted by guess; what was broken inside a word
keeps its hyphen, and the reader warns of it.
"""

import io
import re

from kommunen.profilimport.dekodierung import HOECHSTENS_BYTES
from kommunen.profilimport.profiltext import KeinProfil
from kommunen.profilimport.zeilen import is_kopfzeile, zeile_aus

HOECHSTENS_SEITEN = 12
OHNE_TEXT = (
    "In der PDF-Datei steht kein Text, vermutlich ist sie ein eingescanntes Bild. Bitte fügen Sie "
    "den Text der Seite unten ein."
)
NICHT_LESBAR = (
    "Der Text dieser Datei lässt sich nicht lesen. Bitte öffnen Sie sie, kopieren Sie den Text der "
    "Seite und fügen Sie ihn unten ein."
)
# A line this much of the widest one long was broken by the edge of the paper.
VOLL = 0.72


def text_aus_pdf(inhalt):
    """
    Return the text of the pages, blank lines and indents as on paper.

    :raises KeinProfil: if there is none, or too much for a profile page
    """
    import pypdf

    try:
        seiten = pypdf.PdfReader(io.BytesIO(inhalt)).pages
        anzahl = len(seiten)
        texte = [
            seite.extract_text(extraction_mode="layout") for seite in seiten[:HOECHSTENS_SEITEN]
        ]
    except Exception as grund:
        # Whatever a PDF does to its reader: it cannot be read.
        raise KeinProfil(NICHT_LESBAR) from grund
    _require_few(anzahl)
    text = "\n".join(texte)
    if not text.strip():
        raise KeinProfil(OHNE_TEXT)
    return _at_most(_unbroken(_from_the_margin(text.split("\n"))))


def text_aus_word(inhalt):
    """
    Return the text of the document: paragraphs, lists with their signs, cells of tables in order.

    :raises KeinProfil: if it cannot be read
    """
    import docx

    try:
        dokument = docx.Document(io.BytesIO(inhalt))
        listen = _Listen(dokument)
        zeilen = list(_lines_of(dokument.element.body, dokument, listen))
    except Exception as grund:
        raise KeinProfil(NICHT_LESBAR) from grund
    return _at_most("\n".join(zeilen))


def _require_few(anzahl):
    if anzahl > HOECHSTENS_SEITEN:
        raise KeinProfil(
            f"Die Datei hat {anzahl} Seiten. Bitte wählen Sie eine Datei, die nur die Profilseite "
            "einer Kommune enthält."
        )


def _at_most(text):
    if len(text.encode(errors="replace")) > HOECHSTENS_BYTES:
        raise KeinProfil("Der Text ist zu lang für eine Profilseite (mehr als 1 MB).")
    return text


# --- PDF -----------------------------------------------------------------------------------------


def _from_the_margin(zeilen):
    """Take away the white space that all lines begin with, and runs of spaces inside of them."""
    rand = min(len(zeile) - len(zeile.lstrip(" ")) for zeile in zeilen if zeile.strip())
    for zeile in zeilen:
        ohne_rand = zeile[rand:].rstrip()
        einzug = len(ohne_rand) - len(ohne_rand.lstrip(" "))
        yield ohne_rand[:einzug] + re.sub(r" {2,}", " ", ohne_rand[einzug:])


def _unbroken(zeilen):
    """Return the text with lines that only the edge of the paper broke put together again."""
    zeilen = list(zeilen)
    breite = max(map(len, zeilen))
    fertig, letzte_breite = [], 0
    for roh in zeilen:
        vorige = fertig[-1] if fertig else ""
        if vorige.strip() and _goes_on(vorige, letzte_breite, roh, breite):
            fertig[-1] = f"{vorige} {roh.strip()}"
        else:
            fertig.append(roh)
        letzte_breite = len(roh)
    return "\n".join(fertig)


def _goes_on(vorige, letzte_breite, roh, breite):
    """Return whether this line continues the one above, whose last line was so wide."""
    zeile, darueber = zeile_aus(1, roh), zeile_aus(1, vorige)
    if zeile.leer or zeile.zeichen or zeile.ueberschrift or darueber.ueberschrift:
        return False
    if is_kopfzeile(zeile) or is_kopfzeile(darueber):
        return False
    return letzte_breite >= VOLL * breite


# --- Word ----------------------------------------------------------------------------------------

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# As deep as Word's own lists go; a forged level would be an indent as long as its number.
EBENEN = {str(tiefe): tiefe for tiefe in range(9)}
LIST_STYLE = re.compile(r"list|aufz[äa]hl|liste", re.IGNORECASE)


class _Listen:
    """What Word keeps apart from a paragraph: which sign or number its list has."""

    def __init__(self, dokument):
        self.arten = {}
        self.nummern = {}
        try:
            wurzel = dokument.part.numbering_part.element
        except (KeyError, NotImplementedError):
            # A document without any list has no such part, and python-docx makes none.
            return
        abstrakt = {
            eines.get(f"{W}abstractNumId"): {
                ebene.get(f"{W}ilvl"): _value(ebene, "numFmt") for ebene in eines.iter(f"{W}lvl")
            }
            for eines in wurzel.iter(f"{W}abstractNum")
        }
        for eines in wurzel.iter(f"{W}num"):
            self.arten[eines.get(f"{W}numId")] = abstrakt.get(_value(eines, "abstractNumId"), {})

    def sign(self, absatz):
        """Return the indent and sign this paragraph has in a list, "" outside of one."""
        eigenschaften = absatz.find(f"{W}pPr/{W}numPr")
        if eigenschaften is None:
            return None
        nummer = _value(eigenschaften, "numId")
        ebene = _value(eigenschaften, "ilvl") or "0"
        if nummer == "0":
            return ""
        art = self.arten.get(nummer, {}).get(ebene, "bullet")
        tiefe = EBENEN.get(ebene, 0)
        if art in {"bullet", "none", ""}:
            return "  • " if tiefe == 0 else f"{'    ' * tiefe}  - "
        zaehler = self.nummern.get((nummer, tiefe), 0) + 1
        self.nummern = {
            schluessel: wert for schluessel, wert in self.nummern.items() if schluessel[1] <= tiefe
        } | {(nummer, tiefe): zaehler}
        buchstabe = chr(ord("a") + (zaehler - 1) % 26)
        zeichen = f"{buchstabe})" if "etter" in art else f"{zaehler}."
        return f"{'    ' * tiefe}  {zeichen} "


def _value(element, name):
    kind = element.find(f"{W}{name}")
    return "" if kind is None else kind.get(f"{W}val", "")


def _lines_of(koerper, dokument, listen):
    for element in koerper.iterchildren():
        if element.tag == f"{W}tbl":
            # Its own cells; those of a table inside come with their cell, and only once.
            for zelle in element.iter(f"{W}tc"):
                if next(zelle.iterancestors(f"{W}tbl")) is not element:
                    continue
                yield from _lines_of(zelle, dokument, listen)
        elif element.tag == f"{W}sdt":
            inhalt = element.find(f"{W}sdtContent")
            if inhalt is not None:
                yield from _lines_of(inhalt, dokument, listen)
        elif element.tag == f"{W}p":
            yield from _paragraph(element, dokument, listen)


def _paragraph(element, dokument, listen):
    from docx.text.paragraph import Paragraph

    absatz = Paragraph(element, dokument)
    text = absatz.text.strip(" \t")
    zeichen = listen.sign(element)
    if zeichen is None:
        formatvorlage = absatz.style.name if absatz.style is not None else ""
        zeichen = "  • " if LIST_STYLE.search(formatvorlage or "") else ""
    if not text:
        yield ""
        return
    if zeichen and not zeile_aus(1, text).zeichen:
        erste, *weitere = text.split("\n")
        yield f"{zeichen}{erste}"
        yield from (f"{' ' * len(zeichen)}{zeile}" for zeile in weitere)
    elif zeile_aus(1, text).zeichen:
        # Typed signs: they stay as they are.
        yield from text.split("\n")
    else:
        yield ""
        yield from text.split("\n")
        yield ""
