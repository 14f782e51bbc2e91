"""What a Jugendamt sets for all analyses of one method: many small forms on one page."""

from django import forms

from fallanalyse.enums import Rechtsgrundlage
from fallanalyse.models import Loeschfrist, Rechtsgrundlagenvorgabe
from fallanalyse.models.rechtsbedingungen import why_not_anonym
from kinderschutz.edit_conflict import VersionForm


class _EinFeldForm(VersionForm, forms.ModelForm):
    """One of many on the page, saved only where its one field was changed."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_version(self):
        gesehen = self.cleaned_data["version"]
        if gesehen not in (None, self.initial["version"]) and self.has_changed():
            raise forms.ValidationError(
                "Jemand anderes hat das inzwischen festgelegt. Bitte laden Sie die Seite neu."
            )
        return gesehen

    def has_changed(self):
        [feld] = self.Meta.fields
        return feld in self.changed_data


class VorgabeForm(_EinFeldForm):
    """The Rechtsgrundlage of one method."""

    class Meta:
        model = Rechtsgrundlagenvorgabe
        fields = ["rechtsgrundlage"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
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


class LoeschfristForm(_EinFeldForm):
    """After how many months; empty is what holds unless somebody says otherwise."""

    monate = forms.IntegerField(
        label="Löschen nach Monaten",
        min_value=1,
        max_value=120,
        error_messages={
            "required": "Bitte geben Sie eine Zahl von 1 bis 120 an.",
            "invalid": "Bitte geben Sie eine ganze Zahl an.",
            "min_value": "Mindestens einen Monat.",
            "max_value": "Höchstens 120 Monate, das sind zehn Jahre.",
        },
    )

    class Meta:
        model = Loeschfrist
        fields = ["monate"]

    def __init__(self, *args, vorgabe_monate, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.initial["monate"] = vorgabe_monate
