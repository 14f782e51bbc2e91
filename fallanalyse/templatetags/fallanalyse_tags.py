"""How states and judgements of an analysis look. Colours live here, not in the enums."""

from django import template

from fallanalyse.enums import Bearbeitungsstand, Bewaehrt, Freigabestufe
from fallanalyse.unterschied import ENTFERNT, GEAENDERT, HINZUGEFUEGT
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
