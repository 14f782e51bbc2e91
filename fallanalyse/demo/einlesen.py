"""Two profile pages that wait: one with a misspelt name and lost spaces, one that says it anew."""

from fallanalyse.demo.texte import ORDNER
from fallanalyse.demo.zeit import am
from kinderschutz.identity import acting_as
from kinderschutz.system_context import system_context
from kommunen.importuebernahme import lies_text_ein
from kommunen.models import Projekt, Rolle

DATEN = ORDNER / "daten"
# Who brings which page, and what is written differently on it since.
SEITEN = (
    ("koordination", "einlesen/stadt-wolfsburg.txt", {}),
    (
        "leitung.ludwigshafen",
        "profile/stadt-ludwigshafen.txt",
        {"Aufbau und Abläufe innerhalb": "Aufbau, Abläufe und Vertretung innerhalb"},
    ),
)


def lade_eingelesene_seiten(tag):
    """Read the pages in, as these people would in the browser."""
    for konto, datei, anders in SEITEN:
        with system_context("demo_laden"):
            projekt = Projekt.objects.get(ebene="bund")
            rolle = (
                Rolle.objects.select_related("person", "jugendamt", "projekt")
                .filter(person__email=f"{konto}@example.org")
                .order_by("von")
                .first()
            )
        text = (DATEN / datei).read_text(encoding="utf-8")
        for alt, neu in anders.items():
            text = text.replace(alt, neu)
        with am(tag), acting_as(rolle) as person:
            lies_text_ein(text, durch=person, projekt=projekt)
