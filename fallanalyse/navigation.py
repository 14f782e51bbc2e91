from fallanalyse import permissions
from kinderschutz.navigation import registriere


def registriere_alle():
    registriere("Fallanalysen", "fallanalyse:list", fuer=permissions.can_list_as, rang=20)
    registriere("Recht", "recht:list", fuer=permissions.can_recht_as, rang=25)
    registriere("Bibliothek", "bibliothek:list", fuer=permissions.can_bibliothek, rang=30)
