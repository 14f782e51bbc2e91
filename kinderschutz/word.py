"""A Dokument as a Word file: real headings, lists and tables, in German."""

import io

from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from kinderschutz.dokument import stuecke


def docx(dokument):
    """Return the file as bytes."""
    word = Document()
    _einrichten(word, dokument)
    word.add_heading(dokument.titel, level=0)
    _fuelle(word.add_paragraph(), dokument.vorspann)
    for abschnitt in dokument.abschnitte:
        word.add_heading(abschnitt.titel, level=1)
        for block in abschnitt.inhalt:
            SCHREIBER[block.art](word, block)
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def _einrichten(word, dokument):
    """Name it, say that it is German, and leave out who made it when."""
    word.core_properties.title = dokument.titel
    word.core_properties.author = "Kinderschutz"
    word.core_properties.comments = ""
    word.core_properties.language = "de-DE"
    for section in word.sections:
        section.left_margin = section.right_margin = Cm(2.2)
        section.page_width, section.page_height = Cm(21), Cm(29.7)
    normal = word.styles["Normal"]
    normal.font.size = Pt(10.5)
    fonts = normal.element.get_or_add_rPr()
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), "de-DE")
    fonts.append(lang)


def _absatz(word, block):
    _fuelle(word.add_paragraph(), block.text)


def _liste(word, block):
    for punkt in block.punkte:
        _fuelle(word.add_paragraph(style="List Bullet"), punkt)


def _tabelle(word, block):
    titel = word.add_paragraph()
    titel.add_run(block.titel).bold = True
    titel.paragraph_format.keep_with_next = True
    tabelle = word.add_table(rows=1, cols=len(block.kopf), style="Table Grid")
    for zelle, text in zip(tabelle.rows[0].cells, block.kopf, strict=True):
        zelle.paragraphs[0].add_run(text).bold = True
    # Repeated on every page, and read out with its cells.
    tabelle.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for zeile in block.zeilen:
        for zelle, text in zip(tabelle.add_row().cells, zeile, strict=True):
            _fuelle(zelle.paragraphs[0], text)
    word.add_paragraph()


def _fuelle(paragraph, text):
    for stueck, luecke in stuecke(text):
        run = paragraph.add_run(f"[{stueck}]" if luecke else stueck)
        if luecke:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW


SCHREIBER = {"absatz": _absatz, "liste": _liste, "tabelle": _tabelle}
