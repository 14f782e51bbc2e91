"""The report to the funding body: a draft with live figures, then frozen with those it had."""

import hashlib
import json
import uuid

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from kinderschutz.identity import rolle_of
from kinderschutz.models import Versioniert
from kinderschutz.row_protection import ProtectedManager
from kommunen.enums import Berichtsabschnitt, Rollenart
from kommunen.models.kennzahl import Stichtag
from kommunen.models.projekt import Cluster, Projekt


class BerichtNichtMoeglich(Exception):
    """The state of the report forbids it. The message is German and may be shown to the user."""


class ZwischenberichtQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return those of the Projekt one coordinates."""
        rolle = rolle_of(user)
        if rolle is None or rolle.art != Rollenart.PROJEKTKOORDINATION:
            return self.none()
        return self.filter(projekt=rolle.projekt_id)

    def for_list(self):
        """Load what a line shows; drafts come first, then the newest period."""
        return self.select_related("projekt", "cluster", "stichtag").order_by(
            F("eingefroren_am").desc(nulls_first=True), "-bis", "pk"
        )


class Zwischenbericht(Versioniert):
    """
    `inhalt` is None while it is a draft; frozen it holds every word and figure of the report, and
    nothing changes it any more: a trigger refuses that.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    projekt = models.ForeignKey(
        Projekt, on_delete=models.PROTECT, related_name="zwischenberichte", verbose_name="Projekt"
    )
    cluster = models.ForeignKey(
        Cluster,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="zwischenberichte",
        verbose_name="Worüber?",
    )
    titel = models.CharField("Titel", max_length=120)
    von = models.DateField("Zeitraum von")
    bis = models.DateField("Zeitraum bis")
    stichtag = models.ForeignKey(
        Stichtag,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Stichtag der Fallanalysen",
    )
    abschnitte = ArrayField(
        models.CharField(max_length=16, choices=Berichtsabschnitt),
        verbose_name="Abschnitte",
        default=list,
        blank=True,
    )
    # Own words per Berichtsabschnitt, and before and after all of them.
    texte = models.JSONField("eigene Texte", default=dict, blank=True)
    inhalt = models.JSONField("eingefrorener Inhalt", null=True, editable=False)
    pruefsumme = models.CharField("Prüfsumme", max_length=64, blank=True, editable=False)
    eingefroren_am = models.DateTimeField("eingefroren am", null=True, editable=False)

    objects = ProtectedManager.from_queryset(ZwischenberichtQuerySet)()

    class Meta:
        verbose_name = "Zwischenbericht"
        verbose_name_plural = "Zwischenberichte"
        constraints = [
            models.CheckConstraint(
                name="zwischenbericht_endet_nicht_vor_dem_beginn",
                condition=Q(bis__gte=F("von")),
                violation_error_message="Das Ende des Zeitraums liegt vor seinem Beginn.",
            ),
            models.CheckConstraint(
                name="zwischenbericht_eingefroren_mit_inhalt",
                condition=Q(eingefroren_am=None, inhalt=None, pruefsumme="")
                | (Q(eingefroren_am__isnull=False, inhalt__isnull=False) & ~Q(pruefsumme="")),
                violation_error_message="Eingefroren wird ein Bericht mit seinem Inhalt.",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="zwischenbericht_eingefroren_bleibt",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__eingefroren_am__isnull=False),
            )
        ]

    def __str__(self):
        return self.titel

    def get_absolute_url(self):
        return reverse("bericht:detail", args=[self.pk])

    @property
    def is_eingefroren(self):
        return self.eingefroren_am is not None

    @property
    def is_unversehrt(self):
        """Whether what is frozen still has the checksum it was frozen with."""
        return self.is_eingefroren and self.pruefsumme == pruefsumme_von(self.inhalt)

    def require_entwurf(self):
        """:raises BerichtNichtMoeglich: if it is frozen"""
        if self.is_eingefroren:
            raise BerichtNichtMoeglich(
                f"Der Bericht ist seit {timezone.localtime(self.eingefroren_am):%d.%m.%Y} "
                "eingefroren und ändert sich nicht mehr. Beginnen Sie einen neuen."
            )

    def friere_ein(self, inhalt):
        """
        Keep this content for ever.

        :raises BerichtNichtMoeglich: if it is frozen already
        """
        self.require_entwurf()
        self.inhalt, self.pruefsumme = inhalt, pruefsumme_von(inhalt)
        self.eingefroren_am = timezone.now()
        self.save()


def pruefsumme_von(inhalt):
    """Return the SHA-256 of this content in its one canonical form."""
    kanonisch = json.dumps(inhalt, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(kanonisch.encode()).hexdigest()
