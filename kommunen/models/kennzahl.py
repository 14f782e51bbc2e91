"""Counts per Jugendamt: the rollup that follows its rows, and what a Stichtag froze."""

import uuid

import pgtrigger
from django.db import models

from kinderschutz.row_protection import ProtectedManager
from kommunen.models.jugendamt import Jugendamt
from kommunen.models.oeffentlich import OeffentlichQuerySet
from kommunen.models.projekt import Projekt


class Kennzahlwert(models.Model):
    """
    A live case-related count. Changed by `kennzahlen.zaehle` only.

    Protected: alive, it would give a single case away, so the database shows it to the own
    Jugendamt and to the Projekt, and to no Land.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    jugendamt = models.ForeignKey(Jugendamt, on_delete=models.PROTECT, related_name="+")
    projekt = models.ForeignKey(Projekt, on_delete=models.PROTECT, null=True, related_name="+")
    jahr = models.PositiveSmallIntegerField("Jahr")
    name = models.CharField("Kennzahl", max_length=40)
    auspraegung = models.CharField("Ausprägung", max_length=40, blank=True)
    anzahl = models.IntegerField("Anzahl")

    objects = ProtectedManager()

    class Meta:
        verbose_name = "Kennzahlwert"
        verbose_name_plural = "Kennzahlwerte"
        constraints = [
            models.UniqueConstraint(
                name="kennzahlwert_einmal_je_schluessel",
                fields=["jugendamt", "projekt", "jahr", "name", "auspraegung"],
                nulls_distinct=False,
            )
        ]
        triggers = [
            # Not a check constraint: that would refuse the row an upsert proposes, before it
            # becomes a subtraction.
            pgtrigger.Trigger(
                name="kennzahlwert_nie_negativ",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.After,
                condition=pgtrigger.Q(new__anzahl__lt=0),
                func=(
                    "RAISE EXCEPTION 'Kennzahl % wäre negativ', NEW.name"
                    " USING ERRCODE = 'check_violation';"
                ),
            )
        ]

    def __str__(self):
        return f"{self.name} {self.auspraegung} {self.jahr}: {self.anzahl}"


class Stichtag(models.Model):
    """A day whose counts are frozen: what ministry and public see until the next one."""

    datum = models.DateField("Stichtag", unique=True)
    eingefroren_am = models.DateTimeField("eingefroren am", auto_now_add=True)

    objects = OeffentlichQuerySet.as_manager()

    class Meta:
        verbose_name = "Stichtag"
        verbose_name_plural = "Stichtage"

    def __str__(self):
        return f"{self.datum:%d.%m.%Y}"


class Stichtagswert(models.Model):
    """
    A count as it was at the Stichtag, before any small-cell rule.

    A Jugendamt that reports nothing has no row, one that reports »none« has a row with 0.
    """

    stichtag = models.ForeignKey(Stichtag, on_delete=models.CASCADE, related_name="werte")
    jugendamt = models.ForeignKey(Jugendamt, on_delete=models.PROTECT, related_name="+")
    projekt = models.ForeignKey(Projekt, on_delete=models.PROTECT, null=True, related_name="+")
    jahr = models.PositiveSmallIntegerField("Jahr")
    name = models.CharField("Kennzahl", max_length=40)
    auspraegung = models.CharField("Ausprägung", max_length=40, blank=True)
    anzahl = models.PositiveIntegerField("Anzahl")

    class Meta:
        verbose_name = "Wert zum Stichtag"
        verbose_name_plural = "Werte zum Stichtag"
        constraints = [
            models.UniqueConstraint(
                name="stichtagswert_einmal_je_schluessel",
                fields=["stichtag", "name", "jugendamt", "projekt", "jahr", "auspraegung"],
                nulls_distinct=False,
            )
        ]

    def __str__(self):
        return f"{self.name} {self.auspraegung} {self.jahr}: {self.anzahl}"
