"""Where the demo must not come in; what it holds is in test_demo.py."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from fallanalyse.demo.laden import DemoNichtMoeglich, lade_demo
from kinderschutz.demo_konten import PASSWORT
from kinderschutz.models import User
from kommunen.models import Kommune


def test_refuses_a_database_that_is_not_empty(db):
    User.objects.create_user("jemand@example.org", "x", name="Jemand")

    with pytest.raises(CommandError, match="nicht leer"):
        call_command("demo_laden")

    assert not Kommune.objects.exists()


def test_refuses_outside_of_a_demo(db, settings):
    settings.DEMO = False

    with pytest.raises(DemoNichtMoeglich, match="KINDERSCHUTZ_DEMO"):
        lade_demo()


def test_names_no_accounts_where_there_is_no_demo(db):
    said = StringIO()

    call_command("demo_konten", stdout=said)

    assert PASSWORT not in said.getvalue()
