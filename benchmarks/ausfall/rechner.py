"""A database and a web server of this run alone: killed at will, brought back, gone at its end."""

import contextlib
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from benchmarks.server import BASE_DIR, children_of
from kinderschutz import embedded_postgres
from kinderschutz.embedded_postgres.cluster import Cluster

ARBEITER = 3
SECONDS = 90
# Outside of the range the kernel takes for outgoing connections: while nobody listens, a client
# could otherwise get the very port it asks for, and talk to itself.
PORTS = range(20_000, 32_000)


class Ausgefallen(RuntimeError):
    """Something does not come back; the run cannot go on."""


class Rechner:
    """One machine of its own: PostgreSQL in a folder of its own, gunicorn on a port of its own."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="ausfall-"))
        self.web = None
        self.port = _free_port()
        self.cluster = None

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        self.stop_web()
        if self.cluster:
            embedded_postgres.stop(self.folder)
            shutil.rmtree(self.cluster.socket.parent, ignore_errors=True)
            shutil.rmtree(self.cluster.place.home, ignore_errors=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def start_database(self):
        """Start the server and return the address Django takes for it."""
        found = embedded_postgres.database(self.folder)
        self.cluster = Cluster.existing(self.folder)
        login = f"{found['USER']}:{found['PASSWORD']}"
        host = quote(found["HOST"], safe="")
        return f"postgresql://{login}@{host}:{found['PORT']}/{found['NAME']}"

    def start_web(self):
        with open(self.folder / "web.log", "ab") as log:
            self.web = subprocess.Popen(
                [
                    *(sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"),
                    *("--workers", str(ARBEITER), "--bind", f"127.0.0.1:{self.port}"),
                ],
                cwd=BASE_DIR,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def stop_web(self):
        if self.web is None:
            return
        workers = children_of(self.web.pid)
        self.web.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.web.wait(10)
        _kill([self.web.pid, *workers])
        self.web.wait()
        self.web = None

    def warte(self):
        """Wait until everything runs: the database is recovered, and a worker reaches it."""
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            if self._is_ready():
                return
            if self.web.poll() is not None:
                break
            time.sleep(0.02)
        raise Ausgefallen(f"Der Server kommt nicht wieder: {self._last_words()}")

    def _is_ready(self):
        with (
            contextlib.suppress(OSError),
            socket.create_connection(("127.0.0.1", self.port), 5) as asked,
        ):
            asked.sendall(b"GET /readyz HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
            return asked.recv(32).split(b" ")[1:2] == [b"200"]
        return False

    def _last_words(self):
        logs = (self.folder / "web.log", self.cluster.place.log)
        said = (path.read_text(encoding="utf-8", errors="replace") for path in logs)
        return " … ".join(" ".join(text.split())[-400:] for text in said)

    def verklemmungen(self):
        """Return how often two requests waited for each other until the database ended one."""
        said = (self.folder / "web.log").read_text(encoding="utf-8", errors="replace")
        return len(re.findall(r"^DeadlockDetected$", said, re.MULTILINE))

    # --- Ways to die -----------------------------------------------------------------------------

    def arbeiter(self, zufall):
        """One worker of gunicorn: its requests are cut off, gunicorn starts another."""
        if workers := children_of(self.web.pid):
            _kill([zufall.choice(workers)])

    def webserver(self, zufall):
        """gunicorn itself; its workers go on for a moment, as orphans do, then they die, too."""
        workers = children_of(self.web.pid)
        _kill([self.web.pid])
        self.web.wait()
        time.sleep(zufall.uniform(0, 0.3))
        _kill(workers)
        self.start_web()

    def datenbank(self, zufall):
        """Every process of PostgreSQL at once."""
        _kill([pid for pid in [self.cluster.postmaster()] if pid] + self.cluster.orphans())
        time.sleep(zufall.uniform(0, 0.3))
        self.start_database()

    def datenbank_sofort(self, zufall):
        """`pg_ctl stop -m immediate`: it drops everything and recovers at the next start."""
        where = ["-D", self.cluster.place.data]
        self.cluster.programs.run("pg_ctl", "stop", "-m", "immediate", *where)
        time.sleep(zufall.uniform(0, 0.3))
        self.start_database()

    def datenbank_prozess(self, zufall):
        """One process of PostgreSQL, as when memory runs out: the server throws all others out."""
        before = set(self.cluster.orphans())
        _kill([zufall.choice(sorted(before))])
        until = time.monotonic() + 10
        # For a moment the others still work, and the server would look as if nothing had happened.
        while before & set(self.cluster.orphans()) and time.monotonic() < until:
            time.sleep(0.01)

    def alles(self, zufall):
        """Web server and database together, as when the power fails."""
        workers = children_of(self.web.pid)
        processes = [pid for pid in [self.cluster.postmaster()] if pid] + self.cluster.orphans()
        _kill(zufall.sample([self.web.pid, *workers, *processes], k=1 + len(workers + processes)))
        self.web.wait()
        self.start_database()
        self.start_web()


# What dies, and how often in hundred crashes.
ARTEN = {
    "arbeiter": 30,
    "webserver": 20,
    "datenbank": 20,
    "datenbank_sofort": 10,
    "datenbank_prozess": 10,
    "alles": 10,
}


def _kill(pids):
    """Kill these and wait until they are dead: on a busy machine that takes its time."""
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    until = time.monotonic() + SECONDS
    while any(map(_lives, pids)) and time.monotonic() < until:
        time.sleep(0.005)


def _lives(pid):
    with contextlib.suppress(OSError):
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        return state not in "ZX"
    return False


def _free_port():
    for port in random.sample(PORTS, k=50):
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port
    raise Ausgefallen("Kein Anschluss ist frei.")
