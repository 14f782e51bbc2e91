"""What is valid from one day to another, both days included; an open end is an empty date."""

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone


def valid_at(am=None, von="von", bis="bis"):
    """Return the condition that a row is valid on this day (default: today)."""
    am = am or timezone.localdate()
    return (Q(**{f"{von}__isnull": True}) | Q(**{f"{von}__lte": am})) & (
        Q(**{f"{bis}__isnull": True}) | Q(**{f"{bis}__gte": am})
    )


class Zeitraum(Func):
    """The two dates as a range that the database can compare for overlaps."""

    function = "daterange"
    output_field = DateRangeField()

    def __init__(self, von="von", bis="bis", **extra):
        super().__init__(von, bis, Value("[]"), **extra)


class BefristetQuerySet(models.QuerySet):
    def gueltig(self, am=None):
        """Choose what is valid on this day (default: today)."""
        return self.filter(valid_at(am))


class Befristet(models.Model):
    """Valid from `von` to `bis`; where `von` is not known, it is valid since ever."""

    von = models.DateField("von", null=True, blank=True)
    bis = models.DateField("bis", null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_endet_nicht_vor_dem_beginn",
                condition=Q(von=None) | Q(bis=None) | Q(bis__gte=F("von")),
                violation_error_message="Das Ende liegt vor dem Beginn.",
            )
        ]
