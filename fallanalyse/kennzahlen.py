"""The case-related Kennzahlen: threshold, frozen per Stichtag, kept in the rollup."""

from django.db.models import CharField, Count, Exists, OuterRef, Value
from django.db.models.functions import ExtractYear

from fallanalyse.models import Amtswechsel, Fallanalyse, GeloeschteAnalysen, Herkunft
from kommunen.kennzahlen import Kennzahl, Klasse, Zaehlwert, registriere

QUELLE = "Fallanalysen in dieser Anwendung"
BEGONNEN, ABGESCHLOSSEN = "analysen_begonnen", "analysen_abgeschlossen"
FREIGEGEBEN = "befunde_freigegeben"


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


def hier_begonnen():
    """Return the analyses begun in the Jugendamt they belong to; others count where they began."""
    return Fallanalyse.objects.filter(~Exists(Amtswechsel.objects.filter(analyse=OuterRef("pk"))))


def hier_abgeschlossen():
    """Return the analyses finished in the Jugendamt they belong to."""
    spaeter = Amtswechsel.objects.filter(
        analyse=OuterRef("pk"), am__gt=OuterRef("abgeschlossen_am")
    )
    return Fallanalyse.objects.filter(~Exists(spaeter), abgeschlossen_am__isnull=False)


def hier_freigegeben():
    """Return where the Befunde come from that were released by the Jugendamt they belong to."""
    return Herkunft.objects.filter(freigegebener_befund__isnull=False, zaehlt_hier=True)


def _begonnen(jugendaemter=None):
    yield from _zaehle(hier_begonnen(), "begonnen_datum", jugendaemter)
    yield from _geloeschte(BEGONNEN, jugendaemter)


def _abgeschlossen(jugendaemter=None):
    rows = hier_abgeschlossen()
    yield from _zaehle(rows, "abgeschlossen_am", jugendaemter)
    yield from _geloeschte(ABGESCHLOSSEN, jugendaemter)


def _freigegeben(jugendaemter=None):
    # By the copy: the analysis itself may be deleted by now.
    yield from _zaehle(
        hier_freigegeben(),
        "freigegebener_befund__quartal",
        jugendaemter,
        praefix="freigegebener_befund__",
    )
    yield from _geloeschte(FREIGEGEBEN, jugendaemter)


def registriere_alle():
    for name, bezeichnung, zaehlung, jahr in (
        (BEGONNEN, "Fallanalysen begonnen", _begonnen, "Jahr des Beginns"),
        (
            ABGESCHLOSSEN,
            "Fallanalysen abgeschlossen",
            _abgeschlossen,
            "Jahr des Abschlusses",
        ),
        (FREIGEGEBEN, "Befunde freigegeben", _freigegeben, "Jahr der Freigabe"),
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
