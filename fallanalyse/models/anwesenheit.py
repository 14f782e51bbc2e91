"""Who is working on which step right now: told to the team, kept for an hour, locks nobody out."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from fallanalyse.models.bearbeitung import AmSchritt

# A page tells of itself every 25 seconds: one call may get lost.
GERADE = timedelta(seconds=60)
AUFBEWAHRT = timedelta(hours=1)


@dataclass(frozen=True)
class Anwesende:
    """The others, by name: in this step, and elsewhere with the name of the step."""

    hier: list[str]
    anderswo: list[tuple[str, str]]


class Anwesenheit(AmSchritt):
    """When somebody was last seen at a step."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    zuletzt = models.DateTimeField()

    class Meta:
        verbose_name = "Anwesenheit"
        verbose_name_plural = "Anwesenheiten"
        constraints = [
            models.UniqueConstraint(
                name="anwesenheit_eine_je_person", fields=["analyse", "schritt", "person"]
            )
        ]

    def __str__(self):
        return f"{self.person} bei {self.get_schritt_display()}"

    @classmethod
    def melde(cls, analyse, schritt, person):
        """Note that this person is at this step now, and forget who was anywhere an hour ago."""
        jetzt = timezone.now()
        # First: two who come back at once would otherwise each hold what the other removes.
        cls.objects.filter(zuletzt__lt=jetzt - AUFBEWAHRT).delete()
        cls.objects.bulk_create(
            [
                cls(
                    analyse=analyse,
                    jugendamt_id=analyse.jugendamt_id,
                    schritt=schritt,
                    person=person,
                    zuletzt=jetzt,
                )
            ],
            update_conflicts=True,
            unique_fields=["analyse", "schritt", "person"],
            update_fields=["zuletzt"],
        )

    @classmethod
    def andere(cls, analyse, schritt, person):
        """Return the others of the team; who was at several steps is where she was last."""
        zeilen = (
            cls.objects.filter(
                analyse=analyse,
                zuletzt__gte=timezone.now() - GERADE,
                person__in=analyse.team.values("person"),
            )
            .exclude(person=person)
            .select_related("person")
            .order_by("-zuletzt")
        )
        zuletzt = {}
        for zeile in zeilen:
            zuletzt.setdefault(zeile.person_id, zeile)
        sortiert = sorted(zuletzt.values(), key=lambda zeile: (zeile.person.name, zeile.person_id))
        return Anwesende(
            hier=[zeile.person.name for zeile in sortiert if zeile.schritt == schritt],
            anderswo=[
                (zeile.person.name, zeile.get_schritt_display())
                for zeile in sortiert
                if zeile.schritt != schritt
            ],
        )
