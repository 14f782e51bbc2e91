"""A measure of several Kommunen: each has its share."""

from django.db import models

from kinderschutz.history import with_history
from kinderschutz.models import Versioniert
from kommunen.enums import Massnahmenstatus
from kommunen.models.massnahme import Massnahme
from kommunen.models.projekt import Teilnahme


class MassnahmenanteilQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(massnahme__in=Massnahme.objects.visible_to(user))

    def for_page(self):
        return self.select_related("teilnahme__kommune").order_by("teilnahme__kommune__name", "pk")


@with_history
class Massnahmenanteil(Versioniert):
    massnahme = models.ForeignKey(
        Massnahme, on_delete=models.CASCADE, related_name="anteile", verbose_name="Maßnahme"
    )
    # Not Kommune and Jugendamt: if another office takes over the Teilnahme, the share goes along.
    teilnahme = models.ForeignKey(
        Teilnahme, on_delete=models.PROTECT, related_name="anteile", verbose_name="Kommune"
    )
    text = models.TextField("Anteil", help_text="Was trägt diese Kommune bei?")
    status = models.CharField(
        "Stand", max_length=16, choices=Massnahmenstatus, default=Massnahmenstatus.GEPLANT
    )

    objects = MassnahmenanteilQuerySet.as_manager()

    class Meta:
        verbose_name = "Anteil an einer Maßnahme"
        verbose_name_plural = "Anteile an einer Maßnahme"
        constraints = [
            models.UniqueConstraint(
                name="massnahmenanteil_einmal_je_kommune",
                fields=["massnahme", "teilnahme"],
                violation_error_message="Diese Kommune hat schon einen Anteil an der Maßnahme.",
            )
        ]

    def __str__(self):
        return f"Anteil {self.teilnahme.kommune}"
