"""PDF: tagged, in German, with its fonts inside, and nothing from anywhere else."""

import builtins
import logging
import re
import subprocess
import sys
import zlib

import pytest

from kinderschutz import pdf

SEITE = """<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Probe</title></head>
<body><h1>Überschrift</h1><p>Größe, »§ 79a« und Łukasz. {mehr}</p>
<table><caption>T</caption><thead><tr><th scope="col">a</th></tr></thead>
<tbody><tr><th scope="row">1</th></tr></tbody></table></body></html>"""


def opened(content):
    """Return all that stands in the file, its packed parts unpacked."""
    parts = [content]
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.S):
        try:
            parts.append(zlib.decompress(packed))
        except zlib.error:
            continue
    return b"\n".join(parts)


@pytest.fixture
def complaints():
    """Return what WeasyPrint complains of."""
    messages = []
    handler = logging.Handler()
    handler.emit = lambda record: messages.append(record.getMessage())
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    yield messages
    logger.removeHandler(handler)


class TestPdf:
    def test_is_tagged_and_says_its_language_and_title(self):
        inside = opened(pdf.pdf(SEITE.format(mehr="")))

        assert inside.startswith(b"%PDF-")
        assert b"/MarkInfo" in inside
        assert b"/StructTreeRoot" in inside
        assert re.search(rb"/Lang \(de\)", inside)
        assert b"pdfuaid" in inside
        assert b"Probe" in inside
        for tag in (b"/H1", b"/Table", b"/TH", b"/P"):
            assert tag in inside, tag

    def test_carries_its_own_font_and_no_other(self, complaints):
        inside = opened(pdf.pdf(SEITE.format(mehr="Silbentrennungsverfahrensregel " * 60)))

        fonts = set(re.findall(rb"/FontName /([\w+-]+)", inside))
        assert fonts
        assert all(b"Fira" in font for font in fonts), fonts
        assert b"/FontFile" in inside
        assert complaints == []

    def test_takes_further_styles(self):
        plain = pdf.pdf(SEITE.format(mehr=""))
        landscape = pdf.pdf(SEITE.format(mehr=""), "@page { size: A4 landscape }")

        assert re.search(rb"/MediaBox \[0 0 595", opened(plain))
        assert re.search(rb"/MediaBox \[0 0 841", opened(landscape))

    @pytest.mark.parametrize(
        "address",
        [
            "http://127.0.0.1:9/bild.png",
            "https://example.org/bild.png",
            "file:///etc/hostname",
            "static://example.org/bild.png",
            "static:../kinderschutz/settings.py",
            "static:kinderschutz/../../.env",
            "ftp://example.org/bild.png",
        ],
    )
    def test_loads_nothing_but_static_files(self, address, complaints, monkeypatch):
        def no_network(*args, **kwargs):
            raise AssertionError("the network was asked")

        monkeypatch.setattr("socket.create_connection", no_network)

        content = pdf.pdf(SEITE.format(mehr=f'<img alt="Bild" src="{address}">'))

        assert content.startswith(b"%PDF-")
        assert len(complaints) == 1
        assert "Failed to load" in complaints[0]

    def test_what_it_complains_of_is_written_nowhere(self, log_lines):
        pdf.pdf(
            SEITE.format(mehr='Kanarienvogel 𓅭 <img alt="x" src="http://kanarienvogel.example">')
        )

        assert "anarienvogel" not in log_lines.getvalue()
        assert "𓅭" not in log_lines.getvalue()

    def test_says_in_german_where_the_libraries_are_missing(self, monkeypatch):
        wirklich = builtins.__import__

        def ohne_pango(name, *args, **kwargs):
            if name.startswith("weasyprint"):
                raise OSError("cannot load library 'libpango-1.0-0'")
            return wirklich(name, *args, **kwargs)

        monkeypatch.setattr(builtins, "__import__", ohne_pango)

        assert not pdf.is_possible()
        with pytest.raises(pdf.PdfNichtMoeglich, match="libpango"):
            pdf.pdf(SEITE)

    def test_leaves_the_check_of_pictures_as_strict_as_it_was(self):
        code = (
            "from PIL import ImageFile; from kinderschutz import pdf; import sys;"
            " sys.exit(not pdf.is_possible() or ImageFile.LOAD_TRUNCATED_IMAGES)"
        )
        assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603

    def test_is_loaded_only_when_it_is_needed(self):
        code = "import kinderschutz.pdf, sys; sys.exit('weasyprint' in sys.modules)"
        assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603
