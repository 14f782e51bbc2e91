from django.db import models

from kinderschutz.row_protection import ProtectedManager, ProtectedModel
from kommunen.models import Jugendamt


class AmtswechselQuerySet(models.QuerySet):
    def visible_to(self, user):
        analysen = self.model._meta.get_field("analyse").related_model
        return self.filter(analyse__in=analysen.objects.visible_to(user))

    def for_page(self):
        return self.select_related("vorher").order_by("am", "pk")


class Amtswechsel(ProtectedModel):
    """
    An analysis came from another Jugendamt, which handed everything over. Rows are only added.

    What happened before `am` counts in the figures of that one and no longer changes there.
    """

    analyse = models.ForeignKey("fallanalyse.Fallanalyse", models.CASCADE, related_name="wege")
    vorher = models.ForeignKey(Jugendamt, models.PROTECT, related_name="+")
    # The code it had there: the audit trail of the former Jugendamt knows it by this one.
    kennung_vorher = models.CharField(max_length=7, editable=False)
    am = models.DateTimeField("am")

    objects = ProtectedManager.from_queryset(AmtswechselQuerySet)()

    class Meta:
        verbose_name = "Amtswechsel"
        verbose_name_plural = "Amtswechsel"

    def __str__(self):
        return f"{self.kennung_vorher} am {self.am:%d.%m.%Y}"
