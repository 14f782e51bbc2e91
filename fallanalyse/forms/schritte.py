"""
The forms of the steps.

A step's forms validate and hand over `inhalt` (models/inhalt.py); saving is the analysis' doing.
"""

import uuid

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout, Row
from django import forms
from django.core.validators import MaxLengthValidator, RegexValidator
from django.template.loader import render_to_string

from fallanalyse.enums import Einvernehmen, Perspektive, Schritt
from fallanalyse.models import (
    Befund,
    Einflussfaktor,
    Empfehlungsvorschlag,
    Ereignis,
    Fallanalyse,
    Personenrolle,
    Schluesselsituation,
)
from fallanalyse.models.inhalt import sicht_feld

# More than any honest text: a whole file pasted by mistake gets a sentence, not an error page.
HOECHSTENS = 50_000
GESPERRT = (
    "Solange die Rechtsgrundlage offen ist, können Sie hier keinen Text eingeben. Die Leitung "
    "Ihres Jugendamts legt sie fest."
)
# Control characters show nothing and can turn round what the eye reads after them.
STEUERZEICHEN = RegexValidator(
    r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]",
    "Im Text stehen unsichtbare Steuerzeichen, vermutlich aus einem kopierten Dokument. Bitte "
    "löschen Sie die Stelle und tippen Sie sie neu.",
    inverse_match=True,
)


def _area(rows):
    return forms.Textarea(attrs={"rows": rows})


class SchrittForm(forms.ModelForm):
    """A form of one step. Free text stays shut while the Rechtsgrundlage is open."""

    # Fields for one line of text.
    einzeilig = ()

    def __init__(self, *args, analyse, auswahl=None, **kwargs):
        super().__init__(*args, **kwargs)
        for name, choices in (auswahl or {}).items():
            if name in self.fields:
                self.fields[name].choices = choices
        for name, feld in self.fields.items():
            if not isinstance(feld.widget, forms.Textarea | forms.TextInput):
                continue
            hoechstens = 300 if name in self.einzeilig else HOECHSTENS
            feld.validators.append(
                MaxLengthValidator(
                    hoechstens, f"Bitte höchstens {hoechstens:,} Zeichen.".replace(",", ".")
                )
            )
            feld.validators.append(STEUERZEICHEN)
            if analyse.is_freitext_gesperrt:
                feld.disabled = True
                feld.required = False

    def inhalt(self):
        """Return what was typed, as models/inhalt.py keeps it."""
        return {
            name: wert for name, wert in self.cleaned_data.items() if name not in {"id", "DELETE"}
        }


class AnlassForm(SchrittForm):
    class Meta:
        model = Fallanalyse
        fields = ["leitfrage", "anlass", "anlass_text", "fallstatus", "anhaengige_verfahren"]
        widgets = {
            "leitfrage": _area(3),
            "anlass_text": _area(6),
            "fallstatus": forms.RadioSelect,
        }
        help_texts = {
            "leitfrage": "Was wollen Sie an diesem Fall verstehen? Eine Frage, kein Vorwurf.",
            "anlass_text": "Was hat dazu geführt, dass Sie gerade diesen Fall gewählt haben?",
            "anhaengige_verfahren": (
                "Dann klären Sie bitte zuerst mit Ihrer Leitung, ob Sie jetzt beginnen können."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["fallstatus"].choices = [
            wahl for wahl in self.fields["fallstatus"].choices if wahl[0]
        ]


class Klappe(Div):
    """Fields that open on demand; open from the start where something is typed in them."""

    template = "%s/layout/klappe.html"

    def __init__(self, titel, *fields):
        super().__init__(*fields)
        self.titel = titel

    def render(self, form, context, template_pack="kern", **kwargs):
        fields = self.get_rendered_fields(form, context, template_pack, **kwargs)
        offen = any(form[pointer.name].value() for pointer in self.get_field_names())
        return render_to_string(
            self.get_template_name(template_pack),
            {"klappe": self, "offen": offen, "fields": fields},
        )


class ZeilenForm(SchrittForm):
    """One row. Its id is made when it is first saved and stays with it."""

    # The order on the page; without one, the fields stand in theirs.
    anordnung = ()
    id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.anordnung:
            self.helper = FormHelper()
            self.helper.layout = Layout(*self.anordnung)

    def is_row(self):
        """Say whether this is a saved row or a new one in which something was typed."""
        return bool(self.cleaned_data.get("id")) or self.has_changed()

    def row_id(self, bekannt):
        pk = str(self.cleaned_data.get("id") or "")
        return pk if pk in bekannt else str(uuid.uuid4())


class PersonenrolleForm(ZeilenForm):
    einzeilig = ("kuerzel", "beziehung")
    anordnung = (Row("kuerzel", "altersband"), "beziehung")

    class Meta:
        model = Personenrolle
        fields = ["kuerzel", "altersband", "beziehung"]
        widgets = {"beziehung": forms.TextInput}


class EreignisForm(ZeilenForm):
    einzeilig = ("titel",)
    anordnung = (
        Row("zeitwert", "genauigkeit", "ebene"),
        "titel",
        "art",
        Klappe("Mehr dazu", "beschreibung"),
    )

    class Meta:
        model = Ereignis
        fields = ["ebene", "zeitwert", "genauigkeit", "titel", "art", "beschreibung"]
        widgets = {"titel": forms.TextInput, "beschreibung": _area(2)}
        labels = {"beschreibung": "Was gehört noch dazu?"}


def _sicht_felder():
    for perspektive in Perspektive:
        yield (
            sicht_feld(perspektive, "damals"),
            forms.CharField(label="Wie sah es damals aus?", required=False, widget=_area(3)),
        )
        yield (
            sicht_feld(perspektive, "heute"),
            forms.CharField(label="Wie sehen wir es heute?", required=False, widget=_area(3)),
        )
        yield (
            sicht_feld(perspektive, "einvernehmen"),
            forms.ChoiceField(
                label="Wir sind uns",
                required=False,
                choices=[("", "noch nicht besprochen"), *Einvernehmen.choices],
            ),
        )


class SchluesselsituationForm(ZeilenForm):
    """A situation with what each perspective saw then and sees today: two fields, never one."""

    einzeilig = ("titel",)
    anordnung = (
        "titel",
        Row("von", "bis"),
        "beschreibung",
        "bedeutung",
        *(
            Klappe(
                f"Sicht: {perspektive.label}",
                Row(sicht_feld(perspektive, "damals"), sicht_feld(perspektive, "heute")),
                sicht_feld(perspektive, "einvernehmen"),
            )
            for perspektive in Perspektive
        ),
        Row("hypothesen", "praxis"),
    )
    von = forms.ChoiceField(label="beginnt mit dem Ereignis", required=False)
    bis = forms.ChoiceField(label="endet mit dem Ereignis", required=False)

    class Meta:
        model = Schluesselsituation
        fields = ["titel", "beschreibung", "bedeutung", "hypothesen", "praxis"]
        widgets = {
            "titel": forms.TextInput,
            "beschreibung": _area(4),
            "bedeutung": _area(3),
            "hypothesen": _area(3),
        }


SchluesselsituationForm.base_fields |= dict(_sicht_felder())


class EinflussfaktorForm(ZeilenForm):
    anordnung = ("text", Row("ebene", "richtung"), "schluesselsituation")
    schluesselsituation = forms.ChoiceField(label="in der Schlüsselsituation", required=False)

    class Meta:
        model = Einflussfaktor
        fields = ["text", "ebene", "richtung"]
        widgets = {"text": _area(2)}


class BefundForm(ZeilenForm):
    einzeilig = ("titel",)
    anordnung = ("titel", "text", "art", "bewaehrt", "belege")
    belege = forms.MultipleChoiceField(
        label="Belege",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Worauf stützt sich der Befund?",
    )

    class Meta:
        model = Befund
        fields = ["titel", "text", "art", "bewaehrt"]
        widgets = {
            "titel": forms.TextInput,
            "text": _area(3),
            "bewaehrt": forms.RadioSelect,
        }
        labels = {"bewaehrt": "Hat es sich bewährt?"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["bewaehrt"].choices = [
            wahl for wahl in self.fields["bewaehrt"].choices if wahl[0]
        ]


class EmpfehlungsvorschlagForm(ZeilenForm):
    anordnung = ("text", Row("art", "adressat"), "befund")
    befund = forms.ChoiceField(label="folgt aus dem Befund", required=False)

    class Meta:
        model = Empfehlungsvorschlag
        fields = ["text", "art", "adressat"]
        widgets = {"text": _area(3)}


# The form of a step's own fields, and of its rows by their name in models/inhalt.py.
KOPF = {Schritt.ANLASS: AnlassForm}
ZEILEN = {
    "personen": PersonenrolleForm,
    "ereignisse": EreignisForm,
    "situationen": SchluesselsituationForm,
    "faktoren": EinflussfaktorForm,
    "befunde": BefundForm,
    "vorschlaege": EmpfehlungsvorschlagForm,
}


# What one row is called.
EINZAHL = {
    "personen": "Person",
    "ereignisse": "Ereignis",
    "situationen": "Schlüsselsituation",
    "faktoren": "Einflussfaktor",
    "befunde": "Befund",
    "vorschlaege": "Empfehlung",
}


class ZeilenFormSet(forms.BaseFormSet):
    """The rows of one kind. An empty new row is no row."""

    default_error_messages = forms.BaseFormSet.default_error_messages | {
        "missing_management_form": (
            "Das Formular ist unvollständig angekommen. Bitte speichern Sie noch einmal."
        )
    }

    def inhalt(self, bekannt):
        zeilen = {}
        for form in self.forms:
            if form.is_row() and not self._should_delete_form(form):
                # No id twice: the second row would silently replace the first.
                zeilen[form.row_id(bekannt - zeilen.keys())] = form.inhalt()
        return zeilen
