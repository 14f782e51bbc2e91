"""The forms of the meetings: who was there, which questions, what was decided."""

import uuid

from crispy_forms.bootstrap import InlineRadios
from crispy_forms.layout import Row
from django import forms

from fallanalyse.enums import Fragenstand
from fallanalyse.forms.zeilen import Klappe, ZeilenForm, area
from fallanalyse.models import Sitzung, Sitzungsfrage
from fallanalyse.models.gespraech import ANWESENDE


class SitzungForm(ZeilenForm):
    anordnung = (Row("datum"), Row(*ANWESENDE), "protokoll")
    datum = forms.DateField(
        label="Datum", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    class Meta:
        model = Sitzung
        fields = [*ANWESENDE, "protokoll"]
        widgets = {"protokoll": area(4)}
        help_texts = {"protokoll": "Keine Namen, nur Rollen."}


def _is_uuid(value):
    try:
        uuid.UUID(str(value))
    except ValueError:
        return False
    return True


class Sitzungswahl(forms.ChoiceField):
    """One of the meetings. One that is gone meanwhile is no mistake of whoever writes here."""

    def valid_value(self, value):
        return super().valid_value(value) or _is_uuid(value)


class Standwahl(forms.ChoiceField):
    """How far a question is. One that was only just added is open, whatever the form says of it."""

    def __init__(self):
        super().__init__(
            label="Stand",
            choices=Fragenstand.choices,
            initial=Fragenstand.OFFEN,
            widget=forms.RadioSelect,
        )

    def bound_data(self, data, initial):
        return data or initial

    def clean(self, value):
        return super().clean(value or self.initial)


class SitzungsfrageForm(ZeilenForm):
    # The field beside the rows that names the meeting in which the form is filled in.
    IN_SITZUNG = "in_sitzung"
    anordnung = (
        "frage",
        InlineRadios("stand"),
        Klappe("Beschluss und andere Sicht", Row("beschluss", "minderheit"), "sitzung"),
    )
    stand = Standwahl()
    sitzung = Sitzungswahl(label="besprochen in", required=False)

    class Meta:
        model = Sitzungsfrage
        fields = ["frage", "beschluss", "minderheit"]
        widgets = {"frage": area(2), "beschluss": area(2), "minderheit": area(2)}

    def clean(self):
        """A question belongs to the meeting that dealt with it, and to none while it is open."""
        daten = super().clean()
        if daten.get("stand") != Fragenstand.BESPROCHEN:
            daten["sitzung"] = ""
        elif not daten.get("sitzung") and _is_uuid(hier := self.data.get(self.IN_SITZUNG)):
            daten["sitzung"] = hier
        return daten
