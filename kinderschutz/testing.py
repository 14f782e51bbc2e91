"""Fixtures for the tests of all apps. Each `<app>/tests/conftest.py` imports them with one line."""

import io
import logging
import sys

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.module_loading import import_string

from kinderschutz.browser_testing import *  # noqa: F403
from kinderschutz.database_testing import *  # noqa: F403
from kinderschutz.identity import SESSION_KEY, acting_as
from kinderschutz.request_id import RequestIdFilter
from kinderschutz.system_context import system_context
from kommunen.enums import Rollenart
from kommunen.tests.factories import (
    BundeslandFactory,
    JugendamtFactory,
    ProjektFactory,
    RolleFactory,
)

# The scope an art needs, and the factory that makes one where the test names none.
SCOPES = {
    Rollenart.FACHKRAFT: ("jugendamt", JugendamtFactory),
    Rollenart.LEITUNG: ("jugendamt", JugendamtFactory),
    Rollenart.NETZWERKKOORDINATION: ("jugendamt", JugendamtFactory),
    Rollenart.MODERATION: ("jugendamt", JugendamtFactory),
    Rollenart.DATENSCHUTZ: ("jugendamt", JugendamtFactory),
    Rollenart.PROJEKTKOORDINATION: ("projekt", ProjektFactory),
    Rollenart.WISSENSCHAFT: ("projekt", ProjektFactory),
    Rollenart.MINISTERIUM: ("bundesland", BundeslandFactory),
    Rollenart.LANDESJUGENDAMT: ("bundesland", BundeslandFactory),
}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """
    Trace coverage only where it can show something new: it takes two and a half times as long.

    The server of a browser test is another process, and the further cases of a parametrized test
    go where its first one went. pytest-cov's own marker does nothing under pytest-xdist, where two
    of its collectors lie on top of each other.
    """
    is_further = hasattr(item, "callspec") and any(item.callspec.indices.values())
    if not is_further and not item.get_closest_marker("browser"):
        return (yield)
    tracer = sys.gettrace()
    sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(tracer)


@pytest.fixture
def system(db):
    """Let the test see and write all rows, as commands do. Not together with a request."""
    with system_context("Test"):
        yield


def make_rolle(art, *, person=None, **scope):
    """Create a Rolle of this art; its scope and person are made where they are not named."""
    if art in SCOPES:
        name, factory = SCOPES[art]
        if name not in scope:
            scope[name] = factory()
    if person is not None:
        scope["person"] = person
    with system_context("Test"):
        return RolleFactory(art=art, **scope)


@pytest.fixture
def rolle_als(db):
    """Return a function that creates a Rolle: `rolle_als("leitung", jugendamt=…)`."""
    return make_rolle


@pytest.fixture
def handeln_als(db):
    """Return the context manager for domain calls: `with handeln_als(rolle) as person`."""
    return acting_as


def sign_in(client, rolle):
    """Sign this client in, in this Rolle."""
    client.force_login(rolle.person)
    session = client.session
    session[SESSION_KEY] = str(rolle.pk)
    session.save()


def browser_of(rolle):
    """Return a client of its own, signed in, in this Rolle."""
    client = Client()
    sign_in(client, rolle)
    return client


@pytest.fixture
def login_as(client, db):
    """
    Return a function that signs the client in, in a Rolle of this art, and returns the person.

    `login_as("leitung", jugendamt=…)`; a Rolle can be given instead of its art.
    """

    def login(art, **scope):
        rolle = make_rolle(art, **scope) if isinstance(art, str) else art
        sign_in(client, rolle)
        person = rolle.person
        person.rolle, person.rollen = rolle, [rolle]
        return person

    return login


def text(response):
    """Return the page as it was sent."""
    return response.content.decode()


@pytest.fixture
def assert_constant_queries(client):
    """
    Return a function that asserts that a page costs the same with one row more or ten.

    `assert_constant_queries(url, add_row=callable)`; add_row runs in the system context.
    """

    def count(url):
        with CaptureQueriesContext(connection) as queries:
            response = client.get(url)
        assert response.status_code == 200
        return queries

    def check(url, *, add_row):
        with system_context("Test"):
            add_row()
        count(url)
        one = count(url)
        with system_context("Test"):
            for _ in range(9):
                add_row()
        ten = count(url)
        assert len(ten) == len(one), "\n".join(query["sql"] for query in ten)

    return check


@pytest.fixture
def log_lines():
    """Return the stream of what the handler of the settings writes, from DEBUG upwards."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    line = dict(settings.LOGGING["formatters"]["line"])
    handler.setFormatter(import_string(line.pop("()"))(line["format"]))
    handler.addFilter(RequestIdFilter())
    loggers = {
        logging.getLogger(name): logging.getLogger(name).level
        for name, config in ({"": settings.LOGGING["root"]} | settings.LOGGING["loggers"]).items()
        # The others write nowhere: their messages carry statements, or texts.
        if config["handlers"]
    }
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.DEBUG)
    yield stream
    for logger, level in loggers.items():
        logger.removeHandler(handler)
        logger.setLevel(level)
