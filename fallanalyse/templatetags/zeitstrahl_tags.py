"""The picture of the Zeitstrahl inside other pages."""

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

from fallanalyse.zeitstrahl import DRUCK_HOCH, zeichner_of
from fallanalyse.zeitstrahl_zeichen import ZEILE

register = template.Library()

# As wide as the column in which it stands at 1280 px.
SEITE, SCHRITT = 1196, 856


@register.inclusion_tag("fallanalyse/_zeitstrahl_in_seite.html")
def zeitstrahl_bild(analyse):
    """Draw the whole Zeitstrahl into the reading version: small, with a link to its own page."""
    zeichner = zeichner_of(analyse)
    if not zeichner.eintraege:
        return {"bild": None}
    return {
        "bild": zeichner.passendes_bild(zeichner.ganz, breite=SEITE),
        "druckbilder": zeichner.druckbilder(zeichner.ganz, **DRUCK_HOCH),
        "analyse": analyse,
        "klein": False,
    }


@register.inclusion_tag("fallanalyse/_zeitstrahl_in_seite.html")
def zeitstrahl_im_schritt(analyse, formular):
    """Draw what is saved above the rows of its step; an event leads to the row that tells it."""
    zeilen = formular.formsets["ereignisse"]
    zeichner = zeichner_of(
        analyse, ziele={str(form["id"].value()): f"#{form['titel'].auto_id}" for form in zeilen}
    )
    if not zeichner.eintraege:
        return {"bild": None}
    return {
        "bild": zeichner.passendes_bild(zeichner.ganz, breite=SCHRITT),
        "druckbilder": [],
        "analyse": analyse,
        "klein": True,
    }


@register.simple_tag
def zeitstrahl_ereignisse(marken, verweise):
    """Draw the events: there may be eighty, twice, so their strings are joined."""
    return SafeString("".join([_ereignis(marke, verweise) for marke in marken]))


def _ereignis(marke, verweise):
    ort = f'class="zs-ereignis" transform="translate({marke.x} {marke.y})"'
    inhalt = f"{_feld(marke)}{_zeichen(marke)}{_worte(marke)}"
    if not verweise:
        return f"<g {ort}>{inhalt}</g>"
    name = escape(marke.schild.name)
    return (
        f'<a href="{escape(marke.eintrag.url)}" aria-label="{name}" {ort}>'
        f"<title>{name}</title>{inhalt}</a>"
    )


def _feld(marke):
    return (
        f'<rect class="zs-feld" x="{marke.feld_dx}" y="{marke.tiefer}"'
        f' width="{marke.feldbreite}" height="{marke.schild.hoehe}" rx="4"/>'
    )


def _zeichen(marke):
    teile = []
    if marke.ungenau:
        teile.append(f'<path class="zs-spielraum" d="{marke.spielraum}"/>')
    if marke.dauer:
        teile.append(f'<rect class="zs-balken" y="6" width="{marke.dauer}" height="10" rx="5"/>')
    if marke.eintrag.strittig:
        teile.append('<path class="zs-raute" d="M0 3l8 8l-8 8l-8 -8z"/>')
    elif not marke.dauer:
        offen = " zs-punkt--offen" if marke.eintrag.zeit is None else ""
        teile.append(f'<circle class="zs-punkt{offen}" cy="11" r="6"/>')
    return "".join(teile)


def _worte(marke):
    x, schild = marke.text_dx, marke.schild
    vorweg = f'<tspan class="zs-zeit">{escape(schild.vorweg)}</tspan> ' if schild.vorweg else ""
    weitere = "".join(
        [f'<tspan x="{x}" dy="{ZEILE}">{escape(zeile)}</tspan>' for zeile in schild.zeilen[1:]]
    )
    return (
        f'<text class="zs-text" x="{x}" y="{marke.text_y}">'
        f"{vorweg}{escape(schild.zeilen[0])}{weitere}</text>"
    )
