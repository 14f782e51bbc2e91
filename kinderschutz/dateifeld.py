"""The field of a form that takes a file: checked before anything is kept of it."""

from django import forms

from kinderschutz import dateipruefung, virenpruefung


class Dateifeld(forms.FileField):
    """Gives what is to be kept of the file (dateipruefung.Geprueft), None where there is none."""

    def __init__(self, **kwargs):
        super().__init__(
            **{
                # Its own sentence says what to do instead.
                "allow_empty_file": True,
                "label": "Datei",
                "help_text": f"Höchstens 20 MB. Möglich sind {dateipruefung.MOEGLICH}.",
                "error_messages": {"required": "Bitte wählen Sie eine Datei."},
                "widget": forms.FileInput(
                    attrs={"accept": ",".join(f".{endung}" for endung in dateipruefung.ENDUNGEN)}
                ),
            }
            | kwargs
        )

    def clean(self, data, initial=None):
        datei = super().clean(data, initial)
        if not datei:
            return None
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
