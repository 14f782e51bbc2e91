"""Beginning an analysis, its method and its team."""

from django import forms

from fallanalyse.enums import Methode
from fallanalyse.methoden import STECKBRIEFE
from kommunen.models import Projekt

KEINE_AUSWAHL = [("", "Bitte wählen")]


METHODEN = [
    (methode.value, f"{methode.label} – {STECKBRIEFE[methode].dauer}") for methode in Methode
]


class BeginnForm(forms.Form):
    """Which method, in which Projekt. Nothing else is needed for a draft."""

    # Made with the page: the same page sent twice is one analysis.
    schluessel = forms.UUIDField(widget=forms.HiddenInput, required=False)
    methode = forms.ChoiceField(label="Methode", choices=Methode, widget=forms.RadioSelect)
    projekt = forms.ModelChoiceField(
        label="Projekt",
        queryset=Projekt.objects.none(),
        required=False,
        empty_label="keines: nur für unser Jugendamt",
    )

    def __init__(self, *args, projekte, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["projekt"].queryset = projekte
        self.fields["methode"].choices = METHODEN


class MethodeForm(forms.Form):
    """With which method it goes on."""

    methode = forms.ChoiceField(label="Methode", choices=METHODEN, widget=forms.RadioSelect)


class TeammitgliedForm(forms.Form):
    """Whom to take into the team: a Fachkraft or Leitung of the same Jugendamt."""

    person = forms.ChoiceField(label="Person")

    def __init__(self, *args, personen, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = KEINE_AUSWAHL + personen
