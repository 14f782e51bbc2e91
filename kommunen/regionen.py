"""
Loads Länder, the Kommunen and Jugendämter of Rheinland-Pfalz and their population from `daten/`.

Safe to run again: what is there stays as somebody may have corrected it, only figures are renewed.
"""

import csv
import re
from datetime import date
from pathlib import Path

from django.db import transaction

from kommunen.enums import AMTLICHE_GRUPPEN, Aliasherkunft, Altersgruppe, Gebietstyp, Geschlecht
from kommunen.models import (
    Bevoelkerung,
    Bundesland,
    Jugendamt,
    Kommune,
    KommuneAlias,
    Zustaendigkeit,
)

DATEN = Path(__file__).resolve().parent / "daten"
QUELLE_AMTLICH = (
    "© Statistische Ämter des Bundes und der Länder, Deutschland, 2026, dl-de/by-2-0"
    " (https://www.govdata.de/dl-de/by-2-0), Tabelle 12411-02-03-4"
)
QUELLE_BERECHNET = (
    "Statistische Ämter des Bundes und der Länder, 12411-02-03-4; Destatis, 12411-0013;"
    " dl-de/by-2-0; eigene Berechnung"
)
QUELLE_2018 = "Statistisches Bundesamt, Gemeindeverzeichnis GV-ISys, 31.12.2018"
STAND_2018 = date(2018, 12, 31)

# What a short name leaves out: »Stadt Ludwigshafen«, »Landau/Pfalz«.
_ZUSATZ = re.compile(r" (am Rhein|an der Weinstraße|in der (Pfalz)|\((Pfalz|Westerwald)\))$")


@transaction.atomic
def lade_regionen():
    """Load everything and return how many rows of each kind are there now."""
    laender = _lade_laender()
    kommunen = _lade_kommunen(laender["07"])
    _lade_jugendaemter(kommunen)
    _lade_aliasse(kommunen.values())
    _lade_bevoelkerung(kommunen)
    return {
        "Bundesländer": Bundesland.objects.count(),
        "Kommunen": len(kommunen),
        "Jugendämter": Jugendamt.objects.filter(traeger__in=kommunen.values()).count(),
        "Bevölkerungszahlen": Bevoelkerung.objects.filter(kommune__in=kommunen.values()).count(),
    }


def andere_schreibweisen(name):
    """Return (spelling, Aliasherkunft) that mean the Kommune of this official name."""
    if name.startswith("Stadt "):
        return _mit_kurznamen(name.removeprefix("Stadt "), ["Stadtverwaltung"], ["Stadt"])
    if name.startswith("Landkreis "):
        ort = name.removeprefix("Landkreis ")
        return _mit_kurznamen(ort, ["Kreisverwaltung"], ["Kreis", "Landkreis"])
    # »Rhein-Lahn-Kreis« says its type already, and still people say it twice.
    return [
        (f"Kreisverwaltung {name}", Aliasherkunft.BEHOERDE),
        (f"Landkreis {name}", Aliasherkunft.KURZNAME),
    ]


def _mit_kurznamen(ort, behoerden, arten):
    orte = [ort]
    if zusatz := _ZUSATZ.search(ort):
        kurz = ort[: zusatz.start()]
        orte.append(kurz)
        if gegend := zusatz[2] or zusatz[3]:
            orte += [f"{kurz}/{gegend}", f"{kurz} ({gegend})"]
    schreibweisen = [
        (f"{behoerde} {eins}", Aliasherkunft.BEHOERDE) for behoerde in behoerden for eins in orte
    ]
    schreibweisen += [(f"{art} {eins}", Aliasherkunft.KURZNAME) for art in arten for eins in orte]
    return schreibweisen


def _lade_laender():
    return {
        row["ags"]: Bundesland.objects.get_or_create(
            schluessel=row["ags"], defaults={"name": row["name"], "kuerzel": row["kuerzel"]}
        )[0]
        for row in _rows("regionen/laender.csv")
    }


def _lade_kommunen(land):
    """Return the 36 Kreise and the five towns with their own Jugendamt by their key."""
    kommunen = {}
    for row in _rows("regionen/kreise_rlp.csv"):
        is_kreis = row["typ"] == "Landkreis"
        kommunen[row["ags"]] = _kommune(
            row["ags"],
            name=row["anzeigename"],
            gebietstyp=Gebietstyp.LANDKREIS if is_kreis else Gebietstyp.KREISFREI,
            bundesland=land,
        )
    for row in _rows("regionen/jugendaemter_rlp.csv"):
        if row["traegertyp"] == "grosse_kreisangehoerige_stadt":
            kommunen[row["ja_schluessel"]] = _kommune(
                row["ja_schluessel"],
                name=row["name"].replace("Stadtjugendamt", "Stadt"),
                gebietstyp=Gebietstyp.GKA,
                bundesland=land,
                kreis=kommunen[row["kreis_ags"]],
            )
    return kommunen


def _kommune(ags, *, name, bundesland, **felder):
    """Return the Kommune of this key; one that an import made by name only gets its key."""
    bestehende = Kommune.objects.gueltig()
    if kommune := bestehende.filter(ags=ags).first():
        return kommune
    ohne_schluessel = bestehende.filter(ags=None, bundesland=bundesland)
    kommune = ohne_schluessel.filter(name=name).first() or Kommune(name=name, bundesland=bundesland)
    kommune.ags = ags
    for feld, wert in felder.items():
        setattr(kommune, feld, wert)
    kommune.save()
    return kommune


def _lade_jugendaemter(kommunen):
    for row in _rows("regionen/jugendaemter_rlp.csv"):
        traeger = kommunen[row["ja_schluessel"]]
        # A town that gave its Jugendamt away since must not get it back by a second run.
        if Jugendamt.objects.filter(traeger=traeger).exists():
            continue
        jugendamt = Jugendamt.objects.create(name=row["name"], traeger=traeger)
        Zustaendigkeit.objects.create(jugendamt=jugendamt, kommune=traeger)


def _lade_aliasse(kommunen):
    namen = {kommune.name.lower() for kommune in kommunen}
    KommuneAlias.objects.bulk_create(
        [
            KommuneAlias(kommune=kommune, schreibweise=schreibweise, herkunft=herkunft)
            for kommune in kommunen
            for schreibweise, herkunft in andere_schreibweisen(kommune.name)
            if schreibweise.lower() not in namen
        ],
        ignore_conflicts=True,
    )


def _lade_bevoelkerung(kommunen):
    rows = [*_amtliche_gruppen(kommunen), *_jugendhilfe_gruppen(kommunen), *_staedte(kommunen)]
    Bevoelkerung.objects.bulk_create(
        rows,
        batch_size=2_000,
        update_conflicts=True,
        unique_fields=["kommune", "stichtag", "geschlecht", "gruppe"],
        update_fields=["anzahl", "geschaetzt", "quelle"],
    )


def _amtliche_gruppen(kommunen):
    for row in _rows("bevoelkerung/bevoelkerung_altersgruppen_2023_2024_rlp.csv"):
        if row["ags"] in kommunen:
            for gruppe in (*AMTLICHE_GRUPPEN, Altersgruppe.INSGESAMT):
                yield Bevoelkerung(
                    kommune=kommunen[row["ags"]],
                    stichtag=row["stichtag"],
                    geschlecht=row["geschlecht"],
                    gruppe=gruppe,
                    anzahl=int(row[gruppe]),
                    quelle=QUELLE_AMTLICH,
                )


def _jugendhilfe_gruppen(kommunen):
    """Yield the groups that the official table does not have; its own stay as they are there."""
    bekannt = {*AMTLICHE_GRUPPEN, Altersgruppe.INSGESAMT}
    for row in _rows("bevoelkerung/bevoelkerung_jugendamt_altersgruppen_rlp.csv"):
        if row["ags"] not in kommunen:
            continue
        for spalte, anzahl in row.items():
            gruppe = spalte.removesuffix("_geschaetzt")
            if gruppe in Altersgruppe.values and gruppe not in bekannt:
                yield Bevoelkerung(
                    kommune=kommunen[row["ags"]],
                    stichtag=row["stichtag"],
                    gruppe=gruppe,
                    anzahl=int(anzahl),
                    geschaetzt=spalte != gruppe,
                    quelle=QUELLE_BERECHNET,
                )


def _staedte(kommunen):
    """Yield the totals of the five towns: the newest figure there is for them."""
    for row in _rows("regionen/jugendaemter_rlp.csv"):
        if row["traegertyp"] == "grosse_kreisangehoerige_stadt":
            yield Bevoelkerung(
                kommune=kommunen[row["ja_schluessel"]],
                stichtag=STAND_2018,
                geschlecht=Geschlecht.I,
                gruppe=Altersgruppe.INSGESAMT,
                anzahl=int(row["bevoelkerung_2018"]),
                quelle=QUELLE_2018,
            )


def _rows(datei):
    with (DATEN / datei).open(encoding="utf-8", newline="") as quelle:
        yield from csv.DictReader(quelle)
