"""The forms of the shared catalogue."""

from django import forms

from fallanalyse.models import Praxiselement, Risikomuster
from kinderschutz.edit_conflict import VersionForm


class PraxiselementForm(VersionForm, forms.ModelForm):
    class Meta:
        model = Praxiselement
        fields = ["name", "art", "beschreibung"]
        widgets = {"beschreibung": forms.Textarea(attrs={"rows": 3})}
        error_messages = {"name": {"unique": "Das steht schon im Katalog."}}


class RisikomusterForm(VersionForm, forms.ModelForm):
    class Meta:
        model = Risikomuster
        fields = ["titel", "beschreibung", "warnzeichen", "gegenmittel", "herkunft"]
        widgets = {
            feld: forms.Textarea(attrs={"rows": 3})
            for feld in ("beschreibung", "warnzeichen", "gegenmittel")
        }
        help_texts = {"herkunft": "Zum Beispiel: Werkstatt 2026, Fachliteratur. Kein Fall."}
        error_messages = {"titel": {"unique": "Das steht schon im Katalog."}}
