"""Attaching a file: what it is called, and the file, checked before anything is kept of it."""

from django import forms

from fallanalyse import pseudonymisierung
from kinderschutz.dateifeld import Dateifeld
from kinderschutz.typed_text import TypedTextField


class AnhangForm(forms.Form):
    bezeichnung = TypedTextField(
        label="Bezeichnung",
        max_length=120,
        help_text="Zum Beispiel: Protokoll der zweiten Sitzung. Bitte ohne Namen und Datum.",
        error_messages={"required": "Bitte schreiben Sie, was das für eine Datei ist."},
    )
    datei = Dateifeld()

    def clean_bezeichnung(self):
        """
        Ask for another word at once: the team could not release its analysis with this one later.
        """
        bezeichnung = self.cleaned_data["bezeichnung"]
        try:
            treffer = pseudonymisierung.pruefe(bezeichnung)
        except pseudonymisierung.PruefungNichtMoeglich:
            # It is asked again before anything leaves the team.
            return bezeichnung
        if grund := next((einer.grund for einer in treffer if einer.sicher), ""):
            raise forms.ValidationError(
                f"In der Bezeichnung steht {grund}. Schreiben Sie lieber zum Beispiel »Protokoll "
                "der zweiten Sitzung«."
            )
        return bezeichnung
