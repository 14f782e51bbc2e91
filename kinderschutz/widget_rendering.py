"""
Django's widgets as joined strings: what the templates of `django.forms` print, without them.

A template per widget and per option costs 29 ms for 60 fields and 33 ms for a select with 400
options (performance.md 1.2, 1.6). Templates that are not Django's own (admin, third party) are
left to Django.
"""

from html import escape

from django.forms.renderers import DjangoTemplates
from django.template.base import render_value_in_context
from django.utils.safestring import SafeData, SafeString

WIDGETS = "django/forms/widgets/"


class _Escaping:
    """The part of a template context that `{{ value }}` reads."""

    autoescape = use_l10n = use_tz = True


def shown(value):
    """Escape as `{{ value }}` does."""
    return escape(value) if type(value) is str else render_value_in_context(value, _Escaping)


def attribute(value):
    """Escape as `{{ value|stringformat:"s" }}` does: a number is never localised."""
    return value if isinstance(value, SafeData) else escape(str(value))


def attributes(attrs):
    """Return ` name="value"` for each; True stands without a value, False is left out."""
    return "".join(
        [
            f" {attribute(name)}" if value is True else f' {attribute(name)}="{attribute(value)}"'
            for name, value in attrs.items()
            if value is not False
        ]
    )


def draw_input(widget):
    value = "" if widget["value"] is None else f' value="{attribute(widget["value"])}"'
    return (
        f'<input type="{attribute(widget["type"])}" name="{attribute(widget["name"])}"{value}'
        f"{attributes(widget['attrs'])}>"
    )


def draw_textarea(widget):
    # Browsers swallow the first line break; without ours they would swallow the user's.
    return (
        f'<textarea name="{attribute(widget["name"])}"{attributes(widget["attrs"])}>\n'
        f"{shown(widget['value']) if widget['value'] else ''}</textarea>"
    )


def draw_option(option):
    return (
        f'<option value="{attribute(option["value"])}"{attributes(option["attrs"])}>'
        f"{shown(option['label'])}</option>"
    )


def draw_input_option(option):
    if not option.get("wrap_label"):
        return draw_input(option)
    id_ = option["attrs"].get("id")
    label_for = f' for="{shown(id_)}"' if id_ else ""
    return f"<label{label_for}>{draw_input(option)} {shown(option['label'])}</label>"


def draw_plain_select(widget, name, value, attrs):
    """
    Draw a `forms.Select` from its choices.

    Django builds a dictionary of nine entries per option first, which for 400 options takes
    longer than everything else.
    """
    selected = set(widget.format_value(value))
    parts = [f'<select name="{attribute(name)}"{attributes({**widget.attrs, **attrs})}>']

    def add(option, label):
        option = "" if option is None else str(option)
        mark = ""
        if option in selected:
            selected.clear()  # only the first match, as in Django
            mark = " selected"
        parts.append(f'<option value="{escape(option)}"{mark}>{shown(label)}</option>')

    for option, label in widget.choices:
        if isinstance(label, (list, tuple)):
            if option:
                parts.append(f'<optgroup label="{shown(option)}">')
            for suboption, sublabel in label:
                add(suboption, sublabel)
            if option:
                parts.append("</optgroup>")
        else:
            add(option, label)
    parts.append("</select>")
    return "\n".join(parts)


class JoiningRenderer(DjangoTemplates):
    """Draw Django's own widget templates by joining strings, render all others."""

    def render(self, template_name, context, request=None):
        if draw := self.drawn.get(template_name):
            return SafeString(draw(self, context))
        return super().render(template_name, context, request)

    def _select(self, context):
        widget = context["widget"]
        parts = [f'<select name="{attribute(widget["name"])}"{attributes(widget["attrs"])}>']
        for group, options, _index in widget["optgroups"]:
            drawn = [self.render(option["template_name"], {"widget": option}) for option in options]
            if group:
                drawn = [f'<optgroup label="{shown(group)}">', *drawn, "</optgroup>"]
            parts += drawn
        return "\n".join([*parts, "</select>"])

    def _choices(self, context):
        widget = context["widget"]
        kept = [(name, widget["attrs"].get(name)) for name in ("id", "class")]
        parts = [
            "".join(["<div", *[f' {name}="{shown(text)}"' for name, text in kept if text], ">"])
        ]
        for group, options, _index in widget["optgroups"]:
            drawn = [
                f"<div>{self.render(option['template_name'], {'widget': option})}</div>"
                for option in options
            ]
            if group:
                drawn = [f"<div><label>{shown(group)}</label>", *drawn, "</div>"]
            parts += drawn
        return "\n".join([*parts, "</div>"])

    drawn = (
        {
            f"{WIDGETS}{name}.html": lambda self, context: draw_input(context["widget"])
            for name in (
                *("checkbox", "color", "date", "datetime", "email", "file", "hidden", "input"),
                *("number", "password", "search", "tel", "text", "time", "url"),
            )
        }
        | {
            f"{WIDGETS}{name}_option.html": lambda self, context: draw_input_option(
                context["widget"]
            )
            for name in ("input", "radio", "checkbox")
        }
        | {
            f"{WIDGETS}select_option.html": lambda self, context: draw_option(context["widget"]),
            f"{WIDGETS}textarea.html": lambda self, context: draw_textarea(context["widget"]),
            f"{WIDGETS}select.html": _select,
            f"{WIDGETS}radio.html": _choices,
            f"{WIDGETS}checkbox_select.html": _choices,
            f"{WIDGETS}multiple_input.html": _choices,
        }
    )
