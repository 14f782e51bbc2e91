"""The forms of the meetings: who was there, which questions, what was decided."""

import uuid

from crispy_forms.bootstrap import InlineRadios
from crispy_forms.layout import Row
from django import forms

from fallanalyse.enums import Fragenstand
from fallanalyse.forms.zeilen import ZeilenForm, area
from fallanalyse.models import Sitzung, Sitzungsfrage
from fallanalyse.models.gespraech import ANWESENDE


class SitzungForm(ZeilenForm):
    anordnung = (Row("datum"), Row(*ANWESENDE), "protokoll")
    datum = forms.DateField(
        label="am", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
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


class SitzungsfrageForm(ZeilenForm):
    # The field beside the rows that names the meeting in which the form is filled in.
    IN_SITZUNG = "in_sitzung"
    anordnung = (
        "frage",
        InlineRadios("stand"),
        Row("beschluss", "minderheit"),
        Row("sitzung"),
    )
    sitzung = Sitzungswahl(label="besprochen in", required=False)

    class Meta:
        model = Sitzungsfrage
        fields = ["frage", "stand", "beschluss", "minderheit"]
        widgets = {
            "frage": area(2),
            "stand": forms.RadioSelect,
            "beschluss": area(2),
            "minderheit": area(2),
        }

    def clean(self):
        """A question belongs to the meeting that dealt with it, and to none while it is open."""
        daten = super().clean()
        if daten.get("stand") != Fragenstand.BESPROCHEN:
            daten["sitzung"] = ""
        elif not daten.get("sitzung") and _is_uuid(hier := self.data.get(self.IN_SITZUNG)):
            daten["sitzung"] = hier
        return daten
