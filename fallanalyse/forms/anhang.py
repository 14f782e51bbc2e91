"""Attaching a file: what it is called, and the file, checked before anything is kept of it."""

from django import forms

from fallanalyse import pseudonymisierung
from fallanalyse.forms.zeilen import STEUERZEICHEN
from kinderschutz import dateipruefung, virenpruefung
from kinderschutz.typed_text import TypedTextField


class AnhangForm(forms.Form):
    bezeichnung = TypedTextField(
        label="Bezeichnung",
        max_length=120,
        validators=[STEUERZEICHEN],
        help_text="Zum Beispiel: Protokoll der zweiten Sitzung. Bitte ohne Namen und Datum.",
        error_messages={"required": "Bitte schreiben Sie, was das für eine Datei ist."},
    )
    datei = forms.FileField(
        label="Datei",
        # Its own sentence says what to do instead.
        allow_empty_file=True,
        help_text=f"Höchstens 20 MB. Möglich sind {dateipruefung.MOEGLICH}.",
        error_messages={"required": "Bitte wählen Sie eine Datei."},
        widget=forms.FileInput(
            attrs={"accept": ",".join(f".{endung}" for endung in dateipruefung.ENDUNGEN)}
        ),
    )

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

    def clean_datei(self):
        """Return what is to be kept of the file."""
        datei = self.cleaned_data["datei"]
        try:
            dateipruefung.pruefe_groesse(datei.size)
            inhalt = datei.read()
            virenpruefung.pruefe(inhalt)
            return dateipruefung.pruefe(datei.name, inhalt)
        except (
            dateipruefung.DateiAbgelehnt,
            virenpruefung.VirusGefunden,
            virenpruefung.PruefungNichtMoeglich,
        ) as grund:
            raise forms.ValidationError(str(grund)) from grund
