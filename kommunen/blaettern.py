"""Paging by key: any depth costs the same, and a row that comes or goes shifts nothing."""

from dataclasses import dataclass

from django.db.models import Q
from django.shortcuts import get_object_or_404

# More rows than this are not counted one by one (design.md 8).
HOECHSTENS_GEZAEHLT = 1000


@dataclass(frozen=True)
class Seite:
    """The rows of one page, and the addresses of its neighbours (empty at an end)."""

    zeilen: list
    zurueck: str
    weiter: str


def blaettere(rows, data, *, sortiert_nach, groesse=25):
    """
    Return the Seite that `data` (request.GET) asks for: ?nach=<slug> or ?vor=<slug>.

    `sortiert_nach` names a field or annotation; rows that share a value are told apart by key.

    :raises Http404: if no row has this slug
    """
    rueckwaerts = "vor" in data
    slug = data.get("vor" if rueckwaerts else "nach")
    if slug:
        grenze = get_object_or_404(rows, slug=slug)
        vergleich = "lt" if rueckwaerts else "gt"
        wert = getattr(grenze, sortiert_nach)
        rows = rows.filter(
            Q(**{f"{sortiert_nach}__{vergleich}": wert})
            | Q(**{sortiert_nach: wert, f"pk__{vergleich}": grenze.pk})
        )
    ordnung = (f"-{sortiert_nach}", "-pk") if rueckwaerts else (sortiert_nach, "pk")
    zeilen = list(rows.order_by(*ordnung)[: groesse + 1])
    mehr = len(zeilen) > groesse
    zeilen = zeilen[:groesse]
    if rueckwaerts:
        zeilen.reverse()
    davor = mehr if rueckwaerts else bool(slug)
    danach = True if rueckwaerts else mehr
    return Seite(
        zeilen=zeilen,
        zurueck=_adresse(data, vor=zeilen[0].slug) if zeilen and davor else "",
        weiter=_adresse(data, nach=zeilen[-1].slug) if zeilen and danach else "",
    )


def gezaehlt(rows):
    """Return how many rows there are, as people read it."""
    anzahl = rows.order_by()[: HOECHSTENS_GEZAEHLT + 1].count()
    return anzahl if anzahl <= HOECHSTENS_GEZAEHLT else f"mehr als {HOECHSTENS_GEZAEHLT}"


def _adresse(data, **neu):
    query = data.copy()
    for name in ("vor", "nach"):
        query.pop(name, None)
    query.update(neu)
    return f"?{query.urlencode()}"
