from kinderschutz.navigation import registriere
from kommunen import permissions


def registriere_alle():
    registriere("Meine Arbeit", "arbeit", fuer=lambda rolle: rolle is not None, rang=10)
    registriere("Fortschritt", "cluster:fortschritt", fuer=permissions.can_fortschritt_as, rang=40)
    registriere(
        "Landesübersicht", "land:uebersicht", fuer=permissions.can_landesuebersicht_as, rang=50
    )
    registriere("Protokoll", "protokoll", fuer=permissions.can_protokoll_as, rang=55)
    registriere("Gebiete", "gebiete:list", fuer=permissions.can_gebiete_as, rang=58)
    registriere("Kommunen", "kommunen:list", fuer=lambda rolle: True, rang=60)
    registriere("Cluster", "cluster:list", fuer=lambda rolle: True, rang=70)
