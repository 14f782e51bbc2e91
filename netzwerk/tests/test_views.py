from datetime import date

import pytest

from kinderschutz.testing import text
from kommunen.enums import Institutionskategorie
from kommunen.tests.factories import InstitutionFactory, JugendamtFactory, ZustaendigkeitFactory
from netzwerk.tests.factories import NetzwerkFactory, NetzwerkmitgliedFactory

pytestmark = pytest.mark.django_db


class TestList:
    url = "/netzwerk/"

    def test_is_public(self, client):
        netzwerk = NetzwerkFactory(jugendaemter=[JugendamtFactory(name="Stadtjugendamt Trier")])
        NetzwerkmitgliedFactory(netzwerk=netzwerk)
        NetzwerkmitgliedFactory(netzwerk=netzwerk, bis=date(2020, 1, 1))

        seite = text(client.get(self.url))

        assert netzwerk.name in seite
        assert "Stadtjugendamt Trier" in seite
        assert "Strukturnetzwerk nach § 3 LKindSchuG, seit 2010" in seite
        assert "1 Mitglied<" in seite
        assert "Ihr Netzwerk" not in seite

    @pytest.mark.parametrize("art", ["fachkraft", "leitung", "netzwerkkoordination"])
    def test_shows_the_own_one_first(self, client, login_as, art):
        jugendamt = JugendamtFactory()
        NetzwerkFactory(name="Anderes Netzwerk", jugendaemter=[JugendamtFactory()])
        eigenes = NetzwerkFactory(name="Zuletzt im Alphabet", jugendaemter=[jugendamt])
        login_as(art, jugendamt=jugendamt)

        response = client.get(self.url)

        assert response.context["eigene"] == [eigenes]
        assert eigenes not in response.context["seite"].zeilen
        assert "Weitere Netzwerke" in text(response)

    def test_needs_no_others_beside_the_own_one(self, client, login_as):
        jugendamt = JugendamtFactory()
        NetzwerkFactory(jugendaemter=[jugendamt])
        login_as("leitung", jugendamt=jugendamt)

        seite = text(client.get(self.url))

        assert "Weitere Netzwerke" not in seite
        assert "Noch kein Netzwerk" not in seite

    def test_says_when_there_is_none(self, client):
        assert "Noch kein Netzwerk" in text(client.get(self.url))

    def test_queries_do_not_grow_with_the_rows(self, assert_constant_queries):
        assert_constant_queries(
            self.url, add_row=lambda: NetzwerkFactory(jugendaemter=[JugendamtFactory()])
        )


class TestDetail:
    def test_shows_members_by_category(self, client):
        netzwerk = NetzwerkFactory(jugendaemter=[JugendamtFactory()])
        for name, kategorie in (
            ("Polizeiinspektion", Institutionskategorie.POLIZEI),
            ("Kita Regenbogen", Institutionskategorie.KITA),
        ):
            NetzwerkmitgliedFactory(
                netzwerk=netzwerk,
                seit=date(2012, 5, 1),
                institution=InstitutionFactory(name=name, kategorie=kategorie, traeger="Stadt"),
            )
        NetzwerkmitgliedFactory(
            netzwerk=netzwerk, institution__name="Ehemalige", bis=date(2020, 1, 1)
        )

        response = client.get(netzwerk.get_absolute_url())

        assert [kategorie for kategorie, _wer in response.context["kategorien"]] == [
            Institutionskategorie.KITA.label,
            Institutionskategorie.POLIZEI.label,
        ]
        assert "seit 2012" in text(response)
        assert "Ehemalige" not in text(response)

    def test_says_when_there_are_no_members(self, client):
        netzwerk = NetzwerkFactory(jugendaemter=[JugendamtFactory()])

        assert "Noch keine Mitglieder" in text(client.get(netzwerk.get_absolute_url()))

    def test_an_unknown_network_is_not_found(self, client):
        assert client.get("/netzwerk/atlantis/").status_code == 404

    def test_queries_do_not_grow_with_the_rows(self, assert_constant_queries):
        netzwerk = NetzwerkFactory(jugendaemter=[JugendamtFactory()])

        assert_constant_queries(
            netzwerk.get_absolute_url(), add_row=lambda: NetzwerkmitgliedFactory(netzwerk=netzwerk)
        )


class TestInKommune:
    def test_stands_on_the_page_of_the_kommune(self, client):
        jugendamt = ZustaendigkeitFactory().jugendamt
        netzwerk = NetzwerkFactory(jugendaemter=[jugendamt])
        NetzwerkFactory(name="Fremdes Netzwerk", jugendaemter=[JugendamtFactory()])

        seite = text(client.get(jugendamt.get_absolute_url()))

        assert netzwerk.get_absolute_url() in seite
        assert "Fremdes Netzwerk" not in seite

    def test_is_left_out_where_there_is_none(self, client):
        response = client.get(JugendamtFactory().get_absolute_url())

        assert response.context["abschnitte"] == []


class TestMeineArbeit:
    """What this app adds to a page of the app below."""

    url = "/arbeit/"

    def test_shows_the_networks_of_the_own_jugendamt(self, client, login_as):
        jugendamt = JugendamtFactory()
        NetzwerkFactory(name="Netzwerk Trier", jugendaemter=[jugendamt])
        NetzwerkFactory(name="Netzwerk Fremd", jugendaemter=[JugendamtFactory()])
        login_as("fachkraft", jugendamt=jugendamt)

        seite = text(client.get(self.url))

        assert "Netzwerk Trier" in seite
        assert "Netzwerk Fremd" not in seite

    def test_queries_do_not_grow_with_the_rows(self, login_as, assert_constant_queries):
        jugendamt = JugendamtFactory()
        login_as("leitung", jugendamt=jugendamt)

        assert_constant_queries(self.url, add_row=lambda: NetzwerkFactory(jugendaemter=[jugendamt]))
