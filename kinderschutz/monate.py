"""Counting in months."""

from calendar import monthrange
from datetime import date


def in_monaten(datum, monate):
    """Return the same day so many months later, or the last one of that month, as PostgreSQL."""
    jahr, monat = divmod(datum.year * 12 + datum.month - 1 + monate, 12)
    return date(jahr, monat + 1, min(datum.day, monthrange(jahr, monat + 1)[1]))
