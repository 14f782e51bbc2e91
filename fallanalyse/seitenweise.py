"""
Paging by key: the next page begins after the last row of this one.

It costs the same at any depth (with OFFSET thirty times as much, performance.md 1.2), and a row
that changes meanwhile is neither shown twice nor passed over.
"""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.dateparse import parse_date, parse_datetime

ZEILEN = 25


def seite(rows, data, *, key):
    """
    Return (rows of this page, address of the next page or "").

    `rows` are ordered by -`key`, -pk; `data` is request.GET, whose rubbish begins anew.
    """
    if start := _parse(rows, data.get("nach", ""), key):
        value, pk = start
        rows = rows.filter(Q(**{f"{key}__lt": value}) | Q(**{key: value, "pk__lt": pk}))
    page = list(rows[: ZEILEN + 1])
    if len(page) <= ZEILEN:
        return page, ""
    page.pop()
    query = data.copy()
    query["nach"] = f"{getattr(page[-1], key).isoformat()}_{page[-1].pk}"
    return page, f"?{query.urlencode()}"


def _parse(rows, after, key):
    value, _, pk = after.partition("_")
    try:
        value = parse_datetime(value) if "T" in value else parse_date(value)
        pk = rows.model._meta.pk.to_python(pk)
    except (ValueError, ValidationError):
        return None
    return (value, pk) if value and pk else None
