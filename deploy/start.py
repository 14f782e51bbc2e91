"""
`make start`: from a fresh machine to a page in the browser, and everything stopped by Ctrl-C.

It watches the web server and the private database and brings back what was killed.
"""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import einrichten
from einrichten import BASE_DIR, PYTHON, VENV, Abbruch, say

CONFIGURATION = str(BASE_DIR / "deploy" / "gunicorn.conf.py")
SECONDS_TO_START = 60


def main(arguments):
    einrichten.use_suitable_python()
    if arguments == ["stop"]:
        stop()
        return
    port = _port()
    einrichten.install()
    einrichten.keep_keys()
    if sys.prefix != str(VENV):
        # The program's own modules need its packages.
        os.execv(PYTHON, [str(PYTHON), *sys.argv])  # noqa: S606
    os.environ.setdefault("KINDERSCHUTZ_DEMO", "1")
    with einrichten.alone(BASE_DIR / "deploy", 10, _already_running):
        _stop_web_servers(_web_servers())
        _refuse_taken(port)
        Start(port).run()


class Start:
    def __init__(self, port):
        sys.path.insert(0, str(BASE_DIR))
        from kinderschutz import embedded_postgres

        self.port = port
        self.address = f"http://127.0.0.1:{port}"
        self.own_database = not einrichten.database_url()
        self.embedded = embedded_postgres
        self.web = None
        # Under make the parent is make: when that is killed nobody could end us by Ctrl-C.
        self.parent = os.getppid() if "MAKELEVEL" in os.environ else None

    def run(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _interrupt)
        try:
            self.prepare()
            self.start_web_server()
            self.wait_until_it_answers()
            say(f"\nDie Anwendung läuft: {self.address}  (Beenden mit Strg+C)")
            self.watch()
        except self.embedded.DatenbankNichtBereit as error:
            raise Abbruch(str(error)) from error
        except KeyboardInterrupt:
            say("\nDie Anwendung wird beendet …")
        finally:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            self.stop()

    def prepare(self):
        if self.own_database:
            self.embedded.database(BASE_DIR)
        # In a session of its own: Ctrl-C reaches this process only, which ends the other.
        done = subprocess.run(
            [str(PYTHON), "deploy/bereitstellen.py"], cwd=BASE_DIR, start_new_session=True
        )
        if done.returncode:
            sys.exit(done.returncode)  # it has said why

    def start_web_server(self):
        self.web = subprocess.Popen(
            [
                *(str(PYTHON), "-m", "gunicorn", "--config", CONFIGURATION),
                *("--bind", f"127.0.0.1:{self.port}"),
            ],
            cwd=BASE_DIR,
            start_new_session=True,
        )

    def wait_until_it_answers(self):
        until = time.monotonic() + SECONDS_TO_START
        while not _answers(self.port):
            if self.web.poll() is not None or time.monotonic() > until:
                raise Abbruch("Der Webserver startet nicht; warum, steht über dieser Zeile.")
            time.sleep(0.05)

    def watch(self):
        refused = None
        while self.parent in (None, os.getppid()):
            time.sleep(0.5)
            if self.own_database and not self.embedded.is_running(BASE_DIR):
                try:
                    self.embedded.database(BASE_DIR)
                    say("Die Datenbank war ausgefallen; sie läuft wieder.")
                except self.embedded.DatenbankNichtBereit as error:
                    if str(error) != refused:
                        say(str(error))
                    refused = str(error)
            if self.web.poll() is not None:
                # Its workers outlive it for a moment and would hold the port.
                _stop_web_servers(_web_servers())
                self.start_web_server()
                self.wait_until_it_answers()
                say("Der Webserver war ausgefallen; er läuft wieder.")

    def stop(self):
        if self.web:
            _stop_web_servers([self.web.pid])
            self.web.wait()
        if self.own_database:
            with contextlib.suppress(self.embedded.DatenbankNichtBereit):
                self.embedded.stop(BASE_DIR)


def stop():
    """End a start that is running, and what one has left that was killed itself."""
    _end(_starts())
    _stop_web_servers(_web_servers())
    if PYTHON.exists() and not einrichten.database_url():
        subprocess.run(
            [str(PYTHON), "-m", "kinderschutz.embedded_postgres", "stop"], cwd=BASE_DIR, check=False
        )


def _interrupt(number, frame):
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt


def _port():
    given = os.environ.get("PORT") or "8000"
    if not given.isdecimal() or not 0 < int(given) < 65536:
        raise Abbruch(f"PORT={given} ist kein Anschluss: PORT=8010 make start")
    return int(given)


def _refuse_taken(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise Abbruch(
                f"Der Anschluss {port} ist root vorbehalten: PORT=8010 make start"
            ) from None
        except OSError:
            other = port + 10 if port < 65526 else 8010
            raise Abbruch(
                f"Der Anschluss {port} ist belegt, ein anderes Programm benutzt ihn: "
                f"PORT={other} make start"
            ) from None


def _already_running():
    bound = [after for pid in _web_servers() for after in _command_line(pid) if ":" in after]
    where = next((f" unter http://{text}" for text in bound if text.startswith("127.")), "")
    return f"Die Anwendung läuft in diesem Ordner schon{where}; beenden Sie sie dort mit Strg+C."


def _answers(port):
    """By hand, because the library for it would double the memory of this process."""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 5) as asked:
        asked.sendall(b"GET /healthz HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
        return asked.recv(32).split(b" ")[1:2] == [b"200"]
    return False


def _command_line(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return []


def _web_servers():
    """Every gunicorn of this folder. A number kept in a file may be somebody else by now."""
    pids = [int(entry) for entry in os.listdir("/proc") if entry.isdecimal()]
    return [pid for pid in pids if _command_line(pid)[:1] == [str(PYTHON)] and _alive(pid)]


def _starts():
    """Every start of this folder but this process: it would bring back what is stopped here."""
    found = []
    for pid in (int(entry) for entry in os.listdir("/proc") if entry.isdecimal()):
        words = _command_line(pid)
        with contextlib.suppress(OSError):
            if (
                pid != os.getpid()
                and words[1:2] == ["deploy/start.py"]
                and "stop" not in words
                and Path(f"/proc/{pid}/cwd").resolve() == BASE_DIR
            ):
                found.append(pid)
    return found


def _end(pids):
    """Ask these starts to end as Ctrl-C does, and wait until they have."""
    for pid in pids:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGTERM)
    until = time.monotonic() + 30
    while set(pids) & set(_starts()) and time.monotonic() < until:
        time.sleep(0.1)


def _stop_web_servers(pids):
    for number, seconds in ((signal.SIGTERM, 10), (signal.SIGKILL, 5)):
        until = time.monotonic() + seconds
        for pid in pids:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, number)
        while any(_alive(pid) for pid in pids) and time.monotonic() < until:
            time.sleep(0.05)


def _alive(pid):
    return CONFIGURATION in _command_line(pid)  # a zombie has no command line


if __name__ == "__main__":
    with einrichten.plain_sentences():
        main(sys.argv[1:])
