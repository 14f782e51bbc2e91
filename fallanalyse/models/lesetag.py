"""
Who saw an analysis, as its team and the Leitung may know it: a group and a day, never a person.

The audit trail knows the person and is for the Datenschutz alone. Here the person is not even
written down, so no page, query or dump can tell it.
"""

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import models
from django.utils import timezone

from fallanalyse.enums import Lesegruppe
from kinderschutz import identity
from kinderschutz.row_protection import ProtectedManager, ProtectedModel
from kommunen.enums import Rollenart

GRUPPEN = {
    Rollenart.MODERATION: Lesegruppe.MODERATION,
    Rollenart.DATENSCHUTZ: Lesegruppe.DATENSCHUTZ,
}


class LesetagQuerySet(models.QuerySet):
    def visible_to(self, user):
        analysen = self.model._meta.get_field("analyse").related_model
        return self.filter(analyse__in=analysen.objects.visible_to(user))

    def je_tag(self):
        """Return {"tag", "gruppen"} of each day, the newest first."""
        return self.values("tag").annotate(gruppen=ArrayAgg("gruppe")).order_by("-tag")


class Lesetag(ProtectedModel):
    """On this day somebody of this group read the analysis, once or often. Rows are only added."""

    analyse = models.ForeignKey("fallanalyse.Fallanalyse", models.CASCADE, related_name="lesetage")
    # Repeats the analysis' own: the Datenschutz sees the entries of a draft, but no draft.
    kennung = models.CharField(max_length=7, editable=False)
    tag = models.DateField()
    gruppe = models.CharField(max_length=20, choices=Lesegruppe)

    objects = ProtectedManager.from_queryset(LesetagQuerySet)()

    class Meta:
        verbose_name = "Lesetag"
        verbose_name_plural = "Lesetage"
        constraints = [
            models.UniqueConstraint(
                name="lesetag_einmal_je_gruppe", fields=["analyse", "tag", "gruppe"]
            )
        ]
        indexes = [models.Index(name="lesetag_je_kennung", fields=["jugendamt", "kennung"])]

    def __str__(self):
        return f"{self.get_gruppe_display()} am {self.tag:%d.%m.%Y}"

    @classmethod
    def merke(cls, analyse):
        """Note that who asks right now reads this analysis."""
        who = identity.current()
        if who.rolle is None:
            return
        gruppe = GRUPPEN.get(who.rolle.art)
        if gruppe is None:
            im_team = analyse.has_member(who.person_id)
            gruppe = Lesegruppe.TEAM if im_team else Lesegruppe.LESERKREIS
        cls._add(analyse.pk, analyse.jugendamt_id, analyse.kennung, gruppe)

    @classmethod
    def merke_einsicht(cls, kennung):
        """Note that the Datenschutz looked up by name who read what has this Kennung."""
        eine = cls.objects.filter(
            jugendamt=identity.current().rolle.jugendamt_id, kennung=kennung
        ).first()
        if eine:
            cls._add(eine.analyse_id, eine.jugendamt_id, kennung, Lesegruppe.DATENSCHUTZ)

    @classmethod
    def _add(cls, analyse_id, jugendamt_id, kennung, gruppe):
        cls.objects.bulk_create(
            [
                cls(
                    analyse_id=analyse_id,
                    jugendamt_id=jugendamt_id,
                    kennung=kennung,
                    tag=timezone.localdate(),
                    gruppe=gruppe,
                )
            ],
            ignore_conflicts=True,
        )
