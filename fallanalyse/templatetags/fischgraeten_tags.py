"""The Fischgräten picture of an analysis, wherever its Einflussfaktoren are read."""

from collections import Counter

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from fallanalyse.enums import Einflussebene
from fallanalyse.fischgraeten_bild import BLATT, SCHRITTSEITE, SEITE, zeichne
from fallanalyse.fischgraeten_form import Ursache, nach_ebene

register = template.Library()

MASSE = {"seite": SEITE, "schritt": SCHRITTSEITE, "blatt": BLATT}
# In places narrower than this part of its width the picture gives way to the list.
LESBAR = 0.8
SCHWELLEN = (30, 40, 50, 60)
# A higher picture has its sheet of paper to itself.
HOCH = 420

# What tells the directions apart also without their colour: outline and sign, on 16 by 16.
FORMEN = {
    "plus": '<circle cx="8" cy="8" r="8"/><path d="M8 4v8M4 8h8"/>',
    "minus": '<rect width="16" height="16" rx="3"/><path d="M4 8h8"/>',
    "beides": (
        '<path class="richtung__grund" d="M8 -1.2 17.2 8 8 17.2 -1.2 8Z"/>'
        '<path d="M8 3.4v5.4M5.3 6.1h5.4M5.3 11.6h5.4"/>'
    ),
    "offen": (
        '<circle cx="8" cy="8" r="7.2"/>'
        '<path d="M5.8 6.3a2.2 2.2 0 1 1 3 2c-.6.3-.8.6-.8 1.3M8 11.9v.2"/>'
    ),
}


@register.simple_tag
def richtungszeichen(art, groesse=16, x=0, y=0):
    return format_html(
        '<svg class="richtung richtung--{}" x="{}" y="{}" width="{}" height="{}"'
        ' viewBox="0 0 16 16" aria-hidden="true">{}</svg>',
        *(art, x, y, groesse, groesse, SafeString(FORMEN[art])),
    )


@register.inclusion_tag("fallanalyse/_fischgraeten_bild.html")
def fischgraeten(leitfrage, faktoren, mass="seite", ebene=3, liste=True, markierung=None):
    """
    Draw these Einflussfaktoren, in the order in which they are numbered.

    The page links static/fallanalyse/fischgraeten.css.

    :param mass: where it stands: "seite", "schritt" (beside the steps) or "blatt" (printed sheet)
    :param ebene: the level of the headings in the list
    :param liste: show the list also where the picture has room; else it is there to be heard
    :param markierung: what the gate marks in the list
    """
    ursachen = _ursachen_of(faktoren)
    bild = zeichne(ursachen, leitfrage, MASSE[mass])
    return {
        "bild": bild,
        "gruppen": [
            {"name": Einflussebene(gruppe).label, "ursachen": eigene}
            for gruppe, eigene in nach_ebene(ursachen)
        ],
        "leitfrage": leitfrage,
        "kennung": f"fischgraeten-{mass}",
        "klasse": _klasse(bild, liste),
        "ebene": ebene,
        "zeichen": _zeichen_of(ursachen),
        "mit_gewicht": any(eine.staerke for eine in ursachen),
        "satz": _satz(ursachen),
        "markierung": markierung,
    }


@register.simple_tag
def im_bild_gekuerzt(leitfrage, faktoren, mass):
    """Return what the picture of this size does not say in full: frage (a bool) and ursachen."""
    bild = zeichne(_ursachen_of(faktoren), leitfrage, MASSE[mass])
    return {"frage": bild.is_frage_gekuerzt, "ursachen": bild.gekuerzt}


@register.inclusion_tag("fallanalyse/_fischgraeten_im_schritt.html")
def fischgraeten_im_schritt(analyse):
    """Draw what is saved above the rows of its step; nothing before the first is."""
    faktoren = list(analyse.einflussfaktor_set.order_by("reihenfolge"))
    return {"leitfrage": analyse.leitfrage, "faktoren": faktoren}


def _ursachen_of(faktoren):
    return [
        Ursache(faktor.ebene, faktor.richtung, faktor.text, faktor.gewicht, nummer)
        for nummer, faktor in enumerate(faktoren, 1)
    ]


def _zeichen_of(ursachen):
    """Return (Zeichen, word) for each direction that occurs, what is not known last."""
    return sorted(
        {(eine.art, eine.richtungswort) for eine in ursachen},
        key=lambda zeichen: (list(FORMEN).index(zeichen[0]), zeichen[1]),
    )


def _klasse(bild, liste):
    """Return the classes that say from which width on, and how, the picture is shown."""
    schwelle = next((rem for rem in SCHWELLEN if rem * 16 >= bild.breite * LESBAR), SCHWELLEN[-1])
    klassen = [f"fischgraeten--ab-{schwelle}"]
    if not liste:
        klassen.append("fischgraeten--nur-bild")
    if bild.hoehe > HOCH:
        klassen.append("fischgraeten--hoch")
    return " ".join(klassen)


def _satz(ursachen):
    """Return what the picture shows, in one sentence for who does not see it."""
    anzahl = Counter((eine.art, eine.richtungswort) for eine in ursachen)
    richtungen = ", ".join(f"{anzahl[zeichen]} {zeichen[1]}" for zeichen in _zeichen_of(ursachen))
    faktoren = "1 Einflussfaktor" if len(ursachen) == 1 else f"{len(ursachen)} Einflussfaktoren"
    ebenen = len(nach_ebene(ursachen))
    wo = "auf 1 Ebene" if ebenen == 1 else f"auf {ebenen} Ebenen"
    return f"{faktoren} {wo}: {richtungen}."
