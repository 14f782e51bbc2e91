"""
A page with an autosaved form on a server that answers what the test wants, under the strict policy.

Fixtures `server`, `seite` and `stand` for tests of our scripts; they come through conftest.py.
"""

import json
import mimetypes
import re
from urllib.parse import urlsplit

import pytest
from django import forms
from django.contrib.staticfiles import finders
from django.template import engines

__all__ = ["seite", "server", "stand"]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"
)
PAGE = """<!DOCTYPE html>
<html lang="de">
  <head>
    <title>Zeitstrahl</title>
    <link rel="stylesheet" href="/static/vendor/kern-ux-native-2.7.2/kern.min.css">
    <link rel="stylesheet" href="/static/kinderschutz/kinderschutz.css">
    <script type="module" src="/static/kinderschutz/kinderschutz.js"></script>
    <script type="module" src="/static/kinderschutz/formset.js"></script>
    <script type="module" src="/static/kinderschutz/zwischenstand.js"></script>
    <script type="module" src="/static/kinderschutz/einfuegen.js"></script>
  </head>
  <body class="kern-level-1">
    <details class="menue" data-menue><summary>Rolle</summary><button>Leitung</button></details>
    <main id="inhalt" class="inhalt" tabindex="-1">
      <h1>Zeitstrahl</h1>
      {% tabelle "Schmal" %}<tr><td>wenig</td></tr>{% endtabelle %}
      <form class="formular" method="post" action="/fertig/" novalidate
            data-zwischenstand="/stand/" data-anmelden="/anmelden/" data-sitzung="/sitzung/">
        <input type="hidden" name="csrfmiddlewaretoken" value="alt">
        <input type="hidden" name="schreibt" value="7">
        {% fehlerliste form zeilen %}
        {% felder form %}
        {% formset zeilen titel="Ereignisse" einzahl="Ereignis" %}
        {% aktionsleiste %}
          <button type="submit">Speichern</button><p data-zwischenstand-status></p>
        {% endaktionsleiste %}
      </form>
    </main>
    <div id="ansage" role="status" aria-live="polite"></div>
  </body>
</html>"""


class Eingabe(forms.Form):
    titel = forms.CharField()
    anlass = forms.CharField(widget=forms.Textarea(attrs={"maxlength": 60}))
    anlage = forms.FileField(required=False)


class Zeile(forms.Form):
    was = forms.CharField()


class FakeServer:
    """Answers the page's requests: the page itself, static files, the autosave, the sign-in."""

    def __init__(self, page):
        self.form, self.rows = Eingabe(), forms.formset_factory(Zeile, can_delete=True, max_num=3)
        self.saved, self.sign_ins, self.problems = [], [], []
        self.answer = (200, {"gespeichert": "14:03"})
        self.waiting = None  # a list: requests pile up in it unanswered
        self.sign_in_answer = (200, {"csrf": "neu"})
        self.session = session_of()
        self.prolonged = 0
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("console", self._note)
        page.route("**/*", self._serve)
        self.page = page

    def _note(self, message):
        if "Content Security Policy" in message.text:
            self.problems.append(message.text)

    def open(self):
        # The page asks at once how long the session lasts.
        with self.page.expect_response("**/sitzung/"):
            self.page.goto("http://kinderschutz.test/")
        return self.page

    def _serve(self, route):
        path = urlsplit(route.request.url).path
        if path.startswith("/static/"):
            file = finders.find(path.removeprefix("/static/"))
            route.fulfill(path=file, content_type=mimetypes.guess_type(file)[0])
        elif path == "/stand/":
            self.saved.append(fields_of(route.request))
            if self.waiting is None:
                self._json(route, self.answer)
            else:
                self.waiting.append(route)
        elif path == "/sitzung/":
            self.prolonged += route.request.method == "POST"
            if self.prolonged and self.session[0] == 200:
                self.session = session_of()
            self._json(route, self.session)
        elif path == "/anmelden/":
            self.sign_ins.append(fields_of(route.request))
            self._json(route, self.sign_in_answer)
        else:
            html = engines["django"].from_string(PAGE)
            html = html.render({"form": self.form, "zeilen": self.rows(prefix="z")})
            headers = {
                "Content-Security-Policy": POLICY,
                "Content-Type": "text/html; charset=utf-8",
            }
            route.fulfill(body=html, headers=headers)

    def _json(self, route, answer):
        if answer is None:
            route.abort("internetdisconnected")
        else:
            status, body = answer
            route.fulfill(status=status, body=json.dumps(body), content_type="application/json")


def session_of(person="7", endet_in=7200, *, verlaengerbar=True):
    """Return what the server says of a session."""
    return 200, {
        "person": person,
        "endet_in": endet_in,
        "warnen_ab": 300,
        "verlaengerbar": verlaengerbar,
    }


def fields_of(request):
    parts = re.findall(r'name="([^"]+)"\r\n\r\n(.*?)\r\n--', request.post_data, re.DOTALL)
    return dict(parts)


@pytest.fixture
def server(browser):
    context = browser.new_context(locale="de-DE", timezone_id="Europe/Berlin")
    page = context.new_page()
    fake = FakeServer(page)
    page.clock.install()
    yield fake
    context.close()
    assert fake.problems == []


@pytest.fixture
def seite(server):
    return server.open()


@pytest.fixture
def stand(seite):
    return seite.locator("[data-zwischenstand-status]")


def pause(page, milliseconds=1600):
    page.clock.run_for(milliseconds)
