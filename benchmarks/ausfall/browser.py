"""A browser as far as this run needs one: cookies, forms, and a sign-in that keeps the page."""

import http.client
import json
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlencode

# As zwischenstand.js.
PATIENCE = 20


class Unbeantwortet(Exception):
    """No answer, or one that says that the server is away: nothing was acknowledged."""


@dataclass
class Antwort:
    status: int
    text: str
    ort: str = ""

    def json(self):
        return json.loads(self.text)


class Takt:
    """Lets all requests come to their end, and holds the next ones back, while one looks."""

    def __init__(self):
        self.wechsel = threading.Condition()
        self.pausen = self.unterwegs = self.anfragen = 0

    @contextmanager
    def anfrage(self):
        with self.wechsel:
            self.wechsel.wait_for(lambda: not self.pausen)
            self.unterwegs += 1
            self.anfragen += 1
        try:
            yield
        finally:
            with self.wechsel:
                self.unterwegs -= 1
                self.wechsel.notify_all()

    @contextmanager
    def pause(self):
        with self.wechsel:
            self.pausen += 1
            ruhig = self.wechsel.wait_for(lambda: not self.unterwegs, 3 * PATIENCE)
        try:
            if not ruhig:
                raise TimeoutError("A request has no end.")
            yield
        finally:
            with self.wechsel:
                self.pausen -= 1
                self.wechsel.notify_all()


class Browser:
    """One window. Its connection is kept, and may be cut off at any moment."""

    def __init__(self, port, login, passwort):
        self.verbindung = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self.login, self.passwort = login, passwort
        self.cookies = {}
        # Asked after each answer to a form; True: it gets lost on the way.
        self.verliert = lambda: False

    def get(self, pfad):
        try:
            return self._frage("GET", pfad)
        except Unbeantwortet:
            # gunicorn ends a connection that rests; every browser opens another then.
            return self._frage("GET", pfad)

    def post(self, pfad, formular, *, script=False):
        """Send a form; `script`: as zwischenstand.js does, which wants JSON."""
        daten = {"csrfmiddlewaretoken": [self.cookies.get("csrftoken", "")]} | formular
        body = urlencode(
            [(name, wert.replace("\n", "\r\n")) for name, werte in daten.items() for wert in werte]
        )
        antwort = self._frage("POST", pfad, body, script=script)
        if self.verliert():
            raise Unbeantwortet("lost on the way")
        return antwort

    def melde_an(self):
        self.get("/konto/login/")
        felder = {"login": [self.login], "password": [self.passwort]}
        antwort = self.post("/anmelden/", felder, script=True)
        if antwort.status != 200:
            raise RuntimeError(f"Signing in answers {antwort.status}.")

    def _frage(self, method, pfad, body=None, *, script=False):
        """
        Return the Antwort.

        :raises Unbeantwortet: if nothing came back, or a failure of the server
        """
        headers = {"Cookie": "; ".join(f"{name}={wert}" for name, wert in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if script:
            headers["Accept"] = "application/json"
        try:
            self.verbindung.request(method, pfad, body, headers)
            response = self.verbindung.getresponse()
            text = response.read().decode()
        except (OSError, http.client.HTTPException) as grund:
            self.verbindung.close()
            raise Unbeantwortet(type(grund).__name__) from grund
        for cookie in response.headers.get_all("Set-Cookie", []):
            name, _, wert = cookie.partition(";")[0].partition("=")
            self.cookies[name] = wert
        if response.status >= 500:
            raise Unbeantwortet(str(response.status))
        return Antwort(response.status, text, response.headers.get("Location", ""))

    def schliesse(self):
        self.verbindung.close()
