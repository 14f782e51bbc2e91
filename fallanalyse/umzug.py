"""What an analysis takes along when its Jugendamt is handed over (kommunen.umzug)."""

from collections import Counter

from django.db import connection
from django.utils import timezone

from fallanalyse import kennzahlen
from fallanalyse.models import Amtswechsel, Fallanalyse, GeloeschteAnalysen
from fallanalyse.models.fallanalyse import VERSUCHE, new_kennung
from kinderschutz import audit
from kinderschutz.models import Aktion
from kommunen import umzug

BLEIBT = {
    "fallanalyse_rechtsgrundlagenvorgabe": "each Verantwortliche settles the law for new analyses",
    "fallanalyse_loeschfrist": "the same; every analysis keeps its own day of deletion",
    "fallanalyse_geloeschteanalysen": "the figures of a year belong to who answered for it then",
}


def registriere_alle():
    umzug.registriere(bleibt=BLEIBT, vorher=bereite_vor)


def bereite_vor(von, an, zeitpunkt):
    """Close the figures of `von`, rename namesakes, and note where each analysis came from."""
    analysen = list(Fallanalyse.objects.select_for_update().filter(jugendamt=von).order_by("pk"))
    _schliesse_zahlen(von)
    vorherige = {analyse.pk: analyse.kennung for analyse in analysen}
    doppelte = _benenne_um(analysen, von, an)
    for analyse in analysen:
        Amtswechsel.objects.create(
            jugendamt=von,
            analyse=analyse,
            vorher=von,
            kennung_vorher=vorherige[analyse.pk],
            am=zeitpunkt,
        )
        # In both chains: there it ends, here it begins, under the code it has from now on.
        for aktion, jugendamt, kennung in (
            (Aktion.UEBERGEBEN, von, vorherige[analyse.pk]),
            (Aktion.UEBERNOMMEN, an, analyse.kennung),
        ):
            audit.record(aktion, objektart="fallanalyse", kennung=kennung, jugendamt=jugendamt.pk)
    return {"Fallanalysen": len(analysen), "neue Kennungen": doppelte} if analysen else {}


def _schliesse_zahlen(von):
    """Keep what `von` counted as a figure of its own, as if the analyses were deleted there."""
    for name, rows, jahr, projekt in (
        (kennzahlen.BEGONNEN, kennzahlen.hier_begonnen(), "begonnen_datum", "projekt_id"),
        (
            kennzahlen.ABGESCHLOSSEN,
            kennzahlen.hier_abgeschlossen(),
            "abgeschlossen_am",
            "projekt_id",
        ),
        (
            kennzahlen.FREIGEGEBEN,
            kennzahlen.hier_freigegeben(),
            "freigegebener_befund__quartal",
            "freigegebener_befund__projekt_id",
        ),
    ):
        eigene = rows.filter(jugendamt=von).values_list(projekt, jahr)
        summen = Counter((projekt_id, _jahr(wann)) for projekt_id, wann in eigene)
        for (projekt_id, eines), anzahl in summen.items():
            GeloeschteAnalysen.zaehle(
                name, jugendamt_id=von.pk, projekt_id=projekt_id, jahr=eines, um=anzahl
            )
    kennzahlen.hier_freigegeben().filter(jugendamt=von).update(zaehlt_hier=False)


def _jahr(wann):
    # As the database counts it: the last hours of the year are already the next one in UTC+1.
    return (timezone.localtime(wann) if hasattr(wann, "hour") else wann).year


def _benenne_um(analysen, von, an):
    """Give a new Kennung to each analysis whose code the other Jugendamt has; return how many."""
    vergeben = set(
        Fallanalyse.objects.filter(jugendamt__in=[von, an]).values_list("jugendamt", "kennung")
    )
    dort = {kennung for jugendamt, kennung in vergeben if jugendamt == an.pk}
    alle = {kennung for _jugendamt, kennung in vergeben}
    doppelte = [analyse for analyse in analysen if analyse.kennung in dort]
    for analyse in doppelte:
        analyse.kennung = next(
            kennung for _versuch in range(VERSUCHE) if (kennung := new_kennung()) not in alle
        )
        alle.add(analyse.kennung)
        for table, spalte in _tabellen_mit_kennung():
            with connection.cursor() as cursor:
                cursor.execute(
                    f"UPDATE {table} SET kennung = %s WHERE {spalte} = %s",  # noqa: S608
                    [analyse.kennung, analyse.pk],
                )
    return len(doppelte)


def _tabellen_mit_kennung():
    """Return the tables that repeat the code of an analysis. History keeps the one it had."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND column_name IN ('analyse_id', 'kennung') AND table_name NOT LIKE '%%event'"
            " GROUP BY table_name HAVING count(*) = 2 ORDER BY table_name"
        )
        tabellen = [(connection.ops.quote_name(table), "analyse_id") for (table,) in cursor]
    return [(connection.ops.quote_name(Fallanalyse._meta.db_table), "id"), *tabellen]
