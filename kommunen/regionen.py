"""
Imports Länder, Kreise and their population, and the Jugendämter of Rheinland-Pfalz, from `daten/`.

Of the other Länder nobody publishes which towns run a Jugendamt of their own, so none is made up.
Safe to run again: what is there stays as somebody may have corrected it, only figures are renewed.
"""

import re
from collections import Counter
from datetime import date

from django.db import transaction

from kommunen.amtliche_tabellen import lies_tabelle
from kommunen.enums import AMTLICHE_GRUPPEN, Aliasherkunft, Altersgruppe, Gebietstyp, Geschlecht
from kommunen.models import (
    Bevoelkerung,
    Bundesland,
    Jugendamt,
    Kommune,
    KommuneAlias,
    Landesbevoelkerung,
    Zustaendigkeit,
)

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

RHEINLAND_PFALZ = "07"
STADTSTAATEN = ("02000", "04011", "11000")
STAEDTE = ("Kreisfreie Stadt", "Stadtkreis")
# »Rhein-Lahn-Kreis«, »Altmarkkreis Salzwedel«, »Region Hannover«, »Oberbergischer Kreis«
_GATTUNG_IM_NAMEN = re.compile(r"kreis\b|\bKreis\b|^(Region|Regionalverband|Städteregion) ")
# What a short name leaves out: »Stadt Ludwigshafen«, »Landau/Pfalz«.
_ZUSATZ = re.compile(r" (am Rhein|an der Weinstraße|in der (Pfalz)|\((Pfalz|Westerwald)\))$")


@transaction.atomic
def importiere_regionen(land=None):
    """
    Import everything, or the Kreise of one Land only (its two digits).

    Return how many rows of each kind are there now.
    """
    laender = _lade_laender()
    kommunen = _lade_kommunen(laender, land)
    if RHEINLAND_PFALZ in (land or RHEINLAND_PFALZ):
        kommunen |= _lade_staedte(laender[RHEINLAND_PFALZ], kommunen)
        _lade_jugendaemter(kommunen)
    _lade_aliasse(kommunen.values())
    lade_bevoelkerung(kommunen)
    _lade_landesbevoelkerung(laender)
    return {
        "Bundesländer": len(laender),
        "Kommunen": len(kommunen),
        "Jugendämter": Jugendamt.objects.filter(traeger__in=kommunen.values()).count(),
        "Bevölkerungszahlen": Bevoelkerung.objects.filter(kommune__in=kommunen.values()).count(),
        "Bevölkerungszahlen der Länder": Landesbevoelkerung.objects.count(),
    }


def andere_schreibweisen(name):
    """Return (spelling, Aliasherkunft) that mean the Kommune of this official name."""
    if name.startswith("Stadt "):
        return _mit_kurznamen(name.removeprefix("Stadt "), ["Stadtverwaltung"], ["Stadt"])
    if name.startswith(("Landkreis ", "Kreis ")):
        ort = name.removeprefix("Land").removeprefix("kreis ").removeprefix("Kreis ")
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
        for row in lies_tabelle("regionen/laender.csv")
    }


def _lade_kommunen(laender, land):
    """Return the Kreise by their key; those of Rheinland-Pfalz have a name to be shown by."""
    anzeigenamen = {
        row["ags"]: row["anzeigename"] for row in lies_tabelle("regionen/kreise_rlp.csv")
    }
    return {
        row["ags"]: _kommune(
            row["ags"],
            name=anzeigenamen.get(row["ags"]) or anzeigename(row["name"], row["typ"]),
            gebietstyp=_gebietstyp(row),
            bundesland=laender[row["land_ags"]],
        )
        for row in lies_tabelle("regionen/kreise_de.csv")
        if land in (None, row["land_ags"])
    }


def anzeigename(name, typ):
    """Return the name together with its kind, unless it says it: »Kreis Lippe«, »Enzkreis«."""
    if _GATTUNG_IM_NAMEN.search(name):
        return name
    return f"{'Stadt' if typ in STAEDTE else typ} {name}"


def _gebietstyp(row):
    if row["ags"] in STADTSTAATEN:
        return Gebietstyp.STADTSTAAT
    return Gebietstyp.KREISFREI if row["typ"] in STAEDTE else Gebietstyp.LANDKREIS


def _lade_staedte(land, kommunen):
    """Return the five towns inside a Kreis that run a Jugendamt of their own."""
    return {
        row["ja_schluessel"]: _kommune(
            row["ja_schluessel"],
            name=row["name"].replace("Stadtjugendamt", "Stadt"),
            gebietstyp=Gebietstyp.GKA,
            bundesland=land,
            kreis=kommunen[row["kreis_ags"]],
        )
        for row in lies_tabelle("regionen/jugendaemter_rlp.csv")
        if row["traegertyp"] == "grosse_kreisangehoerige_stadt"
    }


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
    for row in lies_tabelle("regionen/jugendaemter_rlp.csv"):
        traeger = kommunen[row["ja_schluessel"]]
        # A town that gave its Jugendamt away since must not get it back by a second run.
        if Jugendamt.objects.filter(traeger=traeger).exists():
            continue
        jugendamt = Jugendamt.objects.create(name=row["name"], traeger=traeger)
        Zustaendigkeit.objects.create(jugendamt=jugendamt, kommune=traeger)


def _lade_aliasse(kommunen):
    namen = {kommune.name.lower() for kommune in kommunen}
    aliasse = [
        KommuneAlias(kommune=kommune, schreibweise=schreibweise, herkunft=herkunft)
        for kommune in kommunen
        for schreibweise, herkunft in andere_schreibweisen(kommune.name)
    ]
    wie_oft = Counter(alias.schreibweise.lower() for alias in aliasse)
    KommuneAlias.objects.bulk_create(
        [
            alias
            for alias in aliasse
            # What two of them are called in short means neither.
            if wie_oft[alias.schreibweise.lower()] == 1 and alias.schreibweise.lower() not in namen
        ],
        ignore_conflicts=True,
    )


def lade_bevoelkerung(kommunen):
    """Load what the official tables say of these Kommunen: {key: Kommune}."""
    rows = [*_amtliche_gruppen(kommunen), *_jugendhilfe_gruppen(kommunen), *_staedte(kommunen)]
    Bevoelkerung.objects.bulk_create(
        rows,
        batch_size=2_000,
        update_conflicts=True,
        unique_fields=["kommune", "stichtag", "geschlecht", "gruppe"],
        update_fields=["anzahl", "geschaetzt", "quelle"],
    )


def _lade_landesbevoelkerung(laender):
    rows = [*_amtliche_gruppen(laender), *_jugendhilfe_gruppen(laender)]
    Landesbevoelkerung.objects.bulk_create(
        rows,
        batch_size=2_000,
        update_conflicts=True,
        unique_fields=["bundesland", "stichtag", "geschlecht", "gruppe"],
        update_fields=["anzahl", "geschaetzt", "quelle"],
    )


def _zahl(gebiet, **felder):
    """Return a row of the table that this kind of territory has."""
    if isinstance(gebiet, Bundesland):
        return Landesbevoelkerung(bundesland=gebiet, **felder)
    return Bevoelkerung(kommune=gebiet, **felder)


def _amtliche_gruppen(gebiete):
    for row in lies_tabelle("bevoelkerung/bevoelkerung_altersgruppen_2023_2024.csv"):
        if row["ags"] in gebiete:
            for gruppe in (*AMTLICHE_GRUPPEN, Altersgruppe.INSGESAMT):
                yield _zahl(
                    gebiete[row["ags"]],
                    stichtag=row["stichtag"],
                    geschlecht=row["geschlecht"],
                    gruppe=gruppe,
                    anzahl=int(row[gruppe]),
                    quelle=QUELLE_AMTLICH,
                )


def _jugendhilfe_gruppen(gebiete):
    """Yield the groups that the official table does not have; its own stay as they are there."""
    bekannt = {*AMTLICHE_GRUPPEN, Altersgruppe.INSGESAMT}
    for row in lies_tabelle("bevoelkerung/bevoelkerung_jugendamt_altersgruppen.csv"):
        if row["ags"] not in gebiete:
            continue
        for spalte, anzahl in row.items():
            gruppe = spalte.removesuffix("_geschaetzt")
            if gruppe in Altersgruppe.values and gruppe not in bekannt:
                yield _zahl(
                    gebiete[row["ags"]],
                    stichtag=row["stichtag"],
                    gruppe=gruppe,
                    anzahl=int(anzahl),
                    geschaetzt=spalte != gruppe,
                    quelle=QUELLE_BERECHNET,
                )


def _staedte(kommunen):
    """Yield the totals of the five towns: the newest figure there is for them."""
    for row in lies_tabelle("regionen/jugendaemter_rlp.csv"):
        is_stadt = row["traegertyp"] == "grosse_kreisangehoerige_stadt"
        if is_stadt and row["ja_schluessel"] in kommunen:
            yield Bevoelkerung(
                kommune=kommunen[row["ja_schluessel"]],
                stichtag=STAND_2018,
                geschlecht=Geschlecht.I,
                gruppe=Altersgruppe.INSGESAMT,
                anzahl=int(row["bevoelkerung_2018"]),
                quelle=QUELLE_2018,
            )
