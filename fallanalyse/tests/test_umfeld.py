"""What stands beside the Befunde: how the office is staffed, and the word of the Projekt."""

import pytest
from django.urls import reverse

from fallanalyse.tests.factories import FallanalyseFactory
from kinderschutz.system_context import system_context
from kommunen.tests.factories import JugendamtFactory, OrganisationsstandFactory, ProjektFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def jugendamt():
    return JugendamtFactory()


def seite(client, analyse, schritt):
    return client.get(reverse("fallanalyse:schritt", args=[analyse.pk, schritt])).content.decode()


def test_stands_beside_the_befunde_only(client, login_as, jugendamt):
    fachkraft = login_as("fachkraft", jugendamt=jugendamt)
    with system_context("Test"):
        OrganisationsstandFactory(jugendamt=jugendamt, jahr=2025, rufbereitschaft="eigene")
        analyse = FallanalyseFactory(
            jugendamt=jugendamt, team=[fachkraft], projekt=ProjektFactory(begriffswahl="risiko")
        )

    befunde = seite(client, analyse, "befunde")

    assert "Unter welchen Bedingungen arbeitet Ihr Jugendamt? (Stand 2025)" in befunde
    assert "eigene, rund um die Uhr" in befunde
    assert "heißt in Ihrem Projekt »Risiko«" in befunde
    assert "Unter welchen Bedingungen" not in seite(client, analyse, "anlass")


def test_says_nothing_where_nothing_is_known(client, login_as, jugendamt):
    fachkraft = login_as("fachkraft", jugendamt=jugendamt)
    with system_context("Test"):
        OrganisationsstandFactory()
        analyse = FallanalyseFactory(jugendamt=jugendamt, team=[fachkraft])

    assert "Unter welchen Bedingungen" not in seite(client, analyse, "befunde")
