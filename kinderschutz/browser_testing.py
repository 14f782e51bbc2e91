"""
Fixtures for tests in a real browser: a real server over a clone of one demo database.

Tests that only read share a server; a test that writes gets a clone of the demo and a server of its
own.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

from kinderschutz.database_testing import database, environment, manage
from kinderschutz.demo_konten import PASSWORT

# Playwright runs an event loop in this thread, and Django would refuse it the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

__all__ = [
    "Rundgang",
    "browser_context_args",
    "browser_type_launch_args",
    "eigener_server",
    "lese_server",
    "rundgang",
]

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=de-DE",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    return {**browser_type_launch_args, "executable_path": path, "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "de-DE", "timezone_id": "Europe/Berlin"}


@contextmanager
def _server(name):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(  # noqa: S603
        [
            *(sys.executable, "-m", "gunicorn", "kinderschutz.wsgi", "--bind", f"127.0.0.1:{port}"),
            *("--threads", "6", "--no-control-socket", "--log-level", "warning"),
        ],
        cwd=settings.BASE_DIR,
        env=environment(name),
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(url, process)
        yield url
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(url, process):
    for _ in range(200):
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=2):  # noqa: S310
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError("The server of the browser tests did not start.")


class Rundgang:
    """Somebody walking through the application: one server, a browser window per person."""

    def __init__(self, browser, url, datenbank):
        self.browser = browser
        self.url = url
        self.datenbank = datenbank
        self.contexts = []
        self.fehler = []
        self.sign_ins = {}

    def fenster(self, konto=None, **options):
        """
        Return a page signed in as this demo account (the part of its address before the @).

        What the browser's console calls an error (also every CSP violation) is kept in `fehler`.
        """
        context = self.browser.new_context(
            base_url=self.url,
            locale="de-DE",
            timezone_id="Europe/Berlin",
            storage_state=self.sign_ins.get(konto),
            **options,
        )
        context.set_default_timeout(15_000)
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.fehler.append(str(error)))
        page.on("console", self._console)
        if konto and konto not in self.sign_ins:
            page.goto("/konto/login/")
            page.fill("input[name=login]", f"{konto}@example.org")
            page.fill("input[name=password]", PASSWORT)
            page.click("main form button[type=submit]")
            page.wait_for_url("**/arbeit/")
            self.sign_ins[konto] = context.storage_state()
        return page

    def _console(self, message):
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.fehler.append(message.text)

    def manage(self, *arguments):
        manage(self.datenbank, *arguments)

    def close(self):
        for context in self.contexts:
            context.close()
        assert not self.fehler, self.fehler


def axe_violations(page, *, only_colours=False):
    """
    Return what axe finds wrong on this page, one line each.

    `only_colours`: what may have changed with the colour scheme; nothing else depends on it.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    options = {"resultTypes": ["violations"]}
    if only_colours:
        options["runOnly"] = ["color-contrast"]
    results = page.evaluate("options => axe.run(options)", options)
    return [
        f"{violation['id']} ({violation['impact']}): {violation['nodes'][0]['html'][:200]}"
        for violation in results["violations"]
    ]


@pytest.fixture(scope="session")
def lese_server(demo_vorlage):
    """Yield (address, database) of the server that all tests share that only read."""
    with database(template=demo_vorlage) as name, _server(name) as url:
        yield url, name


@pytest.fixture(scope="session")
def rundgang(lese_server, browser):
    """Walk through the shared demo. For tests that change nothing."""
    url, name = lese_server
    rundgang = Rundgang(browser, url, name)
    yield rundgang
    rundgang.close()


@pytest.fixture
def eigener_server(demo_vorlage, browser):
    """Walk through a demo of one's own, in which everything may be changed."""
    with database(template=demo_vorlage) as name, _server(name) as url:
        rundgang = Rundgang(browser, url, name)
        yield rundgang
        rundgang.close()
