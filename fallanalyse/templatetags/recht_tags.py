"""What the pages of the law share."""

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from fallanalyse.enums import Methode
from kinderschutz.dokument import stuecke

register = template.Library()

REITER = (
    ("recht:list", "Fallanalysen"),
    ("fallanalyse:vorgaben", "Vorgaben je Methode"),
    ("recht:loeschfristen", "Löschfristen"),
    ("recht:unterlagen", "Unterlagen"),
)


@register.simple_tag
def recht_reiter(aktiv):
    """Return the tabs of what Leitung and Datenschutz keep for the whole Jugendamt."""
    return render_to_string(
        "components/reiter.html",
        {
            "titel": "Recht",
            "punkte": [
                {"text": text, "url": reverse(name), "aktiv": name == aktiv}
                for name, text in REITER
            ],
        },
    )


@register.simple_tag
def mit_luecken(text):
    """Return a text of a document with what is to be filled in by hand marked as such."""
    return format_html_join(
        "",
        "{}",
        (
            (format_html('<span class="luecke">[{}]</span>', stueck) if luecke else stueck,)
            for stueck, luecke in stuecke(text)
        ),
    )


@register.filter
def methode_worte(methode):
    return Methode(methode).label
