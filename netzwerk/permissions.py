"""Who may do what in netzwerk."""

from kommunen.enums import IM_JUGENDAMT, Rollenart
from kommunen.permissions import handelt_als


def can_netzwerk_bearbeiten(user, netzwerk):
    """The Netzwerkkoordination and the Leitung of one of its Jugendämter."""
    return handelt_als(user, Rollenart.NETZWERKKOORDINATION, Rollenart.LEITUNG) and any(
        jugendamt.pk == user.rolle.jugendamt_id for jugendamt in netzwerk.jugendaemter.all()
    )


def has_eigenes_netzwerk(user):
    """Whether the network of the own Jugendamt is part of what this user works with."""
    return handelt_als(user, *IM_JUGENDAMT, Rollenart.NETZWERKKOORDINATION)
