"""The forms of a Teilnahme: milestones (also of all at once), contacts, SWOT, change of role."""

import hashlib

from crispy_forms.layout import Fieldset, Row
from django import forms

from kinderschutz.edit_conflict import VersionForm
from kinderschutz.form_layout import inner_layout
from kinderschutz.typed_text import TypedTextField
from kommunen.eingabe import VergangenerTag, im_rahmen
from kommunen.enums import Meilensteinart, Teilnahmerolle
from kommunen.models import Ansprechperson, Swot


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


class MeilensteineForm(VersionForm):
    """All milestones of one Teilnahme; their version is the sum of theirs."""

    def __init__(self, *args, projekt, **kwargs):
        super().__init__(*args, **kwargs)
        self.projekt = projekt
        gruppen = []
        for art, text in Meilensteinart.choices:
            self.fields[f"soll_{art}"] = forms.DateField(
                label="Zieldatum", required=False, validators=[im_rahmen]
            )
            self.fields[f"erreicht_{art}"] = VergangenerTag(label="Erreicht am", required=False)
            gruppen.append(Fieldset(text, Row(f"soll_{art}", f"erreicht_{art}")))
        self.helper = inner_layout("version", *gruppen)

    def label_of(self, feld):
        """Every milestone has the same two fields."""
        art = feld.name.partition("_")[2]
        return f"{Meilensteinart(art).label}: {feld.label}"

    def clean(self):
        _check_targets(self, self.projekt.beginn)
        for art in Meilensteinart.values:
            am = self.cleaned_data.get(f"erreicht_{art}")
            if am and am < self.projekt.beginn:
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

    cluster = forms.ChoiceField(label="Für wen?", initial="alle")
    wo = forms.ChoiceField(
        label="Welche Zieldaten?", choices=WAHL, initial="offene", widget=forms.RadioSelect
    )

    def __init__(self, *args, projekt, cluster, **kwargs):
        super().__init__(*args, **kwargs)
        self.projekt = projekt
        self.fields["cluster"].choices = [
            ("alle", "Alle Kommunen des Projekts"),
            *((str(eines.nummer), str(eines)) for eines in cluster),
        ]
        for art, text in Meilensteinart.choices:
            self.fields[f"soll_{art}"] = forms.DateField(
                label=text, required=False, validators=[im_rahmen]
            )
        felder = [f"soll_{art}" for art in Meilensteinart.values]
        paare = [Row(*felder[start : start + 2]) for start in range(0, len(felder), 2)]
        self.helper = inner_layout(Fieldset("Zieldaten", *paare), "cluster", "wo")

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

    def nummer(self):
        """Return the number of the chosen cluster, None for all Kommunen."""
        gewaehlt = self.cleaned_data["cluster"]
        return None if gewaehlt == "alle" else int(gewaehlt)

    @property
    def is_ueberall(self):
        return self.cleaned_data["wo"] == self.UEBERALL


class AnsprechpersonForm(VersionForm, forms.ModelForm):
    """Who is removed leaves no versions behind: a mark of what is stored stands for one."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Ansprechperson
        fields = ["name", "funktion", "telefon", "email"]
        field_classes = dict.fromkeys(("name", "funktion", "telefon"), TypedTextField)
        help_texts = {
            "funktion": "Zum Beispiel: Kinderschutzkoordination",
            "email": "Am besten ein Funktionspostfach: Es bleibt, wenn die Person wechselt.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = inner_layout("version", Row("name", "funktion"), Row("telefon", "email"))

    @classmethod
    def version_of(cls, person):
        werte = "\n".join(getattr(person, name) for name in cls.Meta.fields)
        return hashlib.sha256(werte.encode()).hexdigest()[:16]


class PunkteField(TypedTextField):
    """Points, one per line; a sign of a list before it is left out."""

    def __init__(self, label, frage):
        super().__init__(
            label=label,
            required=False,
            help_text=f"Ein Punkt je Zeile. {frage}",
            widget=forms.Textarea(attrs={"rows": 5}),
        )

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        text = super().to_python(value) or ""
        return [punkt for zeile in text.splitlines() if (punkt := zeile.strip("–-•* \t"))]

    def validate(self, value):
        forms.Field.validate(self, value)

    def run_validators(self, value):
        super().run_validators("\n".join(value))


class SwotForm(VersionForm, forms.ModelForm):
    staerken = PunkteField("Stärken", "Was gelingt bei Ihnen heute schon?")
    schwaechen = PunkteField("Schwächen", "Wo hakt es immer wieder?")
    chancen = PunkteField("Chancen", "Was von außen kann Ihnen helfen?")
    risiken = PunkteField("Risiken", "Was von außen kann Sie zurückwerfen?")

    class Meta:
        model = Swot
        fields = ["datum", *Swot.LISTEN]
        field_classes = {"datum": VergangenerTag}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = inner_layout(
            "version", "datum", Row("staerken", "schwaechen"), Row("chancen", "risiken")
        )

    def _get_validation_exclusions(self):
        # The view names the Teilnahme, and one of this day may be there already.
        return super()._get_validation_exclusions() - {"teilnahme"}

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not any(cleaned.get(name) for name in Swot.LISTEN):
            raise forms.ValidationError("Bitte schreiben Sie mindestens einen Punkt.")
        return cleaned


class RollenwechselForm(forms.Form):
    """In which role and cluster a Kommune goes on, from when."""

    rolle = forms.ChoiceField(label="Neue Rolle", choices=Teilnahmerolle, widget=forms.RadioSelect)
    cluster = forms.TypedChoiceField(label="Cluster")
    am = forms.DateField(
        label="Ab wann?",
        validators=[im_rahmen],
        help_text="Der erste Tag in der neuen Rolle. Was vorher war, bleibt stehen.",
    )

    def __init__(self, *args, teilnahme, cluster, **kwargs):
        super().__init__(*args, **kwargs)
        je_nummer = {str(eines.nummer): eines for eines in cluster}
        self.fields["cluster"].choices = [
            ("ohne", "ohne Cluster"),
            *((nummer, str(eines)) for nummer, eines in je_nummer.items()),
        ]
        self.fields["cluster"].coerce = je_nummer.get
        self.fields["rolle"].initial = teilnahme.rolle
        self.fields["cluster"].initial = (
            str(teilnahme.cluster.nummer) if teilnahme.cluster else "ohne"
        )
        self.helper = inner_layout("rolle", "cluster", "am")
