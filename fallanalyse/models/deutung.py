"""What the team makes of it: situations, views, factors, Befunde, and what follows."""

import functools
import operator

from django.db import models
from django.db.models import Q

from fallanalyse.enums import (
    Adressat,
    Befundart,
    Bewaehrt,
    Einflussebene,
    Einflussrichtung,
    Einvernehmen,
    Gewicht,
    Perspektive,
    Praxis,
    Typologie,
    Verbreitung,
    mit_fehlwert,
)
from fallanalyse.models.katalog import Praxiselement, Risikomuster
from fallanalyse.models.teile import Teil
from fallanalyse.models.verlauf import Ereignis, Quelle
from kinderschutz.fields import EncryptedTextField
from kinderschutz.history import with_history


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
    spricht_dafuer = EncryptedTextField("Was spricht dafür?", blank=True)
    spricht_dagegen = EncryptedTextField("Was spricht dagegen?", blank=True)
    praxis = models.CharField(
        "Die Praxis war", max_length=20, choices=mit_fehlwert(Praxis), blank=True
    )
    strittig = models.BooleanField("Der Ablauf ist strittig", default=False)

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
    einvernehmen = models.CharField(
        "Wir sind uns", max_length=20, choices=mit_fehlwert(Einvernehmen), blank=True
    )
    dissens = EncryptedTextField("Worin sind wir uns nicht einig?", blank=True)

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
    richtung = models.CharField("Das war", max_length=20, choices=mit_fehlwert(Einflussrichtung))
    gewicht = models.CharField("Gewicht", max_length=20, choices=mit_fehlwert(Gewicht), blank=True)
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
    typologie = models.CharField(
        "Muster", max_length=20, choices=mit_fehlwert(Typologie), blank=True
    )
    verbreitung = models.CharField(
        "So ist es", max_length=20, choices=mit_fehlwert(Verbreitung), blank=True
    )
    praxiselement = models.ForeignKey(
        Praxiselement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="aus dem Katalog",
    )
    praxis_vorschlag = EncryptedTextField("neu für den Katalog", blank=True)
    risikomuster = models.ForeignKey(
        Risikomuster,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Risikomuster",
    )

    class Meta(Teil.Meta):
        verbose_name = "Befund"
        verbose_name_plural = "Befunde"

    def __str__(self):
        return f"Befund {self.reihenfolge + 1}"


# What a Befund can rest on.
BELEGARTEN = ("schluesselsituation", "einflussfaktor", "quelle")


@with_history
class Beleg(Teil):
    """What a Befund rests on: a Schlüsselsituation, an Einflussfaktor or a Quelle."""

    befund = models.ForeignKey(Befund, models.CASCADE, related_name="belege")
    schluesselsituation = models.ForeignKey(
        Schluesselsituation, models.CASCADE, null=True, related_name="belege"
    )
    einflussfaktor = models.ForeignKey(
        Einflussfaktor, models.CASCADE, null=True, related_name="belege"
    )
    quelle = models.ForeignKey(Quelle, models.CASCADE, null=True, related_name="belege")

    class Meta(Teil.Meta):
        verbose_name = "Beleg"
        verbose_name_plural = "Belege"
        constraints = [
            models.CheckConstraint(
                name="beleg_ist_genau_eines",
                condition=functools.reduce(
                    operator.or_,
                    (
                        Q(**{f"{feld}__isnull": feld != eines for feld in BELEGARTEN})
                        for eines in BELEGARTEN
                    ),
                ),
                violation_error_message="Ein Beleg ist genau eine Stelle der Fallanalyse.",
            )
        ]

    def __str__(self):
        return f"Beleg zu {self.befund_id}"

    @property
    def is_strittig(self):
        return self.schluesselsituation is not None and self.schluesselsituation.strittig


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
