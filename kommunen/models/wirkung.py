"""
What a measure brought: judged apart from »done«, later, and by somebody else.

Why these three questions. »Done« is declared by whoever did it, and children may be no safer
(anchors.md 3, 11): so it is asked whether people work that way, also those who came later (results
of the profiles are procedures, forms and agreements, which live in everyday work or not at all);
whether what the measure was for got better (the Befund or the Empfehlung behind it); and whether
those notice it for whom it is done. No points and no sum: nobody is scored (domain.md 6).
"""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.db import IntegrityError, models, transaction
from django.db.models import DateField, Exists, F, Func, OuterRef, Q
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone

from kinderschutz import identity
from kinderschutz.monate import in_monaten
from kommunen.enums import ERREICHT, WIRKUNG_NACH_MONATEN, Rollenart, Wirkungsurteil
from kommunen.models.massnahme import Massnahme

FRAGEN = ("angewendet", "verbessert", "spuerbar")


class WirkungNichtMoeglich(Exception):
    """The message is German and may be shown to the user."""


class NachMonaten(Func):
    template = "(%(expressions)s + make_interval(months => %(monate)d))::date"
    output_field = DateField()


class WirkungsbeurteilungQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(massnahme__in=Massnahme.objects.visible_to(user))


class Wirkungsbeurteilung(models.Model):
    """One judgement: so many months after it was reached, three answers and what shows it."""

    massnahme = models.ForeignKey(
        Massnahme, on_delete=models.CASCADE, related_name="wirkungen", verbose_name="Maßnahme"
    )
    # What was reached, opened again and reached once more is judged once more.
    erreicht_am = models.DateField("erreicht am", editable=False)
    nach_monaten = models.PositiveSmallIntegerField(
        "nach Monaten",
        choices=[(monate, f"nach {monate} Monaten") for monate in WIRKUNG_NACH_MONATEN],
        editable=False,
    )
    am = models.DateField("beurteilt am", default=timezone.localdate, editable=False)
    angewendet = models.CharField(
        "Wird so gearbeitet, wie es gedacht war?",
        max_length=10,
        choices=Wirkungsurteil,
        help_text="Auch von Kolleginnen und Kollegen, die bei der Einführung nicht dabei waren.",
    )
    verbessert = models.CharField(
        "Ist besser geworden, was der Anlass war?",
        max_length=10,
        choices=Wirkungsurteil,
        help_text="Kommt die Lage, um die es ging, seltener vor? Wird sie früher bemerkt?",
    )
    spuerbar = models.CharField(
        "Merken Kinder, Eltern oder Partner etwas davon?",
        max_length=10,
        choices=Wirkungsurteil,
        help_text="Zum Beispiel aus Rückmeldungen, Gesprächen oder Befragungen.",
    )
    text = models.TextField("Woran erkennen Sie das?", blank=True)
    rolle = models.CharField("beurteilt als", max_length=20, choices=Rollenart, blank=True)

    objects = WirkungsbeurteilungQuerySet.as_manager()

    class Meta:
        verbose_name = "Beurteilung der Wirkung"
        verbose_name_plural = "Beurteilungen der Wirkung"
        constraints = [
            models.UniqueConstraint(
                name="wirkung_einmal_je_zeitpunkt",
                fields=["massnahme", "erreicht_am", "nach_monaten"],
                violation_error_message="Die Wirkung ist zu diesem Zeitpunkt schon beurteilt.",
            )
        ]

    def __str__(self):
        return f"Wirkung {self.get_nach_monaten_display()}"

    @property
    def is_offen(self):
        """Whether nothing can be said yet: an answer too."""
        return all(getattr(self, frage) == Wirkungsurteil.OFFEN for frage in FRAGEN)

    @property
    def antworten(self):
        """Return (question, answer, its label) in the order of the form."""
        return [
            (
                self._meta.get_field(frage).verbose_name,
                getattr(self, frage),
                Wirkungsurteil(getattr(self, frage)).label,
            )
            for frage in FRAGEN
        ]

    @transaction.atomic
    def halte_fest(self, *, durch):
        """
        Judge the measure as it now stands; what is due says itself.

        :raises WirkungNichtMoeglich: if nothing is due, it was done already, or by the same person
        """
        massnahme = Massnahme.objects.select_for_update().get(pk=self.massnahme_id)
        stufe = faellige_stufe(massnahme)
        if stufe is None:
            raise WirkungNichtMoeglich(
                "Die Wirkung dieser Maßnahme steht jetzt nicht zur Beurteilung an."
            )
        if gesetzt_von(massnahme, durch):
            raise WirkungNichtMoeglich(SELBST)
        self.erreicht_am, self.nach_monaten = massnahme.erreicht_am, stufe
        self.rolle = getattr(identity.rolle_of(durch), "art", "")
        try:
            with transaction.atomic():
                self.save()
        except IntegrityError as error:
            raise WirkungNichtMoeglich(
                "Jemand anderes hat die Wirkung inzwischen beurteilt. Ihr Text steht noch da."
            ) from error


SELBST = (
    "Dass die Maßnahme umgesetzt ist, haben Sie selbst eingetragen. Ihre Wirkung beurteilt jemand "
    "anderes: eine Kollegin, die Leitung oder die Projektkoordination."
)


def faellige_stufe(massnahme, am=None):
    """Return after how many months it is to be judged on this day: the last that has passed."""
    am = am or timezone.localdate()
    if massnahme.status not in ERREICHT or massnahme.erreicht_am is None:
        return None
    return max(
        (
            monate
            for monate in WIRKUNG_NACH_MONATEN
            if in_monaten(massnahme.erreicht_am, monate) <= am
        ),
        default=None,
    )


def gesetzt_von(massnahme, person):
    """Say whether this person entered that it was reached."""
    return any(
        schritt.is_von(person)
        for schritt in massnahme.schritte.all()
        if schritt.nach in ERREICHT and not schritt.is_bestaetigung
    )


def wirkung_faellig(am=None):
    """Return the condition for measures whose effect is to be judged on this day and was not."""
    am = am or timezone.localdate()
    condition = Q(pk__in=[])
    for monate, naechste in pairwise((*WIRKUNG_NACH_MONATEN, None)):
        beurteilt = Wirkungsbeurteilung.objects.filter(
            massnahme=OuterRef("pk"), erreicht_am=OuterRef("erreicht_am"), nach_monaten=monate
        )
        stufe = Q(_vorbei(am, monate)) & ~Q(Exists(beurteilt))
        if naechste is not None:
            stufe &= ~Q(_vorbei(am, naechste))
        condition |= stufe
    return Q(status__in=ERREICHT, erreicht_am__isnull=False) & condition


def _vorbei(am, monate):
    return LessThanOrEqual(NachMonaten(F("erreicht_am"), monate=monate), am)


@dataclass(frozen=True)
class Wirkungsstufe:
    """One stage on the page: when it begins, and the judgement if there is one."""

    monate: int
    ab: date
    beurteilung: Wirkungsbeurteilung | None
    is_faellig: bool
    is_vorbei: bool


def wirkungsplan(massnahme, beurteilungen, am=None):
    """Return the three stages of what is reached, [] of what is not."""
    if massnahme.status not in ERREICHT or massnahme.erreicht_am is None:
        return []
    stufe = faellige_stufe(massnahme, am)
    vorhanden = {
        eine.nach_monaten: eine
        for eine in beurteilungen
        if eine.erreicht_am == massnahme.erreicht_am
    }
    return [
        Wirkungsstufe(
            monate,
            in_monaten(massnahme.erreicht_am, monate),
            vorhanden.get(monate),
            is_faellig=monate == stufe and monate not in vorhanden,
            is_vorbei=stufe is not None and monate < stufe,
        )
        for monate in WIRKUNG_NACH_MONATEN
    ]
