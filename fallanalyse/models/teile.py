"""What all parts of an analysis share. All of them stay in it: what leaves is a copy."""

import itertools

from django.db import models

from kinderschutz.fields import EncryptedTextField
from kinderschutz.models import Zeitgestempelt
from kinderschutz.row_protection import ProtectedModel


class Teil(ProtectedModel, Zeitgestempelt):
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


def texts_of(teil):
    """Yield (label, text) of every free text of this part: what the gate has to look at."""
    for feld in teil._meta.concrete_fields:
        frei = isinstance(feld, EncryptedTextField) or (
            feld.get_internal_type() == "CharField" and not feld.choices and feld.editable
        )
        if frei and (text := getattr(teil, feld.attname)):
            yield str(feld.verbose_name), text


def texts_of_all(teile):
    return itertools.chain.from_iterable(
        ((str(teil), label, text) for label, text in texts_of(teil)) for teil in teile
    )
