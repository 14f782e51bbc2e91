"""Who may do what in netzwerk."""

from kinderschutz.identity import rolle_of
from kommunen.enums import IM_JUGENDAMT, Rollenart
from kommunen.permissions import handelt_als


def has_eigenes_netzwerk(user):
    """Whether the network of the own Jugendamt is part of what this user works with."""
    return handelt_als(user, *IM_JUGENDAMT, Rollenart.NETZWERKKOORDINATION)


def can_veranstaltung_anlegen(user):
    """Who invites: the coordination of a Projekt or network, and the Leitung."""
    return handelt_als(
        user, Rollenart.PROJEKTKOORDINATION, Rollenart.NETZWERKKOORDINATION, Rollenart.LEITUNG
    )


def can_veranstaltungen_sehen_as(rolle):
    """For the navigation, which knows the Rolle only."""
    return rolle is not None and rolle.art in (
        *IM_JUGENDAMT,
        Rollenart.NETZWERKKOORDINATION,
        Rollenart.PROJEKTKOORDINATION,
        Rollenart.WISSENSCHAFT,
    )


def can_veranstaltungen_sehen(user):
    return can_veranstaltungen_sehen_as(rolle_of(user))


def can_veranstaltung_bearbeiten(user, veranstaltung):
    """Whoever organises it: the Projekt by its coordination, the Jugendamt by two Rollen."""
    if veranstaltung.projekt_id is not None:
        return (
            handelt_als(user, Rollenart.PROJEKTKOORDINATION)
            and user.rolle.projekt_id == veranstaltung.projekt_id
        )
    return (
        handelt_als(user, Rollenart.NETZWERKKOORDINATION, Rollenart.LEITUNG)
        and user.rolle.jugendamt_id == veranstaltung.jugendamt_id
    )


def can_protokoll_lesen(user, veranstaltung):
    """All who are invited, once it is released; before that whoever writes it."""
    return veranstaltung.protokoll_freigegeben_am is not None or can_veranstaltung_bearbeiten(
        user, veranstaltung
    )


def veranstalter(user):
    """Return the fields that say who organises what this user creates."""
    if handelt_als(user, Rollenart.PROJEKTKOORDINATION):
        return {"projekt_id": user.rolle.projekt_id}
    return {"jugendamt_id": user.rolle.jugendamt_id}


def eigene_veranstaltungen(user):
    """Return how to choose the meetings this user organises, None if there are none."""
    return veranstalter(user) if can_veranstaltung_anlegen(user) else None
