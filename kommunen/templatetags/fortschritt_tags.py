"""What the pages of the Projektkoordination share: their tabs."""

from django import template
from django.urls import reverse

from kinderschutz.templatetags.bausteine import reiter

register = template.Library()

ANSICHTEN = (
    ("", "Wer schuldet was"),
    ("stand", "Stand"),
    ("themen", "Themen"),
    ("verlauf", "Verlauf"),
    ("meilensteine", "Meilensteine"),
)
SEITEN = (("rueckmeldung:list", "Rückmeldungen"), ("bericht:list", "Zwischenberichte"))


@register.simple_tag
def fortschritt_reiter(aktiv, auswahl=""):
    """
    Return the tabs; `aktiv` is one of ANSICHTEN or SEITEN, `auswahl` the filters as a query.

    The filters go along from one view of the progress to the next.
    """
    basis = reverse("cluster:fortschritt")
    punkte = []
    for ansicht, text in ANSICHTEN:
        query = "&".join(
            teil for teil in (f"ansicht={ansicht}" if ansicht else "", auswahl) if teil
        )
        url = f"{basis}?{query}" if query else basis
        punkte.append({"text": text, "url": url, "aktiv": ansicht == aktiv})
    punkte += [
        {"text": text, "url": reverse(name), "aktiv": name == aktiv} for name, text in SEITEN
    ]
    return reiter(punkte, titel="Fortschritt des Projekts")
