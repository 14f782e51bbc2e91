"""What became of a meeting: who came (institutions, never names), decisions, tasks."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from kinderschutz.history import with_history
from kommunen.models import Institution


class _Stelle(models.Model):
    """A body that is an institution of the list, or any other in words."""

    institution = models.ForeignKey(
        Institution,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Institution",
    )
    stelle = models.CharField("andere Stelle", max_length=200, blank=True)

    class Meta:
        abstract = True

    @property
    def wer(self):
        return self.institution.name if self.institution_id else self.stelle


class Teilnehmende(_Stelle):
    """How many came from where. No names: counts are what reports need."""

    veranstaltung = models.ForeignKey(
        "netzwerk.Veranstaltung",
        on_delete=models.CASCADE,
        related_name="teilnehmende",
        verbose_name="Veranstaltung",
    )
    anzahl = models.PositiveSmallIntegerField("Personen")

    objects = models.Manager()

    class Meta:
        verbose_name = "Teilnehmende"
        verbose_name_plural = "Teilnehmende"
        constraints = [
            models.CheckConstraint(
                name="teilnehmende_von_irgendwoher",
                condition=Q(institution__isnull=False) | ~Q(stelle=""),
                violation_error_message="Bitte nennen Sie eine Institution oder eine Stelle.",
            )
        ]

    def __str__(self):
        return self.wer


class Beschluss(models.Model):
    veranstaltung = models.ForeignKey(
        "netzwerk.Veranstaltung",
        on_delete=models.CASCADE,
        related_name="beschluesse",
        verbose_name="Veranstaltung",
    )
    nummer = models.PositiveSmallIntegerField("Nummer")
    text = models.TextField("Beschluss")

    objects = models.Manager()

    class Meta:
        verbose_name = "Beschluss"
        verbose_name_plural = "Beschlüsse"

    def __str__(self):
        return self.text


class AufgabeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the tasks of the meetings one may know of."""
        veranstaltungen = self.model._meta.get_field("veranstaltung").related_model
        return self.filter(veranstaltung__in=veranstaltungen.objects.visible_to(user))

    def ueberfaellig(self, am=None):
        """Choose those past their date on this day (default: today), still not done."""
        return self.filter(faellig_am__lt=am or timezone.localdate(), erledigt_am=None)


@with_history
class Aufgabe(_Stelle):
    """What a meeting asked of somebody: a body, not a person."""

    veranstaltung = models.ForeignKey(
        "netzwerk.Veranstaltung",
        on_delete=models.CASCADE,
        related_name="aufgaben",
        verbose_name="Veranstaltung",
    )
    text = models.CharField("Aufgabe", max_length=300)
    faellig_am = models.DateField("bis wann", null=True, blank=True)
    erledigt_am = models.DateField("erledigt am", null=True, blank=True)

    objects = AufgabeQuerySet.as_manager()

    class Meta:
        verbose_name = "Aufgabe"
        verbose_name_plural = "Aufgaben"
        constraints = [
            models.CheckConstraint(
                name="aufgabe_hat_wen_der_sie_tut",
                condition=Q(institution__isnull=False) | ~Q(stelle=""),
                violation_error_message="Bitte nennen Sie eine Institution oder eine Stelle.",
            )
        ]

    def __str__(self):
        return self.text

    def is_ueberfaellig(self, am=None):
        am = am or timezone.localdate()
        return self.erledigt_am is None and self.faellig_am is not None and self.faellig_am < am

    def setze_erledigt(self, is_erledigt):
        self.erledigt_am = timezone.localdate() if is_erledigt else None
        self.save()
