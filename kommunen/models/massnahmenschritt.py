"""Every change of a Massnahme's status, with its day: what »planned → achieved« is counted from."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.crypto import constant_time_compare, salted_hmac

from kinderschutz import identity
from kommunen.enums import Massnahmenstatus, Rollenart
from kommunen.models.massnahme import Massnahme


class MassnahmenschrittQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(massnahme__in=Massnahme.objects.visible_to(user))

    def in_order(self):
        """In the order in which they were entered; the days may overtake each other."""
        return self.order_by("pk")

    def wechsel(self):
        """Choose the steps that changed something: not the confirmations."""
        return self.exclude(von=models.F("nach"))


class Massnahmenschritt(models.Model):
    """
    One step: from where to where, on which day, as which Rolle, why.

    Never which person: nobody is watched. `hand` only answers whether it was the same one, for the
    effect is judged by somebody else; it differs from measure to measure.
    """

    massnahme = models.ForeignKey(
        Massnahme, on_delete=models.CASCADE, related_name="schritte", verbose_name="Maßnahme"
    )
    # Empty for the first one; equal to `nach` where somebody confirmed how it stands.
    von = models.CharField("von", max_length=16, choices=Massnahmenstatus, blank=True)
    nach = models.CharField("nach", max_length=16, choices=Massnahmenstatus)
    am = models.DateField("am")
    # Empty where no person acted: an import, a demonstration.
    rolle = models.CharField("handelnd als", max_length=20, choices=Rollenart, blank=True)
    begruendung = models.TextField("Begründung", blank=True)
    hand = models.CharField(max_length=64, blank=True, editable=False)

    objects = MassnahmenschrittQuerySet.as_manager()

    class Meta:
        verbose_name = "Schritt einer Maßnahme"
        verbose_name_plural = "Schritte einer Maßnahme"
        indexes = [models.Index(name="massnahmenschritt_je_tag", fields=["massnahme", "am"])]
        triggers = [pgtrigger.Protect(name="massnahmenschritt_bleibt", operation=pgtrigger.Update)]

    def __str__(self):
        return f"{self.get_nach_display()} am {self.am:%d.%m.%Y}"

    def save(self, *args, **kwargs):
        if self._state.adding and (who := identity.current_or_none()):
            self.rolle = getattr(who.rolle, "art", "")
            self.hand = _hand(self.massnahme_id, who.person_id) if who.person_id else ""
        super().save(*args, **kwargs)

    @property
    def is_bestaetigung(self):
        return self.von == self.nach

    def is_von(self, person):
        """Say whether it was this person who acted."""
        return any(
            constant_time_compare(self.hand, _hand(self.massnahme_id, person.pk, secret=secret))
            for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
        )


def _hand(massnahme_id, person_id, *, secret=None):
    """Return a mark that nobody without the server's key can turn back into a person."""
    return salted_hmac(
        "kommunen.massnahmenschritt", f"{massnahme_id}:{person_id}", secret, algorithm="sha256"
    ).hexdigest()
