"""What a Kommune wants to change or has changed, and whether it was done."""

from datetime import timedelta

from django.apps import apps
from django.db import models, transaction
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone

from kinderschutz.history import with_history
from kinderschutz.identity import rolle_of
from kinderschutz.models import Versioniert
from kommunen.enums import (
    AUFGEGEBEN,
    ERREICHT,
    IM_JUGENDAMT,
    IM_LAND,
    OFFEN,
    Massnahmenstatus,
    Reichweite,
    Rollenart,
)
from kommunen.models.gebiet import Kommune
from kommunen.models.jugendamt import Institution, Jugendamt
from kommunen.models.projekt import Projekt
from kommunen.workflow import require_moeglich

# Half a year: an open measure that nobody confirmed since is overdue, with or without a date.
UNBERUEHRT = timedelta(days=183)


class MassnahmeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the measures of one's own Jugendamt, Projekt or Land."""
        rolle = rolle_of(user)
        if rolle is None:
            return self.none()
        if rolle.art in IM_JUGENDAMT:
            return self.filter(jugendamt=rolle.jugendamt_id)
        if rolle.art == Rollenart.PROJEKTKOORDINATION:
            return self.filter(projekt=rolle.projekt_id)
        if rolle.art in IM_LAND:
            return self.filter(kommune__bundesland=rolle.bundesland_id)
        return self.none()

    def for_list(self):
        """Load all that the list shows; the next target date comes first."""
        return self.select_related("projekt", "institution").order_by(
            F("zieldatum").asc(nulls_last=True), "-status_geaendert_am", "pk"
        )

    def offen(self):
        return self.filter(status__in=OFFEN)

    def erreicht(self):
        return self.filter(status__in=ERREICHT)

    def with_status_am(self, tag):
        """Add `status_am`: how it stood on this day, None before it was there at all."""
        # The last word counts, not the last day: a step may be entered after the one it precedes.
        schritte = (
            apps.get_model("kommunen", "Massnahmenschritt")
            .objects.filter(massnahme=OuterRef("pk"), am__lte=tag)
            .order_by("-pk")
        )
        return self.annotate(status_am=Subquery(schritte.values("nach")[:1]))

    def ueberfaellig(self, am=None):
        """Choose the open ones past their target date, or untouched for half a year."""
        return self.filter(is_overdue(am))


def is_overdue(am=None):
    """Return the condition, for counting with `filter=` as well."""
    am = am or timezone.localdate()
    return Q(status__in=OFFEN) & (Q(zieldatum__lt=am) | Q(status_geaendert_am__lt=am - UNBERUEHRT))


@with_history
class Massnahme(Versioniert):
    kommune = models.ForeignKey(
        Kommune, on_delete=models.PROTECT, related_name="massnahmen", verbose_name="Kommune"
    )
    jugendamt = models.ForeignKey(
        Jugendamt,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="massnahmen",
        verbose_name="Jugendamt",
    )
    projekt = models.ForeignKey(
        Projekt,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="massnahmen",
        verbose_name="Projekt",
    )
    text = models.TextField("Maßnahme")
    thema = models.CharField("Thema", max_length=120, blank=True)
    reichweite = models.CharField(
        "Reichweite", max_length=10, choices=Reichweite, default=Reichweite.KOMMUNAL
    )
    status = models.CharField(
        "Status", max_length=16, choices=Massnahmenstatus, default=Massnahmenstatus.GEPLANT
    )
    status_geaendert_am = models.DateField(
        "Status geändert oder bestätigt am", default=timezone.localdate
    )
    begruendung = models.TextField("Begründung", blank=True)
    zieldatum = models.DateField("Zieldatum", null=True, blank=True)
    erreicht_am = models.DateField("erreicht am", null=True, blank=True)
    verantwortlich = models.CharField(
        "verantwortliche Stelle",
        max_length=200,
        blank=True,
        help_text="Eine Stelle oder Funktion, keine Person.",
    )
    institution = models.ForeignKey(
        Institution,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="massnahmen",
        verbose_name="verantwortliche Institution",
    )

    objects = MassnahmeQuerySet.as_manager()

    class Meta:
        verbose_name = "Maßnahme"
        verbose_name_plural = "Maßnahmen"
        constraints = [
            models.CheckConstraint(
                name="massnahme_erreicht_am_nur_wenn_erreicht",
                condition=Q(erreicht_am=None) | Q(status__in=ERREICHT),
                violation_error_message=(
                    "»Erreicht am« hat nur eine Maßnahme, die umgesetzt oder verankert ist."
                ),
            ),
            models.CheckConstraint(
                name="massnahme_aufgegeben_mit_begruendung",
                condition=~Q(status__in=AUFGEGEBEN) | ~Q(begruendung=""),
                violation_error_message=(
                    "Bitte begründen Sie, warum die Maßnahme zurückgestellt oder verworfen ist."
                ),
            ),
        ]
        indexes = [
            models.Index(name="massnahme_je_jugendamt", fields=["jugendamt", "projekt", "status"])
        ]

    def __str__(self):
        return self.text

    @property
    def is_offen(self):
        return self.status in OFFEN

    def is_ueberfaellig(self, am=None):
        am = am or timezone.localdate()
        return self.is_offen and (
            (self.zieldatum is not None and self.zieldatum < am)
            or self.status_geaendert_am < am - UNBERUEHRT
        )

    @property
    def letzter_wechsel_am(self):
        """The day of the last change; None before one: the day it was entered says nothing."""
        schritte = self.schritte.exclude(von="").exclude(von=F("nach"))
        return schritte.order_by("-pk").values_list("am", flat=True).first()

    def ordne_zu(self, teilnahme):
        """Make it a measure of this Teilnahme: its Kommune, its Jugendamt, its Projekt."""
        self.kommune_id = teilnahme.kommune_id
        self.jugendamt_id = teilnahme.jugendamt_id
        self.projekt_id = teilnahme.projekt_id

    @transaction.atomic
    def save(self, *args, **kwargs):
        is_new = self._state.adding
        super().save(*args, **kwargs)
        if is_new:
            self._halte_fest(von="", begruendung=self.begruendung)

    @transaction.atomic
    def setze_status(self, status, *, am=None, begruendung=""):
        """
        Set the status, or confirm the one it has: both count as touched, both are a Schritt.

        `erreicht_am` follows: the day it was reached first, empty when it is open again.

        :raises WechselNichtMoeglich: if this status cannot follow
        """
        am = am or timezone.localdate()
        is_new, von = self._state.adding, self.status
        if not is_new:
            require_moeglich(von, status)
        self.status, self.status_geaendert_am = status, am
        # A reason belongs to its step; only who confirms may leave the old one standing.
        self.begruendung = begruendung or (self.begruendung if is_new or von == status else "")
        self.erreicht_am = (self.erreicht_am or am) if status in ERREICHT else None
        self.save()
        if not is_new:
            self._halte_fest(von=von, begruendung=begruendung)

    def _halte_fest(self, *, von, begruendung):
        self.schritte.create(
            von=von, nach=self.status, am=self.status_geaendert_am, begruendung=begruendung
        )
