"""
The shared catalogue: what Befunde of all Jugendämter point to. It holds no case content.

A Fachkraft who misses something proposes it in her Befund (`praxis_vorschlag`); the proposal leaves
the analysis with the Befund's copy and is taken up here by those who keep the catalogue.
"""

from django.db import models

from fallanalyse.enums import Praxisart
from kinderschutz.models import Versioniert


class Praxiselement(Versioniert):
    """A Verfahren, Instrument or Organisationsform: Befunde say whether it proves itself."""

    name = models.CharField("Name", max_length=120, unique=True)
    art = models.CharField("Art", max_length=20, choices=Praxisart)
    beschreibung = models.TextField("Was ist gemeint?", blank=True)

    class Meta:
        verbose_name = "Praxiselement"
        verbose_name_plural = "Praxiselemente"

    def __str__(self):
        return self.name


class Risikomuster(Versioniert):
    """
    A pattern of risk that comes back in many cases.

    There is no published list (domain.md 3.2 d): the projects keep their own.
    """

    titel = models.CharField("Titel", max_length=120, unique=True)
    beschreibung = models.TextField("Worin besteht es?", blank=True)
    warnzeichen = models.TextField("Woran erkennt man es?", blank=True)
    gegenmittel = models.TextField("Was hilft dagegen?", blank=True)
    herkunft = models.CharField("Woher wir es kennen", max_length=200, blank=True)

    class Meta:
        verbose_name = "Risikomuster"
        verbose_name_plural = "Risikomuster"

    def __str__(self):
        return self.titel
