"""
Where a Massnahme came from, told by the apps that know; each registers its own in AppConfig.ready.

Nobody imports upwards: kommunen knows that there are origins, not what they are.
"""

from dataclasses import dataclass

_quellen = []


@dataclass(frozen=True)
class Herkunft:
    """One origin: what it is (»Empfehlung«), its words, and where it stands."""

    art: str
    text: str
    url: str


def registriere(quelle):
    """Add a function of (user, massnahme) that yields what this user may see of its origins."""
    if quelle not in _quellen:
        _quellen.append(quelle)
    return quelle


def herkunft_von(user, massnahme):
    return [herkunft for quelle in _quellen for herkunft in quelle(user, massnahme)]
