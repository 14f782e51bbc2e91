"""How a step is written: drafts while typing, versions, and the revisions that keep every text."""

import json

from django.conf import settings
from django.db import models

from fallanalyse.enums import Schritt
from fallanalyse.models import inhalt as inhalte
from kinderschutz.fields import EncryptedTextField
from kinderschutz.row_protection import ProtectedModel


class AmSchritt(ProtectedModel):
    analyse = models.ForeignKey(
        "fallanalyse.Fallanalyse", models.CASCADE, related_name="%(class)s_set"
    )
    schritt = models.CharField("Schritt", max_length=30, choices=Schritt)

    class Meta:
        abstract = True


class Schrittstand(AmSchritt):
    """The version of a step, 0 before it was first saved: two steps never collide."""

    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "Stand eines Schritts"
        verbose_name_plural = "Stände der Schritte"
        constraints = [
            models.UniqueConstraint(
                name="schrittstand_einer_je_schritt", fields=["analyse", "schritt"]
            )
        ]

    def __str__(self):
        return f"{self.get_schritt_display()}, Version {self.version}"


class Zwischenstand(AmSchritt):
    """
    What somebody is typing, unchecked, as the browser sent it. Kept per person and step.

    It is there from the first keystroke until the step is saved or the person discards it.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    formular = EncryptedTextField()
    gespeichert_am = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "Zwischenstand"
        verbose_name_plural = "Zwischenstände"
        constraints = [
            models.UniqueConstraint(
                name="zwischenstand_einer_je_person", fields=["analyse", "schritt", "person"]
            )
        ]

    def __str__(self):
        return f"Zwischenstand {self.get_schritt_display()}"

    @classmethod
    def merke(cls, analyse, schritt, *, durch, version, formular):
        """Keep this form in place of what this person typed there before, which nobody reads."""
        cls.objects.bulk_create(
            [
                cls(
                    jugendamt_id=analyse.jugendamt_id,
                    analyse=analyse,
                    schritt=schritt,
                    person=durch,
                    version=version,
                    formular=formular,
                )
            ],
            update_conflicts=True,
            unique_fields=["analyse", "schritt", "person"],
            update_fields=["version", "formular", "gespeichert_am"],
        )


class Revision(AmSchritt):
    """
    What a step said in one version, or what lost in a conflict (`verworfen`). Never changed.

    `inhalt` is the JSON of fallanalyse.inhalt: {"kopf": {…}, "<teil>": {"<id>": {…}}}.
    """

    version = models.PositiveIntegerField()
    verworfen = models.BooleanField(default=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    am = models.DateTimeField(auto_now_add=True)
    inhalt_json = EncryptedTextField()

    class Meta:
        verbose_name = "Revision"
        verbose_name_plural = "Revisionen"
        constraints = [
            models.UniqueConstraint(
                name="revision_eine_je_version",
                fields=["analyse", "schritt", "version"],
                condition=models.Q(verworfen=False),
            )
        ]

    def __str__(self):
        return f"{self.get_schritt_display()}, Version {self.version}"

    @property
    def inhalt(self):
        gespeichert = json.loads(self.inhalt_json)
        if self.verworfen:
            return gespeichert
        return inhalte.ergaenze(self.analyse, self.schritt, gespeichert)
