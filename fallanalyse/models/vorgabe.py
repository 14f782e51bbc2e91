from django.apps import apps
from django.conf import settings
from django.db import models

from fallanalyse.enums import Methode, Rechtsgrundlage
from kinderschutz import audit
from kinderschutz.models import Aktion, Versioniert
from kinderschutz.row_protection import ProtectedManager, ProtectedModel
from kommunen.models.sichtbarkeit import EigenesJugendamtQuerySet


class RechtsgrundlagenvorgabeQuerySet(EigenesJugendamtQuerySet):
    def methoden_offen(self):
        """Return the methods for which nothing is settled: their free text is still shut."""
        geklaert = self.exclude(rechtsgrundlage=Rechtsgrundlage.OFFEN)
        return set(Methode) - set(geklaert.values_list("methode", flat=True))


class Rechtsgrundlagenvorgabe(ProtectedModel, Versioniert):
    """
    What Leitung or Datenschutz set for a method: the Fachkraft reads it and decides no law.
    """

    methode = models.CharField("Methode", max_length=20, choices=Methode)
    rechtsgrundlage = models.CharField(
        "Rechtsgrundlage",
        max_length=20,
        choices=Rechtsgrundlage,
        default=Rechtsgrundlage.OFFEN,
    )
    festgelegt_durch = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )

    objects = ProtectedManager.from_queryset(RechtsgrundlagenvorgabeQuerySet)()

    class Meta:
        verbose_name = "Vorgabe der Rechtsgrundlage"
        verbose_name_plural = "Vorgaben der Rechtsgrundlage"
        constraints = [
            models.UniqueConstraint(
                name="rechtsgrundlagenvorgabe_eine_je_methode",
                fields=["jugendamt", "methode"],
                violation_error_message="Für diese Methode gibt es schon eine Vorgabe.",
            )
        ]

    def __str__(self):
        return self.get_methode_display()

    @classmethod
    def rechtsgrundlage_for(cls, jugendamt_id, methode):
        """Return what was set for this method, OFFEN if nothing was."""
        vorgabe = cls.objects.filter(jugendamt_id=jugendamt_id, methode=methode).first()
        return vorgabe.rechtsgrundlage if vorgabe else Rechtsgrundlage.OFFEN

    def lege_fest(self, *, durch):
        """Save what was decided, with who decided it; what is still open takes it over."""
        self.jugendamt_id = durch.rolle.jugendamt_id
        self.festgelegt_durch = durch
        self.save()
        offene = apps.get_model("fallanalyse.Rechtslage").objects.filter(
            jugendamt_id=self.jugendamt_id,
            methode=self.methode,
            rechtsgrundlage=Rechtsgrundlage.OFFEN,
        )
        for lage in offene.order_by("pk"):
            lage.folge_vorgabe(self.rechtsgrundlage)
        audit.record(Aktion.GEAENDERT, self)
