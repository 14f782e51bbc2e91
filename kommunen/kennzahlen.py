"""
Named counts per Jugendamt (design.md 7): what there is, and how the rollup changes.

Each app declares its own in `<app>/kennzahlen.py` and registers them in AppConfig.ready. Reading is
in `kommunen.kennzahlentabelle`, the only way to figures for every output channel.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from django.db import connection
from django.db.models import Model

from kommunen.models import Kennzahlwert


class Klasse(Enum):
    """
    Decides everything about publication.

    VERWALTUNGSVORGANG: no threshold, counted live from its own small tables.
    FALLBEZOGEN: threshold, frozen per Stichtag for Land and public, kept in the rollup.
    """

    VERWALTUNGSVORGANG = "verwaltungsvorgang"
    FALLBEZOGEN = "fallbezogen"


@dataclass(frozen=True)
class Zaehlwert:
    """One count as a `zaehlung` yields it; its first five fields are the key."""

    jugendamt: int
    projekt: int | None
    jahr: int
    auspraegung: str
    anzahl: int


@dataclass(frozen=True)
class Kennzahl:
    """
    `zaehlung(jugendaemter=None)` yields Zaehlwerte from the truth, for these keys or for all.

    `auspraegungen` maps the values of the dimension to what people read; empty if there is none.
    `jahr_bedeutung` says which year counts. `sichtbar_fuer` names the arts of Rolle, None means
    everybody. `null_ist_bekannt`: a Jugendamt that does not use the application has 0, too, instead
    of »keine Angabe«. `summierbar`: whether the sum over Jugendämter says anything.
    """

    name: str
    bezeichnung: str
    klasse: Klasse
    quelle: str
    zaehlung: Callable
    jahr_bedeutung: str
    dimension: str = ""
    auspraegungen: Mapping[str, str] = field(default_factory=dict)
    einheit: str = "Anzahl"
    sichtbar_fuer: frozenset | None = None
    null_ist_bekannt: bool = False
    summierbar: bool = True

    @property
    def is_fallbezogen(self):
        return self.klasse is Klasse.FALLBEZOGEN


_register = {}


def registriere(kennzahl):
    """Make the Kennzahl known. A name means one thing: the second with it is refused."""
    bekannt = _register.setdefault(kennzahl.name, kennzahl)
    if bekannt != kennzahl:
        raise ValueError(f"Two Kennzahlen are named {kennzahl.name}.")
    return kennzahl


def kennzahl(name):
    """
    Return the Kennzahl of this name.

    :raises KeyError: if nobody registered it
    """
    return _register[name]


def alle_kennzahlen():
    """Return all registered Kennzahlen in the order of their registration."""
    return list(_register.values())


@dataclass(frozen=True)
class Aenderung:
    """One step of a case-related count: key and by how much."""

    name: str
    jugendamt: int
    projekt: int | None
    jahr: int
    auspraegung: str = ""
    um: int = 1


def zaehle(name, *, jugendamt, projekt, jahr, auspraegung="", um=1):
    """
    Change one count of the rollup, inside the transaction that changes what it counts.

    Takes rows or keys. See `zaehle_alle` for several at once.
    """
    zaehle_alle([Aenderung(name, _key(jugendamt), _key(projekt), jahr, auspraegung, um)])


def zaehle_alle(aenderungen):
    """
    Change several counts in one statement, in the order of their keys.

    Two transactions that change the same counts then wait for each other instead of deadlocking.

    :raises ValueError: if a Kennzahl has no rollup
    :raises IntegrityError: if a count would become negative
    """
    summen = {}
    for schritt in aenderungen:
        if not kennzahl(schritt.name).is_fallbezogen:
            raise ValueError(f"{schritt.name} is counted live and has no rollup.")
        key = (schritt.jugendamt, schritt.projekt, schritt.jahr, schritt.name, schritt.auspraegung)
        summen[key] = summen.get(key, 0) + schritt.um
    rows = [(*key, um) for key, um in summen.items() if um]
    if not rows:
        return
    rows.sort(key=lambda row: (row[0], row[1] or 0, *row[2:]))
    table = connection.ops.quote_name(Kennzahlwert._meta.db_table)
    values = ", ".join(["(gen_random_uuid(), %s, %s, %s, %s, %s, %s)"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (id, jugendamt_id, projekt_id, jahr, name, auspraegung, anzahl)"  # noqa: S608
            f" VALUES {values}"
            " ON CONFLICT (jugendamt_id, projekt_id, jahr, name, auspraegung)"
            f" DO UPDATE SET anzahl = {table}.anzahl + EXCLUDED.anzahl",
            [value for row in rows for value in row],
        )


def _key(row):
    return row.pk if isinstance(row, Model) else row
