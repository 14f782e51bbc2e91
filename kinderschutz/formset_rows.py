"""
Formsets that grow without JavaScript.

The button »Zeile hinzufügen« is a submit button (`ADD_ROW`, its value is the formset's prefix). The
view answers with the same page and one more row, checking nothing, saving nothing:

    if wants_row(request.POST, formset):
        show_unvalidated(form, with_new_row(formset))
        return self.render_to_response(...)

With JavaScript formset.js adds the row and the button never reaches the server.
"""

from django.forms import BaseForm
from django.forms.utils import ErrorDict

ADD_ROW = "zeile_hinzufuegen"


def wants_row(data, formset):
    return data.get(ADD_ROW) == formset.prefix


def with_new_row(formset):
    """Give a bound formset one more empty row and return it; everything typed stays."""
    data = formset.data.copy()
    rows = min(formset.total_form_count() + 1, formset.absolute_max)
    data[formset.management_form.add_prefix("TOTAL_FORMS")] = str(rows)
    formset.data = data
    for cached in ("management_form", "forms"):
        formset.__dict__.pop(cached, None)
    # The tag puts the cursor into the last row: the page is new, the focus would be lost.
    formset.has_new_row = True
    return formset


def show_unvalidated(*forms_and_formsets):
    """Let bound forms and formsets appear as they were typed, without a word on errors."""
    for part in forms_and_formsets:
        if isinstance(part, BaseForm):
            part._errors = ErrorDict(renderer=part.renderer)
            part.cleaned_data = {}
        else:
            show_unvalidated(*part.forms)
            part._errors = [form._errors for form in part.forms]
            part._non_form_errors = part.error_class(renderer=part.renderer)
