"""How states and judgements of an analysis look. Colours live here, not in the enums."""

from django import template
from django.utils.html import format_html, format_html_join

from fallanalyse.enums import Bearbeitungsstand, Bewaehrt, Freigabestufe
from fallanalyse.unterschied import (
    AUSGELASSEN,
    EINGEFUEGT,
    ENTFERNT,
    GEAENDERT,
    GESTRICHEN,
    GLEICH,
    HINZUGEFUEGT,
)
from kinderschutz.templatetags.bausteine import marke

register = template.Library()

STAND = {Bearbeitungsstand.IN_ARBEIT: "info", Bearbeitungsstand.ABGESCHLOSSEN: "success"}
STUFE = {
    Freigabestufe.TEAM: "",
    Freigabestufe.ZURUECKGEGEBEN: "warning",
    Freigabestufe.ZURUECKGEZOGEN: "warning",
    Freigabestufe.EINGEREICHT: "info",
}
BEWAEHRT = {Bewaehrt.JA: "success", Bewaehrt.TEILS: "warning", Bewaehrt.NEIN: "danger"}

# Not by colour alone: underlined or struck for the eye, named for whoever listens.
STUECK = {
    GLEICH: "{text}",
    EINGEFUEGT: (
        '<ins><span class="kern-sr-only">[eingefügt: </span>{zeichen}{text}'
        '<span class="kern-sr-only">]</span></ins>'
    ),
    GESTRICHEN: (
        '<del><span class="kern-sr-only">[gestrichen: </span>{zeichen}{text}'
        '<span class="kern-sr-only">]</span></del>'
    ),
    AUSGELASSEN: (
        '<span class="wortlaut__luecke"><span aria-hidden="true">…</span>'
        '<span class="kern-sr-only"> (unveränderter Text) </span></span>'
    ),
}
WAS = {
    GEAENDERT: ("geändert", "info"),
    HINZUGEFUEGT: ("hinzugefügt", "success"),
    ENTFERNT: ("entfernt", "danger"),
}


@register.simple_tag
def stand_marke(analyse):
    stand = Bearbeitungsstand(analyse.bearbeitungsstand)
    return marke(stand.label, STAND[stand])


@register.simple_tag
def stufe_marke(analyse):
    stufe = Freigabestufe(analyse.freigabestufe)
    return marke(stufe.label, STUFE.get(stufe, "success"))


@register.simple_tag
def bewaehrt_marke(wert):
    return marke(Bewaehrt(wert).label, BEWAEHRT[wert])


@register.simple_tag
def was_marke(was):
    """Return in a word what became of a row."""
    return marke(*WAS[was])


@register.simple_tag
def wortlaut(stuecke):
    """Return the pieces of a difference (fallanalyse.unterschied) as one reads corrected text."""
    return format_html_join(
        "",
        "{}",
        (
            (format_html(STUECK[art], text=text, zeichen=_zeichen(art, text)),)
            for art, text in stuecke
        ),
    )


def _zeichen(art, text):
    """Return a sign for a break or a space, which nobody sees or hears by itself."""
    if art not in (EINGEFUEGT, GESTRICHEN) or not text.isspace():
        return ""
    zeichen, wort = ("↵", "Zeilenumbruch") if "\n" in text else ("␣", "Leerzeichen")
    return format_html(
        '<span class="wortlaut__zeichen" aria-hidden="true">{}</span>'
        '<span class="kern-sr-only">{}</span>',
        *(zeichen, wort),
    )
