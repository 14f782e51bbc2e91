"""How long analyses are kept, and what still counts when they are gone."""

from datetime import timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from fallanalyse.enums import Rechtsgrundlage
from kinderschutz import audit
from kinderschutz.models import Aktion, Versioniert
from kinderschutz.monate import in_monaten
from kinderschutz.row_protection import ProtectedManager, ProtectedModel
from kommunen.models import Projekt
from kommunen.models.sichtbarkeit import EigenesJugendamtQuerySet

# A slip of the finger is no decision: nobody keeps an analysis longer than ten years.
HOECHSTENS_MONATE = 120


class Loeschfrist(ProtectedModel, Versioniert):
    """After how many months what rests on this Rechtsgrundlage is deleted (§ 84 SGB X)."""

    rechtsgrundlage = models.CharField(
        "Rechtsgrundlage", max_length=20, choices=Rechtsgrundlage, editable=False
    )
    monate = models.PositiveSmallIntegerField(
        "Löschen nach Monaten",
        validators=[
            MinValueValidator(1, "Mindestens einen Monat."),
            MaxValueValidator(
                HOECHSTENS_MONATE,
                "Höchstens 120 Monate, das sind zehn Jahre. Für eine einzelne Fallanalyse können "
                "Sie mit Begründung länger festlegen.",
            ),
        ],
    )
    festgelegt_durch = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )

    objects = ProtectedManager.from_queryset(EigenesJugendamtQuerySet)()

    class Meta:
        verbose_name = "Löschfrist"
        verbose_name_plural = "Löschfristen"
        constraints = [
            models.UniqueConstraint(
                name="loeschfrist_eine_je_rechtsgrundlage",
                fields=["jugendamt", "rechtsgrundlage"],
                violation_error_message="Für diese Rechtsgrundlage gibt es schon eine Löschfrist.",
            ),
            models.CheckConstraint(
                name="loeschfrist_zwischen_einem_monat_und_zehn_jahren",
                condition=Q(monate__gte=1, monate__lte=HOECHSTENS_MONATE),
                violation_error_message="Zwischen einem Monat und zehn Jahren.",
            ),
        ]

    def __str__(self):
        return f"{self.get_rechtsgrundlage_display()}: {self.monate} Monate"

    @classmethod
    def datum_for(cls, jugendamt_id, rechtsgrundlage, begonnen):
        """Return on which day an analysis begun then is deleted, by the setting of its office."""
        frist = cls.objects.filter(
            jugendamt_id=jugendamt_id, rechtsgrundlage=rechtsgrundlage
        ).first()
        if frist is None:
            return begonnen + timedelta(days=settings.RETENTION_DAYS)
        return in_monaten(begonnen, frist.monate)

    def lege_fest(self, *, durch):
        """Save what was decided. It holds for what begins from now on."""
        self.jugendamt_id = durch.rolle.jugendamt_id
        self.festgelegt_durch = durch
        self.save()
        audit.record(Aktion.GEAENDERT, self)


class GeloeschteAnalysen(ProtectedModel):
    """
    How many analyses that are gone still count in a Kennzahl: deleted, or handed over.

    A year in which twelve were begun stays one with twelve when they are gone; the figure tells
    nothing of any of them.
    """

    projekt = models.ForeignKey(Projekt, models.PROTECT, null=True, related_name="+")
    jahr = models.PositiveSmallIntegerField()
    name = models.CharField("Kennzahl", max_length=60)
    anzahl = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "gelöschte Fallanalysen"
        verbose_name_plural = "gelöschte Fallanalysen"
        constraints = [
            models.UniqueConstraint(
                name="geloeschte_einmal_je_schluessel",
                fields=["jugendamt", "projekt", "jahr", "name"],
                nulls_distinct=False,
            )
        ]

    def __str__(self):
        return f"{self.name} {self.jahr}: {self.anzahl}"

    @classmethod
    def merke(cls, name, *, analyse, jahr):
        """Count one more. Needs the system context."""
        cls.zaehle(
            name, jugendamt_id=analyse.jugendamt_id, projekt_id=analyse.projekt_id, jahr=jahr
        )

    @classmethod
    def zaehle(cls, name, *, jugendamt_id, projekt_id, jahr, um=1):
        """Count that many more. Needs the system context."""
        row, _neu = cls.objects.get_or_create(
            jugendamt_id=jugendamt_id, projekt_id=projekt_id, jahr=jahr, name=name
        )
        cls.objects.filter(pk=row.pk).update(anzahl=F("anzahl") + um)
