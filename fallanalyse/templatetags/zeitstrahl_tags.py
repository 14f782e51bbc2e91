"""The picture of the Zeitstrahl inside other pages."""

from django import template

from fallanalyse.zeitstrahl import DRUCK_HOCH, zeichner_of

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
