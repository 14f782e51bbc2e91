"""
Bring database and static files to the state of the program, in one process of the venv.

When nothing has changed since the last time this costs one query and no Django.
"""

import hashlib
import io
import json
import os
import sys

import einrichten
import psycopg2
from einrichten import BASE_DIR, Abbruch, say

sys.path.insert(0, str(BASE_DIR))
from kinderschutz import embedded_postgres

MARKER = einrichten.VENV / "bereit.json"


def main():
    url = einrichten.database_url()
    try:
        dsn = url or _dsn(embedded_postgres.database(BASE_DIR))
        known = _known()
        program, static = _program_state(dsn), _static_state()
        if known.get("statisch") != static:
            _set_up_django()
            _collect_static()
        if known.get("programm") != program or known.get("datenbank") != _look(dsn):
            einrichten.compile_program()
            _set_up_django()
            known = {"konten": _prepare_database(), "datenbank": _look(dsn)}
        MARKER.write_text(
            json.dumps(known | {"programm": program, "statisch": _static_state()}), encoding="utf-8"
        )
    except embedded_postgres.DatenbankNichtBereit as error:
        raise Abbruch(str(error)) from error
    except psycopg2.Error as error:
        where = "aus DATABASE_URL " if url else ""
        last = " ".join(str(error).split())[-300:]
        raise Abbruch(f"Die Datenbank {where}lässt sich nicht benutzen: {last}") from error
    say(known["konten"])


def _known():
    """What the last preparation noted; nothing, when it was killed while writing."""
    try:
        return json.loads(MARKER.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}


def _dsn(settings):
    return psycopg2.extensions.make_dsn(
        dbname=settings["NAME"],
        user=settings["USER"],
        password=settings["PASSWORD"],
        host=settings["HOST"],
        port=settings["PORT"],
    )


def _program_state(dsn):
    """All of the code: not only migrations leave traces in the database, the demo data do too."""
    digest = hashlib.sha256(dsn.encode())
    sources = (path for path in BASE_DIR.glob("[!.]*/**/*.py") if "tests" not in path.parts)
    for path in (BASE_DIR / "requirements.txt", *sorted(sources)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _static_state():
    digest = hashlib.sha256((BASE_DIR / "requirements.txt").read_bytes())
    for path in sorted((BASE_DIR / "static").rglob("*")):
        found = path.stat()
        digest.update(f"{path} {found.st_size} {found.st_mtime_ns}".encode())
    collected = (BASE_DIR / "staticfiles" / "staticfiles.json").exists()
    return f"{digest.hexdigest()} {collected}"


def _look(dsn):
    """What the last preparation left: the number of migrations, and that somebody can sign in."""
    connection = psycopg2.connect(dsn)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM django_migrations")
            [migrations] = cursor.fetchone()
            cursor.execute("SELECT EXISTS (SELECT FROM kinderschutz_user)")
            [people] = cursor.fetchone()
        return [migrations, people]
    except psycopg2.errors.UndefinedTable:
        return None
    finally:
        connection.close()


def _set_up_django():
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinderschutz.settings")
    django.setup()


def _collect_static():
    from django.core.management import call_command

    say("Die Gestaltung wird zusammengestellt …")
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)


def _prepare_database():
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django.db.utils import Error

    say("Die Datenbank wird eingerichtet …")
    try:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        if not get_user_model().objects.exists():
            say("Die Beispieldaten werden geladen …")
            call_command("demo_laden", verbosity=0)
        # Until a new version has read them, nobody from outside sees the texts of before.
        call_command("pruefe_texte", "--wet-run", stdout=io.StringIO())
    except Error as error:
        raise error.__cause__ or error from None
    accounts = io.StringIO()
    call_command("demo_konten", stdout=accounts)
    return accounts.getvalue().strip()


if __name__ == "__main__":
    with einrichten.plain_sentences():
        main()
