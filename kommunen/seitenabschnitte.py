"""
Sections that other apps add to the page of a Kommune; each registers its own in AppConfig.ready.

Nobody imports upwards: kommunen knows that there are sections, not what stands in them.
"""

from dataclasses import dataclass, field

_quellen = []


@dataclass(frozen=True)
class Abschnitt:
    """One section: its heading, the template fragment, and what the fragment shows (`daten`)."""

    titel: str
    template: str
    daten: dict = field(default_factory=dict)


def registriere(quelle):
    """Add a function of (user, kommune, jugendaemter) that returns an Abschnitt, or None."""
    if quelle not in _quellen:
        _quellen.append(quelle)
    return quelle


def abschnitte_fuer(user, kommune, jugendaemter):
    """Return the sections this user sees on the page of the Kommune with these Jugendämter."""
    return [abschnitt for quelle in _quellen if (abschnitt := quelle(user, kommune, jugendaemter))]
