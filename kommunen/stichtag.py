"""Freezing the counts of a day, and proving that the rollup counts what is there."""

from collections import defaultdict
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from kommunen import organisationsvergleich
from kommunen.kennzahlen import Zaehlwert, alle_kennzahlen
from kommunen.models import Jugendamt, Kennzahlwert, Stichtag, Stichtagswert, Teilnahme


class StichtagNichtMoeglich(Exception):
    """The message is German and may be shown to the user."""


def letztes_quartalsende(heute=None):
    """Return the last day of the quarter before this day (default: today)."""
    heute = heute or timezone.localdate()
    return date(heute.year, (heute.month - 1) // 3 * 3 + 1, 1) - timedelta(days=1)


@transaction.atomic
def setze_stichtag(datum):
    """
    Freeze all Kennzahlen as they are now, under this date. Needs the system context.

    A date is frozen once: whoever could do it again could see what changed in between.

    :raises StichtagNichtMoeglich: if the date is frozen already, or is still to come
    """
    if datum > timezone.localdate():
        raise StichtagNichtMoeglich(f"Der {datum:%d.%m.%Y} liegt in der Zukunft.")
    stichtag, is_neu = Stichtag.objects.get_or_create(datum=datum)
    if not is_neu:
        raise StichtagNichtMoeglich(f"Der Stichtag {stichtag} ist schon eingefroren.")
    alle = set(Jugendamt.objects.gueltig(datum).values_list("pk", flat=True))
    nutzende = set(
        Teilnahme.objects.gueltig(datum)
        .filter(jugendamt__isnull=False)
        .values_list("jugendamt", flat=True)
    )
    rows = []
    for kennzahl in alle_kennzahlen():
        werte = [wert for wert in _stand(kennzahl) if wert.anzahl]
        berichtet = alle if kennzahl.null_ist_bekannt else nutzende
        # An explicit 0: who has none must differ from who reports nothing.
        werte += [
            Zaehlwert(jugendamt, None, datum.year, "", 0)
            for jugendamt in sorted(berichtet - {wert.jugendamt for wert in werte})
        ]
        rows += [
            Stichtagswert(
                stichtag=stichtag,
                name=kennzahl.name,
                jugendamt_id=wert.jugendamt,
                projekt_id=wert.projekt,
                jahr=wert.jahr,
                auspraegung=wert.auspraegung,
                anzahl=wert.anzahl,
            )
            for wert in werte
        ]
    Stichtagswert.objects.bulk_create(rows, batch_size=2_000)
    organisationsvergleich.friere_ein(stichtag)
    return stichtag


def abweichungen():
    """
    Yield (Kennzahl, key, kept, counted) wherever the rollup is not what is there.

    Needs the system context: it counts the rows of all Jugendämter.
    """
    for kennzahl in alle_kennzahlen():
        if not kennzahl.is_fallbezogen:
            continue
        gefuehrt = _je_schluessel(_stand(kennzahl))
        gezaehlt = _je_schluessel(kennzahl.zaehlung())
        for key in sorted(gefuehrt.keys() | gezaehlt.keys(), key=repr):
            if gefuehrt[key] != gezaehlt[key]:
                yield kennzahl, key, gefuehrt[key], gezaehlt[key]


def _stand(kennzahl):
    if not kennzahl.is_fallbezogen:
        return kennzahl.zaehlung()
    rows = Kennzahlwert.objects.filter(name=kennzahl.name)
    return (
        Zaehlwert(*row)
        for row in rows.values_list("jugendamt", "projekt", "jahr", "auspraegung", "anzahl")
    )


def _je_schluessel(werte):
    summen = defaultdict(int)
    for wert in werte:
        summen[wert.jugendamt, wert.projekt, wert.jahr, wert.auspraegung] += wert.anzahl
    return summen
