from datetime import date

from django import forms

from kommunen.models import Stichtag


class StichtagForm(forms.Form):
    """Which day's figures to show. With `laufend` empty means now, otherwise the newest day."""

    stichtag = forms.ChoiceField(label="Stichtag", required=False)
    # Kept while the day changes.
    offen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, user, laufend=False, **kwargs):
        super().__init__(*args, **kwargs)
        tage = Stichtag.objects.visible_to(user).order_by("-datum")
        tage = list(tage.values_list("datum", flat=True))
        self.neuester = None if laufend or not tage else tage[0]
        self.fields["stichtag"].choices = [
            *([("", "laufender Stand")] if laufend else []),
            *((tag.isoformat(), f"{tag:%d.%m.%Y}") for tag in tage),
        ]
        if not self.data.get("offen"):
            del self.fields["offen"]

    def clean_stichtag(self):
        gewaehlt = self.cleaned_data["stichtag"]
        return date.fromisoformat(gewaehlt) if gewaehlt else self.neuester
