"""The form of »Organisation und Personal« of one year."""

from crispy_forms.layout import Fieldset, Row
from django import forms
from django.utils import timezone

from kinderschutz.edit_conflict import VersionForm
from kinderschutz.form_layout import inner_layout
from kommunen.models import Organisationsstand
from kommunen.models.organisation import ANTWORTEN, FRUEHESTES_JAHR, ZAHLEN


class JahrForm(forms.Form):
    """Which year; empty is the last one that is over."""

    jahr = forms.IntegerField(required=False, min_value=FRUEHESTES_JAHR)

    def clean_jahr(self):
        heute = timezone.localdate()
        jahr = self.cleaned_data["jahr"] or heute.year - 1
        if jahr > heute.year:
            raise forms.ValidationError("Dieses Jahr liegt in der Zukunft.")
        return jahr


class OrganisationForm(VersionForm, forms.ModelForm):
    class Meta:
        model = Organisationsstand
        fields = [*ZAHLEN, *(f"{feld}_fehlt" for feld in ZAHLEN), *ANTWORTEN]
        localized_fields = ["asd_vzae", "fruehe_hilfen_vzae", "unbesetzt_vzae"]
        help_texts = {
            "asd_vzae": "Am 31. Dezember, besetzt und unbesetzt zusammen",
            "insoweit_erfahrene": "Nach § 8b SGB VIII und § 4 KKG, im Jugendamt und bei Trägern",
            "faelle_je_fachkraft": "Im Durchschnitt; empfohlen werden höchstens 35.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for feld in ZAHLEN:
            self.fields[f"{feld}_fehlt"].label = "Keine Zahl, weil"
            self.fields[f"{feld}_fehlt"].choices = [
                ("", "–"),
                *self.fields[f"{feld}_fehlt"].choices[1:],
            ]
        for feld in ANTWORTEN:
            self.fields[feld].choices = [("", "noch nicht gewählt"), *self.fields[feld].choices[1:]]
        self.helper = inner_layout(
            "version",
            Fieldset("Stellen", *(Row(feld, f"{feld}_fehlt") for feld in ZAHLEN)),
            Fieldset("Belastung", Row("verfahren_je_fachkraft", "faelle_je_fachkraft")),
            Fieldset(
                "Wie Sie arbeiten",
                Row("dienstform", "rufbereitschaft"),
                Row("vier_augen", "supervision"),
                "fortbildung",
            ),
        )

    def clean(self):
        cleaned = super().clean()
        for feld in ZAHLEN:
            if cleaned.get(feld) is not None and cleaned.get(f"{feld}_fehlt"):
                self.add_error(feld, "Entweder eine Zahl oder der Grund, warum es keine gibt.")
        leer, da = cleaned.get("unbesetzt_vzae"), cleaned.get("asd_vzae")
        if leer is not None and da is not None and leer > da:
            self.add_error("unbesetzt_vzae", "Es sind mehr Stellen unbesetzt, als es gibt.")
        return cleaned
