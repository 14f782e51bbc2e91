"""The production server on a free port of the own machine, and a client that knows only it."""

import http.client
import os
import socket
import subprocess
import time
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
SECONDS = 60


class Server:
    """gunicorn as `make start` runs it (deploy/start.py)."""

    def __init__(self, python, environ):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.begonnen = time.perf_counter()
        # The path stays relative: `make start` ends every server that names the absolute one.
        self.process = subprocess.Popen(
            [
                *(str(python), "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"),
                *("--bind", f"127.0.0.1:{self.port}"),
            ],
            cwd=BASE_DIR,
            env=environ,
            start_new_session=True,
        )

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def seconds_to_first_page(self, path):
        """Return how long after its start the server answered a whole page."""
        until = self.begonnen + SECONDS
        while time.perf_counter() < until and self.process.poll() is None:
            try:
                Client(self.port).get(path)
            except ConnectionRefusedError:
                time.sleep(0.01)
            else:
                return time.perf_counter() - self.begonnen
        raise RuntimeError("The server does not start.")

    def pss_in_mb(self):
        """Return the memory of the whole tree; what processes share counts once."""
        kilobytes = 0
        for pid in [self.process.pid, *children_of(self.process.pid)]:
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    kilobytes += int(line.split()[1])
        return kilobytes / 1024


def children_of(pid):
    found = []
    for entry in os.listdir("/proc"):
        if entry.isdecimal():
            try:
                stat = Path(f"/proc/{entry}/stat").read_text()
            except OSError:
                continue
            if int(stat.rpartition(")")[2].split()[1]) == pid:
                found += [int(entry), *children_of(int(entry))]
    return found


class Client:
    """One browser: one connection, one session. It speaks to 127.0.0.1 and nobody else."""

    def __init__(self, port, cookies=None):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.cookies = dict(cookies or {})

    def get(self, path):
        return self._ask("GET", path)

    def post(self, path, body, status=200):
        """Post a form; `body` is urlencoded already and holds the token."""
        return self._ask("POST", path, body, status)

    def _ask(self, method, path, body=None, status=200):
        """
        Return (milliseconds until the last byte, text).

        :raises RuntimeError: if the answer has another status
        """
        headers = {"Cookie": "; ".join(f"{name}={wert}" for name, wert in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        begonnen = time.perf_counter()
        try:
            self.connection.request(method, path, body, headers)
            response = self.connection.getresponse()
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            # gunicorn closed the idle connection; that is not what is measured.
            self.connection.close()
            begonnen = time.perf_counter()
            self.connection.request(method, path, body, headers)
            response = self.connection.getresponse()
        text = response.read().decode()
        dauer = (time.perf_counter() - begonnen) * 1000
        if response.status != status:
            raise RuntimeError(f"{method} {path} answers {response.status}.")
        for cookie in response.headers.get_all("Set-Cookie", []):
            name, _, wert = cookie.partition(";")[0].partition("=")
            self.cookies[name] = wert
        return dauer, text
