"""
Who could see something of an analysis: one Rolle of each kind, held by nobody.

Through their eyes the Vorschau shows what a release will open (views/vorschau.py).
"""

from dataclasses import dataclass

from kinderschutz.models import User
from kommunen.enums import Rollenart
from kommunen.models import Rolle, Teilnahme

# No account ever has this key.
NIEMAND = -1


@dataclass(frozen=True)
class Zuschauer:
    """One pair of eyes. `is_im_jugendamt`: belongs to the Jugendamt of the analysis."""

    schluessel: str
    titel: str
    rolle: Rolle
    is_im_jugendamt: bool = False

    @property
    def zaehlt_mit(self):
        """Say whether this one follows live how many analyses there are."""
        return self.rolle.art == Rollenart.PROJEKTKOORDINATION

    @property
    def person(self):
        """Return the user as a request carries her."""
        person = self.rolle.person
        person.rolle, person.rollen = self.rolle, [self.rolle]
        return person


def zuschauer_of(analyse):
    """Return who could see something of it, from near to far; nobody where there is no such one."""
    eigenes = {"jugendamt_id": analyse.jugendamt_id}
    alle = [
        _eine("leitung", "Leitung Ihres Jugendamts", Rollenart.LEITUNG, eigenes, True),
        _eine("asd", "Fachkraft Ihres Jugendamts", Rollenart.FACHKRAFT, eigenes, True),
        _eine(
            *("netzwerk", "Netzwerkkoordination Ihres Jugendamts"),
            *(Rollenart.NETZWERKKOORDINATION, eigenes, True),
        ),
        _eine("datenschutz", "Datenschutz", Rollenart.DATENSCHUTZ, eigenes, True),
    ]
    if analyse.projekt_id:
        alle += _andere_jugendaemter(analyse)
        for schluessel, titel, art in (
            ("koordination", "Projektkoordination", Rollenart.PROJEKTKOORDINATION),
            ("wissenschaft", "Wissenschaftliche Begleitung", Rollenart.WISSENSCHAFT),
        ):
            projekt = {"projekt": analyse.projekt}
            alle.append(_eine(schluessel, titel, art, projekt))
    land = {"bundesland_id": analyse.jugendamt.bundesland_id}
    alle.append(_eine("ministerium", "Ministerium", Rollenart.MINISTERIUM, land))
    alle.append(_eine("landesjugendamt", "Landesjugendamt", Rollenart.LANDESJUGENDAMT, land))
    return alle


def _andere_jugendaemter(analyse):
    """Return a Fachkraft of another Jugendamt in the cluster, and of one outside of it."""
    cluster = analyse.cluster_id()
    teilnahmen = list(
        Teilnahme.objects.zuletzt_gueltig()
        .filter(projekt=analyse.projekt_id, jugendamt__isnull=False)
        .exclude(jugendamt=analyse.jugendamt_id)
        .order_by("pk")
        .values_list("jugendamt_id", "cluster_id")
    )
    im_cluster = {jugendamt for jugendamt, eines in teilnahmen if cluster and eines == cluster}
    anderswo = {jugendamt for jugendamt, _eines in teilnahmen} - im_cluster
    return [
        _eine(schluessel, titel, Rollenart.FACHKRAFT, {"jugendamt_id": min(jugendaemter)})
        for schluessel, titel, jugendaemter in (
            ("cluster", "Anderes Jugendamt im Cluster", im_cluster),
            ("projekt", "Anderes Jugendamt im Projekt", anderswo),
        )
        if jugendaemter
    ]


def _eine(schluessel, titel, art, bereich, is_im_jugendamt=False):
    person = User(pk=NIEMAND, name=titel)
    return Zuschauer(schluessel, titel, Rolle(person=person, art=art, **bereich), is_im_jugendamt)
