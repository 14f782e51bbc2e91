"""Which Empfehlung of the library became which Massnahme; kommunen knows nothing of it."""

import uuid

from django.db import models

from fallanalyse.models.bibliothek import FreigegebenerVorschlag
from kommunen.models import Massnahme


class UmsetzungQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the links of which this user may see both ends."""
        return self.filter(
            vorschlag__in=FreigegebenerVorschlag.objects.visible_to(user),
            massnahme__in=Massnahme.objects.visible_to(user),
        )


class Umsetzung(models.Model):
    """One link. If the Empfehlung is withdrawn it goes with her, and the Massnahme stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vorschlag = models.ForeignKey(
        FreigegebenerVorschlag,
        models.CASCADE,
        related_name="umsetzungen",
        verbose_name="Empfehlung",
    )
    massnahme = models.ForeignKey(
        Massnahme, models.CASCADE, related_name="umsetzungen", verbose_name="Maßnahme"
    )

    objects = UmsetzungQuerySet.as_manager()

    class Meta:
        verbose_name = "Umsetzung"
        verbose_name_plural = "Umsetzungen"
        constraints = [
            models.UniqueConstraint(
                name="umsetzung_einmal",
                fields=["vorschlag", "massnahme"],
                violation_error_message="Diese Maßnahme setzt die Empfehlung schon um.",
            )
        ]

    def __str__(self):
        return f"Umsetzung {self.pk}"

    @classmethod
    def verbinde(cls, vorschlag, massnahme):
        """Keep that this Massnahme carries out the Empfehlung; said twice it is one link."""
        cls.objects.get_or_create(vorschlag=vorschlag, massnahme=massnahme)
