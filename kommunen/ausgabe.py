"""
A page as a file: CSV, Excel or PDF with what the page shows, in its order, nothing more.

A text that a spreadsheet would calculate is written so that it stays a text.
"""

import csv
import io
from dataclasses import dataclass, field

from django.template.loader import render_to_string

from kinderschutz import pdf
from kommunen.kleine_zellen import Zelle

FORMATE = ("csv", "xlsx", "pdf")
# What begins so is a formula to Excel or LibreOffice, also behind blanks.
_FORMELZEICHEN = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


@dataclass(frozen=True)
class Blatt:
    """A table: `zeilen` hold texts, whole numbers, Zellen or None, as many as `kopf`."""

    titel: str
    kopf: tuple
    zeilen: tuple


@dataclass(frozen=True)
class Ausgabe:
    """`angaben` are pairs (word, value): Projekt, filters, Stichtag, Quelle."""

    titel: str
    angaben: tuple
    blaetter: tuple = field(default_factory=tuple)


def schreibe(ausgabe, format):
    """
    Return the file as bytes.

    :raises PdfNichtMoeglich: if this machine cannot make PDF
    """
    return {"csv": _csv, "xlsx": _xlsx, "pdf": _pdf}[format](ausgabe)


def ungefaehrlich(text):
    """Return the text so that no spreadsheet takes it for a formula."""
    if text.lstrip(" \xa0").startswith(_FORMELZEICHEN):
        return f"'{text}"
    return text


def _wert(eines):
    """Return a number as a number, everything else as people read it."""
    if isinstance(eines, Zelle):
        return str(eines) if eines.wert is None else eines.wert
    if eines is None:
        return ""
    return eines if isinstance(eines, int) else str(eines)


def _csv(ausgabe):
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")

    def schreibe_zeile(werte):
        werte = map(_wert, werte)
        writer.writerow([ungefaehrlich(wert) if isinstance(wert, str) else wert for wert in werte])

    schreibe_zeile([ausgabe.titel])
    for angabe in ausgabe.angaben:
        schreibe_zeile(angabe)
    for blatt in ausgabe.blaetter:
        writer.writerow([])
        schreibe_zeile([blatt.titel])
        schreibe_zeile(blatt.kopf)
        for zeile in blatt.zeilen:
            schreibe_zeile(zeile)
    # Excel takes a file without this mark for Latin-1.
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def _xlsx(ausgabe):
    # Loaded here: most processes never need it.
    import xlsxwriter

    file = io.BytesIO()
    optionen = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(file, optionen) as mappe:
        mappe.set_properties({"title": ausgabe.titel, "author": "Kinderschutz"})
        fett = mappe.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        normal = mappe.add_format({"text_wrap": True, "valign": "top"})
        for nummer, blatt in enumerate(ausgabe.blaetter, 1):
            _fuelle_blatt(mappe.add_worksheet(_blattname(nummer, blatt.titel)), blatt, fett, normal)
        quelle = mappe.add_worksheet("Angaben")
        quelle.set_column(0, 0, 24)
        quelle.set_column(1, 1, 80)
        for zeile, (wort, wert) in enumerate((("Titel", ausgabe.titel), *ausgabe.angaben)):
            quelle.write_string(zeile, 0, wort, fett)
            quelle.write_string(zeile, 1, str(wert), normal)
    return file.getvalue()


def _blattname(nummer, titel):
    """Return a name that Excel takes: 31 signs, none of []:*?/\\."""
    erlaubt = "".join(zeichen for zeichen in titel if zeichen not in "[]:*?/\\'")
    return f"{nummer} {erlaubt}"[:31].strip()


def _fuelle_blatt(seite, blatt, fett, normal):
    for spalte, text in enumerate(blatt.kopf):
        seite.write_string(0, spalte, text, fett)
        breiteste = max(
            [len(str(_wert(zeile[spalte]))) for zeile in blatt.zeilen] + [len(text)], default=10
        )
        seite.set_column(spalte, spalte, min(max(breiteste + 2, 9), 60))
    for nummer, zeile in enumerate(blatt.zeilen, 1):
        for spalte, wert in enumerate(map(_wert, zeile)):
            if isinstance(wert, int):
                seite.write_number(nummer, spalte, wert, normal)
            else:
                seite.write_string(nummer, spalte, wert, normal)
    seite.freeze_panes(1, 1)
    seite.repeat_rows(0)
    seite.set_landscape()
    seite.fit_to_pages(1, 0)


def _pdf(ausgabe):
    blaetter = [
        (
            blatt.titel,
            blatt.kopf,
            [
                [
                    (str(eines) if isinstance(eines, Zelle) else _wert(eines), _is_zahl(eines))
                    for eines in zeile
                ]
                for zeile in blatt.zeilen
            ],
        )
        for blatt in ausgabe.blaetter
    ]
    html = render_to_string("kommunen/ausgabe_pdf.html", {"ausgabe": ausgabe, "blaetter": blaetter})
    return pdf.pdf(html, QUERFORMAT)


def _is_zahl(eines):
    return isinstance(eines, int | Zelle)


QUERFORMAT = """
@page { size: A4 landscape; margin: 16mm 14mm 16mm; }
html { font-size: 9pt; }
table { font-size: 8pt; }
th, td { padding: 1mm 1.5mm; overflow-wrap: break-word; }
td.zahl, th.zahl { text-align: right; }
dl { margin: 0 0 4mm; }
dl div { display: flex; }
dt { width: 32mm; font-weight: 600; }
dd { margin: 0; }
"""
