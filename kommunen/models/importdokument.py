"""A profile page as it was brought, what was read of it, and what became of that."""

import hashlib
import uuid

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from kinderschutz import audit
from kinderschutz.identity import rolle_of
from kinderschutz.models import Aktion, Versioniert
from kinderschutz.row_protection import ProtectedManager
from kommunen.enums import IM_JUGENDAMT, Importart, Importzustand, Rollenart
from kommunen.importstand import IMPORT_OFFEN, IMPORTUEBERGAENGE
from kommunen.models.jugendamt import Jugendamt
from kommunen.models.profil import Profil
from kommunen.models.projekt import Projekt
from kommunen.profilimport.lesung import Lesung


class ImportNichtMoeglich(Exception):
    """The state of the document does not allow this. The message is German and may be shown."""


class ImportdokumentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return what the own Jugendamt brought, or the coordination of the own Projekt."""
        rolle = rolle_of(user)
        if rolle is not None and rolle.art in IM_JUGENDAMT:
            return self.filter(jugendamt=rolle.jugendamt_id)
        if rolle is not None and rolle.art == Rollenart.PROJEKTKOORDINATION:
            return self.filter(jugendamt=None, projekt=rolle.projekt_id)
        return self.none()

    def offen(self):
        """Choose what was neither taken over nor dropped yet."""
        return self.filter(zustand__in=IMPORT_OFFEN)

    def for_list(self):
        """Load what the list shows; the file itself and its text stay where they are."""
        return (
            self.defer("original", "text", "lesung")
            .select_related("projekt", "profil__teilnahme__kommune")
            .order_by("-gelesen_am", "pk")
        )


class Importdokument(Versioniert):
    """
    Keeps the page as it was brought: for Word without who wrote it (kinderschutz.dateipruefung).

    It belongs to the Jugendamt whose Leitung or Fachkraft brought it, or to the coordination of
    the Projekt (no Jugendamt). Who did what when is told by Rolle, the person stands in the audit
    trail alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    jugendamt = models.ForeignKey(
        Jugendamt, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    projekt = models.ForeignKey(
        Projekt, on_delete=models.PROTECT, related_name="+", verbose_name="Projekt"
    )
    art = models.CharField("Art", max_length=8, choices=Importart)
    dateiname = models.CharField("Dateiname", max_length=200, blank=True)
    original = models.BinaryField("Original")
    pruefsumme = models.CharField("Prüfsumme des Originals", max_length=64)
    text = models.TextField("Text des Originals")
    text_pruefsumme = models.CharField("Prüfsumme des Textes", max_length=64)
    name = models.CharField("Kommune, wie gelesen", max_length=200, blank=True)
    lesung = models.JSONField("gelesen")
    # What taking it over would say, as of the last change: `importuebernahme.Probe`.
    probe = models.JSONField("Abgleich", default=dict)
    zustand = models.CharField(
        "Zustand", max_length=12, choices=Importzustand, default=Importzustand.GELESEN
    )
    gelesen_am = models.DateTimeField("gelesen am", default=timezone.now)
    gelesen_als = models.CharField("gelesen als", max_length=24, choices=Rollenart)
    geprueft_am = models.DateTimeField("geprüft am", null=True, blank=True)
    geprueft_als = models.CharField("geprüft als", max_length=24, choices=Rollenart, blank=True)
    entschieden_am = models.DateTimeField("entschieden am", null=True, blank=True)
    entschieden_als = models.CharField(
        "entschieden als", max_length=24, choices=Rollenart, blank=True
    )
    profil = models.ForeignKey(
        Profil,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Profil",
    )

    objects = ProtectedManager.from_queryset(ImportdokumentQuerySet)()

    class Meta:
        verbose_name = "eingelesene Seite"
        verbose_name_plural = "eingelesene Seiten"
        constraints = [
            models.UniqueConstraint(
                name="importdokument_derselbe_text_nur_einmal",
                fields=["jugendamt", "projekt", "text_pruefsumme"],
                condition=~Q(zustand=Importzustand.VERWORFEN),
                nulls_distinct=False,
                violation_error_message="Diese Seite ist schon eingelesen.",
            ),
            models.CheckConstraint(
                name="importdokument_geprueft_mit_zeitpunkt",
                condition=~Q(zustand__in=[Importzustand.GEPRUEFT, Importzustand.UEBERNOMMEN])
                | Q(geprueft_am__isnull=False),
                violation_error_message="Geprüft ist eine Seite seit einem Zeitpunkt.",
            ),
            models.CheckConstraint(
                name="importdokument_entschieden_mit_zeitpunkt",
                condition=Q(zustand__in=IMPORT_OFFEN, entschieden_am=None)
                | (~Q(zustand__in=IMPORT_OFFEN) & Q(entschieden_am__isnull=False)),
                violation_error_message="Über eine Seite ist seit einem Zeitpunkt entschieden.",
            ),
        ]

    def __str__(self):
        return self.name or "Seite ohne Namen"

    @classmethod
    @transaction.atomic
    def halte_fest(cls, profil, *, durch, projekt, art, original, text, dateiname=""):
        """
        Keep a page that was read; return it and whether it is new.

        The same text a second time is the same document, in whatever form it comes.
        """
        # One page after the other: the same one may come twice at once.
        Projekt.objects.select_for_update().get(pk=projekt.pk)
        rolle = durch.rolle
        gleiche = cls.objects.filter(
            jugendamt=rolle.jugendamt_id, projekt=projekt, text_pruefsumme=profil.pruefsumme
        ).exclude(zustand=Importzustand.VERWORFEN)
        if vorhandenes := gleiche.first():
            return vorhandenes, False
        dokument = cls.objects.create(
            jugendamt_id=rolle.jugendamt_id,
            projekt=projekt,
            art=art,
            dateiname=dateiname[-200:],
            original=original,
            pruefsumme=hashlib.sha256(original).hexdigest(),
            text=text,
            text_pruefsumme=profil.pruefsumme,
            name=(profil.kommune or "")[:200],
            lesung=Lesung.aus(profil).als_json(),
            gelesen_als=rolle.art,
        )
        audit.record(Aktion.ANGELEGT, dokument)
        return dokument, True

    @property
    def gelesenes(self):
        return Lesung.aus_json(self.lesung)

    @property
    def is_offen(self):
        return self.zustand in IMPORT_OFFEN

    @property
    def profiltext(self):
        """The page with all corrections, as the takeover takes it."""
        return self.gelesenes.als_profiltext(self.text_pruefsumme)

    def korrigiere(self, lesung, *, probe):
        """Keep what was corrected, and what taking it over would say now."""
        self._wechsle("korrigieren")
        self.lesung, self.probe = lesung.als_json(), probe
        self.name = (lesung.kopf.kommune or "")[:200]
        self.geprueft_am, self.geprueft_als = None, ""
        self._sichere(Aktion.GEAENDERT)

    def pruefe(self, *, durch):
        """Somebody has compared original and reading and says so."""
        self._wechsle("pruefen")
        self.geprueft_am, self.geprueft_als = timezone.now(), durch.rolle.art
        self._sichere(Aktion.GEAENDERT)

    def halte_uebernahme_fest(self, profil, *, durch):
        """It has become this Profil (`importuebernahme.uebernimm_dokument`)."""
        self._wechsle("uebernehmen")
        self.profil = profil
        self._entscheide(durch)

    def verwirf(self, *, durch):
        """Nothing comes of it; the original stays as a proof of what was brought."""
        self._wechsle("verwerfen")
        self._entscheide(durch)

    def _wechsle(self, schritt):
        von, nach = IMPORTUEBERGAENGE[schritt]
        if self.zustand not in von:
            if self.zustand == Importzustand.GELESEN:
                raise ImportNichtMoeglich(
                    "Bitte vergleichen Sie zuerst Original und Gelesenes und drücken Sie »Geprüft«."
                )
            raise ImportNichtMoeglich(
                f"Diese Seite ist schon {self.get_zustand_display()}; daran ändert sich nichts "
                "mehr."
            )
        self.zustand = nach

    def _entscheide(self, durch):
        self.entschieden_am, self.entschieden_als = timezone.now(), durch.rolle.art
        self._sichere(Aktion.GEAENDERT)

    def _sichere(self, aktion):
        # Neither the file nor its text ever changes.
        feste = {"original", "pruefsumme", "text", "text_pruefsumme", "created_at", "id", "version"}
        self.save(
            update_fields=[
                feld.name for feld in self._meta.concrete_fields if feld.name not in feste
            ]
        )
        audit.record(aktion, self)
