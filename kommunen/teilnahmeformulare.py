"""The forms of a Teilnahme: milestones of one, and of all Teilnahmen of a Projekt at once."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.utils import timezone

from kommunen.enums import Meilensteinart


def _helper(*felder):
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.layout = Layout(*felder)
    return helper


def _check_targets(form, beginn):
    """Say at the field which target date cannot be: before the Projekt, an end before its start."""
    ziele = {art: form.cleaned_data.get(f"soll_{art}") for art in Meilensteinart.values}
    for art, ziel in ziele.items():
        if ziel and ziel < beginn:
            form.add_error(
                f"soll_{art}", f"Das liegt vor dem Beginn des Projekts am {beginn:%d.%m.%Y}."
            )
    auftakt, abschluss = ziele[Meilensteinart.AUFTAKT], ziele[Meilensteinart.ABSCHLUSS]
    if auftakt and abschluss and abschluss < auftakt:
        form.add_error(f"soll_{Meilensteinart.ABSCHLUSS}", "Der Abschluss liegt vor dem Auftakt.")


class MeilensteineForm(forms.Form):
    """All milestones of one Teilnahme. `stand` is the sum of the versions the user saw."""

    stand = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, projekt, **kwargs):
        super().__init__(*args, **kwargs)
        self.projekt = projekt
        gruppen = []
        for art, text in Meilensteinart.choices:
            self.fields[f"soll_{art}"] = forms.DateField(label="Zieldatum", required=False)
            self.fields[f"erreicht_{art}"] = forms.DateField(label="Erreicht am", required=False)
            gruppen.append(Fieldset(text, Row(f"soll_{art}", f"erreicht_{art}")))
        self.helper = _helper("stand", *gruppen)

    def accept_current_version(self, stand):
        """Let the next submit of this bound form overwrite what the user now sees."""
        self.data = self.data.copy()
        self.data["stand"] = stand

    def clean(self):
        _check_targets(self, self.projekt.beginn)
        for art in Meilensteinart.values:
            am = self.cleaned_data.get(f"erreicht_{art}")
            if am and am > timezone.localdate():
                self.add_error(f"erreicht_{art}", "Dieser Tag liegt in der Zukunft.")
            elif am and am < self.projekt.beginn:
                self.add_error(
                    f"erreicht_{art}",
                    f"Das liegt vor dem Beginn des Projekts am {self.projekt.beginn:%d.%m.%Y}.",
                )
        return self.cleaned_data

    def angaben(self):
        """Return what was entered, as Meilenstein.halte_fest takes it."""
        return {
            art: (self.cleaned_data[f"soll_{art}"], self.cleaned_data[f"erreicht_{art}"])
            for art in Meilensteinart.values
        }


class ProjektmeilensteineForm(forms.Form):
    """The same target dates for many Teilnahmen; an empty field changes nothing."""

    UEBERALL = "ueberall"
    WAHL = (
        ("offene", "Nur wo noch kein Zieldatum steht"),
        (UEBERALL, "Überall, auch wo ein anderes Zieldatum steht"),
    )

    cluster = forms.TypedChoiceField(label="Für wen?", required=False, empty_value=None, coerce=int)
    wo = forms.ChoiceField(
        label="Welche Zieldaten?", choices=WAHL, initial="offene", widget=forms.RadioSelect
    )

    def __init__(self, *args, projekt, cluster, **kwargs):
        super().__init__(*args, **kwargs)
        self.projekt = projekt
        self.fields["cluster"].choices = [
            ("", "Alle Kommunen des Projekts"),
            *((eines.nummer, str(eines)) for eines in cluster),
        ]
        for art, text in Meilensteinart.choices:
            self.fields[f"soll_{art}"] = forms.DateField(label=text, required=False)
        felder = [f"soll_{art}" for art in Meilensteinart.values]
        paare = [Row(*felder[start : start + 2]) for start in range(0, len(felder), 2)]
        self.helper = _helper(Fieldset("Zieldaten", *paare), "cluster", "wo")

    def clean(self):
        _check_targets(self, self.projekt.beginn)
        if not self.errors and not self.termine():
            raise forms.ValidationError("Bitte geben Sie mindestens ein Zieldatum ein.")
        return self.cleaned_data

    def termine(self):
        return {
            art: tag
            for art in Meilensteinart.values
            if (tag := self.cleaned_data.get(f"soll_{art}"))
        }

    @property
    def is_ueberall(self):
        return self.cleaned_data["wo"] == self.UEBERALL
