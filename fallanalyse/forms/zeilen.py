"""What the forms of all steps share: the shut text fields, rows with an id, fields that unfold."""

import copy
import uuid

from crispy_forms.layout import Div
from django import forms
from django.core.validators import MaxLengthValidator
from django.db.models.fields import BLANK_CHOICE_DASH
from django.template.loader import render_to_string

from kinderschutz.form_layout import inner_layout

# More than any honest text: a whole file pasted by mistake gets a sentence, not an error page.
HOECHSTENS = 50_000


def area(rows):
    return forms.Textarea(attrs={"rows": rows})


# What the empty choice of a select says, instead of a row of dashes.
NICHT_GEWAEHLT = "noch nicht gewählt"


def mit_leerer_wahl(feld):
    """Let the empty choice say in words what it means."""
    wahl = list(feld.choices)
    if wahl and wahl[0] == BLANK_CHOICE_DASH[0]:
        feld.choices = [("", NICHT_GEWAEHLT), *wahl[1:]]


def ohne_leere_wahl(feld):
    """Take the empty choice from radio buttons: to say nothing, one leaves them alone."""
    feld.choices = [wahl for wahl in feld.choices if wahl[0]]


class Felder(dict):
    """
    Fields ready for the forms of one step; all of its rows share them.

    Django copies the fields of a class for each form, which for ten rows takes longer than reading
    what was typed in them. So what is said of one row alone belongs to its BoundField.
    """

    def __deepcopy__(self, memo):
        return dict(self)


class SchrittForm(forms.ModelForm):
    """A form of one step, with the fields that felder_for() made."""

    # Fields for one line of text.
    einzeilig = ()

    def __init__(self, *args, felder, **kwargs):
        self.base_fields = felder
        super().__init__(*args, **kwargs)

    @classmethod
    def felder_for(cls, analyse, auswahl):
        """Return its Felder. Free text stays shut while the Rechtsgrundlage is open."""
        felder = Felder(copy.deepcopy(cls.base_fields))
        for name, choices in auswahl.items():
            if name in felder:
                felder[name].choices = choices
                # Nothing to choose from yet: an empty select would only ask questions.
                if not any(wert for wert, _text in choices):
                    felder[name].widget = felder[name].hidden_widget()
        for name, feld in felder.items():
            if isinstance(feld.widget, forms.RadioSelect):
                ohne_leere_wahl(feld)
            elif isinstance(feld.widget, forms.Select):
                mit_leerer_wahl(feld)
            if not isinstance(feld.widget, forms.Textarea | forms.TextInput):
                continue
            if isinstance(feld, forms.IntegerField | forms.DateField):
                continue
            hoechstens = 300 if name in cls.einzeilig else HOECHSTENS
            feld.validators.append(
                MaxLengthValidator(
                    hoechstens, f"Bitte höchstens {hoechstens:,} Zeichen.".replace(",", ".")
                )
            )
            if analyse.is_freitext_gesperrt:
                feld.disabled = True
                feld.required = False
        return felder

    def inhalt(self):
        """Return what was typed, as models/inhalt.py keeps it: values that JSON knows."""
        return {
            name: wert.isoformat() if hasattr(wert, "isoformat") else wert
            for name, wert in self.cleaned_data.items()
            if name not in {"id", "neu", "DELETE"}
        }


class Klappe(Div):
    """Fields that open on demand; open from the start where something is typed in them."""

    template = "%s/layout/klappe.html"

    def __init__(self, titel, *fields):
        super().__init__(*fields)
        self.titel = titel

    def render(self, form, context, template_pack="kern", **kwargs):
        fields = self.get_rendered_fields(form, context, template_pack, **kwargs)
        namen = [pointer.name for pointer in self.get_field_names()]
        return render_to_string(
            self.get_template_name(template_pack),
            {"fields": fields, **self.aussen(form, namen)},
        )

    def aussen(self, form, namen):
        """Return the title of these fields and whether they are to be seen at once."""
        offen = any(form[name].value() or form[name].errors for name in namen)
        return {"titel": self.titel, "offen": offen}


class StilleKlappe(Klappe):
    """Fields that stay shut even if something is typed in them: the title tells how much."""

    def aussen(self, form, namen):
        gefuellt = [name for name in namen if form[name].value() not in (None, "", [], False)]
        wort = "Angabe" if len(gefuellt) == 1 else "Angaben"
        titel = f"{self.titel} · {len(gefuellt)} {wort}" if gefuellt else self.titel
        if "strittig" in gefuellt:
            titel += ", strittig"
        return {"titel": titel, "offen": any(form[name].errors for name in namen)}


class Zeilenmarke(forms.UUIDField):
    """
    Names a row that was never saved: sent again, whether the answer got lost or somebody typed on,
    it is still the same row. Random for each page; with the number of the row it is unique.
    """

    widget = forms.HiddenInput

    def __init__(self):
        super().__init__(required=False, initial=uuid.uuid4)

    def has_changed(self, initial, data):
        return False

    def bound_data(self, data, initial):
        # A row that the server added to a form already sent has none yet.
        return data or initial


class ZeilenForm(SchrittForm):
    """One row. Its id is made when it is first saved and stays with it."""

    # The order on the page.
    anordnung = ()
    # What the page fills in by itself: it alone makes no row.
    vorbelegt = frozenset()
    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    neu = Zeilenmarke()

    def __init__(self, *args, analyse, **kwargs):
        super().__init__(*args, **kwargs)
        self.analyse = analyse

    @property
    def helper(self):
        return inner_layout(*self.anordnung)

    def has_changed(self):
        """Say whether this is a saved row or one in which somebody wrote."""
        return bool(self["id"].data) or not self.vorbelegt.issuperset(self.changed_data)

    def is_row(self):
        """Say whether this is a saved row or a new one in which something was typed."""
        return bool(self.cleaned_data.get("id")) or self.has_changed()

    def row_id(self, bekannt):
        pk = str(self.cleaned_data.get("id") or "")
        if pk in bekannt:
            return pk
        neu = self.cleaned_data.get("neu")
        return str(uuid.uuid5(self.analyse.pk, f"{neu}/{self.prefix}") if neu else uuid.uuid4())


class ZeilenFormSet(forms.BaseFormSet):
    """The rows of one kind. An empty new row is no row."""

    default_error_messages = forms.BaseFormSet.default_error_messages | {
        "missing_management_form": (
            "Das Formular ist unvollständig angekommen. Bitte speichern Sie noch einmal."
        )
    }

    def inhalt(self, bekannt):
        zeilen = {}
        for form in self.bleibende:
            # No id twice: the second row would silently replace the first.
            zeilen[form.row_id(bekannt - zeilen.keys())] = form.inhalt()
        return zeilen

    @property
    def ids(self):
        """Return the ids these rows say they have. Only after is_valid()."""
        return {str(pk) for form in self.forms if (pk := form.cleaned_data.get("id"))}

    @property
    def bleibende(self):
        """Return the forms of the rows that are there when this is saved."""
        return [form for form in self.forms if form.is_row() and not self._should_delete_form(form)]
