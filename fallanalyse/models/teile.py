"""What all parts of an analysis share. All of them stay in it: what leaves is a copy."""

from django.db import models

from fallanalyse.models.vorhang import MitPassagen
from kinderschutz.models import Zeitgestempelt
from kinderschutz.row_protection import ProtectedModel


class Teil(MitPassagen, ProtectedModel, Zeitgestempelt):
    """A part carries analyse and jugendamt itself, so that its policy is plain equality."""

    analyse = models.ForeignKey(
        "fallanalyse.Fallanalyse", models.CASCADE, related_name="%(class)s_set", editable=False
    )
    reihenfolge = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args, **kwargs):
        self.jugendamt_id = self.analyse.jugendamt_id
        super().save(*args, **kwargs)
