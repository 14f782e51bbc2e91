from kinderschutz.navigation import registriere
from netzwerk import permissions


def registriere_alle():
    registriere(
        "Veranstaltungen",
        "veranstaltung:list",
        fuer=permissions.can_veranstaltungen_sehen_as,
        rang=45,
    )
    registriere("Netzwerke", "netzwerk:list", fuer=lambda rolle: True, rang=80)
