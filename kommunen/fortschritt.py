"""
How far the Kommunen of a Projekt are: what the Projektkoordination sees, never case content.

The number of queries does not depend on how many Kommunen there are.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Max, Q
from django.utils import timezone

from kommunen import kennzahlentabelle
from kommunen.enums import ERREICHT, OFFEN
from kommunen.kennzahlen import alle_kennzahlen
from kommunen.kleine_zellen import KEINE_ANGABE, Zelle
from kommunen.models import Ansprechperson, Massnahme, Profil, Teilnahme
from kommunen.models.massnahme import is_overdue

# The app that owns analyses registers them; what is not registered is »keine Angabe«.
ANALYSEN = ("analysen_begonnen", "analysen_abgeschlossen", "befunde_freigegeben")


@dataclass(frozen=True)
class Offenes:
    """One thing a Kommune owes, as a mark: the words, and how pressing it is."""

    text: str
    art: str


@dataclass(frozen=True)
class Massnahmenstand:
    geplant: int = 0
    erreicht: int = 0
    ueberfaellig: int = 0
    zuletzt: date | None = None


@dataclass(frozen=True)
class Stand:
    """One line of the page: a Teilnahme and how it stands."""

    teilnahme: Teilnahme
    ansprechpersonen: list
    profil: Profil | None
    begonnen: Zelle
    abgeschlossen: Zelle
    freigegeben: Zelle
    massnahmen: Massnahmenstand
    zuletzt_aktiv: date | None
    offen: list = field(default_factory=list)

    @property
    def is_veroeffentlicht(self):
        return self.profil is not None and self.profil.is_veroeffentlicht


def fortschritt(user, *, cluster=None, stichtag=None):
    """
    Return the Stand of every Teilnahme of the Projekt this user coordinates, sorted by cluster.

    `cluster` narrows to one; `stichtag` asks for the analyses as they were frozen on that day.
    """
    projekt = user.rolle.projekt_id
    teilnahmen = Teilnahme.objects.visible_to(user).zuletzt_gueltig().filter(projekt=projekt)
    if cluster is not None:
        teilnahmen = teilnahmen.filter(cluster=cluster)
    teilnahmen = list(teilnahmen.for_list())
    return _Sammlung(user, projekt, teilnahmen, stichtag).staende()


class _Sammlung:
    """All that the lines need, loaded once for all of them."""

    def __init__(self, user, projekt, teilnahmen, stichtag):
        self.teilnahmen = teilnahmen
        keys = [teilnahme.pk for teilnahme in teilnahmen]
        self.profile = {
            profil.teilnahme_id: profil
            for profil in Profil.objects.visible_to(user).filter(teilnahme__in=keys)
        }
        self.kontakte = defaultdict(list)
        for person in (
            Ansprechperson.objects.visible_to(user)
            .filter(teilnahme__in=keys)
            .order_by("name", "pk")
        ):
            self.kontakte[person.teilnahme_id].append(person)
        self.massnahmen = _measures(
            Massnahme.objects.visible_to(user).filter(
                projekt=projekt, kommune__in=[teilnahme.kommune_id for teilnahme in teilnahmen]
            )
        )
        self.analysen = _counts(user, teilnahmen, stichtag)

    def staende(self):
        return [self._stand(teilnahme) for teilnahme in self.teilnahmen]

    def _stand(self, teilnahme):
        profil = self.profile.get(teilnahme.pk)
        kontakte = self.kontakte[teilnahme.pk]
        massnahmen = self.massnahmen.get(teilnahme.kommune_id, Massnahmenstand())
        begonnen, abgeschlossen, freigegeben = self.analysen[teilnahme.jugendamt_id]
        daten = [
            massnahmen.zuletzt,
            profil and timezone.localdate(profil.updated_at),
            *(kontakt.bestaetigt_am for kontakt in kontakte),
        ]
        return Stand(
            teilnahme=teilnahme,
            ansprechpersonen=kontakte,
            profil=profil,
            begonnen=begonnen,
            abgeschlossen=abgeschlossen,
            freigegeben=freigegeben,
            massnahmen=massnahmen,
            zuletzt_aktiv=max((datum for datum in daten if datum), default=None),
            offen=list(_owed(teilnahme, kontakte, profil, begonnen, massnahmen)),
        )


def _measures(rows):
    gruppen = rows.values("kommune").annotate(
        geplant=Count("pk", filter=Q(status__in=OFFEN)),
        erreicht=Count("pk", filter=Q(status__in=ERREICHT)),
        ueberfaellig=Count("pk", filter=is_overdue()),
        zuletzt=Max("status_geaendert_am"),
    )
    return {gruppe.pop("kommune"): Massnahmenstand(**gruppe) for gruppe in gruppen}


def _counts(user, teilnahmen, stichtag):
    """Return the three counts of each Jugendamt, through the one reading function."""
    bekannt = {kennzahl.name for kennzahl in alle_kennzahlen()}
    namen = [name for name in ANALYSEN if name in bekannt]
    keys = {teilnahme.jugendamt_id for teilnahme in teilnahmen} - {None}
    je_jugendamt = defaultdict(lambda: (KEINE_ANGABE,) * len(ANALYSEN))
    if not namen or not keys:
        return je_jugendamt
    tabelle = kennzahlentabelle.lies(user, namen=namen, jugendaemter=keys, stichtag=stichtag)
    for zeile in tabelle.zeilen:
        je_name = {
            spalte.kennzahl.name: zelle
            for spalte, zelle in zip(tabelle.spalten, zeile.zellen, strict=True)
        }
        je_jugendamt[zeile.jugendamt.pk] = tuple(
            je_name.get(name, KEINE_ANGABE) for name in ANALYSEN
        )
    return je_jugendamt


def _owed(teilnahme, kontakte, profil, begonnen, massnahmen):
    """Yield what this Kommune owes, the most pressing first."""
    if massnahmen.ueberfaellig:
        anzahl = massnahmen.ueberfaellig
        was = "1 Maßnahme" if anzahl == 1 else f"{anzahl} Maßnahmen"
        yield Offenes(f"{was} überfällig", "danger")
    if profil is None:
        yield Offenes("Profil fehlt", "warning")
    elif not profil.is_veroeffentlicht:
        yield Offenes("Profil ist Entwurf", "warning")
    if not kontakte:
        yield Offenes("Kontakt fehlt", "warning")
    if teilnahme.jugendamt_id and begonnen.wert == 0:
        yield Offenes("noch keine Fallanalyse", "info")
