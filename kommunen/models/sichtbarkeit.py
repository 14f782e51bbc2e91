from django.db import models

from kinderschutz.identity import rolle_of
from kommunen.enums import IM_JUGENDAMT, Rollenart


class EigenesJugendamtQuerySet(models.QuerySet):
    """Rows that everybody of the Jugendamt sees, whatever the Rolle there; nobody else."""

    def visible_to(self, user):
        rolle = rolle_of(user)
        if rolle is None or rolle.jugendamt_id is None:
            return self.none()
        return self.filter(jugendamt_id=rolle.jugendamt_id)


class JugendamtUndProjektQuerySet(models.QuerySet):
    """Rows that the own Jugendamt sees, and who coordinates the Projekt; nobody else."""

    # What leads from the row to both: `teilnahme__` where they stand at its Teilnahme.
    weg = ""
    arten_im_jugendamt = IM_JUGENDAMT

    def visible_to(self, user):
        """Return those of the own Jugendamt, or of the Projekt one coordinates."""
        rolle = rolle_of(user)
        if rolle is None:
            return self.none()
        if rolle.art in self.arten_im_jugendamt:
            return self.filter(**{f"{self.weg}jugendamt": rolle.jugendamt_id})
        if rolle.art == Rollenart.PROJEKTKOORDINATION:
            return self.filter(**{f"{self.weg}projekt": rolle.projekt_id})
        return self.none()


class AuchNetzwerkkoordinationQuerySet(JugendamtUndProjektQuerySet):
    """The same, and who coordinates the network of the Jugendamt sees them too."""

    arten_im_jugendamt = (*IM_JUGENDAMT, Rollenart.NETZWERKKOORDINATION)
