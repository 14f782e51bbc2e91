"""
What is mine: »Meine Arbeit« shows it beside the Anliegen, each app registers its own.

An Anliegen waits until somebody acts and is gone afterwards; this here stays and says how it
stands.
"""

from dataclasses import dataclass

_quellen = []


@dataclass(frozen=True)
class Eigenes:
    """One thing somebody answers for: what it is, where it is, how it stands in a few words."""

    titel: str
    url: str
    stand: str = ""


def registriere(quelle):
    """Add a function that takes a user and yields what is hers; usable as a decorator."""
    if quelle not in _quellen:
        _quellen.append(quelle)
    return quelle


def eigenes_von(user):
    """Return what this user answers for in the Rolle she acts in."""
    return [eigenes for quelle in _quellen for eigenes in quelle(user)]
