from kinderschutz.navigation import registriere


def registriere_alle():
    registriere("Netzwerke", "netzwerk:list", fuer=lambda rolle: True, rang=80)
