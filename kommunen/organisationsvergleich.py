"""
Own values beside the distribution of the Land: no name, no rank, nothing a difference could tell.

The distribution of a year is frozen once, at the first Stichtag from 30 June of the year after: one
that moved with each answer would tell what the last Jugendamt answered. Each answer goes through
the small-cell rule; quartiles stand only where every quarter holds at least the threshold of
Jugendämter, and are rounded, so that none is the very value of one of them.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import quantiles

from django.conf import settings

from kommunen.enums import NICHT_BEKANNT, NICHT_ERHOBEN, Altersgruppe
from kommunen.kleine_zellen import GEHEIM as GEHEIME_ZELLE
from kommunen.kleine_zellen import Zelle, offen, schuetze
from kommunen.models import Bevoelkerung, Jugendamt, Landesverteilung, Organisationsstand
from kommunen.models.organisation import ANTWORTEN

INSGESAMT = "insgesamt"
QUARTILE = ("q1", "mitte", "q3")


@dataclass(frozen=True)
class Rate:
    """A figure that makes offices of any size comparable; quartiles are rounded to `schritt`."""

    name: str
    bezeichnung: str
    zaehler: str
    gruppe: str
    je: int
    schritt: Decimal


RATEN = (
    Rate(
        "asd_je_10000",
        "Stellen im ASD je 10.000 Minderjährige",
        "asd_vzae",
        Altersgruppe.U18,
        10_000,
        Decimal("0.5"),
    ),
    Rate(
        "fruehe_hilfen_je_1000",
        "Stellen in den Frühen Hilfen je 1.000 Kinder unter 3",
        "fruehe_hilfen_vzae",
        Altersgruppe.A00_03,
        1_000,
        Decimal("0.1"),
    ),
)
UNBESETZT = "unbesetzt_prozent"
UNBESETZT_BEZEICHNUNG = "Unbesetzte Stellen im ASD, in Prozent"


def auspraegungen(feld):
    """Return (value, label) of the answers that are answers, in their order."""
    choices = Organisationsstand._meta.get_field(feld).choices
    return [wahl for wahl in choices if wahl[0] not in (NICHT_BEKANNT, NICHT_ERHOBEN)]


def verteile(staende, feld):
    """
    Return the cells of the answers and of their sum, as they may be shown.

    Where fewer than twice the threshold answered, nothing is.
    """
    gezaehlt = Counter(stand.antwort(feld) for stand in staende)
    werte = tuple(gezaehlt[wert] for wert, _text in auspraegungen(feld))
    schwelle = settings.SMALL_CELL_THRESHOLD
    summe = sum(werte)
    if summe < 2 * schwelle:
        return (GEHEIME_ZELLE,) * len(werte), GEHEIME_ZELLE
    geschuetzt = schuetze((werte,), schwelle=schwelle)
    return geschuetzt.zellen[0], geschuetzt.summe


def viertel(werte, schritt):
    """Return the rounded quartiles, None where a quarter has too few Jugendämter."""
    if len(werte) < 4 * settings.SMALL_CELL_THRESHOLD:
        return None
    return tuple(
        Decimal(grenze / schritt).to_integral_value() * schritt
        for grenze in quantiles(werte, n=4, method="inclusive")
    )


def raten(staende):
    """
    Return {name of the rate: {Jugendamt: value}} of these rows of one year.

    Where the population of a Jugendamt is not known, it has none.
    """
    ergebnis = {rate.name: {} for rate in RATEN} | {UNBESETZT: {}}
    if not staende:
        return ergebnis
    stichtag = _day_of_population(staende[0].jahr)
    keys = [stand.jugendamt_id for stand in staende]
    for rate in RATEN:
        menschen = {}
        if stichtag:
            rows = Jugendamt.objects.filter(pk__in=keys).with_bevoelkerung(stichtag, rate.gruppe)
            menschen = dict(rows.values_list("pk", "bevoelkerung"))
        for stand in staende:
            stellen, anzahl = getattr(stand, rate.zaehler), menschen.get(stand.jugendamt_id)
            if stellen is not None and anzahl:
                ergebnis[rate.name][stand.jugendamt_id] = stellen * rate.je / anzahl
    for stand in staende:
        if stand.asd_vzae and stand.unbesetzt_vzae is not None:
            ergebnis[UNBESETZT][stand.jugendamt_id] = 100 * stand.unbesetzt_vzae / stand.asd_vzae
    return ergebnis


def _day_of_population(jahr):
    """Return the newest day of figures up to the end of the year, or the first there is."""
    tage = Bevoelkerung.objects.order_by().values_list("stichtag", flat=True).distinct()
    tage = sorted(tage)
    bis = [tag for tag in tage if tag <= date(jahr, 12, 31)]
    return bis[-1] if bis else next(iter(tage), None)


def friere_ein(stichtag):
    """
    Freeze the distributions that are due at this Stichtag. Needs the system context.

    Returns how many values were written.
    """
    is_halbjahr = (stichtag.datum.month, stichtag.datum.day) >= (6, 30)
    faellig = stichtag.datum.year - (1 if is_halbjahr else 2)
    schon = set(Landesverteilung.objects.values_list("bundesland", "jahr").distinct())
    je_land = {}
    rows = Organisationsstand.objects.filter(jahr__lte=faellig).select_related("jugendamt")
    for stand in rows.order_by("pk"):
        key = (stand.jugendamt.bundesland_id, stand.jahr)
        if key not in schon:
            je_land.setdefault(key, []).append(stand)
    neu = []
    for (land, jahr), staende in je_land.items():
        felder = {"stichtag": stichtag, "bundesland_id": land, "jahr": jahr}
        neu += [Landesverteilung(**felder, **zeile) for zeile in _rows_of(staende)]
    Landesverteilung.objects.bulk_create(neu, batch_size=2_000)
    return len(neu)


def _rows_of(staende):
    for feld in ANTWORTEN:
        zellen, summe = verteile(staende, feld)
        for (wert, _text), zelle in zip(auspraegungen(feld), zellen, strict=True):
            yield {"merkmal": feld, "auspraegung": wert, "anzahl": zelle.wert}
        yield {"merkmal": feld, "auspraegung": INSGESAMT, "anzahl": summe.wert}
    schritte = {rate.name: rate.schritt for rate in RATEN} | {UNBESETZT: Decimal(1)}
    for name, je_amt in raten(staende).items():
        grenzen = viertel(sorted(je_amt.values()), schritte[name])
        for auspraegung, wert in zip(QUARTILE, grenzen or (), strict=bool(grenzen)):
            yield {"merkmal": name, "auspraegung": auspraegung, "wert": wert}


@dataclass(frozen=True)
class Antwortvergleich:
    """One question: (label, cell, whether it is the own answer) of each answer."""

    frage: str
    antworten: tuple
    summe: Zelle


@dataclass(frozen=True)
class Ratenvergleich:
    """One rate: the own value and the quartiles; None is »keine Angabe«."""

    bezeichnung: str
    eigener: Decimal | None
    viertel: tuple | None


@dataclass(frozen=True)
class Vergleich:
    stichtag: date
    antworten: tuple
    raten: tuple


def vergleiche(user, stand):
    """Return the Vergleich of this own row with its Land, None while nothing is frozen."""
    rows = list(
        Landesverteilung.objects.visible_to(user)
        .filter(bundesland=stand.jugendamt.bundesland_id, jahr=stand.jahr)
        .select_related("stichtag")
    )
    if not rows:
        return None
    gefroren = {(row.merkmal, row.auspraegung): row for row in rows}

    def zelle(feld, auspraegung):
        row = gefroren.get((feld, auspraegung))
        return GEHEIME_ZELLE if row is None or row.anzahl is None else offen(row.anzahl)

    antworten = tuple(
        Antwortvergleich(
            frage=stand._meta.get_field(feld).verbose_name,
            antworten=tuple(
                (text, zelle(feld, wert), stand.antwort(feld) == wert)
                for wert, text in auspraegungen(feld)
            ),
            summe=zelle(feld, INSGESAMT),
        )
        for feld in ANTWORTEN
    )
    eigene = raten([stand])
    namen = {rate.name: rate.bezeichnung for rate in RATEN} | {UNBESETZT: UNBESETZT_BEZEICHNUNG}
    return Vergleich(
        stichtag=rows[0].stichtag.datum,
        antworten=antworten,
        raten=tuple(
            Ratenvergleich(
                bezeichnung=bezeichnung,
                eigener=eigene[name].get(stand.jugendamt_id),
                viertel=tuple(gefroren[name, teil].wert for teil in QUARTILE)
                if (name, "q1") in gefroren
                else None,
            )
            for name, bezeichnung in namen.items()
        ),
    )
