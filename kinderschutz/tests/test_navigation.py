import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def texts(response):
    return [eintrag["text"] for eintrag in response.context["navigation"]]


def test_the_administration_finds_its_way_to_the_verwaltung(client, login_as):
    login_as("administration")

    assert "Verwaltung" in texts(client.get(reverse("arbeit")))


@pytest.mark.parametrize("art", ["fachkraft", "leitung", "ministerium", "datenschutz"])
def test_nobody_else_hears_of_the_verwaltung(client, login_as, art):
    login_as(art)

    assert "Verwaltung" not in texts(client.get(reverse("arbeit")))


def test_only_the_entry_that_leads_here_most_closely_is_marked(client, login_as):
    login_as("projektkoordination")

    navigation = client.get(reverse("cluster:fortschritt")).context["navigation"]

    assert [eintrag["text"] for eintrag in navigation if eintrag["aktiv"]] == ["Fortschritt"]
