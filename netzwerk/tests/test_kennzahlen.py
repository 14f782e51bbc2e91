from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from kommunen.kennzahlen import Zaehlwert, kennzahl
from kommunen.kennzahlentabelle import lies
from kommunen.tests.factories import JugendamtFactory
from netzwerk.tests.factories import NetzwerkFactory, NetzwerkmitgliedFactory


@pytest.mark.django_db
class TestKennzahlen:
    def test_a_joint_network_counts_for_each_of_its_jugendaemter(self):
        amt, nachbaramt = JugendamtFactory(), JugendamtFactory()
        NetzwerkFactory(jugendaemter=[amt, nachbaramt])

        assert set(kennzahl("netzwerke").zaehlung()) == {
            Zaehlwert(amt.pk, None, 2010, "strukturnetzwerk", 1),
            Zaehlwert(nachbaramt.pk, None, 2010, "strukturnetzwerk", 1),
        }

    def test_its_sum_over_jugendaemter_is_not_shown(self):
        NetzwerkFactory(jugendaemter=[JugendamtFactory(), JugendamtFactory()])

        tabelle = lies(AnonymousUser(), namen=["netzwerke"])

        assert [str(zeile.zellen[0]) for zeile in tabelle.zeilen] == ["1", "1"]
        assert str(tabelle.summe("netzwerke")) == "keine Angabe"

    def test_members_count_in_the_year_they_joined(self):
        amt = JugendamtFactory()
        netzwerk = NetzwerkFactory(jugendaemter=[amt])
        NetzwerkmitgliedFactory(netzwerk=netzwerk, seit=date(2019, 5, 1))
        NetzwerkmitgliedFactory(netzwerk=netzwerk)
        NetzwerkmitgliedFactory()

        assert set(kennzahl("netzwerkmitglieder").zaehlung([amt.pk])) == {
            Zaehlwert(amt.pk, None, 2019, "", 1),
            Zaehlwert(amt.pk, None, 0, "", 1),
        }

    def test_counts_for_given_jugendaemter_only(self):
        NetzwerkFactory(jugendaemter=[JugendamtFactory()])

        assert list(kennzahl("netzwerke").zaehlung([0])) == []
