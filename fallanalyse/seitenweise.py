"""
Paging by key: the next page begins after the last row of this one.

It costs the same at any depth (with OFFSET thirty times as much, performance.md 1.2), and a row
that changes meanwhile is neither shown twice nor passed over.
"""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

ZEILEN = 25


def seite(rows, data, *, key, name="nach"):
    """
    Return (rows of this page, address of the next page or "").

    `rows` are ordered by -`key`, -pk; `data` is request.GET, whose rubbish begins anew. `name`
    tells apart two lists on one page.
    """
    if start := _parse(rows, data.get(name, ""), key):
        value, pk = start
        # The first condition says nothing new, but only it bounds the scan of the index.
        rows = rows.filter(
            Q(**{f"{key}__lte": value}),
            Q(**{f"{key}__lt": value}) | Q(**{key: value, "pk__lt": pk}),
        )
    page = list(rows[: ZEILEN + 1])
    if len(page) <= ZEILEN:
        return page, ""
    page.pop()
    query = data.copy()
    query[name] = f"{getattr(page[-1], key).isoformat()}_{page[-1].pk}"
    return page, f"?{query.urlencode()}"


def _parse(rows, after, key):
    value, _, pk = after.partition("_")
    felder = rows.model._meta
    try:
        if felder.get_field(key).get_internal_type() == "DateField":
            value = parse_date(value)
        else:
            value = parse_datetime(value)
            value = value if value and timezone.is_aware(value) else None
        pk = felder.pk.to_python(pk)
    except (ValueError, ValidationError):
        return None
    return (value, pk) if value and pk else None
