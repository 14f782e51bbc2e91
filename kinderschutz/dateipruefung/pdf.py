"""
PDF: refused if it can act, is shut or carries other files; otherwise kept, without its author.

Names of a PDF may be spelled with #-codes and lie in packed object streams; both are undone before
they are compared. Whoever hides more artfully than that is the malware scanner's. The author is
written over in place, for no PDF is put together anew here; where that cannot be done, `hinweis`
tells whoever brought the file.
"""

import io
import re
import zipfile
import zlib

from kinderschutz.dateipruefung.ablehnung import (
    BESCHAEDIGT,
    MIT_PASSWORT,
    ZU_DICHT,
    DateiAbgelehnt,
)

NEU_DRUCKEN = "Bitte drucken Sie sie noch einmal als PDF (»Drucken«, »Als PDF speichern«)."
MIT_SKRIPT = f"In der PDF-Datei stecken Programme oder Befehle. {NEU_DRUCKEN}"
NICHT_PRUEFBAR = f"Die PDF-Datei lässt sich nicht vollständig prüfen. {NEU_DRUCKEN}"
MIT_ANLAGE = f"In der PDF-Datei steckt noch eine andere Datei. {NEU_DRUCKEN}"
MIT_VERFASSER = (
    "In den Eigenschaften der PDF-Datei steht, wer sie geschrieben hat, und das ließ sich nicht "
    "entfernen. Wenn Ihr Team das nicht lesen soll, hängen Sie lieber das Dokument selbst an "
    "(docx, odt): Daraus nehmen wir die Namen heraus."
)

REFUSED = (
    dict.fromkeys([b"Encrypt"], MIT_PASSWORT)
    | dict.fromkeys([b"EmbeddedFile", b"EmbeddedFiles", b"GoToE"], MIT_ANLAGE)
    | dict.fromkeys(
        [
            *(b"JavaScript", b"Launch", b"Rendition", b"RichMedia", b"SubmitForm", b"ImportData"),
            *(b"XFA", b"Movie"),
        ],
        MIT_SKRIPT,
    )
)
NAME = re.compile(rb"/([A-Za-z0-9#]{3,60})(?=[\0\s()<>\[\]{}/%]|\Z)")
CODE = re.compile(rb"#([0-9A-Fa-f]{2})")
STREAM = re.compile(rb"stream[ \t]*(?:\r\n|\n|\r)")
# An object stream begins with the places of its objects; so may drawing commands, which do no harm.
OBJECT_STREAM = re.compile(rb"\s*\d+\s+\d+\s")
# How an object stream may be packed beside the usual way, which is the only one undone here.
UNUSUAL = re.compile(rb"/(?:LZWDecode|LZW|ASCII85Decode|A85|ASCIIHexDecode|AHx|Crypt)\b")
AUTHOR = re.compile(rb"(/Author\s*)(?:(\()((?:[^()\\]|\\.)*+)(\))|(<)([0-9A-Fa-f\s]*+)(>))", re.S)
XMP_AUTHOR = re.compile(rb"(<dc:creator>)([^\0]{0,2000}?)(</dc:creator>)")
# An author that is said in another way or lies in a packed object.
STILL_AUTHOR = (
    re.compile(rb"/Author\s*(?:\(\s*+[^)\s]|<\s*+[0-9A-Fa-f]|\d)"),
    re.compile(rb"<dc:creator>[^\0]{0,2000}?<rdf:li[^>]*>\s*[^<\s]"),
)
HOECHSTENS_ENTPACKT = 64 * 1024 * 1024
CHUNK = 64 * 1024


def reinige(inhalt):
    """
    Return the PDF without its author.

    :raises DateiAbgelehnt: if it may not be attached
    """
    # Behind its end nothing follows, least of all an archive.
    if b"%%EOF" not in inhalt[-2048:] or zipfile.is_zipfile(io.BytesIO(inhalt)):
        raise DateiAbgelehnt(BESCHAEDIGT)
    packed = False
    for part in _readable_parts(inhalt):
        for start, name in _names(part):
            if name in REFUSED:
                raise DateiAbgelehnt(REFUSED[name])
            if name == b"ObjStm":
                packed = True
                _require_no_predictor(part, start)
    if packed and UNUSUAL.search(inhalt):
        raise DateiAbgelehnt(NICHT_PRUEFBAR)
    # Of a signed one not a byte may change.
    if b"/ByteRange" in inhalt:
        return inhalt
    return XMP_AUTHOR.sub(_blank, AUTHOR.sub(_blank, inhalt))


def hinweis(inhalt):
    """Return a sentence if its properties still name an author, or ""."""
    still = any(
        pattern.search(part) for part in _readable_parts(inhalt) for pattern in STILL_AUTHOR
    )
    return MIT_VERFASSER if still else ""


def _blank(match):
    """Write spaces over the name: every object of a PDF is found by its distance from the start."""
    parts = [part for part in match.groups() if part is not None]
    parts[-2] = b" " * len(parts[-2])
    return b"".join(parts)


def _names(part):
    """Yield every name, and where it stands."""
    for match in NAME.finditer(part):
        name = match[1]
        if b"#" in name:
            name = CODE.sub(lambda code: bytes([int(code[1], 16)]), name)
        yield match.start(), name


def _require_no_predictor(part, at):
    """Refuse an object stream whose bytes are mixed before they are packed."""
    before = part[max(0, at - 400) : at].rpartition(b"obj")[2]
    after = part[at : at + 400].partition(b"stream")[0]
    if b"Predictor" in before + after:
        raise DateiAbgelehnt(NICHT_PRUEFBAR)


def _readable_parts(inhalt):
    """Yield the file, and what is written in its packed object streams."""
    yield inhalt
    left = HOECHSTENS_ENTPACKT
    view = memoryview(inhalt)
    for match in STREAM.finditer(inhalt):
        part, unpacked = _object_stream(view[match.end() :], left)
        # Also what is packed twice and none: unpacking it is what costs.
        left -= unpacked
        if left <= 0:
            raise DateiAbgelehnt(ZU_DICHT)
        if part:  # b"" also behind an endstream
            yield part


def _object_stream(packed, left):
    """
    Return the object stream that is packed here, once or several times; b"" if none is.

    And how much had to be unpacked for it.
    """
    unpacked = 0
    for _layer in range(3):
        head = _unpack(packed, 64)
        if OBJECT_STREAM.match(head):
            part = _unpack(packed, left)
            return part, unpacked + len(part)
        if not head.startswith(b"\x78"):
            break
        packed = _unpack(packed, left)
        unpacked += len(packed)
    return b"", unpacked


def _unpack(packed, most):
    """Return what is packed here, at most so many bytes; what is broken ends where it breaks."""
    unpacker, parts, size = zlib.decompressobj(), [], 0
    for start in range(0, len(packed), CHUNK):
        try:
            part = unpacker.decompress(packed[start : start + CHUNK], most - size)
        except zlib.error:
            break
        parts.append(part)
        size += len(part)
        if unpacker.eof or size >= most:
            break
    return b"".join(parts)
