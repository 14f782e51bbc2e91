"""A Zwischenbericht as Word and PDF, and its page for politics: from its content only."""

import re

from django.template.loader import render_to_string

from kinderschutz import pdf
from kinderschutz.dokument import Absatz, Abschnitt, Dokument, Tabelle

ARTEN = ("docx", "pdf", "politik")
ENTWURF = "Entwurf: Die Zahlen ändern sich noch."


def datei(inhalt, art, *, pruefsumme=""):
    """
    Return the file as bytes; without `pruefsumme` it says that it is a draft.

    :raises PdfNichtMoeglich: if this machine cannot make PDF
    """
    if art == "docx":
        # Loaded here: most processes never need it.
        from kinderschutz.word import docx

        return docx(dokument(inhalt, pruefsumme))
    werte = {"inhalt": inhalt, "pruefsumme": pruefsumme, "entwurf": ENTWURF}
    if art == "politik":
        html = render_to_string("kommunen/bericht_politik_pdf.html", werte)
        return pdf.pdf(html, POLITIK)
    werte["dokument"] = dokument(inhalt, pruefsumme)
    return pdf.pdf(render_to_string("kommunen/bericht_pdf.html", werte), BERICHT)


def dokument(inhalt, pruefsumme=""):
    """Return the Dokument of this content."""
    abschnitte = [
        Abschnitt(
            "Über diesen Bericht",
            (
                Tabelle(
                    "Angaben",
                    ("Angabe", ""),
                    tuple((wort, wert) for wort, wert in _angaben(inhalt) if wert),
                ),
                *_absaetze(inhalt["vorwort"]),
            ),
        ),
        *(_abschnitt(eines) for eines in inhalt["abschnitte"]),
    ]
    if inhalt["ausblick"]:
        abschnitte.append(Abschnitt("Ausblick", _absaetze(inhalt["ausblick"])))
    abschnitte.append(
        Abschnitt(
            "Vertraulichkeit und Prüfsumme",
            (
                Absatz("Dieser Bericht enthält keine Inhalte von Fällen und keine Namen."),
                Absatz(
                    f"Eingefroren mit der Prüfsumme (SHA-256) {pruefsumme}."
                    if pruefsumme
                    else ENTWURF
                ),
            ),
        )
    )
    return Dokument(
        inhalt["titel"],
        f"{inhalt['projekt']}, {inhalt['geltung']}. Zeitraum {inhalt['zeitraum']}."
        + ("" if pruefsumme else f" {ENTWURF}"),
        tuple(abschnitte),
    )


def _angaben(inhalt):
    return (
        ("Projekt", inhalt["projekt"]),
        ("Auftraggeber", inhalt["auftraggeber"]),
        ("Durchführung", inhalt["durchfuehrung"]),
        ("Bericht über", inhalt["geltung"]),
        ("Zeitraum", inhalt["zeitraum"]),
        ("Stand", inhalt["stand"]),
        ("Stichtag der Fallanalysen", inhalt["stichtag"]),
        ("Kommunen", f"{len(inhalt['kommunen'])}: {', '.join(inhalt['kommunen'])}"),
    )


def _abschnitt(eines):
    tabelle = eines["tabelle"]
    teile = [*_absaetze(eines["text"]), *map(Absatz, eines["absaetze"])]
    if tabelle["zeilen"]:
        teile.append(
            Tabelle(
                tabelle["titel"],
                tuple(tabelle["kopf"]),
                tuple(tuple(zeile) for zeile in tabelle["zeilen"]),
            )
        )
    teile.append(Absatz(f"Quelle: {eines['quelle']}."))
    return Abschnitt(eines["titel"], tuple(teile))


def _absaetze(text):
    return tuple(
        Absatz(" ".join(teil.split())) for teil in re.split(r"\n\s*\n", text) if teil.strip()
    )


BERICHT = """
table { font-size: 8.5pt; }
/* A day stays in one piece. */
th, td { hyphens: auto; overflow-wrap: break-word; }
table:not(.mehrspaltig) tbody th { width: 30%; }
"""
POLITIK = """
@page { margin: 15mm 18mm 12mm; @bottom-left { content: none; } @bottom-right { content: none; } }
html { font-size: 10pt; line-height: 1.35; }
h1 { font-size: 20pt; }
h2 { margin: 3.5mm 0 1mm; font-size: 12pt; }
li { margin-bottom: 0.4mm; }
.zahlen + h2 { margin-top: 0; }
.wer { font-size: 8.5pt; }
.zahlen { display: flex; gap: 4mm; margin: 4mm 0; }
.zahlen div { flex: 1; padding: 2mm 3mm 3mm; background: #e8ebf1; border-top: 1.2mm solid #171a2b; }
.zahlen dt { font-size: 9pt; line-height: 1.3; hyphens: manual; }
.zahlen dd { margin: 1mm 0 0; font-size: 20pt; font-weight: 600; line-height: 1.2; }
.text { font-size: 11pt; }
.fuss { margin-top: 5mm; padding-top: 2mm; border-top: 0.4pt solid #aab1bf; }
.fuss { font-size: 8.5pt; color: #3c4453; }
"""
