"""
What waits for a user: »Meine Arbeit« shows it, each app registers its own in AppConfig.ready.

Nobody imports upwards: kommunen knows the notion, not who fills it.
"""

from dataclasses import dataclass
from datetime import date

_quellen = []


@dataclass(frozen=True)
class Anliegen:
    """One thing that waits: what it is, where to do it, until when, why it comes to this user."""

    text: str
    url: str
    warum: str
    faellig_am: date | None = None
    anzahl: int | None = None


def registriere(quelle):
    """Add a function that takes a user and returns her Anliegen; usable as a decorator."""
    if quelle not in _quellen:
        _quellen.append(quelle)
    return quelle


def anliegen_fuer(user):
    """Return what waits for this user in the Rolle she acts in, the most urgent first."""
    alle = [anliegen for quelle in _quellen for anliegen in quelle(user)]
    return sorted(
        alle, key=lambda anliegen: (anliegen.faellig_am or date.max, anliegen.text, anliegen.url)
    )
