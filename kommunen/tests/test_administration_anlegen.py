import pytest
from django.core.management import CommandError, call_command

from kinderschutz.models import User
from kinderschutz.system_context import system_context
from kommunen.management.commands import administration_anlegen
from kommunen.models import Rolle

pytestmark = pytest.mark.django_db


@pytest.fixture
def eingabe(monkeypatch):
    def tippe(*passwoerter):
        reihe = iter(passwoerter)
        monkeypatch.setattr(administration_anlegen, "getpass", lambda prompt: next(reihe))

    return tippe


def test_the_first_account_can_administer_and_nothing_else(eingabe):
    eingabe("ein-langes-passwort", "ein-langes-passwort")

    call_command("administration_anlegen", "Erste@Example.org", "Erste Person", verbosity=0)

    person = User.objects.get(email="erste@example.org")
    assert person.check_password("ein-langes-passwort")
    with system_context("Test"):
        assert [rolle.art for rolle in Rolle.objects.filter(person=person)] == ["administration"]


@pytest.mark.parametrize(
    ("email", "passwoerter", "grund"),
    [
        ("keine-adresse", ("", ""), "keine E-Mail-Adresse"),
        ("neu@example.org", ("ein-langes-passwort", "ein-anderes-passwort"), "verschieden"),
        ("neu@example.org", ("kurz", "kurz"), "zu kurz"),
    ],
)
def test_it_says_what_is_wrong_and_makes_nothing(eingabe, email, passwoerter, grund):
    eingabe(*passwoerter)

    with pytest.raises(CommandError, match=grund):
        call_command("administration_anlegen", email, "Neue Person")

    assert not User.objects.exists()


def test_an_address_has_one_account(eingabe):
    User.objects.create_user("da@example.org", "ein-langes-passwort", name="Schon da")

    with pytest.raises(CommandError, match="gibt es schon"):
        call_command("administration_anlegen", "da@example.org", "Noch einmal")
