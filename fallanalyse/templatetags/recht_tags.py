"""What the pages of the law share."""

from django import template
from django.template.loader import render_to_string
from django.urls import reverse

from fallanalyse.enums import Methode

register = template.Library()

REITER = (
    ("recht:list", "Fallanalysen"),
    ("fallanalyse:vorgaben", "Vorgaben je Methode"),
    ("recht:loeschfristen", "Löschfristen"),
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


@register.filter
def methode_worte(methode):
    return Methode(methode).label
