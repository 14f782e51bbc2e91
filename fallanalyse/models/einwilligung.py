"""Who consented to what, and who took it back. People are roles here, too."""

from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import F, Q

from fallanalyse.enums import Einwilligungsform, Einwilligungsumfang
from fallanalyse.models.rechtslage import Rechtslage
from kinderschutz import audit
from kinderschutz.fields import EncryptedTextField
from kinderschutz.history import with_history
from kinderschutz.models import Aktion, Versioniert
from kinderschutz.row_protection import ProtectedManager, ProtectedModel


class EinwilligungQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(analyse__in=Rechtslage.objects.visible_to(user).values("analyse"))


@with_history
class Einwilligung(ProtectedModel, Versioniert):
    """
    The consent of one person of the case (§ 65 Abs. 1 Nr. 1 SGB VIII, § 67b Abs. 2 SGB X).

    Not a Teil: Leitung and Datenschutz keep it without reading the analysis.
    """

    analyse = models.ForeignKey(
        "fallanalyse.Fallanalyse",
        models.CASCADE,
        related_name="einwilligung_set",
        editable=False,
    )
    personenrolle = models.CharField(
        "Wer hat eingewilligt?",
        max_length=60,
        help_text="Die Rolle im Fall, zum Beispiel Mutter oder Kind 1. Kein Name.",
    )
    umfang = ArrayField(
        models.CharField(max_length=20, choices=Einwilligungsumfang), verbose_name="Worin?"
    )
    form = models.CharField("In welcher Form?", max_length=20, choices=Einwilligungsform)
    form_begruendung = EncryptedTextField("Mündlich, weil …", blank=True)
    gesundheitsdaten = models.BooleanField("Sie umfasst Angaben zur Gesundheit", default=False)
    erteilt_am = models.DateField("erteilt am")
    widerrufen_am = models.DateField("widerrufen am", null=True, blank=True, editable=False)

    objects = ProtectedManager.from_queryset(EinwilligungQuerySet)()

    class Meta:
        verbose_name = "Einwilligung"
        verbose_name_plural = "Einwilligungen"
        constraints = [
            models.CheckConstraint(
                name="widerrufen_nicht_vor_dem_erteilen",
                condition=Q(widerrufen_am__isnull=True) | Q(widerrufen_am__gte=F("erteilt_am")),
                violation_error_message="Der Widerruf liegt vor der Einwilligung.",
            ),
            models.CheckConstraint(
                name="einwilligung_gesundheit_nicht_muendlich",
                condition=Q(gesundheitsdaten=False) | ~Q(form=Einwilligungsform.MUENDLICH),
                violation_error_message=(
                    "Angaben zur Gesundheit brauchen eine schriftliche oder elektronische "
                    "Einwilligung (§ 67b Abs. 2 SGB X)."
                ),
            ),
        ]

    def __str__(self):
        return f"Einwilligung {self.personenrolle}"

    @property
    def umfang_worte(self):
        worte = dict(Einwilligungsumfang.choices)
        return ", ".join(worte[wert] for wert in self.umfang)

    def halte_fest(self, lage):
        """Save what was given, or what was written down wrongly."""
        self.analyse_id, self.jugendamt_id = lage.analyse_id, lage.jugendamt_id
        neu = self._state.adding
        self.save()
        self._record(Aktion.ANGELEGT if neu else Aktion.GEAENDERT, lage)

    @transaction.atomic
    def widerrufe(self, *, am, durch):
        """
        Note that the person took it back, and let the analysis come back from wherever it went.

        The row of the law is locked before that of the analysis, as every transition does it: a
        release that runs meanwhile is either refused or taken back.
        """
        lage = Rechtslage.objects.select_for_update().get(analyse=self.analyse_id)
        self.refresh_from_db(from_queryset=Einwilligung.objects.select_for_update())
        self.widerrufen_am = am
        self.save()
        self._record(Aktion.GEAENDERT, lage)
        lage.ziehe_zurueck_wenn_gesperrt(durch)

    @transaction.atomic
    def nimm_widerruf_zurueck(self):
        """Undo what was noted by mistake; what was withdrawn meanwhile stays withdrawn."""
        lage = Rechtslage.objects.select_for_update().get(analyse=self.analyse_id)
        self.refresh_from_db(from_queryset=Einwilligung.objects.select_for_update())
        self.widerrufen_am = None
        self.save()
        self._record(Aktion.GEAENDERT, lage)

    def _record(self, aktion, lage):
        audit.record(
            aktion, objektart="einwilligung", kennung=lage.kennung, jugendamt=lage.jugendamt_id
        )
