"""What the second person found when she read the whole: bound to what exactly she read."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from fallanalyse.enums import Kombination, Pruefergebnis
from kinderschutz.fields import EncryptedTextField
from kinderschutz.row_protection import ProtectedModel


class Bestaetigung(ProtectedModel):
    """One reading by a second person, with her checklist. Rows are only added."""

    analyse = models.ForeignKey(
        "fallanalyse.Fallanalyse", models.CASCADE, related_name="bestaetigung_set"
    )
    ergebnis = models.CharField("Ergebnis", max_length=20, choices=Pruefergebnis)
    version = models.PositiveIntegerField("gelesene Version")
    stand = models.CharField("Stand der Prüfung", max_length=64, editable=False)
    kombinationen = ArrayField(
        models.CharField(max_length=20, choices=Kombination), default=list, blank=True
    )
    begruendung = EncryptedTextField("Warum trotzdem niemand erkannt wird", blank=True)
    durch = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    am = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "Bestätigung"
        verbose_name_plural = "Bestätigungen"

    def __str__(self):
        return f"{self.get_ergebnis_display()}, Version {self.version}"
