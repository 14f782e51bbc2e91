"""The server of the private database: made, started, found, stopped."""

import contextlib
import os
import secrets
import shutil
import signal
import time
from pathlib import Path

from kinderschutz.embedded_postgres.place import (
    NO_SPACE,
    DatenbankNichtBereit,
    Place,
    digest,
    read,
    write,
)
from kinderschutz.embedded_postgres.programs import Programs

DATABASE = "kinderschutz"
PORT = "5432"
SOCKET = f".s.PGSQL.{PORT}"
NEEDED_BYTES = 300 * 2**20
LARGEST_LOG = 5 * 2**20

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

# C for sorting, and for words too: the wheel has no ICU. C.UTF-8 lets pg_trgm see umlauts.
LOCALE = ["--encoding=UTF8", "--locale=C", "--lc-ctype=C.UTF-8"]
LOCALE += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]

# Web connections own the tables but are held by their policies (FORCE); what the system context may
# do is reached by SET ROLE only, hence NOINHERIT and INHERIT FALSE.
ROLES = """\
CREATE ROLE kinderschutz LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE CREATEDB NOINHERIT \
PASSWORD '{password}';
CREATE ROLE kinderschutz_system NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB;
GRANT kinderschutz_system TO kinderschutz WITH ADMIN FALSE, INHERIT FALSE, SET TRUE;
CREATE DATABASE kinderschutz OWNER kinderschutz;
"""


class Cluster:
    def __init__(self, place):
        self.place = place
        self.programs = Programs(place)
        # In the command line of each process of this server. Made from the path, so that a copy of
        # the folder never takes the server of the original for its own.
        self.title = f"{DATABASE}-{digest(place.data)}"

    @classmethod
    def existing(cls, base_dir):
        place = Place.existing(base_dir)
        return cls(place) if place else None

    @classmethod
    def new(cls, base_dir):
        cluster = cls(Place.new(base_dir))
        if cluster.place.user and cluster.place.home.exists():
            cluster.put_aside()
        cluster.place.make()
        return cluster

    def put_aside(self):
        """Make room where the data of a deleted folder lie. Nothing is lost by `rm -rf` alone."""
        self.stop()
        home = self.place.home
        if self.place.data.exists():
            aside = home.with_name(f"{home.name}.vorher")
            shutil.rmtree(aside, ignore_errors=True)
            home.rename(aside)
        else:
            shutil.rmtree(home)

    # --- Is it there? ----------------------------------------------------------------------------

    @property
    def socket(self):
        return self.place.socket_dir(SOCKET) / SOCKET

    def is_ready(self):
        """Cheap (two small files of /proc and data), because every process asks at its start."""
        return self.status() == "ready" and bool(self.postmaster()) and self.socket.exists()

    def status(self):
        return "".join(self.lock_file()[7:8]).strip()

    def lock_file(self):
        return read(self.place.data / "postmaster.pid").splitlines()

    def postmaster(self):
        """
        The number of the living server, or None.

        The number in its lock file may belong to a zombie (no command line) or, after a restart of
        the machine, to some other program; /proc/*/cwd would tell, but not in every container.
        """
        pid = "".join(self.lock_file()[:1])
        if pid.isdecimal() and f"cluster_name={self.title}" in self._command_line(pid):
            return int(pid)
        return None

    def orphans(self):
        """Processes that outlived their server; as long as they live no new one may start."""
        title = f"postgres: {self.title}: "
        pids = [entry for entry in os.listdir("/proc") if entry.isdecimal()]
        return [int(pid) for pid in pids if " ".join(self._command_line(pid)).startswith(title)]

    def _command_line(self, pid):
        """The arguments of a living process of this user; none for zombies, strangers, the dead."""
        with contextlib.suppress(OSError):
            if os.stat(f"/proc/{pid}").st_uid == self.place.uid:
                typed = Path(f"/proc/{pid}/cmdline").read_bytes()
                return os.fsdecode(typed.rstrip(b"\0")).split("\0")
        return []

    # --- Starting --------------------------------------------------------------------------------

    def start(self):
        while self.postmaster():
            if self.is_ready():
                return
            if self.status() == "ready":
                self.stop()  # alive, but somebody has cleared its socket away
            time.sleep(0.05)
        if not self.place.data.exists():
            self.initialise()
        self.refuse_other_version()
        self.clear_leftovers()
        self.configure(self.place.data)
        log = self.place.log
        if log.exists() and log.stat().st_size > LARGEST_LOG:
            log.replace(log.with_suffix(".alt.log"))
        said_before = log.stat().st_size if log.exists() else 0
        options = f"-c cluster_name={self.title} -c unix_socket_directories='{self.socket.parent}'"
        # A recovery after a crash takes as long as it takes; pg_ctl notices when the server dies.
        waiting = ["-w", "-t", "86400"]
        where = ["-D", self.place.data, "-l", log]
        done = self.programs.run("pg_ctl", "start", *where, *waiting, "-o", options)
        if done.returncode:
            said = log.read_bytes()[said_before:] if log.exists() else b""
            self.programs.refuse(said.decode(errors="replace") or done.stdout)

    def initialise(self):
        """Build the data beside their place: a run that is killed midway leaves nothing half."""
        home = self.place.home
        for leftover in home.glob("daten.neu-*"):
            shutil.rmtree(leftover, ignore_errors=True)
        if shutil.disk_usage(home).free < NEEDED_BYTES:
            raise DatenbankNichtBereit(NO_SPACE.format(home))
        passwords = self.place.passwords()
        fresh = home / f"daten.neu-{secrets.token_hex(4)}"
        secret = home / "kennwort"
        try:
            write(secret, passwords["postgres"], owner=self.place.user)
            login = ["--username=postgres", f"--pwfile={secret}", "--auth=scram-sha-256"]
            done = self.programs.run("initdb", "-D", fresh, *LOCALE, *login)
        finally:
            secret.unlink(missing_ok=True)
        if done.returncode:
            self.programs.refuse(done.stdout)
        self.configure(fresh)
        sql = ROLES.format(password=passwords[DATABASE])
        # Its exit code is 0 whatever happens: only its words tell.
        alone = ["--single", "-D", fresh, "-c", "log_min_messages=error", "postgres"]
        done = self.programs.run("postgres", *alone, typed=sql)
        if done.returncode or "ERROR:" in done.stdout:
            self.programs.refuse(done.stdout)
        fresh.rename(self.place.data)

    def configure(self, data):
        write(data / "postgresql.conf", CONFIGURATION, owner=self.place.user)
        write(data / "pg_hba.conf", ACCESS, owner=self.place.user)

    def refuse_other_version(self):
        has = read(self.place.data / "PG_VERSION").strip()
        brought = self.programs.run("postgres", "--version").stdout.split()[-1].partition(".")[0]
        if has != brought:
            raise DatenbankNichtBereit(
                f"Die Daten in {self.place.data} sind von PostgreSQL {has}, mitgeliefert ist jetzt "
                f"PostgreSQL {brought}: Bitte zuerst mit pg_dump und psql übertragen."
            )

    def clear_leftovers(self):
        _end(self.orphans, (signal.SIGQUIT, 1), (signal.SIGKILL, 10))
        # PostgreSQL itself would take a zombie, or a stranger with the old number, for the server.
        (self.place.data / "postmaster.pid").unlink(missing_ok=True)
        self.socket.unlink(missing_ok=True)
        self.socket.with_name(f"{SOCKET}.lock").unlink(missing_ok=True)

    def stop(self):
        def server():
            return [pid] if (pid := self.postmaster()) else []

        _end(server, (signal.SIGINT, 60), (signal.SIGQUIT, 10), (signal.SIGKILL, 10))


def _end(find, *steps):
    """Send one signal after the other, each with its time, until nobody is found any more."""
    for number, seconds in steps:
        until = time.monotonic() + seconds
        for pid in find():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
        while find() and time.monotonic() < until:
            time.sleep(0.02)
