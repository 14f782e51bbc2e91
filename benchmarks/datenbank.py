"""Scratch databases on the server the application uses, and loading them fast."""

import contextlib
import io

import psycopg2
from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField
from psycopg2 import sql

# What COPY reads as NULL.
NICHTS = "\\N"


class Messdatenbanken:
    """Creates databases for one run and drops all of them at its end."""

    def __init__(self, settings, praefix):
        self.settings, self.praefix = settings, praefix
        self.namen = []

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        for name in reversed(self.namen):
            self._run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(_name(name)))

    def create(self, zusatz, vorlage=None):
        """Create a database, as a copy of `vorlage` if one is named, and return its name."""
        name = f"{self.praefix}_{zusatz}"
        command = sql.SQL("CREATE DATABASE {}").format(_name(name))
        if vorlage:
            command += sql.SQL(" TEMPLATE {}").format(_name(vorlage))
        self.namen.append(name)
        self._run(command)
        return name

    def connect(self, name):
        """Return a connection of its own: without the statement_timeout of the application."""
        connection = psycopg2.connect(
            dbname=name,
            user=self.settings["USER"],
            password=self.settings["PASSWORD"],
            host=self.settings["HOST"],
            port=self.settings["PORT"] or None,
        )
        connection.autocommit = True
        return connection

    def _run(self, command):
        with contextlib.closing(self.connect(self.settings["NAME"])) as connection:
            connection.cursor().execute(command)


class Ladung:
    """Rows of one model on their way into its table by COPY."""

    AUF_EINMAL = 20_000

    def __init__(self, cursor, model, **fest):
        spalten = [
            (feld.column, fest.get(feld.column, f"%({feld.column})s"))
            for feld in model._meta.concrete_fields
        ]
        self.cursor = cursor
        self.leer = {
            feld.column: _leer(feld) for feld in model._meta.concrete_fields if _darf(feld)
        }
        self.form = "\t".join(str(wert) for _spalte, wert in spalten) + "\n"
        self.befehl = (
            f"COPY {model._meta.db_table} ({', '.join(spalte for spalte, _ in spalten)}) FROM STDIN"
        )
        self.zeilen = []
        self.anzahl = 0

    def add(self, **werte):
        self.zeilen.append(self.form % (self.leer | werte))
        if len(self.zeilen) >= self.AUF_EINMAL:
            self.flush()

    def flush(self):
        self.cursor.copy_expert(self.befehl, io.StringIO("".join(self.zeilen)))
        self.anzahl += len(self.zeilen)
        self.zeilen.clear()


def _darf(feld):
    """Say whether a row may leave this field empty."""
    return feld.null or feld.blank or isinstance(feld, BooleanField)


def _leer(feld):
    """Return what COPY reads as nothing said here."""
    if feld.null:
        return NICHTS
    return {BooleanField: "f", ArrayField: "{}"}.get(type(feld), "")


@contextlib.contextmanager
def laden(cursor, models):
    """
    Let COPY in: the owner sets the policies aside, and indexes are built once, at the end.

    Triggers rest too: a history of rows that never changed would only slow the loading down.
    """
    tabellen = [model._meta.db_table for model in models]
    cursor.execute("SET maintenance_work_mem = '512MB'; SET synchronous_commit = off")
    cursor.execute(
        "SELECT c.relname FROM pg_class c WHERE c.relname = ANY(%s) AND c.relforcerowsecurity",
        [tabellen],
    )
    geschuetzt = [name for (name,) in cursor.fetchall()]
    abgebaut = _constraints(cursor, tabellen, "f") + _constraints(cursor, tabellen, "pu")
    indizes = _indexes(cursor, tabellen)
    for tabelle, name, _definition in abgebaut:
        cursor.execute(f"ALTER TABLE {tabelle} DROP CONSTRAINT {name}")
    for name, _definition in indizes:
        cursor.execute(f"DROP INDEX {name}")
    for tabelle in tabellen:
        cursor.execute(f"ALTER TABLE {tabelle} DISABLE TRIGGER USER")
    for tabelle in geschuetzt:
        cursor.execute(f"ALTER TABLE {tabelle} NO FORCE ROW LEVEL SECURITY")
    yield
    # Keys before what points to them.
    for tabelle, name, definition in reversed(abgebaut):
        cursor.execute(f"ALTER TABLE {tabelle} ADD CONSTRAINT {name} {definition}")
    for _name_of_it, definition in indizes:
        cursor.execute(definition)
    for tabelle in geschuetzt:
        cursor.execute(f"ALTER TABLE {tabelle} FORCE ROW LEVEL SECURITY")
    for tabelle in tabellen:
        cursor.execute(f"ALTER TABLE {tabelle} ENABLE TRIGGER USER")


def _constraints(cursor, tabellen, arten):
    cursor.execute(
        "SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)"
        " FROM pg_constraint WHERE contype = ANY(%(arten)s) AND"
        " (conrelid::regclass::text = ANY(%(tabellen)s)"
        "  OR confrelid::regclass::text = ANY(%(tabellen)s)) ORDER BY conname",
        {"arten": list(arten), "tabellen": tabellen},
    )
    return cursor.fetchall()


def _indexes(cursor, tabellen):
    """Return those that belong to no constraint."""
    cursor.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
        " WHERE indrelid::regclass::text = ANY(%s)"
        " AND NOT EXISTS"
        " (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype <> 'f')",
        [tabellen],
    )
    return cursor.fetchall()


def _name(name):
    return sql.Identifier(name)
