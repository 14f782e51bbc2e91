from netzwerk.models.netzwerk import Netzwerk, Netzwerkmitglied
from netzwerk.models.veranstaltung import Aufgabe, Beschluss, Teilnehmende, Veranstaltung

__all__ = [
    "Aufgabe",
    "Beschluss",
    "Netzwerk",
    "Netzwerkmitglied",
    "Teilnehmende",
    "Veranstaltung",
]
