"""The rows of the step Sitzungen as a circle needs them: what is open, then what was dealt with."""

from dataclasses import dataclass, field
from datetime import date

from django import forms

from fallanalyse.enums import Fragenstand
from fallanalyse.models.gespraech import ANWESENDE


@dataclass
class Zeile:
    """One row with its number in the form: whatever the order on the page, it is sent as that."""

    nummer: int
    form: forms.BaseForm

    def wert(self, feld):
        return str(self.form[feld].value() or "")

    @property
    def pk(self):
        return self.wert("id")

    @property
    def wird_entfernt(self):
        return bool(self.form["DELETE"].value())

    @property
    def hat_fehler(self):
        return bool(self.form.is_bound and self.form.errors)


@dataclass
class Sitzungszeile(Zeile):
    """A meeting with the questions it has dealt with."""

    fragen: list = field(default_factory=list)

    @property
    def haben_fragen_fehler(self):
        return any(frage.hat_fehler for frage in self.fragen)

    @property
    def datum(self):
        """Return the day, or the words typed in its place."""
        try:
            return date.fromisoformat(self.wert("datum"))
        except ValueError:
            return self.wert("datum")

    @property
    def anwesende(self):
        """Return (label, number) of those who were there."""
        return [
            (self.form[feld].label, self.wert(feld)) for feld in ANWESENDE if self.wert(feld) > "0"
        ]

    @property
    def anwesend(self):
        """Return how many were there; what is no number is told beside its field."""
        return sum(int(wert) for _label, wert in self.anwesende if wert.isdecimal())


class Tagesordnung:
    """
    The rows of this Schrittformular in their places. `hier`: the key of the meeting that is on.

    `offene` and `ohne_sitzung` are questions, `sitzungen` the meetings, newest first, `neue` those
    that were never saved. `jetzt` is the meeting that is on, None where the form does not have it.
    """

    def __init__(self, formular, hier=""):
        fragen = [
            Zeile(nummer, form) for nummer, form in enumerate(formular.formsets["fragen"].forms, 1)
        ]
        alle = [
            Sitzungszeile(nummer, form)
            for nummer, form in enumerate(formular.formsets["sitzungen"].forms, 1)
        ]
        self.neue = [zeile for zeile in alle if not zeile.pk]
        self.sitzungen = sorted(
            (zeile for zeile in alle if zeile.pk),
            key=lambda zeile: (zeile.wert("datum"), zeile.nummer),
            reverse=True,
        )
        sitzung_of = {zeile.pk: zeile for zeile in self.sitzungen}
        self.jetzt = sitzung_of.get(hier)
        self.offene, self.ohne_sitzung = [], []
        for frage in fragen:
            if frage.wert("stand") != Fragenstand.BESPROCHEN:
                self.offene.append(frage)
            elif zeile := sitzung_of.get(frage.wert("sitzung") or hier):
                zeile.fragen.append(frage)
            else:
                self.ohne_sitzung.append(frage)
        for formset in formular.formsets.values():
            _focus_new_row(formset)

    @property
    def frueher_besprochen(self):
        """Return what other meetings than the one that is on have dealt with."""
        andere = [zeile for zeile in self.sitzungen if zeile is not self.jetzt]
        return [frage for zeile in andere for frage in zeile.fragen] + self.ohne_sitzung

    @property
    def haben_einzelne_fehler(self):
        """Say whether something is wrong in a question that no meeting has dealt with."""
        return any(frage.hat_fehler for frage in self.ohne_sitzung)

    @property
    def is_nachtrag_offen(self):
        """Say whether somebody is writing in a meeting that was never saved."""
        return any(
            zeile.hat_fehler or zeile.anwesende or zeile.wert("datum") or zeile.wert("protokoll")
            for zeile in self.neue
        )

    @property
    def hat_fehler_frueher(self):
        return any(zeile.hat_fehler for zeile in (*self.frueher_besprochen, *self.andere))

    @property
    def andere(self):
        """Return the meetings that are not on."""
        return [zeile for zeile in (*self.sitzungen, *self.neue) if zeile is not self.jetzt]


def _focus_new_row(formset):
    """Put the cursor into the row that was just added: without JavaScript the page is a new one."""
    if getattr(formset, "has_new_row", False) and formset.forms:
        formset.forms[-1].visible_fields()[0].autofocus = True
