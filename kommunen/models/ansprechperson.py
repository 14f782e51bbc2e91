"""Whom to ask at a Teilnahme."""

import uuid
from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from kinderschutz.row_protection import ProtectedManager
from kommunen.models.jugendamt import Jugendamt
from kommunen.models.projekt import Projekt, Teilnahme
from kommunen.models.sichtbarkeit import AuchNetzwerkkoordinationQuerySet

# A contact that nobody confirmed for this long may have left (domain.md 6).
BESTAETIGT_FUER = timedelta(days=365)


class AnsprechpersonQuerySet(AuchNetzwerkkoordinationQuerySet):
    def unbestaetigt(self, am=None):
        """Choose those that nobody confirmed within the last year."""
        seit = (am or timezone.localdate()) - BESTAETIGT_FUER
        return self.filter(Q(bestaetigt_am=None) | Q(bestaetigt_am__lt=seit))


class Ansprechperson(models.Model):
    """Whom the Projektkoordination asks: personal data, protected by the database."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    teilnahme = models.ForeignKey(
        Teilnahme,
        on_delete=models.CASCADE,
        related_name="ansprechpersonen",
        verbose_name="Teilnahme",
    )
    # Both repeat the Teilnahme's own, because the policy compares with them.
    jugendamt = models.ForeignKey(
        Jugendamt, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    projekt = models.ForeignKey(Projekt, on_delete=models.PROTECT, related_name="+", editable=False)
    name = models.CharField("Name", max_length=120)
    funktion = models.CharField("Funktion", max_length=120, blank=True)
    telefon = models.CharField("Telefon", max_length=40, blank=True)
    email = models.EmailField("E-Mail-Adresse", blank=True)
    bestaetigt_am = models.DateField("zuletzt bestätigt am", null=True, blank=True)

    objects = ProtectedManager.from_queryset(AnsprechpersonQuerySet)()

    class Meta:
        verbose_name = "Ansprechperson"
        verbose_name_plural = "Ansprechpersonen"

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.jugendamt_id = self.teilnahme.jugendamt_id
        self.projekt_id = self.teilnahme.projekt_id
        super().save(*args, **kwargs)

    def bestaetige(self, am=None):
        """Say that all of this is true today: whoever saves it confirms it as well."""
        self.bestaetigt_am = am or timezone.localdate()
        self.save()

    def is_bestaetigt(self, am=None):
        """Return whether somebody confirmed it within the last year."""
        am = am or timezone.localdate()
        return self.bestaetigt_am is not None and self.bestaetigt_am >= am - BESTAETIGT_FUER
