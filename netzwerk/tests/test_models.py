from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError

from kommunen.models import Jugendamt
from kommunen.tests.factories import JugendamtFactory, ZustaendigkeitFactory
from netzwerk.models import Netzwerk, Netzwerkmitglied
from netzwerk.tests.factories import NetzwerkFactory, NetzwerkmitgliedFactory


@pytest.mark.django_db
class TestNetzwerk:
    def test_is_public(self):
        netzwerk = NetzwerkFactory()

        assert list(Netzwerk.objects.visible_to(AnonymousUser())) == [netzwerk]

    def test_of_several_jugendaemter_is_shown_at_each_kommune(self):
        amt, nachbaramt, fremdes = JugendamtFactory(), JugendamtFactory(), JugendamtFactory()
        netzwerk = NetzwerkFactory(jugendaemter=[amt, nachbaramt])

        for jugendamt in (amt, nachbaramt):
            assert Netzwerk.objects.of_jugendaemter([jugendamt]).get() == netzwerk
        assert Netzwerk.objects.of_jugendaemter([amt, nachbaramt]).get() == netzwerk
        assert not Netzwerk.objects.of_jugendaemter([fremdes]).exists()

    def test_is_shown_at_a_kommune_whose_jugendamt_another_one_runs(self):
        zustaendig = ZustaendigkeitFactory()
        gemeinde = ZustaendigkeitFactory(
            jugendamt=zustaendig.jugendamt, kommune=JugendamtFactory().traeger
        ).kommune
        netzwerk = NetzwerkFactory(jugendaemter=[zustaendig.jugendamt])

        jugendaemter = Jugendamt.objects.for_kommune(gemeinde)
        assert list(Netzwerk.objects.of_jugendaemter(jugendaemter)) == [netzwerk]

    def test_members_cost_no_query_each(self, django_assert_num_queries):
        netzwerk = NetzwerkFactory(jugendaemter=[JugendamtFactory()])
        for _ in range(5):
            NetzwerkmitgliedFactory(netzwerk=netzwerk)

        with django_assert_num_queries(3):
            geladen = Netzwerk.objects.for_page().get()
            assert len([str(m.institution.kommune) for m in geladen.mitglieder.all()]) == 5

    def test_two_of_the_same_name_have_addresses_of_their_own(self):
        assert NetzwerkFactory(name="Runder Tisch").slug == "runder-tisch"
        assert NetzwerkFactory(name="Runder Tisch").slug == "runder-tisch-2"


@pytest.mark.django_db
class TestNetzwerkmitglied:
    def test_belongs_once_at_a_time(self):
        mitglied = NetzwerkmitgliedFactory(bis=date(2020, 12, 31))
        NetzwerkmitgliedFactory(netzwerk=mitglied.netzwerk, institution=mitglied.institution)

        with pytest.raises(IntegrityError, match="derzeit_nur_einmal"):
            NetzwerkmitgliedFactory(netzwerk=mitglied.netzwerk, institution=mitglied.institution)

    def test_who_left_is_no_member_today(self):
        NetzwerkmitgliedFactory(bis=date(2020, 12, 31))

        assert not Netzwerkmitglied.objects.gueltig().exists()
        assert Netzwerkmitglied.objects.gueltig(date(2020, 12, 31)).exists()
