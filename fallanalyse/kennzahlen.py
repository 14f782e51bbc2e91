"""The case-related Kennzahlen: threshold, frozen per Stichtag, kept in the rollup."""

from django.db.models import CharField, Count, Value
from django.db.models.functions import ExtractYear

from fallanalyse.models import Fallanalyse, Herkunft
from kommunen.kennzahlen import Kennzahl, Klasse, Zaehlwert, registriere

QUELLE = "Fallanalysen in dieser Anwendung"


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


def _begonnen(jugendaemter=None):
    return _zaehle(Fallanalyse.objects.all(), "begonnen_datum", jugendaemter)


def _abgeschlossen(jugendaemter=None):
    rows = Fallanalyse.objects.filter(abgeschlossen_am__isnull=False)
    return _zaehle(rows, "abgeschlossen_am", jugendaemter)


def _freigegeben(jugendaemter=None):
    rows = Herkunft.objects.filter(freigegebener_befund__isnull=False)
    return _zaehle(rows, "freigegebener_befund__quartal", jugendaemter, praefix="analyse__")


def registriere_alle():
    for name, bezeichnung, zaehlung, jahr in (
        ("analysen_begonnen", "Fallanalysen begonnen", _begonnen, "Jahr des Beginns"),
        (
            "analysen_abgeschlossen",
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
