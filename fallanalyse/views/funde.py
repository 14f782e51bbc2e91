"""What the gate finds in a form of a step: beside it, while somebody writes."""

from dataclasses import dataclass

from fallanalyse.forms import EINZAHL
from fallanalyse.models import inhalt as inhalte
from fallanalyse.models.pruefung import Fund, Pruefung
from fallanalyse.models.stellen import kopffelder, textfelder
from fallanalyse.models.vorhang import roh
from fallanalyse.pseudonymisierung import PruefungNichtMoeglich


@dataclass(frozen=True)
class FundImFormular:
    fund: Fund
    ort: str
    anker: str


def funde_in(formular, *, jetzt=False):
    """
    Return (open hits with the field they stand in, sentence why there are none to show or "").

    `jetzt`: let the detectors look at what they have not seen, as typed. Otherwise only what was
    kept with the saved text is shown: a page with a form costs no run of them.
    """
    try:
        pruefung = Pruefung(formular.analyse.pk, nachholen=jetzt)
        return [
            FundImFormular(fund, ort, feld.auto_id)
            for ort, feld, text in _felder(formular)
            for fund in pruefung.funde(text) or ()
            if fund.is_offen
        ], ""
    except PruefungNichtMoeglich as grund:
        return [], str(grund)


def _felder(formular):
    """Yield (place, bound field, text) of every free text of the form."""
    if formular.kopf:
        namen = kopffelder(type(formular.analyse), formular.schritt)
        yield from _of_form(formular.kopf, namen, "")
    for art in inhalte.AUFBAU[formular.schritt].zeilen:
        namen = textfelder(art)
        for nummer, form in enumerate(formular.formsets[art.name].forms, 1):
            if "DELETE" in form.fields and form["DELETE"].value():
                continue
            ort = getattr(form, "titel", "") or f"{EINZAHL[art.name]} {nummer}"
            yield from _of_form(form, namen, f"{ort}, ")


def _of_form(form, namen, davor):
    for name in namen:
        if name in form.fields:
            text = form.fields[name].to_python(roh(form[name].value()))
            if text:
                yield f"{davor}{form[name].label}", form[name], text
