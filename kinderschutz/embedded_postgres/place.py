"""
Where the private database lies.

Two places: `<base_dir>/.postgres/` (control) holds lock and passwords of whoever starts the server,
the *home* holds data, log and socket of whoever runs it. They are one folder, except for root:
PostgreSQL refuses to run as root, so the home is then where an unprivileged user can reach it.
"""

import contextlib
import dataclasses
import hashlib
import json
import os
import pwd
import secrets
import stat
import tempfile
from pathlib import Path

NO_SPACE = "Auf dem Datenträger von {} ist nicht genug Platz für die mitgelieferte Datenbank."
# sun_path holds 108 bytes with the closing zero.
LONGEST_SOCKET_PATH = 107


class DatenbankNichtBereit(Exception):
    """One German sentence for the person who started the program."""


@dataclasses.dataclass(frozen=True)
class Place:
    control: Path
    home: Path
    user: pwd.struct_passwd | None = None  # whom root runs the server as

    @classmethod
    def existing(cls, base_dir):
        control = control_dir(base_dir)
        if os.geteuid() != 0:
            return cls(control, control) if control.is_dir() else None
        with contextlib.suppress(FileNotFoundError, KeyError):
            owner = (control / "daten").stat().st_uid
            if owner != 0:
                return cls(control, control, pwd.getpwuid(owner))
        home = Path(read(control / "ort"))
        belongs_to = read(home / "fuer")
        if not belongs_to:
            return None
        if belongs_to != str(control):
            if Path(belongs_to, "ort").exists():
                return None  # a copy of a folder that still exists: it gets its own data
            write(home / "fuer", str(control))
        return cls(control, home, pwd.getpwuid(home.stat().st_uid))

    @classmethod
    def new(cls, base_dir):
        control = control_dir(base_dir)
        if os.geteuid() != 0:
            return cls(control, control)
        above = next(path for path in ("/var/lib", "/var/tmp") if os.access(path, os.W_OK))  # noqa: S108
        home = Path(above, f"kinderschutz-{digest(control)}")
        if read(home / "fuer") not in ("", str(control)):
            # The folder that once lay here was moved, with its data.
            home = Path(f"{home}-{secrets.token_hex(4)}")
        return cls(control, home, _unprivileged_user())

    def make(self):
        if self.user:
            self.home.mkdir(mode=0o700)
            os.chown(self.home, self.user.pw_uid, self.user.pw_gid)
            write(self.home / "fuer", str(self.control))
            write(self.control / "ort", str(self.home))

    @property
    def data(self):
        return self.home / "daten"

    @property
    def log(self):
        return self.home / "protokoll.log"

    @property
    def uid(self):
        return self.user.pw_uid if self.user else os.geteuid()

    def socket_dir(self, name):
        """The home, or a recorded short folder: running web processes must find it again."""
        path = os.fsencode(self.home / name)
        # The setting is a list in quotes: neither may stand in the path.
        if len(path) <= LONGEST_SOCKET_PATH and not set(path) & set(b"'\","):
            return self.home
        with contextlib.suppress(FileNotFoundError):
            path = Path(read(self.control / "socket"))
            found = path.lstat()
            # /tmp is everybody's: never meet a stranger's server there.
            if path.is_absolute() and stat.S_ISDIR(found.st_mode) and found.st_uid == self.uid:
                return path
        path = Path(tempfile.mkdtemp(prefix="kinderschutz-", dir="/tmp"))
        if self.user:
            os.chown(path, self.user.pw_uid, self.user.pw_gid)
        write(self.control / "socket", str(path))
        return path

    def passwords(self):
        path = self.control / "zugang.json"
        if not path.exists() and self.data.exists():
            raise DatenbankNichtBereit(
                f"Die Kennwörter der Datenbank fehlen ({path}); ohne sie sind die Daten in "
                f"{self.data} nicht zu öffnen. Holen Sie die Datei aus der Sicherung zurück."
            )
        if not path.exists():
            fresh = {role: secrets.token_urlsafe(32) for role in ("postgres", "kinderschutz")}
            write(path, json.dumps(fresh))
        return json.loads(path.read_text(encoding="utf-8"))


def control_dir(base_dir):
    return Path(base_dir).resolve() / ".postgres"


def digest(path):
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def read(path):
    with contextlib.suppress(FileNotFoundError):
        return path.read_text(encoding="utf-8")
    return ""


def write(path, text, owner=None):
    """Write so that a kill leaves the old file or the new one, readable for its owner only."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}.neu")
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    if owner:
        os.chown(fresh, owner.pw_uid, owner.pw_gid)
    fresh.replace(path)


def _unprivileged_user():
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise DatenbankNichtBereit(
        "PostgreSQL läuft nicht als root, und es gibt weder den Benutzer »postgres« noch »nobody«: "
        "Bitte starten Sie als gewöhnlicher Benutzer."
    )
