"""Two people write in the same thing: the second sees what the first saved, and loses nothing."""

from dataclasses import dataclass

from kinderschutz.models import VersionVeraltet


@dataclass(frozen=True)
class Gespeichert:
    """A stored value: as a form field holds it (`roh`) and as people read it."""

    roh: object
    text: str


class MitVersion:
    """
    For an UpdateView whose `get_object` locks the row on POST.

    `gespeicherte(objekt)` maps names of fields to Gespeichert; `templates/kommunen/_konflikt.html`
    shows those that differ from what was typed.
    """

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        # Before the form writes the typed values into the object.
        gespeichert = self.gespeicherte(self.object)
        form = self.get_form()
        if not form.is_valid():
            return self.form_invalid(form)
        try:
            self.object.require_version(form.cleaned_data["version"])
        except VersionVeraltet as grund:
            return self._show_conflict(form, str(grund), gespeichert)
        return self.form_valid(form)

    def _show_conflict(self, form, grund, gespeichert):
        form.accept_current_version(self.object.version)
        abweichend = [
            (form[name].label, wert)
            for name, wert in gespeichert.items()
            if name in form.fields and as_text(form[name].value()) != as_text(wert.roh)
        ]
        context = self.get_context_data(form=form, konflikt=grund, abweichend=abweichend)
        return self.render_to_response(context, status=409)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"konflikt": "", "abweichend": []} | kwargs)


def as_text(wert):
    """Return what a browser sends back of it: lines end as one, a list in its own order."""
    if isinstance(wert, list | tuple):
        return str(sorted(map(str, wert)))
    return "" if wert is None else "\n".join(str(wert).splitlines())
