"""Planned, begun, achieved over time: measures at each end of a quarter, and their picture."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from kommunen.enums import ERREICHT, Massnahmenstatus
from kommunen.models import Massnahmenschritt

QUARTALE = 8
STUFEN = (
    ("geplant", "in Planung", (Massnahmenstatus.GEPLANT,)),
    ("begonnen", "begonnen", (Massnahmenstatus.BEGONNEN,)),
    ("erreicht", "erreicht", ERREICHT),
)
# The drawing, in its own units.
BREITE, HOEHE, RAND_LINKS, RAND_UNTEN, RAND_OBEN = 720, 280, 40, 34, 14


@dataclass(frozen=True)
class Punkt:
    """How many measures stood where at the end of this day."""

    tag: date
    geplant: int
    begonnen: int
    erreicht: int

    @property
    def summe(self):
        return self.geplant + self.begonnen + self.erreicht

    @property
    def ist_heute(self):
        return self.tag == timezone.localdate()


@dataclass(frozen=True)
class Verlauf:
    punkte: tuple

    @property
    def is_leer(self):
        return not any(punkt.summe for punkt in self.punkte)

    @property
    def bild(self):
        """Return what the SVG draws: stacked columns, lines of the scale, words below."""
        hoechste = max((punkt.summe for punkt in self.punkte), default=0)
        schritt = _schritt(hoechste)
        oben = max(schritt, -(-hoechste // schritt) * schritt)
        flaeche = HOEHE - RAND_UNTEN - RAND_OBEN
        feld = (BREITE - RAND_LINKS) / max(len(self.punkte), 1)
        saeulen = []
        for nummer, punkt in enumerate(self.punkte):
            links, unten = RAND_LINKS + feld * (nummer + 0.2), HOEHE - RAND_UNTEN
            teile = []
            for name, _titel, _status in reversed(STUFEN):
                hoehe = flaeche * getattr(punkt, name) / oben
                unten -= hoehe
                if hoehe:
                    teile.append(
                        {
                            "art": name,
                            "x": _zahl(links),
                            "y": _zahl(unten),
                            "breite": _zahl(feld * 0.6),
                            "hoehe": _zahl(hoehe),
                        }
                    )
            saeulen.append(
                {
                    "teile": teile,
                    "mitte": _zahl(links + feld * 0.3),
                    "punkt": punkt,
                    "ueber": _zahl(unten - 5),
                }
            )
        linien = [
            {"wert": wert, "y": _zahl(HOEHE - RAND_UNTEN - flaeche * wert / oben)}
            for wert in range(0, oben + 1, schritt)
        ]
        return {
            "breite": BREITE,
            "hoehe": HOEHE,
            "links": RAND_LINKS,
            "unten": HOEHE - 12,
            "saeulen": saeulen,
            "linien": linien,
        }


def verlauf(user, teilnahmen, heute=None):
    """Return the Verlauf of the measures of these Teilnahmen up to today; one query."""
    heute = heute or timezone.localdate()
    schritte = (
        Massnahmenschritt.objects.visible_to(user)
        .filter(
            massnahme__projekt=user.rolle.projekt_id,
            massnahme__kommune__in=[teilnahme.kommune_id for teilnahme in teilnahmen],
        )
        .in_order()
        .values_list("massnahme", "am", "nach")
    )
    je_massnahme = defaultdict(list)
    for massnahme, am, nach in schritte:
        je_massnahme[massnahme].append((am, nach))
    tage = [*quartalsenden(heute, QUARTALE - 1), heute]
    return Verlauf(tuple(_punkt(tag, je_massnahme.values()) for tag in tage))


def quartalsenden(heute, anzahl):
    """Return the last ends of a quarter before this day, the oldest first."""
    tage, tag = [], heute
    for _ in range(anzahl):
        tag = date(tag.year, (tag.month - 1) // 3 * 3 + 1, 1) - timedelta(days=1)
        tage.append(tag)
    return tage[::-1]


def _punkt(tag, massnahmen):
    zahlen = Counter()
    for schritte in massnahmen:
        # The last word counts, as in Massnahme.with_status_am.
        bis_dahin = [nach for am, nach in schritte if am <= tag]
        if bis_dahin:
            zahlen[bis_dahin[-1]] += 1
    return Punkt(tag, *(sum(zahlen[status] for status in stufe) for _name, _titel, stufe in STUFEN))


def _schritt(hoechste):
    """Return the distance of the lines of the scale: at most six, round numbers."""
    zehner = 1
    while True:
        for einer in (1, 2, 5):
            if hoechste <= 6 * einer * zehner:
                return einer * zehner
        zehner *= 10


def _zahl(wert):
    """An SVG speaks no German: a point, and no more digits than can be seen."""
    return f"{wert:.1f}"
