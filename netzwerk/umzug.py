"""What happens to networks when a Jugendamt is handed over (kommunen.umzug)."""

from kommunen import umzug


def registriere_alle():
    # Both may belong to the same network already.
    umzug.registriere(verschmilzt={"netzwerk_netzwerk_jugendaemter": "netzwerk_id"})
