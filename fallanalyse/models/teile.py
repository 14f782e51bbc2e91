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

    def save(self, *args, update_fields=None, **kwargs):
        self.jugendamt_id = self.analyse.jugendamt_id
        if update_fields is not None:
            update_fields = {*update_fields, "updated_at"}
        super().save(*args, update_fields=update_fields, **kwargs)


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
