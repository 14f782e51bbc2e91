"""A page as PDF and as Word says the same as the page as text."""

import html
import io
import json
from pathlib import Path

import docx
import pytest

from kinderschutz import dateipruefung
from kommunen.profilimport import KeinProfil, lies
from kommunen.profilimport.textauszug import text_aus_pdf, text_aus_word

PROFILE = sorted((Path(__file__).parent / "profile").glob("*.txt"))
jede_seite = pytest.mark.parametrize("pfad", PROFILE, ids=[pfad.stem for pfad in PROFILE])


def blocks(text):
    """Yield (is a list, its lines) of every block between blank lines."""
    for block in text.split("\n\n"):
        if block.lstrip().startswith("•"):
            yield True, [punkt.strip() for punkt in block.split("  • ") if punkt.strip()]
        else:
            yield False, [block]


def as_pdf(text, breite="18cm"):
    weasyprint = pytest.importorskip("weasyprint")
    teile = []
    for is_liste, zeilen in blocks(text):
        inhalt = [html.escape(zeile).replace("\n", "<br>") for zeile in zeilen]
        teile.append(
            f"<ul>{''.join(f'<li>{eines}' for eines in inhalt)}</ul>"
            if is_liste
            else f"<p>{inhalt[0]}</p>"
        )
    stil = f"body{{font:10pt 'DejaVu Sans';width:{breite}}} @page{{margin:1cm}}"
    seite = f"<html lang=de><style>{stil}</style><body>{''.join(teile)}"
    return weasyprint.HTML(string=seite).write_pdf()


def as_word(text):
    dokument = docx.Document()
    for is_liste, zeilen in blocks(text):
        for zeile in zeilen:
            stil = "List Bullet" if is_liste else None
            dokument.add_paragraph(zeile.replace("\n    ", "\n"), style=stil)
    datei = io.BytesIO()
    dokument.save(datei)
    return datei.getvalue()


def words(profil):
    """
    Return what the page says; a dash at the end of a line tells nobody whether a space follows it.
    """
    return json.loads(json.dumps(profil.als_dict()).replace("\\u2013 ", "\\u2013"))


class TestPdf:
    @jede_seite
    @pytest.mark.parametrize("breite", ["18cm", "13cm"])
    def test_says_what_the_text_says(self, pfad, breite):
        text = pfad.read_text(encoding="utf-8")
        pdf = dateipruefung.pruefe("seite.pdf", as_pdf(text, breite)).inhalt

        assert words(lies(text_aus_pdf(pdf))) == words(lies(text))

    def test_without_text_says_what_to_do(self):
        with pytest.raises(KeinProfil, match="vermutlich ist sie ein eingescanntes Bild"):
            text_aus_pdf(as_pdf(""))

    def test_that_is_broken_says_what_to_do(self):
        with pytest.raises(KeinProfil, match="kopieren Sie den Text der Seite"):
            text_aus_pdf(b"%PDF-1.7 nichts")

    def test_of_a_whole_brochure_is_refused(self):
        with pytest.raises(KeinProfil, match="nur die Profilseite einer Kommune"):
            text_aus_pdf(_many_pages(as_pdf("Seite")))


def _many_pages(pdf):
    import pypdf

    schreiber = pypdf.PdfWriter()
    for _ in range(13):
        schreiber.append(io.BytesIO(pdf))
    datei = io.BytesIO()
    schreiber.write(datei)
    return datei.getvalue()


class TestWord:
    @jede_seite
    def test_says_what_the_text_says(self, pfad):
        text = pfad.read_text(encoding="utf-8")
        datei = dateipruefung.pruefe("seite.docx", as_word(text)).inhalt

        assert lies(text_aus_word(datei)).als_dict() == lies(text).als_dict()

    def test_keeps_lists_inside_of_lists_numbers_and_tables(self):
        dokument = docx.Document()
        for text, stil in (
            ("MODELLKOMMUNE", None),
            ("Stadt Trier", None),
            ("www.trier.de", None),
            ("Zentrale Themen", None),
            ("Zwei Kurse:", "List Bullet"),
            ("für Eltern", "List Number 2"),
            ("für Fachkräfte", "List Number 2"),
            ("Ergebnisse", None),
            ("Kommunal", None),
        ):
            absatz = dokument.add_paragraph(text, style=stil)
            if stil == "List Number 2":
                absatz.paragraph_format.element.get_or_add_pPr()._add_numPr()
                absatz.paragraph_format.element.pPr.numPr.get_or_add_ilvl().val = 1
                absatz.paragraph_format.element.pPr.numPr.get_or_add_numId().val = 1
        tabelle = dokument.add_table(rows=1, cols=2)
        tabelle.cell(0, 0).text = "Ein Leitbild"
        tabelle.cell(0, 1).text = "Ein Leitfaden"
        datei = io.BytesIO()
        dokument.save(datei)

        profil = lies(text_aus_word(datei.getvalue()))

        [punkt] = profil.punkte["themen"]
        assert len(punkt.unterpunkte) == 2
        assert profil.ergebnisse_kommunal == ["Ein Leitbild", "Ein Leitfaden"]

    def test_a_forged_level_of_a_list_is_no_indent(self):
        dokument = docx.Document()
        absatz = dokument.add_paragraph("Netze", style="List Bullet")
        absatz.paragraph_format.element.get_or_add_pPr()._add_numPr()
        absatz.paragraph_format.element.pPr.numPr.get_or_add_ilvl().val = 100_000
        absatz.paragraph_format.element.pPr.numPr.get_or_add_numId().val = 1
        datei = io.BytesIO()
        dokument.save(datei)

        assert len(text_aus_word(datei.getvalue())) < 100

    def test_a_table_inside_a_table_is_read_once(self):
        # Read with every table around it, it would stand there a million times.
        dokument = docx.Document()
        zelle = dokument.add_table(rows=1, cols=1).cell(0, 0)
        for _ in range(20):
            zelle = zelle.add_table(rows=1, cols=1).cell(0, 0)
        zelle.text = "Ein Leitbild"
        datei = io.BytesIO()
        dokument.save(datei)

        assert text_aus_word(datei.getvalue()).count("Ein Leitbild") == 1

    def test_that_is_broken_says_what_to_do(self):
        with pytest.raises(KeinProfil, match="kopieren Sie den Text der Seite"):
            text_aus_word(b"PK\x03\x04")
