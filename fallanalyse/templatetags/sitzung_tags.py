"""What the pages of the meetings need besides the components."""

from django import template
from django.template.loader import render_to_string

from fallanalyse.enums import Fragenstand
from fallanalyse.forms.tagesordnung import Tagesordnung, Zeile
from kinderschutz.formset_rows import ADD_ROW

register = template.Library()


@register.simple_tag
def tagesordnung(formular):
    """Return the rows of the step Sitzungen, what is open first."""
    return Tagesordnung(formular)


@register.simple_tag
def mehr_zeilen(formset, text):
    """Return the button that adds a row to this formset, with and without JavaScript."""
    if len(formset.forms) >= formset.max_num:
        return ""
    return render_to_string(
        "fallanalyse/_mehr_zeilen.html", {"formset": formset, "knopf": ADD_ROW, "text": text}
    )


@register.simple_tag
def frage_im_kreis(form, nummer):
    """Return one question as the circle sees it; its result unfolds where there is any."""
    zeile = Zeile(nummer, form)
    form.fields["DELETE"].label = f"Frage {nummer} entfernen"
    return render_to_string(
        "fallanalyse/_frage_im_kreis.html",
        {
            "form": form,
            "nummer": nummer,
            "offen": zeile.wert("stand") == Fragenstand.BESPROCHEN
            or bool(zeile.wert("beschluss") or zeile.wert("minderheit")),
            # What is saved is removed in the step, not by a slip while all look on.
            "entfernbar": not zeile.pk or zeile.wird_entfernt,
        },
    )
