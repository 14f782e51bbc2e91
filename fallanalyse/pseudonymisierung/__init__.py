"""
The pseudonymisation gate: what in a text could tell who somebody is.

`pruefe` is the hook. Text is never altered and writing never blocked; before anything leaves the
team every sure hit must be gone. Fail closed: a detector that cannot run is an error, and an error
refuses the release.
"""

import dataclasses

from fallanalyse.pseudonymisierung import bestand
from fallanalyse.pseudonymisierung.finden import finde_muster, finde_namen
from fallanalyse.pseudonymisierung.treffer import PruefungNichtMoeglich, Treffer

__all__ = ["DETEKTOREN", "PruefungNichtMoeglich", "Treffer", "pruefe", "stand"]

# Each takes a text and yields Treffer.
DETEKTOREN = [finde_muster, finde_namen]


def pruefe(text):
    """
    Return the Treffer in this text, in their order, none overlapping another.

    Of two that overlap the surer or longer stays; two sure ones become one that covers both.

    :raises PruefungNichtMoeglich: if a detector cannot run
    """
    try:
        if not DETEKTOREN:
            raise LookupError("no detector")
        gefunden = [treffer for detektor in DETEKTOREN for treffer in detektor(text)]
    except Exception as fehler:
        raise _nicht_moeglich() from fehler
    gefunden.sort(key=lambda treffer: (treffer.start, -treffer.end))
    treffer = []
    for einer in gefunden:
        if not treffer or einer.start >= treffer[-1].end:
            treffer.append(einer)
        elif einer.sicher and treffer[-1].sicher and einer.end > treffer[-1].end:
            treffer[-1] = _vereint(text, treffer[-1], einer)
        elif _gewicht(einer) > _gewicht(treffer[-1]):
            treffer[-1] = einer
    return treffer


def stand():
    """
    Return a short text that changes whenever the detectors or their data do.

    :raises PruefungNichtMoeglich: if data or model are missing
    """
    try:
        return bestand.stand()
    except Exception as fehler:
        raise _nicht_moeglich() from fehler


def _vereint(text, erster, zweiter):
    """Return the longer of two, stretched over both: what one of them found stays found."""
    laengerer = max(erster, zweiter, key=_gewicht)
    return dataclasses.replace(
        laengerer, start=erster.start, end=zweiter.end, text=text[erster.start : zweiter.end]
    )


def _gewicht(treffer):
    return treffer.sicher, treffer.end - treffer.start


def _nicht_moeglich():
    return PruefungNichtMoeglich(
        "Die Prüfung auf Wiedererkennbarkeit läuft gerade nicht. Ohne sie verlässt nichts das "
        "Team. Bitte versuchen Sie es später noch einmal."
    )
