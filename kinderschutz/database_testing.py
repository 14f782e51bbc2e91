"""
Databases for tests: migrated once, then cloned (CREATE DATABASE … TEMPLATE).

All migrations take most of a minute; every process of pytest-xdist and every server of a browser
test needs a database. The processes wait for each other at a lock of the database server.
"""

import hashlib
import os
import secrets
import subprocess
import sys
from contextlib import contextmanager, suppress
from urllib.parse import quote

import psycopg2
import pytest
from django.conf import settings
from django.db import connections

__all__ = ["demo_vorlage", "django_db_modify_db_settings", "leere_vorlage"]

# Any number will do, as long as nobody else takes it.
LOCK = 20_261_129


@contextmanager
def _cursor():
    database = settings.DATABASES["default"]
    connection = psycopg2.connect(
        dbname="postgres",
        user=database["USER"],
        password=database["PASSWORD"],
        host=database["HOST"],
        port=database["PORT"] or 5432,
    )
    connection.autocommit = True
    try:
        yield connection.cursor()
    finally:
        connection.close()


@contextmanager
def database(template):
    """Yield the name of a clone that is gone afterwards."""
    name = f"browser_{secrets.token_hex(6)}"
    with _cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield name
    finally:
        with _cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def environment(name):
    """Return the environment of a process that works on this database."""
    database = settings.DATABASES["default"]
    user, password, host = (quote(database[key], safe="") for key in ("USER", "PASSWORD", "HOST"))
    port = f":{database['PORT']}" if database["PORT"] else ""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "kinderschutz.settings_test",
        "DATABASE_URL": f"postgres://{user}:{password}@{host}{port}/{name}",
    }


def manage(name, *arguments):
    """Run a command of manage.py on this database; what it said stands in the failure."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env=environment(name),
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, f"{arguments}: {done.stdout[-2000:]} {done.stderr[-2000:]}"


@pytest.fixture(scope="session")
def leere_vorlage():
    """Return the name of a database with all tables and no rows; it stays for the next run."""
    return _vorlage("leer", _digest_of_migrations(), ("migrate", "createcachetable"))


@pytest.fixture(scope="session")
def demo_vorlage(request, leere_vorlage):
    """Return the name of a database with the demo, loaded once per run."""
    run = getattr(request.config, "workerinput", {}).get("testrunuid") or secrets.token_hex(16)
    whose = f"demo_{os.environ.get('TEST_DB', 'alle')}"
    return _vorlage(whose, run[:12], ("demo_laden",), template=leere_vorlage)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request, django_db_modify_db_settings_parallel_suffix):
    """Let pytest-django clone the database of the tests; one that is reused stays as it is."""
    test = connections.settings["default"]["TEST"]
    if request.config.getvalue("create_db") or not _exists(test["NAME"]):
        test["TEMPLATE"] = request.getfixturevalue("leere_vorlage")


def _vorlage(kind, state, commands, template="template1"):
    """Return the template of this kind and state; make it, and drop the others of its kind."""
    name = f"vorlage_{kind}__{state}"
    with _cursor() as cursor:
        # The end of the connection opens it again.
        cursor.execute("SET statement_timeout = 0; SELECT pg_advisory_lock(%s)", [LOCK])
        if not _exists(name):
            _drop_others(cursor, kind)
            cursor.execute(f"CREATE DATABASE {name}_halb TEMPLATE {template}")
            for command in commands:
                manage(f"{name}_halb", command)
            # Only a whole one has the name.
            cursor.execute(f"ALTER DATABASE {name}_halb RENAME TO {name}")
    return name


def _exists(name):
    with _cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None


def _drop_others(cursor, kind):
    cursor.execute(
        "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [f"vorlage_{kind}__"]
    )
    for (name,) in cursor.fetchall():
        # Somebody else may be cloning it.
        with suppress(psycopg2.errors.ObjectInUse):
            cursor.execute(f"DROP DATABASE {name}")


def _digest_of_migrations():
    """Return what changes with what the migrations are made of."""
    base = settings.BASE_DIR
    files = [
        base / "requirements.txt",
        *base.glob("kinderschutz/*.py"),
        *base.glob("*/migrations/*.py"),
    ]
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
