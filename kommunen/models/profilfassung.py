"""Every saved text of a profile page: what the draft is, and the way back."""

import uuid

from django.db import models

from kinderschutz.identity import rolle_of
from kinderschutz.row_protection import ProtectedManager
from kommunen.enums import IM_JUGENDAMT, Rollenart
from kommunen.models.jugendamt import Jugendamt
from kommunen.models.projekt import Projekt, Teilnahme
from kommunen.profilinhalt import Profilinhalt


class ProfilfassungQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return those of the own Jugendamt's profiles, or of the Projekt one coordinates."""
        rolle = rolle_of(user)
        if rolle is not None and rolle.art in IM_JUGENDAMT:
            return self.filter(jugendamt=rolle.jugendamt_id)
        if rolle is not None and rolle.art == Rollenart.PROJEKTKOORDINATION:
            return self.filter(projekt=rolle.projekt_id)
        return self.none()

    def newest_first(self):
        return self.order_by("-version", "pk")


class Profilfassung(models.Model):
    """
    What the page said in one version of its Profil; who wrote it stays inside the team.

    Protected by the database: what is not published yet belongs to nobody else.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    teilnahme = models.ForeignKey(
        Teilnahme,
        on_delete=models.CASCADE,
        related_name="profilfassungen",
        verbose_name="Teilnahme",
    )
    # Both repeat the Teilnahme's own, because the policy compares with them.
    jugendamt = models.ForeignKey(
        Jugendamt, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    projekt = models.ForeignKey(Projekt, on_delete=models.PROTECT, related_name="+", editable=False)
    version = models.PositiveIntegerField("Version des Profils")
    am = models.DateTimeField("gespeichert am", auto_now_add=True)
    inhalt_json = models.JSONField("Inhalt")

    objects = ProtectedManager.from_queryset(ProfilfassungQuerySet)()

    class Meta:
        verbose_name = "Profilfassung"
        verbose_name_plural = "Profilfassungen"
        constraints = [
            models.UniqueConstraint(
                name="profilfassung_einmal_je_version",
                fields=["teilnahme", "version"],
                violation_error_message="Diese Version ist schon aufgehoben.",
            )
        ]

    def __str__(self):
        return f"{self.teilnahme_id}/{self.version}"

    def save(self, *args, **kwargs):
        self.jugendamt_id = self.teilnahme.jugendamt_id
        self.projekt_id = self.teilnahme.projekt_id
        super().save(*args, **kwargs)

    @property
    def inhalt(self):
        return Profilinhalt.from_json(self.inhalt_json)
