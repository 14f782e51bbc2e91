"""From the bytes of a file to clean text, or a sentence why not."""

import codecs
import re
import unicodedata

from kommunen.profilimport.profiltext import Hinweis, KeinProfil

# A profile page has about 2,000 characters; whoever sends a megabyte has chosen the wrong file.
HOECHSTENS_BYTES = 1_000_000

DATEIARTEN = (
    (b"%PDF", "eine PDF-Datei"),
    (b"PK\x03\x04", "eine Word-, Excel- oder ZIP-Datei"),
    (b"\xd0\xcf\x11\xe0", "eine ältere Word- oder Excel-Datei"),
    (b"{\\rtf", "eine RTF-Datei"),
    (b"\x89PNG", "ein Bild"),
    (b"\xff\xd8\xff", "ein Bild"),
    (b"GIF8", "ein Bild"),
)
HTML_ANFANG = re.compile(r"\s*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE)
STEUERZEICHEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
ZEILENENDE = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
SURROGAT = re.compile(r"[\ud800-\udfff]")


def als_text(inhalt):
    """
    Return the text with plain line ends, and the Hinweise about its encoding.

    :raises KeinProfil: if it is empty, too big, or no text at all
    """
    if len(inhalt) > HOECHSTENS_BYTES:
        raise KeinProfil(
            "Die Datei ist zu groß für eine Profilseite (mehr als 1 MB). "
            "Bitte wählen Sie den Text einer einzelnen Seite."
        )
    text, hinweise = (inhalt, []) if isinstance(inhalt, str) else _decode(inhalt)
    _refuse_what_is_no_text(text)
    text = unicodedata.normalize("NFC", text.removeprefix("\ufeff"))
    # Word marks the end of old text files with Ctrl-Z.
    return ZEILENENDE.sub("\n", text.rstrip("\x1a")), hinweise


def _decode(inhalt):
    for anfang, art in DATEIARTEN:
        if inhalt.startswith(anfang):
            raise KeinProfil(
                f"Das ist {art}, kein Text. Bitte speichern Sie die Seite als Textdatei (.txt)."
            )
    if inhalt.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return inhalt.decode("utf-16", errors="replace"), []
    try:
        return inhalt.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    if (angefangen := _cut_inside_a_character(inhalt)) is not None:
        return angefangen, [
            Hinweis("abgeschnitten", "Die Datei bricht mitten in einem Zeichen ab.")
        ]
    hinweis = Hinweis(
        "kodierung",
        "Die Datei ist nicht in UTF-8 gespeichert und wurde als Windows-Text (cp1252) gelesen. "
        "Bitte prüfen Sie Umlaute und Anführungszeichen.",
    )
    try:
        return inhalt.decode("cp1252"), [hinweis]
    except UnicodeDecodeError:
        return inhalt.decode("latin-1"), [hinweis]


def _cut_inside_a_character(inhalt):
    """
    Return the text before a UTF-8 character that the end of the file cuts in two, else None.

    Only if the text holds whole UTF-8 characters as well: a lone »ä« at the end of an ASCII file
    is a Windows file.
    """
    try:
        text = codecs.getincrementaldecoder("utf-8-sig")().decode(inhalt, final=False)
    except UnicodeDecodeError:
        return None
    return None if text.isascii() else text


def _refuse_what_is_no_text(text):
    if not text.strip("\ufeff \t\r\n\v\f\xa0\x1a"):
        raise KeinProfil("Die Datei ist leer.")
    if HTML_ANFANG.match(text):
        raise KeinProfil(
            "Das ist der Quelltext einer Webseite. Bitte kopieren Sie den sichtbaren Text der "
            "Seite in eine Textdatei."
        )
    steuerzeichen = len(STEUERZEICHEN.findall(text.rstrip("\x1a")))
    if "\x00" in text or SURROGAT.search(text) or steuerzeichen > len(text) / 100:
        raise KeinProfil(
            "Die Datei enthält keinen lesbaren Text. Bitte speichern Sie die Seite als "
            "Textdatei (.txt)."
        )
