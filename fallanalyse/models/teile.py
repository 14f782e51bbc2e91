"""The parts of an analysis. All of them stay in it: what leaves is a copy (bibliothek.py)."""

import itertools

from django.db import models

from fallanalyse.enums import (
    Adressat,
    Altersband,
    Befundart,
    Bewaehrt,
    Ebene,
    Einflussebene,
    Einflussrichtung,
    Einvernehmen,
    Ereignisart,
    Genauigkeit,
    Perspektive,
    Praxis,
)
from kinderschutz.fields import EncryptedTextField
from kinderschutz.history import with_history
from kinderschutz.models import Zeitgestempelt
from kinderschutz.row_protection import ProtectedModel

# Weeks in one unit, to put events told in different units into one order.
WOCHEN = {
    Genauigkeit.WOCHE: 1,
    Genauigkeit.MONAT: 52 / 12,
    Genauigkeit.QUARTAL: 13,
    Genauigkeit.JAHR: 52,
}


class Teil(ProtectedModel, Zeitgestempelt):
    """A part carries analyse and jugendamt itself, so that its policy is plain equality."""

    analyse = models.ForeignKey(
        "fallanalyse.Fallanalyse", models.CASCADE, related_name="%(class)s_set", editable=False
    )
    reihenfolge = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args, **kwargs):
        self.jugendamt_id = self.analyse.jugendamt_id
        super().save(*args, **kwargs)


@with_history
class Personenrolle(Teil):
    """People are roles: Kind 1, Mutter, Fachkraft A. No field for a name (§ 62 SGB VIII)."""

    kuerzel = models.CharField(
        "Rolle im Fall", max_length=60, help_text="Zum Beispiel Kind 1, Mutter, Fachkraft A."
    )
    altersband = models.CharField(
        "Alter", max_length=20, choices=Altersband, default=Altersband.NICHT_ERHOBEN
    )
    beziehung = EncryptedTextField(
        "Beziehung", blank=True, help_text="Zum Beispiel: lebt mit Kind 1 im Haushalt."
    )

    class Meta(Teil.Meta):
        verbose_name = "Person als Rolle"
        verbose_name_plural = "Beteiligte"

    def __str__(self):
        return self.kuerzel


@with_history
class Ereignis(Teil):
    """An event of the Zeitstrahl, told by its distance from the beginning of the case."""

    ebene = models.CharField("Ebene", max_length=20, choices=Ebene, default=Ebene.HILFEPROZESS)
    zeitwert = models.SmallIntegerField(
        "Zeitpunkt", null=True, blank=True, help_text="Null ist der Fallbeginn, davor minus."
    )
    genauigkeit = models.CharField(
        "gezählt in", max_length=20, choices=Genauigkeit, default=Genauigkeit.MONAT
    )
    art = models.CharField("Art", max_length=20, choices=Ereignisart, blank=True)
    titel = EncryptedTextField("Was geschah?")
    beschreibung = EncryptedTextField("Mehr dazu", blank=True)
    lage = models.FloatField(null=True, editable=False)

    class Meta(Teil.Meta):
        verbose_name = "Ereignis"
        verbose_name_plural = "Zeitstrahl"

    def __str__(self):
        return f"Ereignis {self.zeitangabe}"

    @property
    def zeitangabe(self):
        if self.zeitwert is None or self.genauigkeit == Genauigkeit.UNBEKANNT:
            return "Zeitpunkt nicht bekannt"
        einheit = Genauigkeit(self.genauigkeit).label.removesuffix(" ab Fallbeginn")
        return f"{einheit} {self.zeitwert}"

    def save(self, *args, **kwargs):
        wochen = WOCHEN.get(self.genauigkeit)
        known = wochen is not None and self.zeitwert is not None
        self.lage = self.zeitwert * wochen if known else None
        super().save(*args, **kwargs)


@with_history
class Schluesselsituation(Teil):
    titel = EncryptedTextField("Worum ging es?")
    von = models.ForeignKey(
        Ereignis,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="beginnt mit",
    )
    bis = models.ForeignKey(
        Ereignis, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="endet mit"
    )
    beschreibung = EncryptedTextField("Was geschah in dieser Situation?", blank=True)
    bedeutung = EncryptedTextField("Warum ist sie bedeutsam?", blank=True)
    hypothesen = EncryptedTextField("Hypothesen und weiterführende Fragen", blank=True)
    praxis = models.CharField("Die Praxis war", max_length=20, choices=Praxis, blank=True)

    class Meta(Teil.Meta):
        verbose_name = "Schlüsselsituation"
        verbose_name_plural = "Schlüsselsituationen"

    def __str__(self):
        return f"Schlüsselsituation {self.reihenfolge + 1}"


@with_history
class Sicht(Teil):
    """How it looked to somebody then, apart from how we see it today (SCIE: local rationality)."""

    schluesselsituation = models.ForeignKey(
        Schluesselsituation, models.CASCADE, related_name="sichten"
    )
    perspektive = models.CharField("Perspektive", max_length=20, choices=Perspektive)
    damals = EncryptedTextField("Wie sah es damals aus?", blank=True)
    heute = EncryptedTextField("Wie sehen wir es heute?", blank=True)
    einvernehmen = models.CharField("Wir sind", max_length=20, choices=Einvernehmen, blank=True)

    class Meta(Teil.Meta):
        verbose_name = "Sicht"
        verbose_name_plural = "Sichten"
        constraints = [
            models.UniqueConstraint(
                name="sicht_eine_je_perspektive", fields=["schluesselsituation", "perspektive"]
            )
        ]

    def __str__(self):
        return f"Sicht: {self.get_perspektive_display()}"


@with_history
class Einflussfaktor(Teil):
    ebene = models.CharField("Ebene", max_length=20, choices=Einflussebene)
    richtung = models.CharField("Das war", max_length=20, choices=Einflussrichtung)
    text = EncryptedTextField("Was hat Einfluss gehabt?")
    schluesselsituation = models.ForeignKey(
        Schluesselsituation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="einflussfaktoren",
        verbose_name="in der Schlüsselsituation",
    )

    class Meta(Teil.Meta):
        verbose_name = "Einflussfaktor"
        verbose_name_plural = "Einflussfaktoren"

    def __str__(self):
        return f"Einflussfaktor {self.reihenfolge + 1}"


@with_history
class Befund(Teil):
    """What proved itself or did not. Good practice is a Befund too."""

    titel = EncryptedTextField("Befund in einem Satz")
    text = EncryptedTextField("Erläuterung", blank=True)
    art = models.CharField("Es geht um", max_length=20, choices=Befundart, blank=True)
    bewaehrt = models.CharField("Es", max_length=10, choices=Bewaehrt, blank=True)

    class Meta(Teil.Meta):
        verbose_name = "Befund"
        verbose_name_plural = "Befunde"

    def __str__(self):
        return f"Befund {self.reihenfolge + 1}"


@with_history
class Beleg(Teil):
    """What a Befund rests on: a Schlüsselsituation or, in methods without, an Einflussfaktor."""

    befund = models.ForeignKey(Befund, models.CASCADE, related_name="belege")
    schluesselsituation = models.ForeignKey(
        Schluesselsituation, models.CASCADE, null=True, related_name="belege"
    )
    einflussfaktor = models.ForeignKey(
        Einflussfaktor, models.CASCADE, null=True, related_name="belege"
    )

    class Meta(Teil.Meta):
        verbose_name = "Beleg"
        verbose_name_plural = "Belege"
        constraints = [
            models.CheckConstraint(
                name="beleg_ist_genau_eines",
                condition=models.Q(schluesselsituation__isnull=True, einflussfaktor__isnull=False)
                | models.Q(schluesselsituation__isnull=False, einflussfaktor__isnull=True),
                violation_error_message="Ein Beleg ist eine Schlüsselsituation oder ein Faktor.",
            )
        ]

    def __str__(self):
        return f"Beleg zu {self.befund_id}"


@with_history
class Empfehlungsvorschlag(Teil):
    text = EncryptedTextField("Empfehlung")
    art = models.CharField("Es geht um", max_length=20, choices=Befundart, blank=True)
    adressat = models.CharField("richtet sich an", max_length=20, choices=Adressat, blank=True)
    befund = models.ForeignKey(
        Befund,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="vorschlaege",
        verbose_name="folgt aus dem Befund",
    )

    class Meta(Teil.Meta):
        verbose_name = "Empfehlungsvorschlag"
        verbose_name_plural = "Empfehlungsvorschläge"

    def __str__(self):
        return f"Empfehlungsvorschlag {self.reihenfolge + 1}"


def texts_of(teil):
    """Yield (label, text) of every free text of this part: what the gate has to look at."""
    for feld in teil._meta.concrete_fields:
        frei = isinstance(feld, EncryptedTextField) or (
            feld.get_internal_type() == "CharField" and not feld.choices and feld.editable
        )
        if frei and (text := getattr(teil, feld.attname)):
            yield str(feld.verbose_name), text


def texts_of_all(teile):
    return itertools.chain.from_iterable(
        ((str(teil), label, text) for label, text in texts_of(teil)) for teil in teile
    )
