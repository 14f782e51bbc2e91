"""
What is typed into an analysis is found in its own protected tables, encrypted, and nowhere else.

A word that occurs nowhere else is typed into every field of every form of every step, found by
asking the forms; then everything the application leaves behind is searched for it.
"""

import pytest
from django import forms
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.urls import reverse

from fallanalyse.models import Fallanalyse
from fallanalyse.views.schritt import Schrittformular
from kinderschutz.identity import acting_as
from kinderschutz.models import Protokolleintrag
from kinderschutz.system_context import system_context
from kinderschutz.tests.welt import baue_amt

WORD = "Kanarienvogel"
# The roles people have in a case (»Kind 1«) are words of a fixed kind and stay readable.
PLAIN = {"fallanalyse_personenrolle", "fallanalyse_personenrolleevent"}


def fill_in(formular):
    """Return what somebody sends who fills in every field of a step."""
    data = {}
    for part in formular.alle:
        rows = [part] if isinstance(part, forms.BaseForm) else [part.management_form, *part.forms]
        for form in rows:
            data |= {bound.html_name: value_for(bound) for bound in form}
    return {name: value for name, value in data.items() if value is not None}


def anders(data):
    """Return other words for every text in it."""
    return {name: f"{value} anders" for name, value in data.items() if str(value).startswith(WORD)}


def value_for(bound):
    field = bound.field
    if isinstance(field, forms.MultipleChoiceField):
        return [value for value, _label in field.choices][:1]
    if isinstance(field, forms.ChoiceField):
        return next((value for value, _label in field.choices if value), "")
    if bound.name == "DELETE":
        return None
    if isinstance(field, forms.BooleanField):
        return "on"
    if isinstance(field, forms.IntegerField):
        return bound.value() if bound.name.endswith("_FORMS") else 3
    if isinstance(field, forms.DateField):
        return "2026-01-15"
    if isinstance(field, forms.UUIDField):
        return bound.value() or ""
    assert isinstance(field, forms.CharField), field
    return f"{WORD} {bound.html_name}"


@pytest.fixture
def amt(db):
    return baue_amt()


@pytest.fixture
def analyse(amt):
    with acting_as(amt.rollen["fachkraft"]) as fachkraft:
        return Fallanalyse.beginne(durch=fachkraft, methode="nzfh_fallanalyse", projekt=amt.projekt)


@pytest.fixture
def write_everything(client, login_as, amt, analyse):
    """Type the word into every step: autosave, save, too late, refused; return the answers."""
    person = login_as(amt.rollen["fachkraft"])

    def write():
        answers, typed = [], 0
        for schritt in analyse.alle_schritte:
            url = reverse("fallanalyse:schritt", args=[analyse.pk, schritt])
            with acting_as(amt.rollen["fachkraft"]):
                data = fill_in(Schrittformular(analyse, schritt))
            typed += sum(str(value).startswith(WORD) for value in data.values())
            data |= {"schreibt": str(person.pk), "version": "0"}
            answers += [
                client.post(f"{url}zwischenstand/", data),
                client.get(url),
                client.post(url, data),
                # Too late: somebody (the same person, in another window) saved it before.
                client.post(url, data | anders(data)),
                client.get(reverse("fallanalyse:fassungen", args=[analyse.pk, schritt])),
            ]
        # Somebody else was faster in the same field: both texts stand beside each other.
        url = reverse("fallanalyse:schritt", args=[analyse.pk, "anlass"])
        with acting_as(amt.rollen["fachkraft"]):
            data = fill_in(Schrittformular(analyse, "anlass"))
        data |= {"schreibt": str(person.pk), "version": "0", "leitfrage": f"{WORD} anders"}
        answers.append(client.post(url, data))
        answers.append(client.get(analyse.get_absolute_url()))
        answers.append(client.post(reverse("fallanalyse:abschliessen", args=[analyse.pk])))
        answers.append(client.get(reverse("fallanalyse:list")))
        assert typed > 20
        return answers

    return write


def tables_that_say(word):
    """Return the tables of the whole database in which a row holds this word readably."""
    with system_context("Test"), connection.cursor() as cursor:
        return {
            table
            for table in connection.introspection.table_names(cursor)
            if _says(cursor, table, word)
        }


def _says(cursor, table, word):
    cursor.execute(
        f"SELECT EXISTS (SELECT FROM {connection.ops.quote_name(table)} AS row"
        " WHERE to_jsonb(row)::text LIKE %s)",
        [f"%{word}%"],
    )
    return cursor.fetchone()[0]


def test_the_word_is_really_written_and_read_back(write_everything):
    answers = write_everything()

    codes = [answer.status_code for answer in answers]
    assert set(codes) == {200, 302, 409}
    assert codes.count(302) >= 7
    assert codes.count(409) >= 6
    assert WORD in answers[-3].content.decode()


def test_no_table_holds_it_readably(write_everything):
    write_everything()
    assert tables_that_say(WORD) == PLAIN


def test_no_audit_row_holds_it(write_everything):
    write_everything()
    with system_context("Test"):
        rows = list(Protokolleintrag.objects.values_list())
    assert len(rows) > 20
    assert WORD not in repr(rows)


def test_every_answer_that_shows_it_is_kept_in_the_audit_trail(write_everything):
    showing = [answer for answer in write_everything() if WORD in answer.content.decode()]

    with system_context("Test"):
        kept = set(Protokolleintrag.objects.values_list("anfrage", flat=True))
    assert 409 in {answer.status_code for answer in showing}
    assert [str(answer) for answer in showing if answer["X-Request-ID"] not in kept] == []


def test_no_log_line_holds_it(write_everything, log_lines):
    write_everything()
    assert WORD not in log_lines.getvalue()


def test_no_address_cookie_session_or_message_holds_it(write_everything, client):
    for answer in write_everything():
        assert WORD not in answer.request["PATH_INFO"] + answer.request["QUERY_STRING"]
        assert WORD not in repr(answer.headers)
        queued = answer.wsgi_request._messages._queued_messages
        assert WORD not in repr([str(message) for message in queued])
    assert WORD not in repr(dict(client.session))
    assert WORD not in repr(client.cookies)


def test_no_mail_and_no_cache_holds_it(write_everything):
    write_everything()
    assert mail.outbox == []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT value FROM {cache._table}")
        assert WORD not in repr(cursor.fetchall())


def test_a_failure_while_saving_leaves_it_nowhere(
    write_everything, client, analyse, log_lines, monkeypatch
):
    """The worst place to fail: the whole text in hand, in the exception, in a broken transaction."""

    def fail(self, schritt, inhalt, **kwargs):
        Fallanalyse.objects.filter(pk=self.pk).update(leitfrage=f"{WORD} {inhalt}")
        with connection.cursor() as cursor:
            cursor.execute("SELECT %s::int", [f"{WORD} {inhalt}"])

    monkeypatch.setattr(Fallanalyse, "speichere_schritt", fail)
    client.raise_request_exception = False

    answers = write_everything()

    failed = [answer for answer in answers if answer.status_code == 500]
    assert len(failed) >= 7
    for answer in failed:
        assert WORD not in answer.content.decode()
    assert "DataError" in log_lines.getvalue()
    assert WORD not in log_lines.getvalue()
    assert tables_that_say(WORD) == set()
    with system_context("Test"):
        analyse.refresh_from_db()
        assert analyse.leitfrage == ""
        assert WORD not in repr(list(Protokolleintrag.objects.values_list()))
