"""Where the circle meets, and what those say who were concerned."""

from django.db import models
from django.utils import timezone

from fallanalyse.enums import Einvernehmen, Fragenstand, Perspektive, mit_fehlwert
from fallanalyse.models.teile import Teil
from kinderschutz.fields import EncryptedTextField
from kinderschutz.history import with_history


@with_history
class Rueckkopplung(Teil):
    """Who was heard before the end, and what she corrects. Dissent stays as it was said."""

    perspektive = models.CharField("Gehört wurde", max_length=20, choices=Perspektive)
    wer = EncryptedTextField("in welcher Rolle", blank=True)
    korrektur = EncryptedTextField("Was wurde berichtigt oder ergänzt?", blank=True)
    einvernehmen = models.CharField(
        "Wir sind uns", max_length=20, choices=mit_fehlwert(Einvernehmen), blank=True
    )
    dissens = EncryptedTextField("Was wird anders gesehen?", blank=True)

    class Meta(Teil.Meta):
        verbose_name = "Rückkopplung"
        verbose_name_plural = "Rückkopplung"

    def __str__(self):
        return f"Rückkopplung {self.reihenfolge + 1}"


def _anzahl(perspektive):
    return models.PositiveSmallIntegerField(perspektive.label, null=True, blank=True)


# How many of each Perspektive were at a meeting, by the name of their field.
ANWESENDE = {f"anwesend_{perspektive}": perspektive for perspektive in Perspektive}


@with_history
class Sitzung(Teil):
    """
    One meeting of the circle. Nobody outside the team reads its minutes.

    Who was there is a number for each Perspektive, never a name.
    """

    datum = models.DateField("am", default=timezone.localdate)
    anwesend_fachkraft = _anzahl(Perspektive.FACHKRAFT)
    anwesend_team_leitung = _anzahl(Perspektive.TEAM_LEITUNG)
    anwesend_kooperation = _anzahl(Perspektive.KOOPERATION)
    anwesend_eltern = _anzahl(Perspektive.ELTERN)
    anwesend_kind = _anzahl(Perspektive.KIND)
    anwesend_analyseteam = _anzahl(Perspektive.ANALYSETEAM)
    protokoll = EncryptedTextField("Protokoll", blank=True)

    class Meta(Teil.Meta):
        verbose_name = "Sitzung"
        verbose_name_plural = "Sitzungen"

    def __str__(self):
        return f"Sitzung am {self.datum:%d.%m.%Y}"


@with_history
class Sitzungsfrage(Teil):
    """A question for the circle; `sitzung` is the meeting in which it was dealt with."""

    frage = EncryptedTextField("Frage")
    stand = models.CharField("Stand", max_length=20, choices=Fragenstand, default=Fragenstand.OFFEN)
    beschluss = EncryptedTextField("Was haben wir beschlossen?", blank=True)
    minderheit = EncryptedTextField("Wer sieht es anders, und wie?", blank=True)
    sitzung = models.ForeignKey(
        Sitzung,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="fragen",
        verbose_name="besprochen in",
    )

    class Meta(Teil.Meta):
        verbose_name = "Frage"
        verbose_name_plural = "Fragen"

    def __str__(self):
        return f"Frage {self.reihenfolge + 1}"
