from datetime import date

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row
from django import forms

from kinderschutz.typed_text import TypedTextField
from kommunen.models import Institution, Massnahme, Stichtag


class EinsichtForm(forms.Form):
    """Why somebody wants to know by name what happened to an object."""

    kennung = forms.CharField(
        label="Kennung",
        max_length=80,
        help_text="Wie sie im Protokoll steht, zum Beispiel FA-7Q2K.",
    )
    grund = TypedTextField(
        label="Warum möchten Sie wissen, wer es war?",
        widget=forms.Textarea(attrs={"rows": 4}),
        min_length=10,
        max_length=2000,
        help_text=(
            "Der Grund wird verschlüsselt aufbewahrt. Im Protokoll steht, dass Sie Einsicht "
            "genommen haben."
        ),
    )


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


class Versionsform(forms.ModelForm):
    """Remembers which version of the row the user saw, so that she overwrites nobody unseen."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version

    def accept_current_version(self, version):
        """Let the next submit of this bound form overwrite the version the user now sees."""
        self.data = self.data.copy()
        self.data["version"] = version


class MassnahmeForm(Versionsform):
    teilnahme = forms.TypedChoiceField(label="Projekt")

    class Meta:
        model = Massnahme
        fields = ["text", "thema", "reichweite", "verantwortlich", "institution", "zieldatum"]
        help_texts = {
            "text": "Was wollen Sie verändern oder haben Sie verändert?",
            "thema": "Ein Stichwort",
            "institution": "Ein Partner aus Ihrer Kommune, wenn er zuständig ist.",
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 3}), "reichweite": forms.RadioSelect}

    def __init__(self, *args, user, kommune, teilnahmen, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["institution"].queryset = (
            Institution.objects.visible_to(user).aktiv().filter(kommune=kommune).order_by("name")
        )
        self.fields["institution"].empty_label = "– keine –"
        je_slug = {teilnahme.projekt.slug: teilnahme for teilnahme in teilnahmen}
        if self.instance.pk or len(je_slug) < 2:
            del self.fields["teilnahme"]
        else:
            self.fields["teilnahme"].choices = [
                (slug, str(teilnahme.projekt)) for slug, teilnahme in je_slug.items()
            ]
            self.fields["teilnahme"].coerce = je_slug.get
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            "version",
            *(["teilnahme"] if "teilnahme" in self.fields else []),
            "text",
            Row("thema", "zieldatum"),
            "reichweite",
            Fieldset("Wer ist verantwortlich?", "verantwortlich", "institution"),
        )
