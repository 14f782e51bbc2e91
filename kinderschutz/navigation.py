"""The main navigation. Each app registers its own in AppConfig.ready; nobody imports upwards."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

_entries = []


@dataclass(frozen=True)
class Eintrag:
    """One entry: `fuer` gets the acting Rolle (None for the public) and says who sees it."""

    text: str
    url_name: str
    fuer: Callable
    rang: int


def registriere(text, url_name, *, fuer, rang):
    """Add an entry; lower `rang` stands further left."""
    _entries.append(Eintrag(text, url_name, fuer, rang))
    _entries.sort(key=lambda eintrag: eintrag.rang)


def navigation_for(rolle, path):
    """Return the entries this Rolle sees; marked is the one that leads closest to `path`."""
    shown = [
        {"text": eintrag.text, "url": reverse(eintrag.url_name), "aktiv": False}
        for eintrag in _entries
        if eintrag.fuer(rolle)
    ]
    leading_here = [eintrag for eintrag in shown if path.startswith(eintrag["url"])]
    if leading_here:
        max(leading_here, key=lambda eintrag: len(eintrag["url"]))["aktiv"] = True
    return shown
