"""
Deleting analyses for good: every row of every table that speaks of them, and every file.

The tables are found in the database's own catalogue, so that one that comes later is not forgotten.
What was released stays in the library, for no case is in it; it still knows whose it is, no longer
of which analysis (README, decision 18). One entry of the audit trail says that there was one.

Needs the system context: history and logs let no Rolle take anything away.
"""

from django.db import connection, transaction
from django.utils import timezone

from fallanalyse.kennzahlen import ABGESCHLOSSEN, BEGONNEN
from fallanalyse.models import Anhang, Fallanalyse, GeloeschteAnalysen, Herkunft, Rechtslage
from kinderschutz import ablage, audit
from kinderschutz.models import Aktion
from kommunen.models import Rolle

# What knows an analysis and survives it, and why.
BLEIBT = {
    Herkunft._meta.db_table: "whose a released copy is: the link to the analysis is cut",
}
SPALTE = "analyse_id"


def faellige(am=None):
    """Return the Rechtslagen of what is to be deleted on this day (default: today)."""
    return (
        Rechtslage.objects.faellig(am)
        .select_related("jugendamt")
        .order_by("jugendamt__name", "kennung")
    )


@transaction.atomic
def loesche(analyse):
    """Delete this analysis with everything of it; return how many rows that were."""
    analyse = Fallanalyse.objects.select_for_update().get(pk=analyse)
    for datei in Anhang.objects.filter(analyse=analyse).values_list("datei", flat=True):
        ablage.entferne(datei)
    _zaehle_weiter(analyse)
    Herkunft.objects.filter(analyse=analyse).update(analyse=None, befund=None, vorschlag=None)
    _beende_rollen(analyse)
    anzahl = _leere_tabellen(analyse)
    audit.record(Aktion.ENTFERNT, analyse)
    return anzahl


def tabellen():
    """Return every table that has rows of an analysis, by the database's catalogue."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.columns"
            " WHERE table_schema = 'public' AND column_name = %s ORDER BY table_name",
            [SPALTE],
        )
        return [table for (table,) in cursor.fetchall() if table not in BLEIBT]


def _leere_tabellen(analyse):
    """
    Delete until nothing is left: taking a row away makes its history write one more.

    Foreign keys are asked at the end of the transaction only, so the order does not matter.
    """
    kopf, verlauf = Fallanalyse._meta.db_table, f"{Fallanalyse._meta.db_table}event"
    where = [*((table, SPALTE) for table in tabellen()), (kopf, "id"), (verlauf, "id")]
    summe = 0
    with connection.cursor() as cursor:
        while anzahl := sum(_delete(cursor, *eine, analyse.pk) for eine in where):
            summe += anzahl
        # Now, so that whatever still refers to it fails here and not somewhere later.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return summe


def _delete(cursor, table, column, pk):
    name = connection.ops.quote_name
    cursor.execute(f"DELETE FROM {name(table)} WHERE {name(column)} = %s", [pk])  # noqa: S608
    return cursor.rowcount


def _zaehle_weiter(analyse):
    """Let the figures of the years stay what they were."""
    if not analyse.wege.exists():
        GeloeschteAnalysen.merke(BEGONNEN, analyse=analyse, jahr=analyse.begonnen_datum.year)
    if analyse.abgeschlossen_am and analyse.is_hier_abgeschlossen():
        jahr = timezone.localtime(analyse.abgeschlossen_am).year
        GeloeschteAnalysen.merke(ABGESCHLOSSEN, analyse=analyse, jahr=jahr)


def _beende_rollen(analyse):
    """End the Rollen that were for this analysis alone: they stay on record as Rollen do."""
    for rolle in Rolle.objects.filter(analyse=analyse.pk, bis__gt=timezone.localdate()):
        rolle.beenden()
