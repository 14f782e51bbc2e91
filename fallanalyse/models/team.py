"""Who works on an analysis."""

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property

from fallanalyse.enums import Funktion
from kinderschutz.models import Zeitgestempelt
from kinderschutz.row_protection import ProtectedManager, ProtectedModel


class TeammitgliedQuerySet(models.QuerySet):
    def visible_to(self, user):
        analysen = self.model._meta.get_field("analyse").related_model
        return self.filter(analyse__in=analysen.objects.visible_to(user))


class Teammitglied(ProtectedModel, Zeitgestempelt):
    """Who works on an analysis. Before its release nobody else can read it."""

    analyse = models.ForeignKey("fallanalyse.Fallanalyse", models.CASCADE, related_name="team")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Person"
    )
    funktion = models.CharField(
        "Funktion", max_length=20, choices=Funktion, default=Funktion.ANALYSETEAM
    )

    objects = ProtectedManager.from_queryset(TeammitgliedQuerySet)()

    class Meta:
        verbose_name = "Teammitglied"
        verbose_name_plural = "Team"
        constraints = [
            models.UniqueConstraint(
                name="teammitglied_einmal_je_analyse",
                fields=["analyse", "person"],
                violation_error_message="Diese Person ist schon im Team.",
            )
        ]
        # The policy asks for all three.
        indexes = [
            models.Index(name="teammitglied_je_person", fields=["person", "jugendamt", "analyse"])
        ]

    def __str__(self):
        return str(self.person)


class MitTeam(models.Model):
    """What an analysis knows of its team. Abstract, like Sitzungen."""

    class Meta:
        abstract = True

    @cached_property
    def _members(self):
        return {}

    def nimm_ins_team(self, person, funktion):
        self._members.pop(person.pk, None)
        Teammitglied.objects.get_or_create(
            analyse=self,
            person=person,
            defaults={"funktion": funktion, "jugendamt_id": self.jugendamt_id},
        )

    def has_im_team(self, person):
        return self.has_member(person.pk)

    def has_member(self, person_id):
        """Say whether this person is in the team: asked ten times for one page, looked up once."""
        if person_id not in self._members:
            self._members[person_id] = self.team.filter(person=person_id).exists()
        return self._members[person_id]

    def refresh_from_db(self, *args, **kwargs):
        self.__dict__.pop("_members", None)
        super().refresh_from_db(*args, **kwargs)

    def has_geschrieben(self, person):
        """Say whether this person is in the team, ever wrote in it or decided about a hit."""
        return (
            self.has_im_team(person)
            or self.revision_set.filter(person=person).exists()
            or self.trefferentscheidung_set.filter(durch=person).exists()
        )
