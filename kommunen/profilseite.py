"""What the templates of a profile page take: sections by name, and its footnotes."""

from kommunen.enums import Profilabschnitt
from kommunen.fussnoten import Fussnoten

ERGEBNISSE = (
    Profilabschnitt.ERG_KOMMUNAL,
    Profilabschnitt.PLAN_KOMMUNAL,
    Profilabschnitt.ERG_CLUSTER,
    Profilabschnitt.PLAN_CLUSTER,
)


def profilseite(abschnitte):
    """Return the sections (as `Profil.inhalt` gives them) as the templates ask for them."""
    return {abschnitt.value: punkte for abschnitt, punkte in abschnitte.items()} | {
        "has_ergebnisse": any(abschnitte[abschnitt] is not None for abschnitt in ERGEBNISSE),
        "fussnoten": Fussnoten(abschnitte[Profilabschnitt.FUSSNOTE]),
    }
