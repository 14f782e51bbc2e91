"""
Who asks: in Python a context variable, in the database transaction-local settings.

The middleware opens the transaction of the request, tells the database the person and the Rolle she
acts in, and closes with the audit rows. Without it every protected table answers with zero rows.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.shortcuts import redirect
from django.urls import reverse

from kinderschutz.background import is_background

SESSION_KEY = "rolle"
# Remembers that the person has a second factor: one query less per page.
SECOND_FACTOR_KEY = "second_factor"
# The settings that policies may ask for, and where the Rolle keeps each value.
SETTINGS = {
    "rolle": "art",
    "jugendamt": "jugendamt_id",
    "projekt": "projekt_id",
    "land": "bundesland_id",
    "analyse": "analyse",
}
# What a signed link may name. A policy opens to it the one row of this key and nothing else.
LINKS = ("einladung",)


class KeineIdentitaet(RuntimeError):
    """Protected rows were asked for although nobody said who asks: a mistake of the programmer."""


@dataclass
class Identity:
    """
    The one who asks, and the audit entries of this transaction, written at its end.

    `remembered` is for what a transaction needs again and again and looks up once.
    """

    person_id: int | None = None
    rolle: object = None
    system: str = ""
    request_id: str = ""
    entries: list = field(default_factory=list)
    remembered: dict = field(default_factory=dict)


_current = ContextVar("identity", default=None)


def current():
    """
    Return the Identity of this request, command or test.

    :raises KeineIdentitaet: if there is none
    """
    identity = _current.get()
    if identity is None:
        raise KeineIdentitaet(
            "Neither a request nor system_context() says who asks for protected rows."
        )
    return identity


def current_or_none():
    """Return the Identity, None where nobody said who asks."""
    return _current.get()


def rolle_of(user):
    """Return the Rolle this user acts in, None for anonymous users and users without a Rolle."""
    return getattr(user, "rolle", None)


@contextmanager
def bound(identity):
    """Make this the current Identity, and write its audit entries before the transaction ends."""
    from kinderschutz import audit

    outer = _current.get()
    if outer is not None and not identity.system:
        # Inside the system context the policies would let everything through, and inside another
        # Rolle the inner one would leave its settings behind: a test of rights would prove nothing.
        raise RuntimeError("Nobody acts in a Rolle inside of another identity or system_context().")
    token = _current.set(identity)
    try:
        yield identity
        if connection.needs_rollback:
            # A dry run: what it did is undone, and so is what it would have told the audit trail.
            identity.entries.clear()
        else:
            audit.write(identity)
    finally:
        _current.reset(token)


@contextmanager
def acting_as(rolle):
    """Act in this Rolle outside of a request; yields the person, whose `rolle` is set."""
    person = rolle.person
    person.rolle, person.rollen = rolle, [rolle]
    with transaction.atomic():
        with bound(Identity(person_id=rolle.person_id, rolle=rolle)):
            tell_database(rolle.person_id, rolle)
            yield person
        # After the audit rows; a failure undoes the settings with the transaction.
        if not connection.needs_rollback:
            forget()


@contextmanager
def signed_in(person):
    """Be this person without a Rolle, outside of a request."""
    with transaction.atomic():
        with bound(Identity(person_id=person.pk)):
            tell_database(person.pk, None)
            yield person
        if not connection.needs_rollback:
            forget()


@contextmanager
def by_link(name, key):
    """
    Ask as the holder of a signed link, who has no Rolle here: an identity of its own.

    It may see and do what the policies open to the row of this key, whatever else the person is.
    Afterwards she acts in her Rolle again.
    """
    if name not in LINKS:
        raise ValueError(name)
    who = current()
    if who.system:
        raise RuntimeError("The system context needs no link, and would prove nothing about it.")
    rolle, who.rolle = who.rolle, None
    _set({"person": who.person_id} | dict.fromkeys(SETTINGS) | {name: key})
    try:
        yield
    finally:
        who.rolle = rolle
        if not connection.needs_rollback:
            _set({name: None})
            tell_database(who.person_id, rolle)


@contextmanager
def seen_as(rolle):
    """
    Ask as this Rolle of nobody, to show the person of this request what such a one would see.

    What is remembered for the audit trail meanwhile is dropped: nobody of that Rolle looked. Only
    inside of a savepoint that is undone (fallanalyse.views.probelauf): the database knows this
    Rolle for that long.
    """
    who = current()
    if who.system or not rolle._state.adding:
        raise RuntimeError("Only a Rolle that nobody holds can be looked through.")
    before = who.person_id, who.rolle, who.entries
    who.person_id, who.rolle, who.entries = rolle.person_id, rolle, []
    tell_database(rolle.person_id, rolle)
    try:
        yield
    finally:
        who.person_id, who.rolle, who.entries = before
        if not connection.needs_rollback:
            tell_database(who.person_id, who.rolle)


def go_on_as(person, rolle):
    """Let the person of this request act in another of her Rollen from here on."""
    who = current()
    if who.system or rolle.person_id != person.pk:
        raise RuntimeError("Nobody acts in a Rolle of somebody else, or as the system.")
    who.person_id, who.rolle = person.pk, rolle
    person.rolle = rolle
    tell_database(person.pk, rolle)


def tell_database(person_id, rolle):
    """Set what the policies compare with, until the end of the transaction."""
    values = {"person": person_id} | {
        setting: getattr(rolle, attribute, None) for setting, attribute in SETTINGS.items()
    }
    _set(values)


def forget():
    """Clear the settings: needed where an outer transaction goes on, as in tests."""
    _set(dict.fromkeys(["person", *SETTINGS, *LINKS]))


def _set(values):
    sql = ", ".join(f"set_config('app.{name}', %s, true)" for name in values)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {sql}", ["" if value is None else str(value) for value in values.values()]
        )


class IdentityMiddleware:
    """
    Let the view run inside a transaction in which the database knows who asks.

    Its own atomic() is needed: ATOMIC_REQUESTS begins inside the view, too late for the Rolle and
    for responses that are rendered after it. The audit rows come last; written first, they would
    let the requests of one Jugendamt wait for each other.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        identity = Identity(request_id=getattr(request, "request_id", ""))
        with transaction.atomic(), bound(identity):
            self._identify(request, identity)
            response = self._second_factor(request) or self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
            else:
                self._record_outcome(request, response)
        if connection.in_atomic_block:
            forget()
        return response

    def _identify(self, request, identity):
        user = request.user
        if not user.is_authenticated:
            return
        identity.person_id = user.pk
        _set({"person": user.pk})
        user.rollen = list(apps.get_model(settings.ROLLE_MODEL).objects.for_person(user))
        chosen = request.session.get(SESSION_KEY)
        user.rolle = next(
            (rolle for rolle in user.rollen if str(rolle.pk) == chosen),
            user.rollen[0] if user.rollen else None,
        )
        identity.rolle = user.rolle
        tell_database(user.pk, user.rolle)

    def _second_factor(self, request):
        """Send a user whose Rolle sees case content or administers to set up her second factor."""
        rolle = rolle_of(request.user)
        if (
            not settings.SECOND_FACTOR_REQUIRED
            or rolle is None
            or not rolle.needs_second_factor
            or request.path.startswith(reverse("account_login").removesuffix("login/"))
            or request.session.get(SECOND_FACTOR_KEY)
        ):
            return None
        from allauth.mfa.adapter import get_adapter

        if get_adapter().is_mfa_enabled(request.user):
            request.session[SECOND_FACTOR_KEY] = True
            return None
        return redirect("mfa_index")

    def _record_outcome(self, request, response):
        from kinderschutz import audit
        from kinderschutz.models import Aktion

        match = request.resolver_match
        if match is None or not request.user.is_authenticated:
            return
        kennung = str(match.kwargs.get("pk") or match.kwargs.get("slug") or "")
        if response.status_code in (403, 404):
            audit.record(Aktion.VERWEIGERT, objektart=match.view_name, kennung=kennung)
        elif (
            _has_changed(request, response)
            and not is_background(request)
            and not audit.current_entries()
        ):
            audit.record(Aktion.GEAENDERT, objektart=match.view_name, kennung=kennung)


def _has_changed(request, response):
    """Say whether a POST did its work: a page that comes back instead is a form with errors."""
    is_page = response.status_code == 200 and response["Content-Type"].startswith("text/html")
    return request.method == "POST" and response.status_code < 400 and not is_page
