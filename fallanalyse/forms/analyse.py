"""Beginning an analysis, its team, and the Rechtsgrundlage of its method."""

from django import forms

from fallanalyse.enums import Methode, Rechtsgrundlage
from fallanalyse.methoden import STECKBRIEFE
from fallanalyse.models import Rechtsgrundlagenvorgabe
from fallanalyse.models.rechtsbedingungen import why_not_anonym
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


class VorgabeForm(forms.ModelForm):
    """The Rechtsgrundlage of one method, on the ground of the version the page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Rechtsgrundlagenvorgabe
        fields = ["rechtsgrundlage"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.version = 0 if self.instance._state.adding else self.instance.version
        self.fields["version"].initial = self.version
        feld = self.fields["rechtsgrundlage"]
        grund = why_not_anonym(self.instance.methode)
        feld.choices = [
            (wert, text)
            for wert, text in Rechtsgrundlage.choices
            # Not offered as the easy way; what was once set stays to be seen.
            if not grund or wert != Rechtsgrundlage.ANONYM or wert == self.instance.rechtsgrundlage
        ]
        if grund:
            feld.help_text = (
                "»Kein Personenbezug« steht hier nicht zur Wahl: Diese Methode arbeitet mit Akten "
                "und Gesprächen."
            )

    def clean_version(self):
        gesehen = self.cleaned_data["version"]
        if gesehen not in (None, self.version) and "rechtsgrundlage" in self.changed_data:
            raise forms.ValidationError(
                "Jemand anderes hat das inzwischen festgelegt. Bitte laden Sie die Seite neu."
            )
        return gesehen

    def has_changed(self):
        return "rechtsgrundlage" in self.changed_data


class TeammitgliedForm(forms.Form):
    """Whom to take into the team: a Fachkraft or Leitung of the same Jugendamt."""

    person = forms.ChoiceField(label="Person")

    def __init__(self, *args, personen, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = KEINE_AUSWAHL + personen
