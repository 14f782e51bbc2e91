from django.conf import settings
from django.db import models

from fallanalyse.enums import Funktion
from kinderschutz.models import Zeitgestempelt
from kinderschutz.row_protection import ProtectedManager, ProtectedModel


class TeammitgliedQuerySet(models.QuerySet):
    def visible_to(self, user):
        analysen = self.model._meta.get_field("analyse").related_model
        return self.filter(analyse__in=analysen.objects.visible_to(user))


class Teammitglied(ProtectedModel, Zeitgestempelt):
    """Who works on an analysis. Before its release nobody else can read it."""

    analyse = models.ForeignKey("fallanalyse.Fallanalyse", models.CASCADE, related_name="team")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Person"
    )
    funktion = models.CharField(
        "Funktion", max_length=20, choices=Funktion, default=Funktion.ANALYSETEAM
    )

    objects = ProtectedManager.from_queryset(TeammitgliedQuerySet)()

    class Meta:
        verbose_name = "Teammitglied"
        verbose_name_plural = "Team"
        constraints = [
            models.UniqueConstraint(
                name="teammitglied_einmal_je_analyse",
                fields=["analyse", "person"],
                violation_error_message="Diese Person ist schon im Team.",
            )
        ]
        # The policy asks for all three.
        indexes = [
            models.Index(name="teammitglied_je_person", fields=["person", "jugendamt", "analyse"])
        ]

    def __str__(self):
        return str(self.person)
