"""The forms of the shared catalogue."""

from django import forms

from fallanalyse.models import Praxiselement, Risikomuster


class KatalogForm(forms.ModelForm):
    """An entry, on the ground of the version the page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version

    def clean_version(self):
        gesehen = self.cleaned_data["version"]
        if not self.instance._state.adding and gesehen not in (None, self.instance.version):
            raise forms.ValidationError(
                "Jemand anderes hat das inzwischen gespeichert. Ihr Text ist noch da; bitte laden "
                "Sie die Seite in einem neuen Fenster und vergleichen Sie."
            )
        return gesehen


class PraxiselementForm(KatalogForm):
    class Meta:
        model = Praxiselement
        fields = ["name", "art", "beschreibung"]
        widgets = {"beschreibung": forms.Textarea(attrs={"rows": 3})}
        error_messages = {"name": {"unique": "Das steht schon im Katalog."}}


class RisikomusterForm(KatalogForm):
    class Meta:
        model = Risikomuster
        fields = ["titel", "beschreibung", "warnzeichen", "gegenmittel", "herkunft"]
        widgets = {
            feld: forms.Textarea(attrs={"rows": 3})
            for feld in ("beschreibung", "warnzeichen", "gegenmittel")
        }
        help_texts = {"herkunft": "Zum Beispiel: Werkstatt 2026, Fachliteratur. Kein Fall."}
        error_messages = {"titel": {"unique": "Das steht schon im Katalog."}}
