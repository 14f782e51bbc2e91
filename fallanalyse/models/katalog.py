"""
The shared catalogue: what Befunde of all Jugendämter point to. It holds no case content.

A Fachkraft who misses something proposes it in her Befund (`praxis_vorschlag`); the proposal leaves
the analysis with the Befund's copy and is taken up here by those who keep the catalogue.
"""

import tomllib
import uuid
from pathlib import Path

from django.db import models

from fallanalyse.enums import Praxisart
from kinderschutz.history import with_history
from kinderschutz.identity import rolle_of
from kinderschutz.models import Versioniert

GRUNDBESTAND = Path(__file__).resolve().parents[1] / "daten" / "katalog.toml"


class KatalogQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return all of it: whoever has a Rolle may know what the projects collect."""
        return self.all() if rolle_of(user) else self.none()


class Katalogeintrag(Versioniert):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    objects = KatalogQuerySet.as_manager()

    class Meta:
        abstract = True


@with_history
class Praxiselement(Katalogeintrag):
    """A Verfahren, Instrument or Organisationsform: Befunde say whether it proves itself."""

    name = models.CharField("Name", max_length=120, unique=True)
    art = models.CharField("Art", max_length=20, choices=Praxisart)
    beschreibung = models.TextField("Was ist gemeint?", blank=True)

    class Meta(Katalogeintrag.Meta):
        verbose_name = "Praxiselement"
        verbose_name_plural = "Praxiselemente"

    def __str__(self):
        return self.name

    @classmethod
    def wahl(cls):
        """Return what a Befund can point to, as the choices of a field."""
        arten = dict(Praxisart.choices)
        return [
            (str(eines.pk), f"{eines} ({arten[eines.art]})")
            for eines in cls.objects.order_by("name")
        ]

    @classmethod
    def lade_grundbestand(cls):
        """Add what is missing of daten/katalog.toml; return how many. What is there stays."""
        neue = 0
        for eines in tomllib.loads(GRUNDBESTAND.read_text(encoding="utf-8"))["praxiselement"]:
            name = eines.pop("name")
            _element, is_neu = cls.objects.get_or_create(name=name, defaults=eines)
            neue += is_neu
        return neue


@with_history
class Risikomuster(Katalogeintrag):
    """
    A pattern of risk that comes back in many cases.

    There is no published list (domain.md 3.2 d): the projects keep their own.
    """

    titel = models.CharField("Titel", max_length=120, unique=True)
    beschreibung = models.TextField("Worin besteht es?", blank=True)
    warnzeichen = models.TextField("Woran erkennt man es?", blank=True)
    gegenmittel = models.TextField("Was hilft dagegen?", blank=True)
    herkunft = models.CharField("Woher wir es kennen", max_length=200, blank=True)

    class Meta(Katalogeintrag.Meta):
        verbose_name = "Risikomuster"
        verbose_name_plural = "Risikomuster"

    def __str__(self):
        return self.titel

    @classmethod
    def wahl(cls):
        """Return what a Befund can point to, as the choices of a field."""
        return [(str(eines.pk), str(eines)) for eines in cls.objects.order_by("titel")]
