"""
Which status of a Massnahme may follow which. Data only: no queries, no permissions.

A step has no name of its own: it is called as the status it leads to.
"""

from kommunen.enums import AUFGEGEBEN, Massnahmenstatus

S = Massnahmenstatus

FOLGT = {
    # A small one may be done without ever having been »begonnen«.
    S.GEPLANT: (S.BEGONNEN, S.UMGESETZT, S.ZURUECKGESTELLT, S.VERWORFEN),
    S.BEGONNEN: (S.UMGESETZT, S.ZURUECKGESTELLT, S.VERWORFEN),
    # Done and then established are two days; what turns out not to be done is begun once more.
    S.UMGESETZT: (S.DAUER, S.BEGONNEN, S.VERWORFEN),
    S.DAUER: (S.BEGONNEN, S.VERWORFEN),
    S.ZURUECKGESTELLT: (S.GEPLANT, S.BEGONNEN, S.VERWORFEN),
    S.VERWORFEN: (S.GEPLANT,),
}
# Steps back need a reason too: somebody counted on what was reached.
ZURUECK = frozenset({(S.UMGESETZT, S.BEGONNEN), (S.DAUER, S.BEGONNEN)})


class WechselNichtMoeglich(Exception):
    """The message is German and may be shown to the user."""


def moegliche(status):
    """Return where one can go from here; to stay is to confirm."""
    return (Massnahmenstatus(status), *FOLGT[status])


def needs_begruendung(von, nach):
    """Say whether this step needs a reason; a confirmation of what has one does not."""
    return (nach in AUFGEGEBEN and von != nach) or (von, nach) in ZURUECK


def require_moeglich(von, nach):
    """
    :raises WechselNichtMoeglich: if this status cannot follow
    """
    if nach in moegliche(von):
        return
    wege = ", ".join(f"»{Massnahmenstatus(einer).label}«" for einer in FOLGT[von])
    raise WechselNichtMoeglich(
        f"Von »{Massnahmenstatus(von).label}« führt kein Weg zu »{Massnahmenstatus(nach).label}«. "
        f"Möglich ist jetzt: {wege}."
    )
