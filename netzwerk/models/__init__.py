from netzwerk.models.ergebnis import Aufgabe, Beschluss, Teilnehmende
from netzwerk.models.netzwerk import Netzwerk, Netzwerkmitglied
from netzwerk.models.veranstaltung import Veranstaltung

__all__ = [
    "Aufgabe",
    "Beschluss",
    "Netzwerk",
    "Netzwerkmitglied",
    "Teilnehmende",
    "Veranstaltung",
]
