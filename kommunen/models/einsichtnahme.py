from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from kinderschutz import audit
from kinderschutz.fields import EncryptedTextField
from kinderschutz.identity import rolle_of
from kinderschutz.models import Aktion, Protokolleintrag
from kinderschutz.row_protection import ProtectedManager, ProtectedModel
from kommunen import einsicht

# So long the names may be looked at; then a reason is asked for again.
GILT = timedelta(hours=24)


class EinsichtnahmeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return her own ones that still hold, for the Rolle that may read the audit trail."""
        rolle = rolle_of(user)
        if rolle is None or not rolle.sees_protokoll or rolle.jugendamt_id is None:
            return self.none()
        return self.filter(jugendamt=rolle.jugendamt_id, person=user, am__gt=timezone.now() - GILT)


class Einsichtnahme(ProtectedModel):
    """
    Why the Datenschutz wanted to know by name who did what to an object. Rows are only added.

    The audit trail refers to it by key; the reason stands here, encrypted, and nowhere else.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kennung = models.CharField("Kennung", max_length=80)
    grund = EncryptedTextField("Grund")
    am = models.DateTimeField("am", auto_now_add=True)

    objects = ProtectedManager.from_queryset(EinsichtnahmeQuerySet)()

    class Meta:
        verbose_name = "Einsichtnahme"
        verbose_name_plural = "Einsichtnahmen"

    def __str__(self):
        return f"Einsichtnahme {self.kennung}"

    @classmethod
    def begruende(cls, *, durch, kennung, grund):
        """Keep the reason, and open the entries of this Kennung by person."""
        eine = cls.objects.create(
            jugendamt_id=durch.rolle.jugendamt_id, person=durch, kennung=kennung, grund=grund
        )
        audit.record(Aktion.ANGELEGT, objektart="einsichtnahme", kennung=str(eine.pk))
        return eine

    @property
    def gilt_bis(self):
        return self.am + GILT

    def eintraege(self):
        """Return what happened to the object and who did it; whom it concerns hears of that."""
        audit.record(Aktion.GELESEN, objektart="einsichtnahme", kennung=str(self.pk))
        einsicht.melde(self.kennung)
        return (
            Protokolleintrag.objects.filter(jugendamt=self.jugendamt_id, kennung=self.kennung)
            .with_person_name()
            .order_by("-nummer")
        )
