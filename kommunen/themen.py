"""Themes × Kommunen: what the profiles name as central, and what the measures are about."""

from dataclasses import dataclass, field

from kommunen.enums import AUFGEGEBEN, ERREICHT
from kommunen.models import Massnahme, Profilpunkt
from kommunen.sortierung import ortsname


@dataclass
class Feld:
    """One Kommune and one theme: named in the profile, and how many measures."""

    im_profil: bool = False
    offen: int = 0
    erreicht: int = 0

    @property
    def massnahmen(self):
        return self.offen + self.erreicht

    @property
    def worte(self):
        """What a screen reader and an export say of it."""
        teile = ["im Profil"] if self.im_profil else []
        if self.offen:
            teile.append(f"{self.offen} in Arbeit")
        if self.erreicht:
            teile.append(f"{self.erreicht} erreicht")
        return ", ".join(teile)


@dataclass
class Thema:
    text: str
    felder: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Themenmatrix:
    """`gemeinsame` are themes of several Kommunen, `einzelne` those of one alone."""

    kommunen: tuple
    gemeinsame: tuple
    einzelne: tuple

    @property
    def zeilen(self):
        """The shared themes with one Feld or None per Kommune, in the order of `kommunen`."""
        return [
            (thema, [(kommune, thema.felder.get(kommune.pk)) for kommune in self.kommunen])
            for thema in self.gemeinsame
        ]

    @property
    def allein(self):
        """(theme, Kommune, Feld) of the themes that one Kommune has alone."""
        je_key = {kommune.pk: kommune for kommune in self.kommunen}
        return [
            (thema, je_key[key], feld)
            for thema in self.einzelne
            for key, feld in thema.felder.items()
        ]


def themenmatrix(user, teilnahmen):
    """
    Return the Themenmatrix of these Teilnahmen; two queries.

    A theme is the text as it was written, whatever its case and its last sign. Profiles count when
    they are published, measures when nobody gave them up.
    """
    teilnahmen = list(teilnahmen)
    themen = {}

    def feld_von(text, kommune):
        schluessel = _schluessel(text)
        thema = themen.setdefault(schluessel, Thema(text.strip().rstrip(".")))
        return thema.felder.setdefault(kommune, Feld())

    punkte = (
        Profilpunkt.objects.visible_to(user)
        .themen()
        .filter(profil__teilnahme__in=[teilnahme.pk for teilnahme in teilnahmen])
        .order_by("profil__teilnahme", "reihenfolge")
        .values_list("text", "profil__teilnahme__kommune")
    )
    for text, kommune in punkte:
        # Sub-points stand below their point, one a line.
        feld_von(text.splitlines()[0] if text.strip() else text, kommune).im_profil = True
    zahlen = (
        Massnahme.objects.visible_to(user)
        .filter(
            projekt=user.rolle.projekt_id,
            kommune__in=[teilnahme.kommune_id for teilnahme in teilnahmen],
        )
        .exclude(status__in=AUFGEGEBEN)
        .exclude(thema="")
        .order_by("pk")
        .values_list("thema", "kommune", "status")
    )
    for text, kommune, status in zahlen:
        feld = feld_von(text, kommune)
        if status in ERREICHT:
            feld.erreicht += 1
        else:
            feld.offen += 1
    sortiert = sorted(
        themen.values(), key=lambda thema: (-len(thema.felder), ortsname(thema.text), thema.text)
    )
    je_key = {teilnahme.kommune_id: teilnahme.kommune for teilnahme in teilnahmen}
    return Themenmatrix(
        kommunen=tuple(je_key.values()),
        gemeinsame=tuple(thema for thema in sortiert if len(thema.felder) > 1),
        einzelne=tuple(thema for thema in sortiert if len(thema.felder) == 1),
    )


def haeufigste(user, teilnahmen, anzahl):
    """Return the texts of the themes that most Kommunen have measures about."""
    matrix = themenmatrix(user, teilnahmen)
    gezaehlt = []
    for thema in (*matrix.gemeinsame, *matrix.einzelne):
        mit_massnahmen = [feld.massnahmen for feld in thema.felder.values() if feld.massnahmen]
        if mit_massnahmen:
            gezaehlt.append((-len(mit_massnahmen), -sum(mit_massnahmen), thema.text))
    return [text for _kommunen, _massnahmen, text in sorted(gezaehlt)[:anzahl]]


def _schluessel(text):
    return " ".join(text.casefold().split()).rstrip(".,;")
