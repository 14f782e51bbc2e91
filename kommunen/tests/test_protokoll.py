import pytest
from django.urls import reverse

from kinderschutz.models import Aktion
from kommunen.tests.factories import JugendamtFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def jugendamt():
    return JugendamtFactory()


class TestProtokoll:
    def test_shows_what_happened_in_the_own_jugendamt(self, client, login_as, jugendamt):
        login_as("leitung", jugendamt=jugendamt)
        client.get("/kommunen/gibt-es-nicht/")
        login_as("datenschutz", jugendamt=jugendamt)

        seite = client.get(reverse("protokoll")).content.decode()

        assert "verweigert" in seite
        assert "Leitung" in seite

    def test_names_no_person(self, client, login_as, jugendamt):
        leitung = login_as("leitung", jugendamt=jugendamt)
        client.get("/kommunen/gibt-es-nicht/")
        login_as("datenschutz", jugendamt=jugendamt)

        seite = client.get(reverse("protokoll")).content.decode()

        assert leitung.name not in seite
        assert leitung.email not in seite

    def test_shows_nothing_of_another_jugendamt(self, client, login_as, jugendamt):
        login_as("leitung", jugendamt=jugendamt)
        client.get("/kommunen/gibt-es-nicht/")
        login_as("datenschutz")

        seite = client.get(reverse("protokoll")).content.decode()

        assert "verweigert</td>" not in seite

    def test_reading_it_is_an_entry_of_its_own(self, client, login_as, jugendamt):
        login_as("datenschutz", jugendamt=jugendamt)
        client.get(reverse("protokoll"))

        response = client.get(reverse("protokoll"), {"aktion": Aktion.GELESEN})

        assert [zeile["objektart"] for zeile in response.context["zeilen"]] == ["Protokoll"]

    def test_goes_on_where_the_page_ended(self, client, login_as, jugendamt):
        login_as("datenschutz", jugendamt=jugendamt)
        for _ in range(52):
            client.get(reverse("protokoll"))

        erste = client.get(reverse("protokoll"))
        zweite = client.get(reverse("protokoll") + erste.context["weiter"])

        nummern = [zeile["eintrag"].nummer for zeile in zweite.context["zeilen"]]
        assert nummern == [2, 1]

    @pytest.mark.parametrize("art", ["fachkraft", "leitung", "ministerium", "administration"])
    def test_is_for_nobody_else(self, client, login_as, art):
        login_as(art)

        assert client.get(reverse("protokoll")).status_code == 404
