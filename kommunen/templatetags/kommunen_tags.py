"""How the words of kommunen look: marks of a state, cells of a table, points of a profile."""

import re

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from kinderschutz.templatetags.bausteine import marke, zahl
from kommunen.enums import ERREICHT, Massnahmenstatus, Teilnahmerolle
from kommunen.profilinhalt import is_zwischentitel

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
def punktliste(punkte, fussnoten=None):
    """
    Return the points of one section as lists and paragraphs, in their order.

    A paragraph that ends with a colon heads the points below it; further lines of a point are its
    sub-points. Signs of footnotes lead to them.
    """
    show = fussnoten.verlinke if fussnoten else conditional_escape
    html, offen = [], []
    for punkt in punkte:
        if punkt.ist_absatz:
            html += [_list(offen), _paragraph(punkt.text, show)]
            offen = []
        else:
            offen.append(_point(punkt.text, show))
    return SafeString("".join([*html, _list(offen)]))


def _list(items):
    return f'<ul class="punkte">{"".join(items)}</ul>' if items else ""


def _paragraph(text, show):
    css = ' class="punkte__titel"' if is_zwischentitel(text) else ""
    return f"<p{css}>{'<br>'.join(show(line) for line in _lines(text))}</p>"


def _point(text, show):
    first, *others = _lines(text) or [""]
    if not others:
        return f"<li>{show(first)}</li>"
    unter = "".join(f"<li>{show(_STRICH.sub('', line))}</li>" for line in others)
    return f'<li>{show(first)}<ul class="punkte punkte--unter">{unter}</ul></li>'


def _lines(text):
    return [line.strip() for line in text.splitlines() if line.strip()]
