"""A Massnahme: what it is, who answers for it, from whom it comes."""

import uuid

from crispy_forms.layout import Fieldset, Row
from django import forms
from django.core.validators import MaxLengthValidator

from kinderschutz.edit_conflict import VersionForm
from kinderschutz.form_layout import inner_layout
from kinderschutz.typed_text import TypedTextField
from kommunen import eingabe
from kommunen.models import Institution, Kommune, Massnahme
from kommunen.vorbilder import vorbild

# The free text of a measure.
GETIPPT = ("text", "thema", "verantwortlich", "anpassung")


class MassnahmeForm(VersionForm, forms.ModelForm):
    """
    A measure, new or there already. `vorlage` names one of another Kommune (vorbilder.py).

    `formular` is the key of this very form: sent twice it makes one measure.
    """

    teilnahme = forms.TypedChoiceField(label="Projekt")
    formular = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)
    vorlage = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    punkt = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Massnahme
        fields = [
            "text",
            "thema",
            "reichweite",
            "verantwortlich",
            "institution",
            "beginn",
            "zieldatum",
            "uebernommen_von",
            "anpassung",
        ]
        field_classes = dict.fromkeys(GETIPPT, TypedTextField)
        help_texts = {
            "text": "Was wollen Sie verändern oder haben Sie verändert?",
            "thema": "Ein Stichwort",
            "beginn": "Wann soll es losgehen?",
            "institution": "Ein Partner aus Ihrer Kommune, wenn er zuständig ist.",
            "uebernommen_von": "Wenn Sie die Idee von einer anderen Kommune haben.",
        }
        widgets = {
            "text": forms.Textarea(attrs={"rows": 3}),
            "reichweite": forms.RadioSelect,
            "anpassung": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args, user, kommune, teilnahmen, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.kommune = user, kommune
        self.fields["institution"].queryset = (
            Institution.objects.visible_to(user).aktiv().filter(kommune=kommune).order_by("name")
        )
        self.fields["institution"].empty_label = "– keine –"
        self.fields["uebernommen_von"].queryset = (
            Kommune.objects.visible_to(user)
            .im_verzeichnis()
            .exclude(pk=kommune.pk)
            .order_by("ortsname", "pk")
        )
        self.fields["uebernommen_von"].empty_label = "– eigene Idee –"
        for name in GETIPPT:
            self.fields[name].validators += eingabe.TEXT
        self.fields["text"].validators.append(MaxLengthValidator(4000))
        self.fields["anpassung"].validators.append(MaxLengthValidator(2000))
        for name in ("beginn", "zieldatum"):
            self.fields[name].validators.append(eingabe.im_rahmen)
        je_slug = {teilnahme.projekt.slug: teilnahme for teilnahme in teilnahmen}
        if self.instance.pk:
            del self.fields["formular"], self.fields["punkt"]
        if self.instance.pk or len(je_slug) < 2:
            del self.fields["teilnahme"]
        else:
            self.fields["teilnahme"].choices = [
                (slug, str(teilnahme.projekt)) for slug, teilnahme in je_slug.items()
            ]
            self.fields["teilnahme"].coerce = je_slug.get
        versteckt = [name for name in ("formular", "vorlage", "punkt") if name in self.fields]
        self.helper = inner_layout(
            "version",
            *versteckt,
            *(["teilnahme"] if "teilnahme" in self.fields else []),
            "text",
            "thema",
            Row("beginn", "zieldatum"),
            "reichweite",
            Fieldset("Wer ist verantwortlich?", "verantwortlich", "institution"),
            Fieldset("Von einer anderen Kommune übernommen?", "uebernommen_von", "anpassung"),
        )

    def clean(self):
        cleaned = super().clean()
        beginn, ziel = cleaned.get("beginn"), cleaned.get("zieldatum")
        if beginn and ziel and ziel < beginn:
            self.add_error("zieldatum", f"Das Zieldatum liegt vor dem Beginn ({beginn:%d.%m.%Y}).")
            # The constraint of the database would say it a second time.
            cleaned.pop("beginn")
        von = cleaned.get("uebernommen_von")
        if cleaned.get("anpassung") and von is None and "uebernommen_von" not in self.errors:
            self.add_error(
                "uebernommen_von", "Bitte wählen Sie, von welcher Kommune das übernommen ist."
            )
        return cleaned

    def vorbild_id(self):
        """Return the measure it follows, None where another Kommune was chosen in the end."""
        von = self.cleaned_data.get("uebernommen_von")
        gewaehlt = self.cleaned_data.get("vorlage")
        if von is None:
            return None
        if not gewaehlt:
            return self.instance.vorbild_id if "uebernommen_von" not in self.changed_data else None
        gefunden = vorbild(self.user, gewaehlt, kommune=self.kommune)
        return gefunden.massnahme_id if gefunden and gefunden.kommune == von else None
