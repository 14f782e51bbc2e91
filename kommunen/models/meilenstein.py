"""What a Teilnahme goes through, until when, and when it got there: so »overdue« has a meaning."""

from django.db import models, transaction
from django.db.models import Case, IntegerField, Value, When
from django.utils import timezone

from kinderschutz.history import with_history
from kinderschutz.models import Versioniert
from kommunen.enums import Meilensteinart
from kommunen.models.projekt import Teilnahme
from kommunen.models.sichtbarkeit import AuchNetzwerkkoordinationQuerySet


class MeilensteinQuerySet(AuchNetzwerkkoordinationQuerySet):
    weg = "teilnahme__"

    def geplant(self):
        """Choose those that have a target date."""
        return self.filter(soll__isnull=False)

    def ueberfaellig(self, am=None):
        """Choose those past their target date on this day (default: today), still not reached."""
        return self.filter(soll__lt=am or timezone.localdate(), erreicht_am=None)

    def in_reihenfolge(self):
        """Sort as a Teilnahme goes through them."""
        rang = [When(art=art, then=Value(nummer)) for nummer, art in enumerate(Meilensteinart)]
        return self.order_by(Case(*rang, output_field=IntegerField()), "pk")


@with_history
class Meilenstein(Versioniert):
    """
    One step of a Teilnahme: `soll` is when it is to be reached, `erreicht_am` when it was.

    Without `soll` it was never planned and is never overdue. A row stays when both are emptied, so
    that the sum of the versions tells whether anybody changed anything.
    """

    teilnahme = models.ForeignKey(
        Teilnahme,
        on_delete=models.CASCADE,
        related_name="meilensteine",
        verbose_name="Teilnahme",
    )
    art = models.CharField("Meilenstein", max_length=20, choices=Meilensteinart)
    soll = models.DateField("Zieldatum", null=True, blank=True)
    erreicht_am = models.DateField("erreicht am", null=True, blank=True)

    objects = MeilensteinQuerySet.as_manager()

    class Meta:
        verbose_name = "Meilenstein"
        verbose_name_plural = "Meilensteine"
        constraints = [
            models.UniqueConstraint(
                name="meilenstein_einmal_je_teilnahme",
                fields=["teilnahme", "art"],
                violation_error_message="Diesen Meilenstein hat die Teilnahme schon.",
            )
        ]

    def __str__(self):
        return self.get_art_display()

    @property
    def is_erreicht(self):
        return self.erreicht_am is not None

    def is_ueberfaellig(self, am=None):
        am = am or timezone.localdate()
        return self.soll is not None and self.erreicht_am is None and self.soll < am

    @classmethod
    @transaction.atomic
    def halte_fest(cls, teilnahme, angaben):
        """
        Write the milestones of this (locked) Teilnahme.

        `angaben` maps an art to (soll, erreicht_am). What did not change is not touched; returns
        how many were.
        """
        vorhanden = {stein.art: stein for stein in cls.objects.filter(teilnahme=teilnahme)}
        anzahl = 0
        for art, (soll, erreicht_am) in angaben.items():
            stein = vorhanden.get(art) or cls(teilnahme=teilnahme, art=art)
            if (stein.soll, stein.erreicht_am) != (soll, erreicht_am):
                stein.soll, stein.erreicht_am = soll, erreicht_am
                stein.save()
                anzahl += 1
        return anzahl

    @classmethod
    @transaction.atomic
    def setze_fuer_alle(cls, teilnahmen, termine, *, ueberschreiben=False):
        """
        Set the same target dates for all these Teilnahmen; `termine` maps an art to a day.

        What is reached stays as it is; another target date only goes with `ueberschreiben`. Returns
        how many milestones changed.
        """
        # Locked in the order of their keys: two who do this at once wait for each other.
        teilnahmen = list(teilnahmen.order_by("pk").select_for_update(of=("self",)))
        vorhanden = {
            (stein.teilnahme_id, stein.art): stein
            for stein in cls.objects.filter(teilnahme__in=teilnahmen)
        }
        anzahl = 0
        for teilnahme in teilnahmen:
            for art, tag in termine.items():
                stein = vorhanden.get((teilnahme.pk, art)) or cls(teilnahme=teilnahme, art=art)
                frei = stein.soll is None or ueberschreiben
                if frei and not stein.is_erreicht and stein.soll != tag:
                    stein.soll = tag
                    stein.save()
                    anzahl += 1
        return anzahl
