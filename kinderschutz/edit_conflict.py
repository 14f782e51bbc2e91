"""
Two people write in the same thing: the second sees what the first saved, and loses nothing.

The form carries the version the page showed. The view compares it with that of the locked row; if
somebody was faster, it saves nothing and answers 409 with the same page, where
templates/components/konflikt.html shows what is stored beside what was typed.
"""

from copy import copy

from django import forms

from kinderschutz.models import SCHON_GESPEICHERT


class VersionForm(forms.Form):
    """A ModelForm takes the version from its row, a plain form as its initial value."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if hasattr(self, "instance"):
            self.initial["version"] = self.version_of(self.instance)

    @classmethod
    def version_of(cls, row):
        """Return what changes with every save: 0 as long as there was none."""
        return 0 if row._state.adding else row.version

    def is_outdated(self):
        """Say whether somebody saved since the page was shown that was filled in here."""
        return (
            "version" not in self.errors and self.cleaned_data["version"] != self.initial["version"]
        )

    def accept_current_version(self):
        """Let the next submit of this bound form overwrite what the user sees now."""
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = self.initial["version"]

    def differing(self, stored):
        """
        Return (label, stored value as people read it) of what is not stored as it was typed.

        `stored` is a form of the same class, unbound and filled with what is stored.
        """
        return [
            (self.label_of(feld), _as_people_read(feld))
            for feld in stored
            if not feld.is_hidden and feld.field.has_changed(feld.initial, self[feld.name].data)
        ]

    def label_of(self, feld):
        """Return what a field is called where it does not stand among the others."""
        return feld.label


def _as_people_read(feld):
    if isinstance(feld.field, forms.ModelChoiceField):
        # What is stored may no longer be among what can be chosen.
        return str(getattr(feld.form.instance, feld.name) or "")
    wert = feld.value()
    if isinstance(feld.field, forms.ChoiceField):
        texte = {str(key): text for key, text in feld.field.choices}
        leer = feld.field.empty_values
        gewaehlt = wert if isinstance(wert, list | tuple) else [wert]
        # The choice of nothing is empty, whatever the page calls it.
        return "\n".join(texte.get(str(eins), str(eins)) for eins in gewaehlt if eins not in leer)
    return str(feld.field.widget.format_value(wert) or "")


def conflict(form, stored):
    """Let this outdated form be sent again; return what components/konflikt.html takes."""
    form.accept_current_version()
    return {"konflikt": SCHON_GESPEICHERT, "abweichend": form.differing(stored)}


class ConflictView:
    """Goes before UpdateView or FormView: one VersionForm, of a row that is locked on POST."""

    def post(self, request, *args, **kwargs):
        if hasattr(self, "get_object"):
            self.object = self.get_object()
        gespeichert = self.get_stored_kwargs()
        form = self.get_form()
        # First of all: what can follow may depend on what the other one did.
        if form.is_outdated():
            stored = self.get_form_class()(**gespeichert)
            context = self.get_context_data(form=form, **conflict(form, stored))
            return self.render_to_response(context, status=409)
        return self.form_valid(form) if form.is_valid() else self.form_invalid(form)

    def get_stored_kwargs(self):
        """Return the arguments of the form as it would be without what was typed."""
        kwargs = self.get_form_kwargs() | {"data": None, "files": None}
        if "instance" in kwargs:
            # The form writes what was typed into its own.
            kwargs["instance"] = copy(kwargs["instance"])
        return kwargs
