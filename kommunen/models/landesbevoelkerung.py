from django.db import models

from kommunen.models.gebiet import Bevoelkerungszahl, Bundesland
from kommunen.models.oeffentlich import OeffentlichQuerySet


class Landesbevoelkerung(Bevoelkerungszahl):
    """
    Those of a Land.

    Kept, not added up: of some Länder not all Kreise are here.
    """

    bundesland = models.ForeignKey(
        Bundesland, models.CASCADE, related_name="bevoelkerung", verbose_name="Bundesland"
    )

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
