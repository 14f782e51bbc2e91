"""The profile page of a Teilnahme, in the order of the printed brochure (domain.md 2.3)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from kinderschutz.history import with_history
from kinderschutz.identity import rolle_of
from kinderschutz.models import Versioniert
from kommunen.enums import IM_JUGENDAMT, Profilabschnitt, Profilstatus, Rollenart
from kommunen.models.massnahme import Massnahme
from kommunen.models.projekt import Teilnahme


class ProfilQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the published ones, and the drafts of one's own Jugendamt or Projekt."""
        rolle = rolle_of(user)
        seen = Q(status=Profilstatus.VEROEFFENTLICHT)
        if rolle is not None and rolle.art in IM_JUGENDAMT:
            seen |= Q(teilnahme__jugendamt=rolle.jugendamt_id)
        elif rolle is not None and rolle.art == Rollenart.PROJEKTKOORDINATION:
            seen |= Q(teilnahme__projekt=rolle.projekt_id)
        return self.filter(seen)

    def veroeffentlicht(self):
        return self.filter(status=Profilstatus.VEROEFFENTLICHT)

    def with_punkte(self):
        """Load the points, so that `inhalt` needs no query."""
        return self.prefetch_related(models.Prefetch("punkte", Profilpunkt.objects.in_order()))


@with_history
class Profil(Versioniert):
    teilnahme = models.OneToOneField(
        Teilnahme, on_delete=models.CASCADE, related_name="profil", verbose_name="Teilnahme"
    )
    stand = models.DateField("Stand", null=True, blank=True)
    status = models.CharField(
        "Status", max_length=16, choices=Profilstatus, default=Profilstatus.ENTWURF
    )
    status_seit = models.DateField("Status seit", default=timezone.localdate)
    unvollstaendig = models.BooleanField(
        "unvollständig",
        default=False,
        help_text="Der eingelesene Text bricht ab oder es fehlen Abschnitte.",
    )
    # A heading without points is not the same as no heading.
    leere_abschnitte = ArrayField(
        models.CharField(max_length=16, choices=Profilabschnitt),
        verbose_name="leere Abschnitte",
        default=list,
        blank=True,
    )
    quelltext_pruefsumme = models.CharField(
        "Prüfsumme des eingelesenen Textes", max_length=64, blank=True
    )
    warnungen = ArrayField(
        models.TextField(), verbose_name="Hinweise aus dem Import", default=list, blank=True
    )

    objects = ProfilQuerySet.as_manager()

    class Meta:
        verbose_name = "Profil"
        verbose_name_plural = "Profile"
        constraints = [
            models.CheckConstraint(
                name="profil_veroeffentlicht_hat_einen_stand",
                condition=Q(status=Profilstatus.ENTWURF) | Q(stand__isnull=False),
                violation_error_message="Ein veröffentlichtes Profil braucht ein Datum »Stand«.",
            )
        ]

    def __str__(self):
        return f"Profil {self.teilnahme}"

    def get_absolute_url(self):
        return self.teilnahme.kommune.get_absolute_url()

    @property
    def is_veroeffentlicht(self):
        return self.status == Profilstatus.VEROEFFENTLICHT

    def inhalt(self):
        """
        Return every Profilabschnitt with the list of its Profilpunkte.

        None means that the page has no such heading, an empty list that nothing stands below it.
        Reads the prefetched points (`with_punkte`), otherwise one query.
        """
        abschnitte = dict.fromkeys(Profilabschnitt)
        for abschnitt in self.leere_abschnitte:
            abschnitte[Profilabschnitt(abschnitt)] = []
        for punkt in sorted(self.punkte.all(), key=lambda punkt: punkt.reihenfolge):
            abschnitt = Profilabschnitt(punkt.abschnitt)
            abschnitte[abschnitt] = [*(abschnitte[abschnitt] or []), punkt]
        return abschnitte

    @transaction.atomic
    def setze_inhalt(self, abschnitte):
        """
        Replace all points. Takes what `inhalt` returns, a point as text or as (text, ist_absatz).

        Saves the Profil too: one change of the page is one version.
        """
        self.leere_abschnitte = [
            abschnitt for abschnitt, punkte in abschnitte.items() if punkte == []
        ]
        self.save()
        self.punkte.all().delete()
        neue = []
        for abschnitt, punkte in abschnitte.items():
            for reihenfolge, punkt in enumerate(punkte or []):
                text, ist_absatz = (punkt, False) if isinstance(punkt, str) else punkt
                neue.append(
                    Profilpunkt(
                        profil=self,
                        abschnitt=abschnitt,
                        reihenfolge=reihenfolge,
                        text=text,
                        ist_absatz=ist_absatz,
                    )
                )
        Profilpunkt.objects.bulk_create(neue)

    def veroeffentlichen(self):
        """Show the page to everybody; without a date it is as of today."""
        self.stand = self.stand or timezone.localdate()
        self._setze_status(Profilstatus.VEROEFFENTLICHT)

    def zurueckziehen(self):
        """Make it a draft again; only those who work on it see it."""
        self._setze_status(Profilstatus.ENTWURF)

    def _setze_status(self, status):
        self.status, self.status_seit = status, timezone.localdate()
        self.save()


class ProfilpunktQuerySet(models.QuerySet):
    def in_order(self):
        return self.order_by("abschnitt", "reihenfolge", "pk")

    def themen(self):
        """Choose the central themes of published profiles."""
        return self.filter(
            abschnitt=Profilabschnitt.THEMEN, profil__status=Profilstatus.VEROEFFENTLICHT
        )

    def visible_to(self, user):
        return self.filter(profil__in=Profil.objects.visible_to(user))


@with_history
class Profilpunkt(models.Model):
    """One point (or paragraph) of a section; its sub-points stand in it, one a line."""

    profil = models.ForeignKey(
        Profil, on_delete=models.CASCADE, related_name="punkte", verbose_name="Profil"
    )
    abschnitt = models.CharField("Abschnitt", max_length=16, choices=Profilabschnitt)
    reihenfolge = models.PositiveSmallIntegerField("Reihenfolge")
    text = models.TextField("Text")
    ist_absatz = models.BooleanField("ist ein Absatz", default=False)
    massnahme = models.ForeignKey(
        Massnahme,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="profilpunkte",
        verbose_name="Maßnahme",
    )

    objects = ProfilpunktQuerySet.as_manager()

    class Meta:
        verbose_name = "Profilpunkt"
        verbose_name_plural = "Profilpunkte"
        constraints = [
            models.UniqueConstraint(
                name="profilpunkt_reihenfolge_einmal_je_abschnitt",
                fields=["profil", "abschnitt", "reihenfolge"],
                violation_error_message="An dieser Stelle steht schon ein Punkt.",
            )
        ]

    def __str__(self):
        return self.text
