"""Sessions: whoever acts stays signed in, whoever is away does not, an open window is nobody."""

from datetime import timedelta

import pytest
from django.conf import settings as project_settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern
from django.utils import timezone

from kinderschutz.models import Aktion, Protokolleintrag
from kinderschutz.sessions import SIGNED_IN_KEY, SessionStore
from kinderschutz.system_context import system_context

PASSWORD = "ein-langes-passwort"
JSON = {"accept": "application/json"}
SITZUNG = "/sitzung/"
LONG = timedelta(seconds=project_settings.SESSION_COOKIE_AGE)
# What a page asks by itself. Few, for each is nobody's act: nothing a person decides is among them.
VON_SELBST = {"sitzung", "fallanalyse:anwesend", "fallanalyse:sitzung_befunde"}


@pytest.fixture
def person(rolle_als, client):
    """Somebody who has signed in as one does."""
    person = rolle_als("fachkraft").person
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    return person


@pytest.fixture
def ends(client):
    """Return a function that gives, or sets, in how long the session ends."""

    def ends(**delta):
        row = Session.objects.filter(session_key=client.session.session_key)
        if delta:
            row.update(expire_date=timezone.now() + timedelta(**delta))
        return row.get().expire_date - timezone.now()

    return ends


def is_about(delta, expected):
    return abs(delta - expected) < timedelta(seconds=30)


class TestWhoActs:
    @pytest.mark.parametrize("url", ["/arbeit/", "/", "/fallanalysen/"])
    def test_stays_signed_in_by_opening_a_page(self, client, person, ends, url):
        ends(minutes=10)
        client.get(url)
        assert is_about(ends(), LONG)

    def test_stays_signed_in_by_sending_a_form(self, client, person, ends):
        ends(minutes=10)
        client.post("/rolle/", {"rolle": str(person.pk)})
        assert is_about(ends(), LONG)

    @pytest.mark.urls("kinderschutz.tests.probeseiten")
    def test_is_not_prolonged_by_a_failure(self, client, person, ends):
        client.raise_request_exception = False
        ends(minutes=10)
        assert client.get("/probe/kaputt/").status_code == 500
        assert is_about(ends(), timedelta(minutes=10))

    def test_costs_one_write_a_minute(self, client, person, ends):
        ends(minutes=10)
        with CaptureQueriesContext(connection) as queries:
            for _ in range(3):
                client.get("/arbeit/")
        writes = [q["sql"] for q in queries if q["sql"].startswith('UPDATE "django_session"')]
        assert len(writes) == 1

    def test_signs_in_again_after_a_day_of_work(self, client, person, ends, settings):
        settings.SESSION_LONGEST_AGE = 12 * 3600
        session = client.session
        session[SIGNED_IN_KEY] = (timezone.now() - timedelta(hours=11, minutes=50)).isoformat()
        session.save()
        assert is_about(ends(), timedelta(minutes=10)), "saving does not go beyond it either"

        client.get("/arbeit/")

        assert is_about(ends(), timedelta(minutes=10))
        assert client.post(SITZUNG).json()["verlaengerbar"] is False

    def test_begins_a_new_day_by_signing_in(self, client, person, ends):
        session = client.session
        session[SIGNED_IN_KEY] = (timezone.now() - timedelta(hours=11)).isoformat()
        session.save()

        client.post(reverse("anmelden_in_der_seite"), {"login": person.email, "password": PASSWORD})

        assert is_about(ends(), LONG)


class TestWhoIsAway:
    def test_is_signed_out_and_sent_to_the_sign_in(self, client, person, ends):
        ends(seconds=-1)
        assert client.get("/arbeit/")["Location"].startswith(reverse("account_login"))

    def test_is_told_so_by_script(self, client, person, ends):
        ends(seconds=-1)
        assert client.get(SITZUNG, headers=JSON).status_code == 401

    def test_is_not_kept_by_a_browser_that_was_closed(self, client, person):
        assert client.cookies[project_settings.SESSION_COOKIE_NAME]["max-age"] == ""
        assert client.cookies[project_settings.SESSION_COOKIE_NAME]["expires"] == ""


class TestWhatAPageAsksByItself:
    def test_tells_whose_session_it_is_and_how_long(self, client, person, ends):
        ends(minutes=7)
        answer = client.get(SITZUNG, headers=JSON).json()
        assert answer.pop("endet_in") in range(400, 421)
        assert answer == {"person": str(person.pk), "warnen_ab": 300, "verlaengerbar": True}

    def test_is_to_be_told_early_enough_of_a_short_one(self, client, person, settings):
        settings.SESSION_COOKIE_AGE = 10 * 60
        assert client.get(SITZUNG, headers=JSON).json()["warnen_ab"] == 150

    def test_does_not_prolong_it(self, client, person, ends):
        ends(minutes=7)
        for _ in range(3):
            client.get(SITZUNG, headers=JSON)
        assert is_about(ends(), timedelta(minutes=7))

    def test_prolongs_it_when_the_person_says_so(self, client, person, ends):
        ends(minutes=7)
        answer = client.post(SITZUNG, headers=JSON).json()
        assert is_about(timedelta(seconds=answer["endet_in"]), LONG)
        assert is_about(ends(), LONG)

    def test_leaves_no_line_in_the_audit_trail(self, client, person):
        client.post(SITZUNG, headers=JSON)
        with system_context("Test"):
            assert set(Protokolleintrag.objects.values_list("aktion", flat=True)) == {
                Aktion.ANGEMELDET
            }

    def test_is_known_by_name(self):
        assert {name for name, view in views() if getattr(view, "is_background", False)} == (
            VON_SELBST
        )


class TestProlonging:
    """Two requests at once: neither undoes what the other did."""

    def test_does_not_bring_back_a_session_that_was_left(self, client, person, ends):
        ends(minutes=10)
        same = SessionStore(client.session.session_key)
        same.load()
        Session.objects.all().delete()

        same.prolong()

        assert not Session.objects.exists()

    def test_does_not_undo_what_was_saved_meanwhile(self, client, person, ends):
        ends(minutes=10)
        same = SessionStore(client.session.session_key)
        same.load()
        session = client.session
        session["rolle"] = "neu"
        session.save()
        ends(minutes=10)

        same.prolong()

        assert client.session["rolle"] == "neu"
        assert is_about(ends(), LONG)


def views(resolver=None, prefix=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}", pattern.callback
        else:
            yield from views(
                pattern, prefix + (f"{pattern.namespace}:" if pattern.namespace else "")
            )


class TestTooMuch:
    @pytest.fixture(autouse=True)
    def small(self, settings):
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000

    def test_is_a_sentence_for_a_script(self, client, person):
        response = client.post(
            reverse("anmelden_in_der_seite"), {"login": "x" * 2000}, headers=JSON
        )
        assert response.status_code == 413
        assert "zu viel Text auf einmal" in response.json()["meldung"]

    def test_is_a_page_for_a_person(self, client, person):
        response = client.post("/rolle/", {"rolle": "x" * 2000})
        assert response.status_code == 413
        assert "zu viel Text auf einmal" in response.content.decode()

    def test_another_bad_request_stays_one(self, client, person):
        response = client.get("/arbeit/", headers={"Host": "boese.example.org"})
        assert response.status_code == 400
        assert "haben wir nicht verstanden" in response.content.decode()
