"""What shows that a measure was carried out: a file, a link, minutes."""

import uuid

from django.db import models, transaction
from django.db.models import Q

from kinderschutz import ablage, audit, identity
from kinderschutz.dateipruefung import Dateiart
from kinderschutz.fields import EncryptedTextField
from kinderschutz.models import Aktion
from kinderschutz.row_protection import ProtectedManager
from kommunen.enums import Belegart, Rollenart
from kommunen.models.einmal import EinmalGesendet
from kommunen.models.jugendamt import Jugendamt
from kommunen.models.massnahme import Massnahme
from kommunen.models.projekt import Projekt
from kommunen.models.sichtbarkeit import JugendamtUndProjektQuerySet

# More than any measure needs; beyond lies a file room.
HOECHSTENS = 20


class ZuVieleBelege(Exception):
    """The message is German and may be shown to the user."""


class MassnahmenbelegQuerySet(JugendamtUndProjektQuerySet):
    def in_order(self):
        return self.order_by("hinzugefuegt_am", "created_at", "pk")


class Massnahmenbeleg(EinmalGesendet):
    """
    One Beleg. Minutes name people: the database shows it to Jugendamt and coordination only.

    The file lies encrypted in the Ablage; it was checked before (dateipruefung).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    massnahme = models.ForeignKey(
        Massnahme, on_delete=models.CASCADE, related_name="belege", verbose_name="Maßnahme"
    )
    # Both repeat the measure's own, because the policy compares with them.
    jugendamt = models.ForeignKey(
        Jugendamt, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    projekt = models.ForeignKey(
        Projekt, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    art = models.CharField("Art", max_length=10, choices=Belegart)
    bezeichnung = models.CharField("Bezeichnung", max_length=120)
    vom = models.DateField("vom", null=True, blank=True)
    link = models.URLField("Link", max_length=500, blank=True)
    auszug = EncryptedTextField("Auszug", blank=True, default="")
    dateiart = models.CharField(max_length=10, choices=Dateiart, blank=True, editable=False)
    groesse = models.PositiveIntegerField("Größe in Bytes", default=0, editable=False)
    datei = models.CharField(max_length=32, blank=True, editable=False)
    rolle = models.CharField("hinzugefügt als", max_length=20, choices=Rollenart, blank=True)
    hinzugefuegt_am = models.DateField("hinzugefügt am", auto_now_add=True)
    created_at = models.DateTimeField(auto_now_add=True, editable=False)

    objects = ProtectedManager.from_queryset(MassnahmenbelegQuerySet)()

    class Meta:
        verbose_name = "Beleg"
        verbose_name_plural = "Belege"
        constraints = [
            models.CheckConstraint(
                name="massnahmenbeleg_hat_was_seine_art_sagt",
                condition=Q(art=Belegart.DATEI, link="") & ~Q(datei="")
                | Q(art=Belegart.LINK, datei="") & ~Q(link="")
                | Q(art=Belegart.PROTOKOLL, datei="", link=""),
                violation_error_message="Ein Beleg ist eine Datei, ein Link oder ein Protokoll.",
            )
        ]

    def __str__(self):
        return self.bezeichnung

    @property
    def kennung(self):
        """Return what the audit trail calls it: nothing of its content."""
        return f"Beleg-{self.massnahme_id}-{str(self.pk)[:8]}"

    @property
    def dateiname(self):
        return f"{self.kennung}.{self.dateiart}"

    @classmethod
    def dateien(cls):
        """Return the names of all files, for the Ablage; needs the system context."""
        return cls.objects.exclude(datei="").values_list("datei", flat=True)

    def save(self, *args, **kwargs):
        self.jugendamt_id = self.massnahme.jugendamt_id
        self.projekt_id = self.massnahme.projekt_id
        super().save(*args, **kwargs)

    @transaction.atomic
    def fuege_hinzu(self, geprueft=None):
        """
        Keep it, with the checked file if there is one; say whether it is new (EinmalGesendet).

        :raises ZuVieleBelege: if the measure has as many as it may have
        :raises ablage.NichtGespeichert: if there is no room for the file
        """
        Massnahme.objects.select_for_update().get(pk=self.massnahme_id)
        andere = Massnahmenbeleg.objects.filter(massnahme=self.massnahme_id)
        # Of any measure: the key of a form is one for all of them.
        if self.formular and Massnahmenbeleg.objects.filter(formular=self.formular).exists():
            return False
        if andere.count() >= HOECHSTENS:
            raise ZuVieleBelege(
                f"Mehr als {HOECHSTENS} Belege kann eine Maßnahme nicht haben. Bitte entfernen Sie "
                "zuerst einen, den Sie nicht mehr brauchen."
            )
        if geprueft is not None:
            self.dateiart, self.groesse = geprueft.art, len(geprueft.inhalt)
            self.datei = ablage.lege_ab(geprueft.inhalt)
        who = identity.current()
        self.rolle = getattr(who.rolle, "art", "")
        self.save()
        audit.record(Aktion.ANGELEGT, self)
        return True

    def lies(self):
        """
        Return the file, and keep that somebody read it.

        :raises ablage.NichtLesbar: if it is missing or broken
        """
        inhalt = ablage.lies(self.datei)
        audit.record(Aktion.GELESEN, self)
        return inhalt

    @transaction.atomic
    def entferne(self):
        """Remove the row now and the file with the commit."""
        audit.record(Aktion.ENTFERNT, self)
        if self.datei:
            ablage.entferne(self.datei)
        self.delete()
