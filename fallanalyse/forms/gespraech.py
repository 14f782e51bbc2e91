"""The forms of the meetings: who was there, which questions, what was decided."""

from crispy_forms.layout import Row
from django import forms

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


class SitzungsfrageForm(ZeilenForm):
    anordnung = ("frage", Row("stand", "sitzung"), Row("beschluss", "minderheit"))
    sitzung = forms.ChoiceField(label="besprochen in", required=False)

    class Meta:
        model = Sitzungsfrage
        fields = ["frage", "stand", "beschluss", "minderheit"]
        widgets = {"frage": area(2), "beschluss": area(2), "minderheit": area(2)}
