"""
What every way to run the project needs first: a Python, the packages, keys.

Standard library only, and readable for old versions of Python: it has to say that they are too old.
"""

import base64
import contextlib
import fcntl
import hashlib
import os
import secrets
import shutil
import subprocess
import sys
import time
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
# Resolved: a link to another folder must never be taken for broken and emptied.
VENV = (BASE_DIR / ".venv").resolve()
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)


class Abbruch(Exception):
    """One German sentence for the person who started the program."""


def say(text):
    # At once, also into a file or a pipe: somebody is waiting for the address.
    print(text, flush=True)


@contextlib.contextmanager
def plain_sentences():
    """Whatever a machine may lack is one sentence on stderr, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")
    try:
        yield
        return
    except Abbruch as error:
        sentence = str(error)
    except KeyboardInterrupt:
        sentence = "Abgebrochen."
    except PermissionError as error:
        sentence = f"Kein Zugriff auf {error.filename}: Die Datei gehört einem anderen Benutzer."
    except OSError as error:
        sentence = f"Das Betriebssystem meldet: {error.strerror} ({error.filename})."
        if "No space left" in str(error):
            sentence = NO_SPACE
    print(sentence, file=sys.stderr)
    sys.exit(1)


NO_SPACE = f"Auf dem Datenträger von {BASE_DIR} ist kein Platz mehr (nötig ist etwa 1 GB)."


def use_suitable_python():
    """Go on in a Python that is new enough; the machine's python3 may not be."""
    if sys.version_info >= OLDEST:
        return
    for name in ("python3.13", "python3.12", "python3.11", "python3.14"):
        path = shutil.which(name)
        new_enough = f"import sys; sys.exit(sys.version_info < {OLDEST})"
        if path and subprocess.call([path, "-c", new_enough], stderr=subprocess.DEVNULL) == 0:
            os.execv(path, [path, *sys.argv])  # noqa: S606
    raise Abbruch(
        "Nötig ist Python {}.{} oder neuer; hier ist Python {}.{}.".format(
            *OLDEST, *sys.version_info[:2]
        )
    )


@contextlib.contextmanager
def alone(folder, seconds, refusal):
    """Hold the lock of a folder; it ends with the process, however that ends."""
    descriptor = os.open(folder, os.O_RDONLY)
    until = time.monotonic() + seconds
    try:
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise Abbruch(refusal()) from None
                time.sleep(0.1)
        yield
    finally:
        os.close(descriptor)


def install():
    """Bring .venv to what requirements.txt says; nothing to do costs nothing."""
    requirements = BASE_DIR / "requirements.txt"
    state = hashlib.sha256(requirements.read_bytes())
    state.update(f"{VENV} {sys.version_info[:2]}".encode())
    marker = VENV / "eingerichtet"
    with alone(BASE_DIR, 900, lambda: "Hier richtet schon ein anderer Vorgang die Pakete ein."):
        if marker.exists() and marker.read_text() == state.hexdigest():
            return
        if sys.prefix == str(VENV):
            return  # we run in it: whoever started us has installed it
        say("Die Pakete werden eingerichtet (einmalig, etwa eine Minute) …")
        _make_venv()
        _pip("install", "--require-hashes", "-r", str(requirements))
        marker.write_text(state.hexdigest())


def _make_venv():
    missing = subprocess.run(
        [sys.executable, "-c", "import venv, ensurepip"], stderr=subprocess.DEVNULL
    )
    if missing.returncode:
        raise Abbruch(
            "Zu Python fehlt das Modul venv: Bitte zuerst `apt-get install python3-venv` ausführen."
        )
    if _is_whole():
        return
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True
    )
    if made.returncode:
        raise Abbruch(_reason(made.stdout + made.stderr, "Die Umgebung .venv lässt sich nicht"))


def _is_whole():
    """Not cut off midway, not moved or copied from elsewhere, and of a Python that still exists."""
    pip = VENV / "bin" / "pip"
    if not pip.exists() or pip.read_text(encoding="utf-8").split("\n")[0] != f"#!{PYTHON}":
        return False
    ask = [str(PYTHON), "-c", "import pip, sys; print(sys.version_info[:2])"]
    with contextlib.suppress(OSError):
        return subprocess.run(ask, capture_output=True, text=True).stdout.strip() == str(
            tuple(sys.version_info[:2])
        )
    return False


def _pip(*arguments):
    quiet = ["--quiet", "--no-input", "--disable-pip-version-check"]
    # Twice: a network that fails for a moment is the most frequent reason.
    for _ in range(2):
        done = subprocess.run(
            [str(PYTHON), "-m", "pip", *arguments, *quiet], capture_output=True, text=True
        )
        if done.returncode == 0:
            return
    raise Abbruch(_reason(done.stderr + done.stdout, "Die Pakete lassen sich nicht"))


def _reason(said, subject):
    if "No space left" in said:
        return NO_SPACE
    if "Permission denied" in said:
        return f"{subject} einrichten: Der Ordner {VENV} gehört einem anderen Benutzer."
    network = ("NewConnectionError", "NameResolution", "ConnectTimeout", "ProxyError", "SSLError")
    if any(sign in said for sign in network) or "Could not find a version" in said:
        return f"{subject} laden: Gibt es eine Verbindung zum Paketverzeichnis (PyPI)?"
    last = " ".join(said.split())[-300:]
    return f"{subject} einrichten: {last}"


def random_keys():
    return {
        "DJANGO_SECRET_KEY": secrets.token_urlsafe(50),
        "FIELD_KEYS": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
    }


def dotenv():
    path = BASE_DIR / ".env"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    pairs = (line.removeprefix("export ").partition("=") for line in lines)
    return {name.strip(): value.strip("'\" ") for name, found, value in pairs if found}


def keep_keys():
    """Write the keys that are missing; without FIELD_KEYS the encrypted texts are lost for good."""
    path = BASE_DIR / ".env"
    missing = {name: key for name, key in random_keys().items() if name not in dotenv()}
    if not missing:
        return
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    if before and not before.endswith("\n"):
        before += "\n"
    fresh = path.with_name(".env.neu")
    fresh.unlink(missing_ok=True)
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(before + "".join(f"{name}={key}\n" for name, key in missing.items()))
        file.flush()
        os.fsync(file.fileno())
    if path.exists():
        shutil.copymode(path, fresh)
    fresh.replace(path)


def database_url():
    return os.environ.get("DATABASE_URL") or dotenv().get("DATABASE_URL")


if __name__ == "__main__":
    with plain_sentences():
        use_suitable_python()
        install()
        keep_keys()
