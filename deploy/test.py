"""
`make test`, which is what CI runs: install what is needed, then every check of the project.

`deploy/test.py lint` runs only those that look at the text. pytest is last and has the last word.
"""

import contextlib
import os
import shutil
import subprocess
import sys
import time
from ctypes.util import find_library

import einrichten
from einrichten import BASE_DIR, PYTHON, VENV, Abbruch, say


def main(arguments):
    einrichten.use_suitable_python()
    einrichten.install()
    if arguments != ["lint"]:
        _install_system_packages()
    failed = _run(_lint_steps(), os.environ)
    if arguments != ["lint"]:
        with _database():
            failed += _run(_django_steps(), _production())
            if failed:
                say(f"\nNicht bestanden: {', '.join(failed)}")
            say("\n=== pytest")
            # One process for each core: half the time on two of them.
            command = [str(PYTHON), "-m", "pytest", "--create-db", "--cov"]
            # Whoever is done takes over what the other has left.
            command += ["-n", "auto", "--dist", "worksteal", "--durations", "30"]
            passed = subprocess.call(command, cwd=BASE_DIR)
        sys.exit(passed or len(failed))
    if failed:
        raise Abbruch(f"Nicht bestanden: {', '.join(failed)}")


def _lint_steps():
    programs = VENV / "bin"
    templates = sorted(str(path.relative_to(BASE_DIR)) for path in _templates())
    yield "ruff check", [programs / "ruff", "check", "."]
    yield "ruff format", [programs / "ruff", "format", "--check", "."]
    yield "djade", [programs / "djade", "--check", "--target-version", "5.2", *templates]
    yield "lint-imports", [programs / "lint-imports"]


def _templates():
    for folder in ("templates", *(path.parent.name for path in BASE_DIR.glob("*/apps.py"))):
        yield from (BASE_DIR / folder).rglob("*.html")


def _django_steps():
    manage = [PYTHON, "manage.py"]
    yield "check --deploy", [*manage, "check", "--deploy", "--fail-level", "WARNING"]
    yield "makemigrations --check", [*manage, "makemigrations", "--check", "--dry-run"]


def _run(steps, environment):
    failed = []
    for name, command in steps:
        say(f"\n=== {name}")
        start = time.monotonic()
        returned = subprocess.call([str(part) for part in command], cwd=BASE_DIR, env=environment)
        verdict = "NICHT BESTANDEN" if returned else "bestanden"
        say(f"{verdict} ({time.monotonic() - start:.1f} s)")
        if returned:
            failed.append(name)
    return failed


def _production():
    """The settings as they are without any variable but the secrets."""
    demo = ("DJANGO_DEBUG", "KINDERSCHUTZ_DEMO", "INSECURE_HTTP", "SECOND_FACTOR_REQUIRED")
    kept = {name: value for name, value in os.environ.items() if name not in demo}
    return kept | einrichten.random_keys()


# Libraries WeasyPrint loads to make PDF, by the package that brings them.
PDF_LIBRARIES = {
    "libpango-1.0-0": "pango-1.0",
    "libpangoft2-1.0-0": "pangoft2-1.0",
    "libharfbuzz-subset0": "harfbuzz-subset",
}


def _install_system_packages():
    """Install what the checks need of the system: a browser, and what makes PDF."""
    missing = [] if shutil.which("chromium") else ["chromium"]
    missing += [package for package, library in PDF_LIBRARIES.items() if not find_library(library)]
    if missing:
        _apt_install(missing)


def _apt_install(packages):
    named = " ".join(packages)
    before = [] if os.geteuid() == 0 else ["sudo", "-n"]
    refusal = (
        f"Für die Prüfungen fehlt {named}, und hier darf niemand es einrichten: Bitte "
        f"`sudo apt-get install {named}` ausführen."
    )
    if before and (not shutil.which("sudo") or subprocess.call([*before, "true"])):
        raise Abbruch(refusal)
    if not shutil.which("apt-get"):
        raise Abbruch(f"Für die Prüfungen fehlt: {named}.")
    say(f"Wird eingerichtet: {named} …")
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    install = ["install", "-y", "--no-install-recommends", *packages]
    for command in (["update"], install):
        done = subprocess.run(
            [*before, *quiet, *command], stdin=subprocess.DEVNULL, capture_output=True
        )
    if done.returncode:
        last = " ".join(done.stderr.decode(errors="replace").split())[-300:]
        raise Abbruch(f"{named} lässt sich nicht einrichten: {last}")


@contextlib.contextmanager
def _database():
    """Leave the private database as it was found, running or not."""
    program = [str(PYTHON), "-m", "kinderschutz.embedded_postgres"]
    if einrichten.database_url():
        yield
        return
    quiet = {"cwd": BASE_DIR, "stdout": subprocess.DEVNULL}
    ran_before = subprocess.call([*program, "status"], **quiet) == 0
    if subprocess.call([*program, "start"], **quiet):
        raise Abbruch("Ohne Datenbank gibt es keine Prüfung.")
    try:
        yield
    finally:
        if not ran_before:
            subprocess.call([*program, "stop"], **quiet)


if __name__ == "__main__":
    with einrichten.plain_sentences():
        main(sys.argv[1:])
