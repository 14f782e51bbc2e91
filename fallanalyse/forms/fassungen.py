"""Which two versions of a step are held against each other."""

from django import forms
from django.utils.timezone import localtime


class FassungenwahlForm(forms.Form):
    """`versionen` are (version, when, name of who saved it), the newest first."""

    von = forms.TypedChoiceField(label="Frühere Fassung", coerce=int)
    bis = forms.TypedChoiceField(label="Spätere Fassung", coerce=int)

    def __init__(self, *args, versionen, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(version, _text(version, am, name)) for version, am, name in versionen]
        for feld in self.fields.values():
            feld.choices = choices
            feld.error_messages["invalid_choice"] = "Diese Fassung gibt es nicht."
        if choices:
            self.fields["von"].initial, self.fields["bis"].initial = choices[-1][0], choices[0][0]

    def clean(self):
        daten = super().clean()
        if not self.errors and daten["von"] == daten["bis"]:
            raise forms.ValidationError("Bitte wählen Sie zwei verschiedene Fassungen.")
        return daten

    @property
    def paar(self):
        """Return both versions, the earlier first. Only after is_valid()."""
        return sorted(self.cleaned_data.values())


def _text(version, am, name):
    wann = f"{localtime(am):%d.%m.%Y %H:%M} Uhr"
    return ", ".join(filter(None, [f"Fassung {version}" if version else "Anfang", wann, name]))
