"""How the words of kommunen look: marks of a state, cells of a table, points of a profile."""

import re

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from kinderschutz.templatetags.bausteine import marke, zahl
from kommunen.enums import ERREICHT, Massnahmenstatus, Teilnahmerolle

register = template.Library()

MASSNAHME_ART = {
    Massnahmenstatus.GEPLANT: "",
    Massnahmenstatus.BEGONNEN: "info",
    Massnahmenstatus.ZURUECKGESTELLT: "",
    Massnahmenstatus.VERWORFEN: "",
} | dict.fromkeys(ERREICHT, "success")

# A sub-point that was printed with a dash or an asterisk; »a)« and »(1)« are part of its text.
_STRICH = re.compile(r"^\s*[-–*•]\s+")


@register.simple_tag
def rollenmarke(teilnahme):
    return marke(Teilnahmerolle(teilnahme.rolle).label)


@register.simple_tag
def massnahmenmarke(massnahme):
    status = Massnahmenstatus(massnahme.status)
    return marke(status.label, MASSNAHME_ART[status])


@register.simple_tag
def zelle(eine):
    """Return a table cell for a published count; each of its states reads differently."""
    if eine is None:
        sichtbar, gesprochen = "x", "Summe nicht sinnvoll"
    elif eine.is_geheim:
        sichtbar, gesprochen = ".", "geheim gehalten"
    elif eine.is_keine_angabe:
        sichtbar, gesprochen = "k. A.", "keine Angabe"
    else:
        return format_html('<td class="zahl">{}</td>', zahl(eine.wert))
    return format_html(
        '<td class="zahl zahl--fehlt"><span aria-hidden="true">{}</span>'
        '<span class="kern-sr-only">{}</span></td>',
        sichtbar,
        gesprochen,
    )


@register.filter
def zellwert(eine):
    """Return what a tile shows for a published count: a number, or words."""
    if eine.is_geheim:
        return "geheim gehalten"
    return None if eine.is_keine_angabe else eine.wert


@register.simple_tag
def punktliste(punkte):
    """
    Return the points of one section as lists and paragraphs, in their order.

    A paragraph that ends with a colon heads the points below it; further lines of a point are its
    sub-points.
    """
    html, offen = [], []
    for punkt in punkte:
        if punkt.ist_absatz:
            html += [_list(offen), _paragraph(punkt.text)]
            offen = []
        else:
            offen.append(_point(punkt.text))
    return SafeString("".join([*html, _list(offen)]))


def _list(items):
    return f'<ul class="punkte">{"".join(items)}</ul>' if items else ""


def _paragraph(text):
    is_heading = "\n" not in text and text.rstrip().endswith(":")
    css = ' class="punkte__titel"' if is_heading else ""
    lines = format_html_join(SafeString("<br>"), "{}", [(line,) for line in _lines(text)])
    return f"<p{css}>{lines}</p>"


def _point(text):
    first, *others = _lines(text) or [""]
    if not others:
        return f"<li>{conditional_escape(first)}</li>"
    unter = format_html_join("", "<li>{}</li>", [(_STRICH.sub("", line),) for line in others])
    return f'<li>{conditional_escape(first)}<ul class="punkte punkte--unter">{unter}</ul></li>'


def _lines(text):
    return [line.strip() for line in text.splitlines() if line.strip()]
