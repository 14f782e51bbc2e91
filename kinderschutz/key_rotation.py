"""
Everything that is encrypted, moved to the newest key of FIELD_KEYS (manage.py schluessel_rotieren).

Columns of EncryptedTextField are found in the registry of models, those of the history as well.
What else is encrypted registers itself. Nothing but the ciphertext changes: no version, no date, no
new event of the history. What no key opens is counted and left alone.
"""

from dataclasses import dataclass

import pgtrigger
from django.apps import apps
from django.db import connection

from kinderschutz.fields import EncryptedTextField, NichtEntschluesselbar, renew

# Rows per transaction: what is done stays done, and a row is locked for a moment only.
BATCH = 500
_others = []


@dataclass
class Renewal:
    """How many rows (or files) of one place lie under which key. `lost`: no key opens them."""

    place: str
    current: int = 0
    renewed: int = 0
    lost: int = 0


def register(renew_place):
    """Add a place that no model field tells of: a function of `wet_run` that returns a Renewal."""
    if renew_place not in _others:
        _others.append(renew_place)


def other_places():
    return list(_others)


def encrypted_columns():
    """Return (table, key column, encrypted columns) of every table that has any."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        columns = [
            field.column
            for field in model._meta.local_concrete_fields
            if isinstance(field, EncryptedTextField)
        ]
        if columns and model._meta.managed and not model._meta.proxy:
            found[model._meta.db_table] = (model._meta.pk.column, columns)
    return [(table, *found[table]) for table in sorted(found)]


def renew_batch(table, key, columns, *, after, wet_run):
    """
    Renew the next rows behind the key `after` (None: from the first).

    Return (Renewal of these rows, key of the last one or None at the end). Needs the system
    context.
    """
    quoted_key, *quoted = map(connection.ops.quote_name, [key, *columns])
    quoted_table = connection.ops.quote_name(table)
    result = Renewal(table)
    with connection.cursor() as cursor:
        behind = f"WHERE {quoted_key} > %s" if after is not None else ""
        cursor.execute(
            f"SELECT {quoted_key}, {', '.join(quoted)} FROM {quoted_table} {behind}"  # noqa: S608
            f" ORDER BY {quoted_key} LIMIT {BATCH}",
            [after] if after is not None else [],
        )
        rows = cursor.fetchall()
    changes = [change for row in rows for change in _renew_row(row, quoted, result)]
    if wet_run and changes:
        # The triggers of the history would keep a state that nobody made.
        with pgtrigger.ignore(), connection.cursor() as cursor:
            for column, pk, old, new in changes:
                # Only if nobody saved meanwhile: what is saved now lies under the newest key.
                cursor.execute(
                    f"UPDATE {quoted_table} SET {column} = %s"  # noqa: S608
                    f" WHERE {quoted_key} = %s AND {column} = %s",
                    [new, pk, old],
                )
    return result, rows[-1][0] if len(rows) == BATCH else None


def _renew_row(row, columns, result):
    """Yield (column, key, stored, renewed) of what is to be changed in a row, and count it."""
    pk, *texts = row
    is_lost = is_renewed = False
    for column, stored in zip(columns, texts, strict=True):
        try:
            renewed = renew(stored)
        except NichtEntschluesselbar:
            is_lost = True
            continue
        if renewed != stored:
            is_renewed = True
            yield column, pk, stored, renewed
    if is_lost:
        result.lost += 1
    elif is_renewed:
        result.renewed += 1
    else:
        result.current += 1
