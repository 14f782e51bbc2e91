"""How a Jugendamt was staffed and organised in a year, and how its Land answers, without names."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from kinderschutz.history import with_history
from kinderschutz.identity import rolle_of
from kinderschutz.models import Versioniert
from kinderschutz.row_protection import ProtectedManager, ProtectedModel
from kommunen.enums import (
    IM_JUGENDAMT,
    NICHT_BEKANNT,
    NICHT_ERHOBEN,
    Dienstform,
    Fallband,
    Fehlgrund,
    Fortbildungsband,
    Rufbereitschaft,
    Supervision,
    Verfahrensband,
    VierAugen,
)
from kommunen.models.gebiet import Bundesland
from kommunen.models.kennzahl import Stichtag
from kommunen.models.oeffentlich import OeffentlichQuerySet

FRUEHESTES_JAHR = 2000
# Numbers, each with a second field that says why there is none.
ZAHLEN = ("asd_vzae", "fruehe_hilfen_vzae", "unbesetzt_vzae", "insoweit_erfahrene")
# Answers from a list: what a Land can be compared by.
ANTWORTEN = (
    "verfahren_je_fachkraft",
    "faelle_je_fachkraft",
    "dienstform",
    "rufbereitschaft",
    "vier_augen",
    "supervision",
    "fortbildung",
)


class OrganisationsstandQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return those of the own Jugendamt: how an office is staffed is shown to nobody else."""
        rolle = rolle_of(user)
        if rolle is None or rolle.art not in IM_JUGENDAMT:
            return self.none()
        return self.filter(jugendamt=rolle.jugendamt_id)

    def neueste_zuerst(self):
        return self.order_by("-jahr")


def _stellen(name):
    return models.DecimalField(
        name,
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(2_000))],
    )


def _fehlt(name):
    return models.CharField(
        f"{name}: warum keine Zahl?", max_length=14, choices=Fehlgrund, blank=True
    )


def _antwort(name, choices):
    return models.CharField(name, max_length=16, choices=choices, blank=True)


def _zahl_oder_grund(feld):
    return models.CheckConstraint(
        name=f"organisation_{feld}_zahl_oder_grund",
        condition=Q(**{f"{feld}__isnull": True}) | Q(**{f"{feld}_fehlt": ""}),
        violation_error_message="Entweder eine Zahl oder der Grund, warum es keine gibt.",
    )


@with_history
class Organisationsstand(Versioniert, ProtectedModel):
    """
    One year of one Jugendamt, as its Leitung says. Never a figure about a worker.

    Posts are Vollzeitäquivalente on 31 December. An empty field was not answered yet.
    """

    jahr = models.PositiveSmallIntegerField("Jahr")
    asd_vzae = _stellen("Stellen im Allgemeinen Sozialen Dienst (VZÄ)")
    asd_vzae_fehlt = _fehlt("Stellen im ASD")
    fruehe_hilfen_vzae = _stellen("Stellen in den Frühen Hilfen (VZÄ)")
    fruehe_hilfen_vzae_fehlt = _fehlt("Stellen in den Frühen Hilfen")
    unbesetzt_vzae = _stellen("davon im ASD unbesetzt (VZÄ)")
    unbesetzt_vzae_fehlt = _fehlt("unbesetzte Stellen")
    insoweit_erfahrene = models.PositiveSmallIntegerField(
        "Insoweit erfahrene Fachkräfte",
        null=True,
        blank=True,
        validators=[MaxValueValidator(1_000)],
    )
    insoweit_erfahrene_fehlt = _fehlt("Insoweit erfahrene Fachkräfte")
    verfahren_je_fachkraft = _antwort("Verfahren nach § 8a je Fachkraft und Jahr", Verfahrensband)
    faelle_je_fachkraft = _antwort("Familien je Vollzeitstelle", Fallband)
    dienstform = _antwort("Wer bearbeitet Kinderschutz?", Dienstform)
    rufbereitschaft = _antwort("Rufbereitschaft", Rufbereitschaft)
    vier_augen = _antwort("Vier-Augen-Prinzip", VierAugen)
    supervision = _antwort("Supervision", Supervision)
    fortbildung = _antwort("Fortbildung je Fachkraft und Jahr", Fortbildungsband)

    objects = ProtectedManager.from_queryset(OrganisationsstandQuerySet)()

    class Meta:
        verbose_name = "Organisation und Personal"
        verbose_name_plural = "Organisation und Personal"
        constraints = [
            models.UniqueConstraint(
                name="organisation_einmal_je_jahr",
                fields=["jugendamt", "jahr"],
                violation_error_message="Für dieses Jahr gibt es schon Angaben.",
            ),
            models.CheckConstraint(
                name="organisation_nicht_mehr_leer_als_da",
                condition=Q(unbesetzt_vzae=None)
                | Q(asd_vzae=None)
                | Q(unbesetzt_vzae__lte=models.F("asd_vzae")),
                violation_error_message="Es sind mehr Stellen unbesetzt, als es gibt.",
            ),
            *map(_zahl_oder_grund, ZAHLEN),
        ]

    def __str__(self):
        return f"Organisation und Personal {self.jahr}"

    def angaben(self):
        """Return (name, value as people read it) of all fields; empty is not answered yet."""
        zeilen = []
        for feld in ZAHLEN:
            wert = getattr(self, feld)
            if wert is None:
                wert = getattr(self, f"get_{feld}_fehlt_display")()
            zeilen.append((self._name(feld), wert))
        return zeilen + [
            (self._name(feld), getattr(self, f"get_{feld}_display")()) for feld in ANTWORTEN
        ]

    def antwort(self, feld):
        """Return the answer if it is one: »nicht bekannt« and an empty field give None."""
        wert = getattr(self, feld)
        return None if wert in ("", NICHT_BEKANNT, NICHT_ERHOBEN) else wert

    def _name(self, feld):
        return self._meta.get_field(feld).verbose_name


class Landesverteilung(models.Model):
    """
    How the Jugendämter of a Land answered for a year, as it may be shown: frozen, and only once.

    `anzahl` of an answer is None where it is geheim gehalten; `wert` holds a quartile. What stands
    here went through the small-cell rule before it was written (organisationsvergleich).
    """

    stichtag = models.ForeignKey(Stichtag, on_delete=models.PROTECT, related_name="+")
    bundesland = models.ForeignKey(Bundesland, on_delete=models.PROTECT, related_name="+")
    jahr = models.PositiveSmallIntegerField("Jahr")
    merkmal = models.CharField("Merkmal", max_length=40)
    auspraegung = models.CharField("Ausprägung", max_length=16)
    anzahl = models.PositiveSmallIntegerField("Anzahl", null=True)
    wert = models.DecimalField("Wert", max_digits=8, decimal_places=2, null=True)

    objects = OeffentlichQuerySet.as_manager()

    class Meta:
        verbose_name = "Landesverteilung"
        verbose_name_plural = "Landesverteilungen"
        constraints = [
            models.UniqueConstraint(
                name="landesverteilung_einmal_je_jahr",
                fields=["bundesland", "jahr", "merkmal", "auspraegung"],
                violation_error_message="Die Verteilung dieses Jahres ist schon eingefroren.",
            )
        ]

    def __str__(self):
        return f"{self.bundesland} {self.jahr}: {self.merkmal} {self.auspraegung}"
