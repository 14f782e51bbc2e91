from crispy_forms.layout import Fieldset, Row
from django import forms
from django.utils import timezone

from kinderschutz.edit_conflict import VersionForm
from kinderschutz.form_layout import inner_layout
from kinderschutz.typed_text import TypedTextField
from kommunen.eingabe import TEXT, im_rahmen
from kommunen.enums import Berichtsabschnitt
from kommunen.models import Cluster, Stichtag, Zwischenbericht

LAENGE = 10_000


def _absaetze(label, hilfe="", zeilen=4, laenge=LAENGE):
    return TypedTextField(
        label=label,
        required=False,
        max_length=laenge,
        validators=TEXT,
        widget=forms.Textarea(attrs={"rows": zeilen}),
        help_text=hilfe,
    )


class ZwischenberichtForm(VersionForm, forms.ModelForm):
    """A draft: period, sections and own words; `Zwischenbericht.texte` keeps the words."""

    titel = TypedTextField(label="Titel", max_length=120, validators=TEXT)
    cluster = forms.ModelChoiceField(
        label="Worüber?",
        queryset=Cluster.objects.none(),
        required=False,
        empty_label="das ganze Projekt",
    )
    stichtag = forms.ModelChoiceField(
        label="Stichtag der Fallanalysen",
        queryset=Stichtag.objects.none(),
        required=False,
        empty_label="ohne Zahlen zu Fallanalysen",
        help_text="Zahlen zu Fallanalysen verlassen das Projekt nur eingefroren und ohne kleine "
        "Zahlen.",
    )
    abschnitte = forms.MultipleChoiceField(
        label="Abschnitte", choices=Berichtsabschnitt, widget=forms.CheckboxSelectMultiple
    )
    vorwort = _absaetze("Einleitung", "Eine leere Zeile beginnt einen neuen Absatz.")
    ausblick = _absaetze("Ausblick")
    kurz = _absaetze(
        "Kurz gesagt",
        "Zwei, drei Sätze für die Seite, die an die Politik geht. Kein Fall, keine Namen.",
        laenge=600,
    )

    class Meta:
        model = Zwischenbericht
        fields = ["titel", "cluster", "von", "bis", "stichtag", "abschnitte"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        cluster = Cluster.objects.visible_to(user).filter(projekt=user.rolle.projekt_id)
        self.fields["cluster"].queryset = cluster.order_by("nummer")
        self.fields["stichtag"].queryset = Stichtag.objects.visible_to(user).order_by("-datum")
        texte = self.instance.texte
        for name in ("vorwort", "ausblick", "kurz"):
            self.fields[name].initial = texte.get(name, "")
        for abschnitt in Berichtsabschnitt:
            self.fields[_feld(abschnitt)] = _absaetze(f"Ihr Text zu »{abschnitt.label}«", zeilen=3)
            self.fields[_feld(abschnitt)].initial = texte.get(abschnitt.value, "")
        self.helper = inner_layout(
            "version",
            "titel",
            "cluster",
            Row("von", "bis"),
            "stichtag",
            "abschnitte",
            Fieldset("Was Sie dazu sagen", "vorwort", *map(_feld, Berichtsabschnitt), "ausblick"),
            Fieldset("Für die Politik, auf einer Seite", "kurz"),
        )

    def clean_von(self):
        im_rahmen(self.cleaned_data["von"])
        return self.cleaned_data["von"]

    def clean_bis(self):
        bis = self.cleaned_data["bis"]
        im_rahmen(bis)
        if bis > timezone.localdate():
            raise forms.ValidationError(
                "Der Zeitraum endet in der Zukunft. Berichtet wird über das, was war."
            )
        return bis

    def clean(self):
        cleaned = super().clean()
        von, bis = cleaned.get("von"), cleaned.get("bis")
        if von and bis and bis < von:
            self.add_error("bis", "Das Ende des Zeitraums liegt vor seinem Beginn.")
        stichtag = cleaned.get("stichtag")
        if (
            Berichtsabschnitt.ANALYSEN in cleaned.get("abschnitte", ())
            and not stichtag
            and "stichtag" not in self.errors
        ):
            self.add_error("stichtag", "Der Abschnitt »Fallanalysen« braucht einen Stichtag.")
        return cleaned

    def save(self, commit=True):
        self.instance.texte = {
            name: self.cleaned_data[feld]
            for name, feld in (
                *((name, name) for name in ("vorwort", "ausblick", "kurz")),
                *((abschnitt.value, _feld(abschnitt)) for abschnitt in Berichtsabschnitt),
            )
        }
        return super().save(commit)


def _feld(abschnitt):
    return f"text_{abschnitt.value}"
