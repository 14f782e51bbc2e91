"""Milestones, planned and reached, one line per Teilnahme: for the page, its export, the report."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from kommunen.enums import Meilensteinart
from kommunen.models import Meilenstein, Teilnahme


@dataclass(frozen=True)
class Feld:
    """One milestone of one Teilnahme as of a day, None where nobody planned it."""

    stein: Meilenstein | None
    am: date

    @property
    def text(self):
        if self.stein is None or (self.stein.soll is None and not self.is_erreicht):
            return "nicht geplant"
        if self.is_erreicht:
            return f"erreicht {self.stein.erreicht_am:%d.%m.%Y}"
        if self.is_ueberfaellig:
            return f"überfällig seit {self.stein.soll:%d.%m.%Y}"
        return f"bis {self.stein.soll:%d.%m.%Y}"

    @property
    def is_leer(self):
        return self.text == "nicht geplant"

    @property
    def is_erreicht(self):
        return (
            self.stein is not None and self.stein.is_erreicht and self.stein.erreicht_am <= self.am
        )

    @property
    def is_ueberfaellig(self):
        if self.stein is None or self.stein.soll is None or self.is_erreicht:
            return False
        return self.stein.soll < self.am

    @property
    def verzug(self):
        """Days after the target date on which it was reached; None if it was not, or in time."""
        if not self.is_erreicht or self.stein.soll is None:
            return None
        tage = (self.stein.erreicht_am - self.stein.soll).days
        return tage if tage > 0 else None


@dataclass(frozen=True)
class Zeile:
    teilnahme: Teilnahme
    felder: tuple


@dataclass(frozen=True)
class Meilensteintafel:
    arten: tuple
    zeilen: tuple

    @property
    def summen(self):
        """Per milestone how many have planned it and how many of them reached it."""
        return [
            (
                sum(1 for zeile in self.zeilen if zeile.felder[index].is_erreicht),
                sum(1 for zeile in self.zeilen if not zeile.felder[index].is_leer),
            )
            for index in range(len(self.arten))
        ]

    def zaehle(self, von=None, bis=None):
        """Count planned, reached, overdue, and reached between these days."""
        zahlen = Counter()
        for zeile in self.zeilen:
            for feld in zeile.felder:
                zahlen["geplant"] += not feld.is_leer
                zahlen["erreicht"] += feld.is_erreicht
                zahlen["ueberfaellig"] += feld.is_ueberfaellig
                zahlen["im_zeitraum"] += bool(
                    von and feld.is_erreicht and von <= feld.stein.erreicht_am <= bis
                )
        return zahlen


def meilensteintafel(user, teilnahmen, am=None):
    """Return the Meilensteintafel of these Teilnahmen on this day (default: today); one query."""
    am = am or timezone.localdate()
    teilnahmen = list(teilnahmen)
    steine = {
        (stein.teilnahme_id, stein.art): stein
        for stein in Meilenstein.objects.visible_to(user).filter(
            teilnahme__in=[teilnahme.pk for teilnahme in teilnahmen]
        )
    }
    return Meilensteintafel(
        arten=tuple(Meilensteinart),
        zeilen=tuple(
            Zeile(
                teilnahme,
                tuple(Feld(steine.get((teilnahme.pk, art.value)), am) for art in Meilensteinart),
            )
            for teilnahme in teilnahmen
        ),
    )
