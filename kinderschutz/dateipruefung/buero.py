"""
Documents of Word, Excel, PowerPoint and OpenDocument: archives of parts.

Every part is looked at and the archive written anew, so that nothing is left between, before or
behind them. Refused is whatever can act: macros, foreign objects, links that fetch something.
"""

import html
import io
import re
import zipfile
import zlib

from kinderschutz.dateipruefung import bild, metadaten
from kinderschutz.dateipruefung.ablehnung import (
    BESCHAEDIGT,
    MIT_EINGEBETTETEM,
    MIT_PASSWORT,
    MIT_PROGRAMM,
    MIT_VERKNUEPFUNG,
    ZU_DICHT,
    DateiAbgelehnt,
)
from kinderschutz.dateipruefung.dateiart import Dateiart

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TYPES = "[Content_Types].xml"
OPC = "application/vnd.openxmlformats-officedocument."
OOXML = {
    f"{OPC}wordprocessingml.document.main+xml": Dateiart.DOCX,
    f"{OPC}spreadsheetml.sheet.main+xml": Dateiart.XLSX,
    f"{OPC}presentationml.presentation.main+xml": Dateiart.PPTX,
}
ODF = {
    b"application/vnd.oasis.opendocument.text": Dateiart.ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": Dateiart.ODS,
    b"application/vnd.oasis.opendocument.presentation": Dateiart.ODP,
}

# What is unpacked at most, of all parts together, and how much denser than this a part may be.
HOECHSTENS_TEILE = 4000
HOECHSTENS_TEIL = 40 * 1024 * 1024
HOECHSTENS_ENTPACKT = 100 * 1024 * 1024
HOECHSTENS_DICHTE = 200
DICHT_AB = 1024 * 1024
HOECHSTENS_TIEFE = 1

PROGRAM_NAMES = re.compile(
    r"vba(project|data|projectsignature)|/activex/|macrosheets?/|/dialogsheets?/|customui"
    r"|^(.*/)?(basic|scripts)/|\.(exe|dll|js|vbs|jar|class|py|bat|ps1|hta|lnk)$",
    re.I,
)
PROGRAM_TYPES = re.compile(r"macroenabled|vbaproject|activex|macrosheet|addin", re.I)
# Whole documents of other kinds, as Word takes them in unread.
FOREIGN_NAMES = re.compile(r"\.(html?|mht(ml)?|rtf|eml|msg|swf)$", re.I)
SIGNED = re.compile(r"^(_xmlsignatures/|META-INF/.*signatures?\.xml$)", re.I)
UNTERSCHRIEBEN = (
    "Die Datei trägt eine elektronische Unterschrift, die beim Entfernen der Namen ungültig würde. "
    "Bitte speichern Sie sie als PDF."
)
ANDERES_OFFICE = (
    "Vorlagen und andere Office-Formate nehmen wir nicht an. Bitte speichern Sie die Datei als "
    "docx, xlsx, pptx, odt, ods oder odp, oder als PDF."
)
# Heads of what is no part of a document: compound files, programs, other archives.
FOREIGN = (OLE, b"MZ", b"\x7fELF", b"#!", b"Rar!", b"7z\xbc\xaf", b"%PDF-")

TAG = re.compile(r"<(?P<name>[\w:.-]++)(?P<rest>(?:[^<>\"']|\"[^<\"]*\"|'[^<']*')*+)>")
ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
ELSEWHERE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|//|\\\\|\.\./)", re.I)


def erkenne(inhalt):
    """Return which document this archive is, None if it is none of ours."""
    try:
        with zipfile.ZipFile(io.BytesIO(inhalt)) as archive:
            if TYPES in archive.namelist():
                types = html.unescape(_read(archive, archive.getinfo(TYPES)).decode("utf-8-sig"))
                if PROGRAM_TYPES.search(types):
                    raise DateiAbgelehnt(MIT_PROGRAMM)
                found = [art for name, art in OOXML.items() if f'"{name}"' in types]
            elif "mimetype" in archive.namelist():
                kind = _read(archive, archive.getinfo("mimetype")).strip()
                found = [ODF[kind]] if kind in ODF else []
            else:
                return None
    except UNREADABLE as error:
        raise DateiAbgelehnt(BESCHAEDIGT) from error
    if len(found) != 1:
        raise DateiAbgelehnt(ANDERES_OFFICE)
    return found[0]


def reinige(inhalt, tiefe=0):
    """
    Return the document without what tells who made it.

    :raises DateiAbgelehnt: if it may not be attached
    """
    out = io.BytesIO()
    try:
        with (
            zipfile.ZipFile(io.BytesIO(inhalt)) as archive,
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as clean,
        ):
            parts = archive.infolist()
            _check_parts(parts)
            # An ODF says first, and uncompressed, what it is.
            parts.sort(key=lambda part: part.filename != "mimetype")
            for part in parts:
                if not part.is_dir():
                    data = _clean_part(part.filename, _read(archive, part), tiefe)
                    is_packed = part.filename == "mimetype" or bild.is_bild(data)
                    clean.writestr(
                        zipfile.ZipInfo(part.filename),
                        data,
                        zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED,
                    )
    except UNREADABLE as error:
        raise DateiAbgelehnt(BESCHAEDIGT) from error
    return out.getvalue()


# All that reading a broken or forged archive can raise.
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)


def _check_parts(parts):
    """Look at what the archive says of its parts, before one is unpacked."""
    names = [part.filename for part in parts]
    if any(part.flag_bits & 1 for part in parts):
        raise DateiAbgelehnt(MIT_PASSWORT)
    if any(PROGRAM_NAMES.search(name) for name in names):
        raise DateiAbgelehnt(MIT_PROGRAMM)
    if any(FOREIGN_NAMES.search(name) for name in names):
        raise DateiAbgelehnt(MIT_EINGEBETTETEM)
    if any(SIGNED.match(name) for name in names):
        raise DateiAbgelehnt(UNTERSCHRIEBEN)
    if len({name.lower() for name in names}) < len(names) or any(map(_leaves, names)):
        raise DateiAbgelehnt(BESCHAEDIGT)
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > HOECHSTENS_TEILE or unpacked > HOECHSTENS_ENTPACKT:
        raise DateiAbgelehnt(ZU_DICHT)
    if any(map(_is_too_dense, parts)):
        raise DateiAbgelehnt(ZU_DICHT)


def _is_too_dense(part):
    dense = max(DICHT_AB, part.compress_size * HOECHSTENS_DICHTE)
    return part.file_size > min(HOECHSTENS_TEIL, dense)


def _leaves(name):
    return name.startswith(("/", "\\")) or ":" in name or ".." in re.split(r"[/\\]", name)


def _read(archive, part):
    if part.flag_bits & 1:
        raise DateiAbgelehnt(MIT_PASSWORT)
    if _is_too_dense(part):
        raise DateiAbgelehnt(ZU_DICHT)
    # Never more than the archive says the part has; less, and its checksum fails.
    return archive.read(part)


def _clean_part(name, data, tiefe):
    # For Word »A.RELS« is the same part as »a.rels«.
    name = name.lower()
    if data.startswith(FOREIGN):
        raise DateiAbgelehnt(MIT_PROGRAMM if data.startswith(b"MZ") else MIT_EINGEBETTETEM)
    if bild.is_bild(data):
        return bild.ohne_angaben(data)
    if data.startswith(b"PK\3\4"):
        return _clean_document_inside(data, tiefe)
    if not _is_xml(name, data):
        return data
    text = _decoded(data)
    if name.endswith(".rels"):
        clean = _clean_links(text)
    else:
        _check_odf(name, text)
        clean = metadaten.entferne(name, text)
    return data if clean == text else clean.encode()


def _clean_document_inside(data, tiefe):
    """The table behind a diagram is a document of its own."""
    if tiefe >= HOECHSTENS_TIEFE or erkenne(data) is None:
        raise DateiAbgelehnt(MIT_EINGEBETTETEM)
    return reinige(data, tiefe + 1)


def _is_xml(name, data):
    # A drawing is passed on as it is; nothing in it runs where documents are opened.
    if name.endswith(".svg"):
        return False
    return name.endswith((".xml", ".rels", ".vml", ".rdf", ".psmdcp")) or data[:64].lstrip(
        b"\xef\xbb\xbf \t\r\n"
    ).startswith(b"<")


def _decoded(data):
    """
    :raises DateiAbgelehnt: if it is XML that could not be looked through
    """
    text = data.decode("utf-8-sig")
    if "<!ENTITY" in text or "<!DOCTYPE" in text:
        raise DateiAbgelehnt(BESCHAEDIGT)
    return text


def _clean_links(text):
    """Let a document name the addresses it mentions, and none that it would fetch."""

    def check(tag):
        attributes = _attributes(tag["rest"])
        kind = attributes.get("Type", "")
        if attributes.get("TargetMode", "").lower() != "external" or kind.endswith("/hyperlink"):
            return tag[0]
        if kind.endswith("/attachedTemplate"):
            # The template lies in a folder with somebody's name; Word then takes its own.
            return tag[0].replace(_raw(tag["rest"], "Target"), "Normal.dotm")
        raise DateiAbgelehnt(MIT_VERKNUEPFUNG)

    return TAG.sub(check, text)


def _attributes(rest):
    return {name: html.unescape(one or two) for name, one, two in ATTRIBUTE.findall(rest)}


def _raw(rest, wanted):
    return next(one or two for name, one, two in ATTRIBUTE.findall(rest) if name == wanted)


def _check_odf(name, text):
    if "vnd.sun.star.script:" in text or "ddeLink" in text:
        raise DateiAbgelehnt(MIT_PROGRAMM)
    if name == "meta-inf/manifest.xml" and "encryption-data" in text:
        raise DateiAbgelehnt(MIT_PASSWORT)
    if "xlink:href" not in text:
        return
    for tag in TAG.finditer(text):
        # What one clicks at may lead anywhere, what is drawn comes from within.
        if tag["name"] not in ("text:a", "draw:a") and ELSEWHERE.match(
            _attributes(tag["rest"]).get("xlink:href", "")
        ):
            raise DateiAbgelehnt(MIT_VERKNUEPFUNG)
