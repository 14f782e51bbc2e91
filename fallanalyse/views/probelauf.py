"""
A transition as if it were done, and the real pages as somebody else would get them then.

Nothing is computed a second time: inside of a savepoint the method of the domain does the
transition, the database is told the Rolle of the onlooker, and the view that answers the address
answers. Then all of it is undone. So the Vorschau cannot lie, and nothing of it stays.
"""

import copy
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, QueryDict
from django.urls import resolve

from fallanalyse.stumm import stumm
from kinderschutz import identity


@dataclass(frozen=True)
class Gezeigt:
    """What an onlooker gets: the answer's code, the content of the page, its stylesheets."""

    code: int
    inhalt: str = ""
    stile: tuple = ()

    @property
    def is_zu_sehen(self):
        return self.code == 200


@contextmanager
def probelauf(request, analyse, uebergang=None, **angaben):
    """
    Let the transition have happened inside; outside it never did. Take a copy of `analyse` for it.

    :raises UebergangNichtMoeglich: if it could not happen
    """
    entries = list(identity.current().entries)
    try:
        with transaction.atomic():
            if uebergang is not None:
                analyse.probeweise(uebergang, durch=request.user, **angaben)
            yield
            transaction.set_rollback(True)
    finally:
        identity.current().entries[:] = entries


def zeige(request, zuschauer, url, view=None):
    """
    Return what this Zuschauer gets at this address. Only inside of `probelauf`.

    `view` stands in for the one that answers the address: the same, narrowed to one analysis.
    """
    path, _, query = url.partition("?")
    match = resolve(path)
    gelesen = copy.copy(request)
    gelesen.method, gelesen.path, gelesen.path_info = "GET", path, path
    gelesen.GET, gelesen.POST = QueryDict(query), QueryDict()
    gelesen.resolver_match, gelesen.user = match, zuschauer.person
    # Her own messages stay for the page that she gets herself.
    gelesen._messages = []
    with identity.seen_as(zuschauer.rolle):
        try:
            response = (view or match.func)(gelesen, *match.args, **match.kwargs)
        except Http404:
            return Gezeigt(404)
        except PermissionDenied:
            return Gezeigt(403)
        if hasattr(response, "render"):
            response = response.render()
    seite = response.content.decode()
    return Gezeigt(response.status_code, *stumm(seite))
