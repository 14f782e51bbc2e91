from django.db import models

from kommunen.enums import Altersgruppe, Geschlecht
from kommunen.models.gebiet import Bundesland
from kommunen.models.oeffentlich import OeffentlichQuerySet


class Landesbevoelkerung(models.Model):
    """
    Inhabitants of one age group of a Land on one day, as published.

    Kept, not added up: of some Länder not all Kreise are here.
    """

    bundesland = models.ForeignKey(
        Bundesland, models.CASCADE, related_name="bevoelkerung", verbose_name="Bundesland"
    )
    stichtag = models.DateField("Stichtag")
    geschlecht = models.CharField(
        "Geschlecht", max_length=1, choices=Geschlecht, default=Geschlecht.I
    )
    gruppe = models.CharField("Altersgruppe", max_length=12, choices=Altersgruppe)
    anzahl = models.PositiveIntegerField("Anzahl")
    geschaetzt = models.BooleanField("geschätzt", default=False)
    quelle = models.CharField("Quelle", max_length=300)

    objects = OeffentlichQuerySet.as_manager()

    class Meta:
        verbose_name = "Bevölkerungszahl eines Landes"
        verbose_name_plural = "Bevölkerungszahlen der Länder"
        constraints = [
            models.UniqueConstraint(
                name="landesbevoelkerung_einmal_je_gruppe_und_stichtag",
                fields=["bundesland", "stichtag", "geschlecht", "gruppe"],
                violation_error_message="Diese Zahl gibt es für den Stichtag schon.",
            )
        ]

    def __str__(self):
        return f"{self.bundesland_id} {self.gruppe} {self.stichtag}: {self.anzahl}"
