"""
Sections of a Zwischenbericht that an app above fills: each registers its own in AppConfig.ready.

Nobody imports upwards: kommunen knows that there is such a section, not who fills it.
"""

from dataclasses import dataclass

_quellen = {}


@dataclass(frozen=True)
class Teil:
    """What a section says: sentences, a table (heading of each column, rows of texts), source."""

    absaetze: tuple
    titel: str
    kopf: tuple
    zeilen: tuple
    quelle: str


def registriere(abschnitt, quelle):
    """Let this function (user, Zwischenbericht) → Teil fill the Berichtsabschnitt."""
    bekannt = _quellen.setdefault(abschnitt, quelle)
    if bekannt is not quelle:
        raise ValueError(f"Two functions fill the section {abschnitt}.")


def teil(abschnitt, user, bericht):
    """
    Return what the registered function says of this section.

    :raises KeyError: if nobody registered one
    """
    return _quellen[abschnitt](user, bericht)
