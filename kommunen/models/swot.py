"""Stärken, Schwächen, Chancen, Risiken: where a Kommune stands, on one day (domain.md 7.3)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kinderschutz.history import with_history
from kinderschutz.models import Versioniert
from kommunen.models.projekt import Teilnahme
from kommunen.models.sichtbarkeit import AuchNetzwerkkoordinationQuerySet


class SwotQuerySet(AuchNetzwerkkoordinationQuerySet):
    weg = "teilnahme__"

    def neueste_zuerst(self):
        return self.order_by("-datum", "-pk")


def _liste(name):
    return ArrayField(models.TextField(), verbose_name=name, default=list, blank=True)


@with_history
class Swot(Versioniert):
    teilnahme = models.ForeignKey(
        Teilnahme,
        on_delete=models.CASCADE,
        related_name="swot_analysen",
        verbose_name="Teilnahme",
    )
    datum = models.DateField("Datum")
    staerken = _liste("Stärken")
    schwaechen = _liste("Schwächen")
    chancen = _liste("Chancen")
    risiken = _liste("Risiken")

    LISTEN = ("staerken", "schwaechen", "chancen", "risiken")

    objects = SwotQuerySet.as_manager()

    class Meta:
        verbose_name = "SWOT-Analyse"
        verbose_name_plural = "SWOT-Analysen"
        constraints = [
            models.UniqueConstraint(
                name="swot_eine_je_tag",
                fields=["teilnahme", "datum"],
                violation_error_message="An diesem Tag gibt es schon eine SWOT-Analyse.",
            )
        ]

    def __str__(self):
        return f"SWOT-Analyse vom {self.datum:%d.%m.%Y}"

    def listen(self):
        """Return (name, points) of the four lists."""
        return [
            (self._meta.get_field(name).verbose_name, getattr(self, name)) for name in self.LISTEN
        ]
