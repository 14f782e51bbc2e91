"""
What left an analysis: copies without case content, open to a project or the Land.

The library knows neither Jugendamt nor analysis, and no exact time. The way back is Herkunft,
which the database shows to nobody but the Jugendamt it came from.
"""

import uuid

from django.db import models

from fallanalyse.enums import (
    Adressat,
    Befundart,
    Bewaehrt,
    Freigabestufe,
    Typologie,
    Verbreitung,
    mit_fehlwert,
)
from fallanalyse.models.katalog import Praxiselement, Risikomuster
from kinderschutz.identity import rolle_of
from kinderschutz.row_protection import ProtectedModel
from kommunen.enums import Rollenart
from kommunen.models import Bundesland, Cluster, Projekt, Teilnahme

STUFEN = [
    (stufe.value, stufe.label)
    for stufe in (Freigabestufe.CLUSTER, Freigabestufe.PROJEKT, Freigabestufe.LAND)
]


class BibliothekQuerySet(models.QuerySet):
    # Whether the ministry sees rows of the stage Land: Empfehlungen yes, Befunde no (design.md 2).
    land_sieht = False

    def visible_to(self, user):
        rolle = rolle_of(user)
        if rolle is None:
            return self.none()
        im_projekt = models.Q(stufe__in=[Freigabestufe.PROJEKT, Freigabestufe.LAND])
        if rolle.art in (Rollenart.PROJEKTKOORDINATION, Rollenart.WISSENSCHAFT):
            return self.filter(im_projekt, projekt_id=rolle.projekt_id)
        if rolle.art in (Rollenart.FACHKRAFT, Rollenart.LEITUNG):
            teilnahmen = Teilnahme.objects.zuletzt_gueltig().filter(jugendamt_id=rolle.jugendamt_id)
            return self.filter(
                models.Q(cluster__in=teilnahmen.values("cluster"))
                | im_projekt & models.Q(projekt__in=teilnahmen.values("projekt"))
            )
        if self.land_sieht and rolle.art in (Rollenart.MINISTERIUM, Rollenart.LANDESJUGENDAMT):
            return self.filter(stufe=Freigabestufe.LAND, bundesland_id=rolle.bundesland_id)
        return self.none()

    def with_text(self, words):
        """Choose rows in which each of these words stands, also as part of a longer one."""
        rows = self
        for word in words.split():
            rows = rows.filter(models.Q(text__icontains=word) | models.Q(titel__icontains=word))
        return rows


class VorschlagQuerySet(BibliothekQuerySet):
    land_sieht = True


class Freigegeben(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    projekt = models.ForeignKey(Projekt, models.PROTECT, related_name="+")
    cluster = models.ForeignKey(Cluster, models.PROTECT, null=True, related_name="+")
    bundesland = models.ForeignKey(Bundesland, models.PROTECT, related_name="+")
    stufe = models.CharField("freigegeben", max_length=20, choices=STUFEN)
    quartal = models.DateField(
        "im Quartal ab", help_text="Der erste Tag: der genaue Zeitpunkt würde den Fall verraten."
    )
    art = models.CharField("Es geht um", max_length=20, choices=Befundart)
    anzahl_belege = models.PositiveIntegerField(
        default=0, editable=False, help_text="Wie viele Fallanalysen es belegen; ein Trigger zählt."
    )
    ist_demo = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True


class FreigegebenerBefund(Freigegeben):
    """A Befund that left its analysis. In the UI it is called Befund, freigegeben."""

    titel = models.CharField("Befund", max_length=500)
    text = models.TextField("Erläuterung", blank=True)
    bewaehrt = models.CharField(max_length=10, choices=Bewaehrt)
    typologie = models.CharField(
        "Muster", max_length=20, choices=mit_fehlwert(Typologie), blank=True
    )
    verbreitung = models.CharField(
        "So ist es", max_length=20, choices=mit_fehlwert(Verbreitung), blank=True
    )
    praxiselement = models.ForeignKey(Praxiselement, models.PROTECT, null=True, related_name="+")
    praxis_vorschlag = models.CharField("neu für den Katalog", max_length=500, blank=True)
    risikomuster = models.ForeignKey(Risikomuster, models.PROTECT, null=True, related_name="+")

    objects = BibliothekQuerySet.as_manager()

    class Meta:
        verbose_name = "Befund (freigegeben)"
        verbose_name_plural = "Befunde (freigegeben)"
        indexes = [models.Index(fields=["projekt", "-quartal", "-id"])]

    def __str__(self):
        return self.titel

    def has_geloeschte_herkunft(self):
        """Say whether it came from an analysis of the acting Jugendamt that is deleted by now."""
        return self.herkunft_set.filter(analyse=None).exists()


class FreigegebenerVorschlag(Freigegeben):
    """An Empfehlungsvorschlag that left its analysis."""

    text = models.TextField("Empfehlung")
    adressat = models.CharField("richtet sich an", max_length=20, choices=Adressat, blank=True)
    befund = models.ForeignKey(
        FreigegebenerBefund, models.SET_NULL, null=True, related_name="vorschlaege"
    )

    objects = VorschlagQuerySet.as_manager()

    class Meta:
        verbose_name = "Empfehlungsvorschlag (freigegeben)"
        verbose_name_plural = "Empfehlungsvorschläge (freigegeben)"
        indexes = [models.Index(fields=["projekt", "-quartal", "-id"])]

    def __str__(self):
        return self.text


class Herkunft(ProtectedModel):
    """Which analysis a copy came from. A trigger counts these rows as `anzahl_belege`."""

    # None once the analysis is deleted: what was released stays, and so does whose it is.
    analyse = models.ForeignKey(
        "fallanalyse.Fallanalyse", models.SET_NULL, null=True, related_name="herkunft_set"
    )
    befund = models.ForeignKey(
        "fallanalyse.Befund", models.CASCADE, null=True, related_name="herkunft_set"
    )
    vorschlag = models.ForeignKey(
        "fallanalyse.Empfehlungsvorschlag", models.CASCADE, null=True, related_name="herkunft_set"
    )
    freigegebener_befund = models.ForeignKey(
        FreigegebenerBefund, models.CASCADE, null=True, related_name="herkunft_set"
    )
    freigegebener_vorschlag = models.ForeignKey(
        FreigegebenerVorschlag, models.CASCADE, null=True, related_name="herkunft_set"
    )
    # Not after a handover: the release counts for the Jugendamt that released it.
    zaehlt_hier = models.BooleanField(default=True, editable=False)

    class Meta:
        verbose_name = "Herkunft"
        verbose_name_plural = "Herkünfte"

    def __str__(self):
        return f"Herkunft {self.pk}"
