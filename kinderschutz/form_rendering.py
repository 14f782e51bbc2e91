"""
The fields of the design system KERN: label, hint, widget and errors of one field in one string.

`KernRenderer` is the project's FORM_RENDERER. `kern_field` is what the crispy pack »kern«, the
tags of `bausteine` and `{{ form }}` all end in, so a field looks the same wherever it stands.
"""

from typing import NamedTuple

from django import forms
from django.forms.widgets import ChoiceWidget
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from kinderschutz.widget_rendering import (
    JoiningRenderer,
    attribute,
    draw_input,
    draw_plain_select,
    shown,
)

ERROR_ICON = '<span class="kern-icon kern-icon--danger" aria-hidden="true"></span>'
OPTIONAL = ' <span class="kern-label__optional">– optional</span>'
DATE_EXAMPLE = "24.11.2026"


class KernRenderer(JoiningRenderer):
    """Draw widgets by joining strings, and `{{ form }}` and field groups in KERN's look."""

    form_template_name = "kern/form"
    field_template_name = "kern/field"

    drawn = JoiningRenderer.drawn | {
        "kern/field": lambda self, context: kern_field(context["field"]),
        "kern/form": lambda self, context: (
            error_summary(context["form"]) + kern_fields(context["form"])
        ),
    }


class Frame(NamedTuple):
    """What stands around a widget."""

    label: str
    hint: str
    errors: str
    described_by: str
    id: str
    wrapper_class: str
    inline: bool

    def css(self, name):
        return f"{name} {name}--error" if self.errors else name

    def opening(self, tag, css_class, about=""):
        wrapper = f" {attribute(self.wrapper_class)}" if self.wrapper_class else ""
        id_ = f' id="div_{attribute(self.id)}"' if self.id else ""
        return f'<{tag} class="{self.css(css_class)}{wrapper}"{id_}{about}>'


def kern_field(bound, *, wrapper_class="", labels=True, errors=True, optional=True, inline=False):
    """
    Return the whole field.

    `optional=False` leaves out the mark (in a filter everything is optional), `inline` puts radio
    buttons and checkboxes side by side.
    """
    if bound.is_hidden:
        return SafeString(str(bound))
    field, widget, auto_id = bound.field, bound.field.widget, bound.auto_id
    id_ = widget.attrs.get("id") or auto_id
    hint = _hint(bound)
    messages = bound.errors if errors else ()
    described_by = " ".join(
        [f"{auto_id}_{part}" for part, there in (("helptext", hint), ("error", messages)) if there]
    )
    # A box one may leave open explains itself.
    is_box = isinstance(widget, forms.CheckboxInput)
    mark = OPTIONAL if optional and not field.required and not is_box else ""
    frame = Frame(
        label=f"{shown(bound.label)}{mark}" if labels else "",
        hint=hint and f'<div class="kern-hint" id="{attribute(auto_id)}_helptext">{hint}</div>',
        errors=_errors(messages, auto_id),
        described_by=described_by if auto_id else "",
        id=auto_id,
        wrapper_class=wrapper_class,
        inline=inline,
    )
    attrs = {"id": id_} if id_ else {}
    if field.disabled:
        attrs["disabled"] = True
    # Set on the field of one row: the widget may be that of all rows.
    if getattr(bound, "autofocus", False):
        attrs["autofocus"] = True
    if widget.use_fieldset:
        html = _fieldset(bound, attrs, frame)
    else:
        if frame.described_by and not widget.attrs.get("aria-describedby"):
            attrs["aria-describedby"] = frame.described_by
        if messages:
            attrs["aria-invalid"] = "true"
        if _is_required(bound):
            attrs["aria-required"] = "true"
        draw = _checkbox if is_box else _line
        html = draw(bound, attrs, frame)
    if field.show_hidden_initial:
        html += bound.as_hidden(only_initial=True)
    return SafeString(html)


def _is_required(bound):
    # KERN says it by aria-required: with `required` the browser speaks, in its own language.
    # A select is not asked, because Django answers with a query for its first choice.
    widget = bound.field.widget
    return bound.field.required and (
        isinstance(widget, forms.Select) or widget.use_required_attribute(bound.initial)
    )


def _hint(bound):
    hint = conditional_escape(bound.help_text).strip() if bound.help_text else ""
    widget = bound.field.widget
    if isinstance(widget, forms.DateInput) and widget.input_type == "text":
        # A native date field speaks the browser's language; a typed date needs an example.
        return f"{hint} (zum Beispiel {DATE_EXAMPLE})" if hint else f"Zum Beispiel {DATE_EXAMPLE}"
    return hint


def _errors(messages, auto_id):
    if not messages:
        return ""
    lines = [
        f'<p class="kern-error">{ERROR_ICON}<span class="kern-body">{shown(text)}</span></p>'
        for text in messages
    ]
    return f'<div class="feld__fehler" id="{attribute(auto_id)}_error">{"".join(lines)}</div>'


def _label(bound, attrs, frame):
    if not frame.label:
        return ""
    target = bound.field.widget.id_for_label(attrs["id"]) if "id" in attrs else ""
    label_for = f' for="{attribute(target)}"' if target else ""
    return f'<label class="kern-label"{label_for}>{frame.label}</label>'


def _widget(bound, attrs, css_class):
    widget = bound.field.widget
    own_class = widget.attrs.get("class")
    attrs = attrs | {"class": f"{css_class} {own_class}" if own_class else css_class}
    if widget.attrs.get("placeholder") == bound.label:
        attrs["placeholder"] = False  # says nothing that the label does not say
    if bound.field.localize:
        widget.is_localized = True
    if type(widget) is forms.Select:
        return draw_plain_select(widget, bound.html_name, bound.value(), attrs)
    return widget.render(bound.html_name, bound.value(), attrs, bound.form.renderer)


def _line(bound, attrs, frame):
    widget = bound.field.widget
    if isinstance(widget, forms.Select) and not widget.allow_multiple_selected:
        drawn = _widget(bound, attrs, frame.css("kern-form-input__select"))
        drawn = f'<div class="kern-form-input__select-wrapper">{drawn}</div>'
    else:
        drawn = _widget(bound, attrs, frame.css("kern-form-input__input"))
    return (
        f"{frame.opening('div', 'kern-form-input')}{_label(bound, attrs, frame)}{frame.hint}"
        f"{drawn}{frame.errors}</div>"
    )


def _checkbox(bound, attrs, frame):
    drawn = _widget(bound, attrs, frame.css("kern-form-check__checkbox"))
    return (
        f'{frame.opening("div", "kern-fieldset")}<div class="kern-form-check">{drawn}'
        f"{_label(bound, attrs, frame)}</div>{frame.hint}{frame.errors}</div>"
    )


def _fieldset(bound, attrs, frame):
    about = f' aria-describedby="{attribute(frame.described_by)}"' if frame.described_by else ""
    legend = frame.label and f'<legend class="kern-label">{frame.label}</legend>'
    side_by_side = " kern-fieldset__body--horizontal" if frame.inline else ""
    if isinstance(bound.field.widget, ChoiceWidget):
        drawn = _choices(bound, attrs, frame)
    else:
        drawn = _widget(bound, attrs, frame.css("kern-form-input__input"))
    return (
        f"{frame.opening('fieldset', 'kern-fieldset', about)}{legend}{frame.hint}"
        f'<div class="kern-fieldset__body{side_by_side}">{drawn}</div>{frame.errors}</fieldset>'
    )


def _choices(bound, attrs, frame):
    widget = bound.field.widget
    css_class = frame.css(f"kern-form-check__{widget.input_type}")
    context = widget.get_context(bound.html_name, bound.value(), attrs)["widget"]
    lines = []
    for group, options, _index in context["optgroups"]:
        if group:
            lines.append(f'<p class="kern-label kern-label--small">{shown(group)}</p>')
        for option in options:
            own_class = option["attrs"].get("class")
            option["attrs"]["class"] = f"{css_class} {own_class}" if own_class else css_class
            id_ = option["attrs"].get("id")
            label_for = f' for="{attribute(id_)}"' if id_ else ""
            lines.append(
                f'<div class="kern-form-check">{draw_input(option)}'
                f'<label class="kern-label"{label_for}>{shown(option["label"])}</label></div>'
            )
    return "".join(lines)


def kern_fields(form, **options):
    """Return all fields of a form, the hidden ones too."""
    return SafeString("".join([kern_field(bound, **options) for bound in form]))


def error_summary(*parts):
    """
    Return one list of all that is wrong in these forms and formsets, with links to the places.

    kinderschutz.js puts the focus on it when the page has come.
    """
    lines = [line for part in parts if part and part.is_bound for line in _error_lines(part)]
    if not lines:
        return SafeString("")
    return SafeString(
        '<div class="kern-alert kern-alert--danger fehlerliste" role="alert" tabindex="-1"'
        f' data-fehlerliste><div class="kern-alert__header">{ERROR_ICON}'
        '<h2 class="kern-title">Bitte prüfen Sie Ihre Angaben</h2></div>'
        f'<div class="kern-alert__body"><ul class="kern-list">{"".join(lines)}</ul></div></div>'
    )


def _error_lines(part, where=""):
    if isinstance(part, forms.BaseFormSet):
        yield from [f"<li>{shown(text)}</li>" for text in part.non_form_errors()]
        row = getattr(part, "einzahl", "Zeile")
        for number, form in enumerate(part.forms, 1):
            if not (part.can_delete and part._should_delete_form(form)):
                yield from _error_lines(form, f"{row} {number} – ")
    else:
        yield from [f"<li>{shown(where)}{shown(text)}</li>" for text in part.non_field_errors()]
        for bound in part:
            yield from [_error_line(bound, where, text) for text in bound.errors]


def _error_line(bound, where, text):
    label = shown(bound.label)
    colon = "" if label.endswith((".", "?", "!", ":")) else ":"
    text = f"{shown(where)}{label}{colon} {shown(text)}"
    target = "" if bound.is_hidden else bound.id_for_label
    if not target and bound.auto_id and not bound.is_hidden:
        # A group of radio buttons has no label of its own: the link leads to the first button.
        target = next((part.id_for_label for part in bound.subwidgets), "")
    return (
        f'<li><a class="kern-link" href="#{attribute(target)}">{text}</a></li>'
        if target
        else f"<li>{text}</li>"
    )
