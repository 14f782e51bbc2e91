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
from kommunen.enums import ERREICHT, Massnahmenstatus, Rueckmeldestand
from kommunen.kennzahlen import alle_kennzahlen
from kommunen.kleine_zellen import KEINE_ANGABE, Zelle
from kommunen.models import (
    Ansprechperson,
    Massnahme,
    Meilenstein,
    Profil,
    Rueckmeldung,
    Teilnahme,
)
from kommunen.models.massnahme import is_overdue

# The app that owns analyses registers them; what is not registered is »keine Angabe«.
ANALYSEN = ("analysen_begonnen", "analysen_abgeschlossen", "befunde_freigegeben")
# What can be owed, as the filter names it.
SCHULDEN = {
    "ueberfaellig": "etwas Überfälliges",
    "massnahmen": "Maßnahmen",
    "meilensteine": "Meilensteine",
    "rueckmeldung": "eine Rückmeldung",
    "profil": "das Profil",
    "kontakt": "eine Ansprechperson",
    "analyse": "eine Fallanalyse",
}


@dataclass(frozen=True)
class Offenes:
    """One thing a Kommune owes: the words, how pressing it is (`art`), which of SCHULDEN."""

    text: str
    art: str
    was: str


@dataclass(frozen=True)
class Massnahmenstand:
    geplant: int = 0
    begonnen: int = 0
    erreicht: int = 0
    ueberfaellig: int = 0
    zuletzt: date | None = None


@dataclass(frozen=True)
class Stand:
    """One line of the page: a Teilnahme and how it stands. `ausstehend` are open Rueckmeldungen."""

    teilnahme: Teilnahme
    ansprechpersonen: list
    profil: Profil | None
    begonnen: Zelle
    abgeschlossen: Zelle
    freigegeben: Zelle
    massnahmen: Massnahmenstand
    meilensteine: list
    rueckmeldungen: list
    zuletzt_aktiv: date | None
    offen: list = field(default_factory=list)

    @property
    def is_veroeffentlicht(self):
        return self.profil is not None and self.profil.is_veroeffentlicht

    @property
    def meilensteine_erreicht(self):
        return sum(1 for stein in self.meilensteine if stein.is_erreicht)

    @property
    def rueckmeldungen_gegeben(self):
        return sum(1 for eine in self.rueckmeldungen if not eine.is_offen)

    @property
    def ausstehend(self):
        return [eine for eine in self.rueckmeldungen if eine.is_offen and eine.anfrage.is_offen]

    @property
    def dringlichkeit(self):
        """Sorts who owes what: what is overdue first, then the number of other things."""
        ueberfaellig = sum(1 for eines in self.offen if eines.art == "danger")
        return -ueberfaellig, -len(self.offen)

    def schuldet(self, was):
        """Return whether it owes this one of SCHULDEN, or anything (»1«)."""
        if was == "1":
            return bool(self.offen)
        if was == "ueberfaellig":
            return any(eines.art == "danger" for eines in self.offen)
        return any(eines.was == was for eines in self.offen)


def fortschritt(user, teilnahmen, *, stichtag=None):
    """
    Return the Stand of each of these Teilnahmen, in their order.

    All of them belong to the Projekt this user coordinates. `stichtag` asks for the analyses as
    they were frozen on that day.
    """
    return _Sammlung(user, user.rolle.projekt_id, list(teilnahmen), stichtag).staende()


class _Sammlung:
    """All that the lines need, loaded once for all of them."""

    def __init__(self, user, projekt, teilnahmen, stichtag):
        self.teilnahmen = teilnahmen
        keys = [teilnahme.pk for teilnahme in teilnahmen]
        self.profile = {
            profil.teilnahme_id: profil
            for profil in Profil.objects.visible_to(user).filter(teilnahme__in=keys)
        }
        self.kontakte = _grouped(
            Ansprechperson.objects.visible_to(user)
            .filter(teilnahme__in=keys)
            .order_by("name", "pk")
        )
        self.massnahmen = _measures(
            Massnahme.objects.visible_to(user).filter(
                projekt=projekt, kommune__in=[teilnahme.kommune_id for teilnahme in teilnahmen]
            )
        )
        self.meilensteine = _grouped(
            Meilenstein.objects.visible_to(user)
            .filter(teilnahme__in=keys)
            .geplant()
            .in_reihenfolge()
        )
        self.rueckmeldungen = _grouped(
            Rueckmeldung.objects.visible_to(user)
            .filter(teilnahme__in=keys)
            .select_related("anfrage")
            .order_by("anfrage__faellig_am", "pk")
        )
        self.analysen = _counts(user, teilnahmen, stichtag)

    def staende(self):
        return [self._stand(teilnahme) for teilnahme in self.teilnahmen]

    def _stand(self, teilnahme):
        profil = self.profile.get(teilnahme.pk)
        kontakte = self.kontakte[teilnahme.pk]
        massnahmen = self.massnahmen.get(teilnahme.kommune_id, Massnahmenstand())
        meilensteine = self.meilensteine[teilnahme.pk]
        rueckmeldungen = self.rueckmeldungen[teilnahme.pk]
        begonnen, abgeschlossen, freigegeben = self.analysen[teilnahme.jugendamt_id]
        daten = [
            massnahmen.zuletzt,
            profil and timezone.localdate(profil.updated_at),
            *(kontakt.bestaetigt_am for kontakt in kontakte),
            *(stein.erreicht_am for stein in meilensteine),
            *(eine.beantwortet_am for eine in rueckmeldungen),
        ]
        return Stand(
            teilnahme=teilnahme,
            ansprechpersonen=kontakte,
            profil=profil,
            begonnen=begonnen,
            abgeschlossen=abgeschlossen,
            freigegeben=freigegeben,
            massnahmen=massnahmen,
            meilensteine=meilensteine,
            rueckmeldungen=rueckmeldungen,
            zuletzt_aktiv=max((datum for datum in daten if datum), default=None),
            offen=[
                *_overdue(massnahmen, meilensteine, rueckmeldungen),
                *_missing(teilnahme, kontakte, profil, begonnen),
            ],
        )


def _grouped(rows):
    je_teilnahme = defaultdict(list)
    for row in rows:
        je_teilnahme[row.teilnahme_id].append(row)
    return je_teilnahme


def _measures(rows):
    gruppen = rows.values("kommune").annotate(
        geplant=Count("pk", filter=Q(status=Massnahmenstatus.GEPLANT)),
        begonnen=Count("pk", filter=Q(status=Massnahmenstatus.BEGONNEN)),
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


def _overdue(massnahmen, meilensteine, rueckmeldungen):
    """Yield what should be done already, and the questions that still run."""
    steine = sum(1 for stein in meilensteine if stein.is_ueberfaellig())
    if steine:
        yield Offenes(
            f"{_so_viele(steine, 'Meilenstein', 'Meilensteine')} überfällig",
            "danger",
            "meilensteine",
        )
    if massnahmen.ueberfaellig:
        was = _so_viele(massnahmen.ueberfaellig, "Maßnahme", "Maßnahmen")
        yield Offenes(f"{was} überfällig", "danger", "massnahmen")
    offene = [
        eine
        for eine in rueckmeldungen
        if eine.stand == Rueckmeldestand.OFFEN and eine.anfrage.is_offen
    ]
    spaet = sum(1 for eine in offene if eine.is_verspaetet)
    if spaet:
        was = _so_viele(spaet, "Rückmeldung", "Rückmeldungen")
        yield Offenes(f"{was} überfällig", "danger", "rueckmeldung")
    if len(offene) > spaet:
        naechste = min(eine.anfrage.faellig_am for eine in offene if not eine.is_verspaetet)
        yield Offenes(f"Rückmeldung bis {naechste:%d.%m.%Y}", "info", "rueckmeldung")


def _missing(teilnahme, kontakte, profil, begonnen):
    if profil is None:
        yield Offenes("Profil fehlt", "warning", "profil")
    elif not profil.is_veroeffentlicht:
        yield Offenes("Profil ist Entwurf", "warning", "profil")
    if not kontakte:
        yield Offenes("Kontakt fehlt", "warning", "kontakt")
    if teilnahme.jugendamt_id and begonnen.wert == 0:
        yield Offenes("noch keine Fallanalyse", "info", "analyse")


def _so_viele(anzahl, eines, mehrere):
    return f"1 {eines}" if anzahl == 1 else f"{anzahl} {mehrere}"
