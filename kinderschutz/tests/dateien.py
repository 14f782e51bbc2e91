"""Builds the files of the tests of attachments, whole and by hand: as programs write them."""

import io
import zipfile
import zlib

import pytest
from PIL import Image

from kinderschutz.dateipruefung import DateiAbgelehnt, pruefe

# Stands wherever a file can say who made it. Must be gone afterwards.
NAME = "Kanarienvogel"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OPC = "http://schemas.openxmlformats.org"
RELS = f"{OPC}/package/2006/relationships"
DOCUMENT_RELS = f"{OPC}/officeDocument/2006/relationships"
ODF = "urn:oasis:names:tc:opendocument:xmlns"


def archive(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return out.getvalue()


def parts_of(content):
    """Return what is in an archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


# --- Office Open XML -----------------------------------------------------------------------------

MAIN = {
    "docx": ("wordprocessingml.document.main+xml", "word/document.xml"),
    "xlsx": ("spreadsheetml.sheet.main+xml", "xl/workbook.xml"),
    "pptx": ("presentationml.presentation.main+xml", "ppt/presentation.xml"),
}
CORE = (
    f'{HEAD}<cp:coreProperties xmlns:cp="{OPC}/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/">'
    f"<dc:creator>{NAME}</dc:creator><cp:lastModifiedBy>{NAME}</cp:lastModifiedBy>"
    "</cp:coreProperties>"
)
APP = (
    f'{HEAD}<Properties xmlns="{OPC}/officeDocument/2006/extended-properties">'
    f"<Application>Microsoft Office Word</Application><Manager>{NAME}</Manager>"
    f"<Company>{NAME}</Company></Properties>"
)
CUSTOM = (
    f'{HEAD}<Properties xmlns="{OPC}/officeDocument/2006/custom-properties">'
    f'<property fmtid="x" pid="2" name="Bearbeiter">{NAME}</property></Properties>'
)


def ooxml_parts(kind="docx", *, text="Protokoll", main_type="", types="", rels=""):
    """Return the parts of a document; `types` and `rels` are added where those stand."""
    content_type, main = MAIN[kind]
    content_type = main_type or f"application/vnd.openxmlformats-officedocument.{content_type}"
    folder, _, name = main.partition("/")
    return {
        "[Content_Types].xml": (
            f'{HEAD}<Types xmlns="{OPC}/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/{main}" ContentType="{content_type}"/>{types}</Types>'
        ),
        "_rels/.rels": (
            f'{HEAD}<Relationships xmlns="{RELS}"><Relationship Id="rId1" '
            f'Type="{DOCUMENT_RELS}/officeDocument" Target="{main}"/></Relationships>'
        ),
        main: (
            f'{HEAD}<w:document xmlns:w="{OPC}/wordprocessingml/2006/main"><w:ins w:id="1" '
            f'w:author="{NAME}" w:date="2026-01-01T00:00:00Z"><w:t>{text}</w:t></w:ins></w:document>'
        ),
        f"{folder}/_rels/{name}.rels": (
            f'{HEAD}<Relationships xmlns="{RELS}">{rels}</Relationships>'
        ),
        "docProps/core.xml": CORE,
        "docProps/app.xml": APP,
        "docProps/custom.xml": CUSTOM,
    }


def ooxml(kind="docx", extra=None, **kwargs):
    return archive(ooxml_parts(kind, **kwargs) | (extra or {}))


def external(kind, target):
    """Return a relationship that leads out of the document."""
    return (
        f'<Relationship Id="rId9" Type="{DOCUMENT_RELS}/{kind}" Target="{target}" '
        'TargetMode="External"/>'
    )


# --- OpenDocument --------------------------------------------------------------------------------


def odf(kind="text", extra=None, *, body="<text:p>Protokoll</text:p>", manifest=""):
    parts = {
        "content.xml": (
            f'{HEAD}<office:document-content xmlns:office="{ODF}:office:1.0" '
            f'xmlns:text="{ODF}:text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<office:annotation><dc:creator>{NAME}</dc:creator></office:annotation>{body}"
            "</office:document-content>"
        ),
        "meta.xml": (
            f'{HEAD}<office:document-meta xmlns:office="{ODF}:office:1.0" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="x"><office:meta>'
            f"<dc:creator>{NAME}</dc:creator><meta:initial-creator>{NAME}</meta:initial-creator>"
            "</office:meta></office:document-meta>"
        ),
        "META-INF/manifest.xml": f'{HEAD}<manifest:manifest xmlns:manifest="x">{manifest}</manifest:manifest>',
    }
    return archive(
        {"mimetype": f"application/vnd.oasis.opendocument.{kind}"} | parts | (extra or {})
    )


# --- PDF -----------------------------------------------------------------------------------------


def pdf(*objects, info=b"", catalog=b""):
    """Return a PDF of one page; `objects` follow its own, `catalog` is added to the root."""
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        stream(b"BT (Protokoll) Tj ET"),
        b"<< /Producer (Test) " + info + b" >>",
        *objects,
    ]
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R /Info 5 0 R >>\n" % (len(bodies) + 1)
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % start


def stream(data, head=b"", *, layers=1):
    for _ in range(layers):
        data = zlib.compress(data)
    filters = b"[" + b"/FlateDecode " * layers + b"]"
    return b"<< /Length %d /Filter %s %s >>\nstream\n%s\nendstream" % (
        len(data), filters, head, data,
    )  # fmt: skip


def object_stream(content, head=b"", **kwargs):
    """Return an object stream that holds one object."""
    return stream(b"9 0 " + content, b"/Type /ObjStm /N 1 /First 4 " + head, **kwargs)


# --- Images --------------------------------------------------------------------------------------


def image(kind="JPEG", size=(60, 40), mode="RGB", *, orientation=1, **save):
    """Return an image, left half red; a JPEG says where, when and by whom it was taken."""
    drawn = Image.new("RGB", size, "white")
    drawn.paste("red", (0, 0, size[0] // 2, size[1]))
    out = io.BytesIO()
    if kind == "JPEG":
        exif = drawn.getexif()
        exif[0x0112], exif[0x013B], exif[0x010F] = orientation, NAME, NAME
        exif.get_ifd(0x8825)[1] = "N"
        exif.get_ifd(0x8825)[29] = NAME
        save = {"exif": exif, "comment": NAME.encode(), "quality": 95} | save
    drawn.convert(mode).save(out, kind, **save)
    return out.getvalue()


# One of every kind that is taken.
GOOD = {
    "docx": ooxml("docx"),
    "xlsx": ooxml("xlsx"),
    "pptx": ooxml("pptx"),
    "odt": odf("text"),
    "ods": odf("spreadsheet"),
    "odp": odf("presentation"),
    "pdf": pdf(),
    "jpg": image("JPEG"),
    "png": image("PNG"),
    "txt": "Protokoll: Wir möchten …".encode(),
}


def refusal(name, content):
    """Return the sentence that refuses this file."""
    with pytest.raises(DateiAbgelehnt) as caught:
        pruefe(name, content)
    return str(caught.value)
