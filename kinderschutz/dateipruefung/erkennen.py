"""What a file is, told by its first bytes and, in an archive, by what it says of itself."""

import re

from kinderschutz.dateipruefung import buero, text
from kinderschutz.dateipruefung.ablehnung import MIT_PASSWORT, DateiAbgelehnt
from kinderschutz.dateipruefung.dateiart import Dateiart

MOEGLICH = (
    "PDF, Word (docx), Excel (xlsx), PowerPoint (pptx), OpenDocument (odt, ods, odp), Bilder (jpg, "
    "png) und Text (txt)"
)
ENDUNGEN = {art.value: art for art in Dateiart} | {"jpeg": Dateiart.JPG}

ALTES_OFFICE = (
    "Das ist ein altes Office-Format, in dem sich Makros verbergen können. Bitte speichern Sie die "
    "Datei als docx, xlsx oder pptx, oder als PDF."
)
RTF = "Dateien im Format RTF nehmen wir nicht an. Bitte speichern Sie den Text als docx oder PDF."
PROGRAMM = "Programme nehmen wir nicht an. Bitte hängen Sie nur Dokumente und Bilder an."
ARCHIV = (
    "Archive (zip und ähnliche) nehmen wir nicht an. Bitte entpacken Sie die Dateien und hängen "
    "Sie sie einzeln an."
)
BILDFORMAT = "Dieses Bildformat nehmen wir nicht an. Bitte speichern Sie das Bild als JPG oder PNG."
WEBSEITE = (
    "Webseiten, SVG und XML nehmen wir nicht an: Darin können sich Programme verbergen. Bitte "
    "speichern Sie die Datei als PDF."
)
NACHRICHT = "E-Mails nehmen wir nicht an: Darin stehen Namen. Bitte speichern Sie den Text als PDF."
UNBEKANNT = (
    f"Diese Art von Datei nehmen wir nicht an. Möglich sind {MOEGLICH}. Bitte speichern Sie sie "
    "als PDF."
)

ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
ZIP = (b"PK\3\4", b"PK\5\6", b"PK\7\x08")
REFUSED = tuple(
    (re.compile(magic, re.S), sentence)
    for magic, sentence in (
        (rb"\{\\rtf", RTF),
        (rb"MZ(?=.{0,1000}\0)|\x7fELF|#!|\xfe\xed\xfa[\xce\xcf]|[\xce\xcf]\xfa\xed\xfe", PROGRAMM),
        (rb"7z\xbc\xaf|Rar!\x1a|\x1f\x8b|BZh[1-9]1AY&SY|\xfd7zXZ\0|.{257}ustar", ARCHIV),
        (rb"GIF8[79]a|BM.{4}\0{4}|II\*\0|MM\0\*|RIFF.{4}WEBP|8BPS|\0\0\x01\0", BILDFORMAT),
        (rb".{4}ftyp(?:hei|hev|mif1|msf1|avi)", BILDFORMAT),
    )
)
MARKUP = re.compile(rb"\s*<(?:[!?]|(?:html|head|body|script|svg|math|iframe|table|div|p)\b)", re.I)
MAIL = re.compile(rb"(?:Return-Path|Received|From|To|Subject|Date|MIME-Version|X-[\w-]+): ", re.I)


def erkenne(inhalt):
    """
    Return what this is.

    :raises DateiAbgelehnt: if it is nothing that may be attached
    """
    if inhalt.startswith(b"%PDF-"):
        return Dateiart.PDF
    if inhalt.startswith(b"\xff\xd8\xff"):
        return Dateiart.JPG
    if inhalt.startswith(b"\x89PNG\r\n\x1a\n"):
        return Dateiart.PNG
    if inhalt.startswith(ZIP):
        if art := buero.erkenne(inhalt):
            return art
        raise DateiAbgelehnt(ARCHIV)
    if inhalt.startswith(buero.OLE):
        raise DateiAbgelehnt(MIT_PASSWORT if ENCRYPTED_PACKAGE in inhalt else ALTES_OFFICE)
    for magic, sentence in REFUSED:
        if magic.match(inhalt):
            raise DateiAbgelehnt(sentence)
    return _erkenne_text(inhalt)


def _erkenne_text(inhalt):
    """A text is what nothing else is: no sign in it that cannot be read or printed."""
    gelesen = text.lies(inhalt)
    if gelesen is None:
        raise DateiAbgelehnt(UNBEKANNT)
    if MARKUP.match(gelesen):
        raise DateiAbgelehnt(WEBSEITE)
    if MAIL.match(gelesen):
        raise DateiAbgelehnt(NACHRICHT)
    return Dateiart.TXT
