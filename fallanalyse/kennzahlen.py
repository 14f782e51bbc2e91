"""The case-related Kennzahlen: threshold, frozen per Stichtag, kept in the rollup."""

from django.db.models import CharField, Count, Value
from django.db.models.functions import ExtractYear

from fallanalyse.models import Fallanalyse, GeloeschteAnalysen, Herkunft
from kommunen.kennzahlen import Kennzahl, Klasse, Zaehlwert, registriere

QUELLE = "Fallanalysen in dieser Anwendung"
BEGONNEN, ABGESCHLOSSEN = "analysen_begonnen", "analysen_abgeschlossen"


def _zaehle(rows, jahr, jugendaemter, praefix=""):
    if jugendaemter is not None:
        rows = rows.filter(jugendamt__in=jugendaemter)
    gruppen = (
        rows.order_by()
        .values_list(
            "jugendamt",
            f"{praefix}projekt",
            ExtractYear(jahr),
            Value("", output_field=CharField()),
        )
        .annotate(Count("pk"))
    )
    for row in gruppen:
        yield Zaehlwert(*row)


def _geloeschte(name, jugendaemter):
    rows = GeloeschteAnalysen.objects.filter(name=name)
    if jugendaemter is not None:
        rows = rows.filter(jugendamt__in=jugendaemter)
    for row in rows.values_list("jugendamt", "projekt", "jahr", "anzahl"):
        yield Zaehlwert(*row[:3], "", row[3])


def _begonnen(jugendaemter=None):
    yield from _zaehle(Fallanalyse.objects.all(), "begonnen_datum", jugendaemter)
    yield from _geloeschte(BEGONNEN, jugendaemter)


def _abgeschlossen(jugendaemter=None):
    rows = Fallanalyse.objects.filter(abgeschlossen_am__isnull=False)
    yield from _zaehle(rows, "abgeschlossen_am", jugendaemter)
    yield from _geloeschte(ABGESCHLOSSEN, jugendaemter)


def _freigegeben(jugendaemter=None):
    rows = Herkunft.objects.filter(freigegebener_befund__isnull=False)
    # By the copy: the analysis itself may be deleted by now.
    return _zaehle(
        rows, "freigegebener_befund__quartal", jugendaemter, praefix="freigegebener_befund__"
    )


def registriere_alle():
    for name, bezeichnung, zaehlung, jahr in (
        (BEGONNEN, "Fallanalysen begonnen", _begonnen, "Jahr des Beginns"),
        (
            ABGESCHLOSSEN,
            "Fallanalysen abgeschlossen",
            _abgeschlossen,
            "Jahr des Abschlusses",
        ),
        ("befunde_freigegeben", "Befunde freigegeben", _freigegeben, "Jahr der Freigabe"),
    ):
        registriere(
            Kennzahl(
                name=name,
                bezeichnung=bezeichnung,
                klasse=Klasse.FALLBEZOGEN,
                quelle=QUELLE,
                zaehlung=zaehlung,
                jahr_bedeutung=jahr,
            )
        )
