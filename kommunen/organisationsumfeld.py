"""The newest year of »Organisation und Personal« as context: what others show beside Befunde."""

from dataclasses import dataclass

from django.urls import reverse

from kommunen import eigenes, permissions
from kommunen.eigenes import Eigenes
from kommunen.models import Organisationsstand


@dataclass(frozen=True)
class Umfeld:
    """What is known of the office: (name, value) of what was answered, and the year it is of."""

    jahr: int
    angaben: list
    url: str


def umfeld_fuer(user, jugendamt_id):
    """Return the Umfeld of the user's own Jugendamt, None for any other or without answers."""
    stand = (
        Organisationsstand.objects.visible_to(user)
        .filter(jugendamt=jugendamt_id)
        .neueste_zuerst()
        .first()
    )
    if stand is None:
        return None
    return Umfeld(
        jahr=stand.jahr,
        angaben=[(name, wert) for name, wert in stand.angaben() if wert not in ("", None)],
        url=f"{reverse('organisation:uebersicht')}?jahr={stand.jahr}",
    )


def registriere_alle():
    eigenes.registriere(eigene_organisation)


def eigene_organisation(user):
    """Yield the way to the page, for those who work in a Jugendamt."""
    if not permissions.can_organisation_sehen(user):
        return
    jahr = Organisationsstand.objects.visible_to(user).neueste_zuerst().values_list("jahr").first()
    yield Eigenes(
        titel="Organisation und Personal",
        url=reverse("organisation:uebersicht"),
        stand=f"zuletzt für {jahr[0]}" if jahr else "noch keine Angaben",
    )
