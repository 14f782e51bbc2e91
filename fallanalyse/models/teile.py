"""What all parts of an analysis share. All of them stay in it: what leaves is a copy."""

from django.db import models

from fallanalyse.models.vorhang import MitPassagen, enthuellt
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
        self.leite_ab()
        super().save(*args, **kwargs)

    def leite_ab(self):
        """Set what follows from the other fields."""
        self.jugendamt_id = self.analyse.jugendamt_id

    @classmethod
    def speichere_alle(cls, neue, geaenderte):
        """
        Save the new and the changed rows of one analysis, each with one statement.

        Statements take longer than what they do, and bulk_update() longer than one for each row.
        Changed rows have to be read from the analysis: an id from elsewhere would be overwritten.
        """
        for row in (*neue, *geaenderte):
            row.leite_ab()
        # What is hidden from the one who saves is written as it was.
        with enthuellt(*neue, *geaenderte):
            cls.objects.bulk_create(neue)
            cls.objects.bulk_create(
                geaenderte,
                update_conflicts=True,
                unique_fields=["id"],
                update_fields=[
                    feld.name
                    for feld in cls._meta.concrete_fields
                    if feld.name not in {"id", "analyse", "jugendamt", "created_at"}
                ],
            )
