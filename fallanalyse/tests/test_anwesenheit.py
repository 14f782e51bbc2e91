"""»Gerade hier«: the names of the team for the team, for an hour, without a trace elsewhere."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from fallanalyse.enums import Freigabestufe, Funktion, Schritt
from fallanalyse.models import Anwesenheit
from kinderschutz.identity import acting_as
from kinderschutz.models import Aktion, Protokolleintrag
from kinderschutz.system_context import system_context
from kinderschutz.testing import make_rolle

pytestmark = pytest.mark.django_db

NIEMAND = {"hier": [], "anderswo": []}


@pytest.fixture
def analyse(eines):
    analyse = eines.beginne()
    with system_context("Test"):
        analyse.nimm_ins_team(eines.kollegin.person, Funktion.ANALYSETEAM)
    return analyse


@pytest.fixture
def melde(client, login_as, analyse):
    """Return a function: this Rolle has this step open; what the page is told."""

    def call(rolle, schritt=Schritt.ANLASS):
        login_as(rolle)
        url = reverse("fallanalyse:anwesend", args=[analyse.pk, schritt])
        return client.post(url, headers={"accept": "application/json"})

    return call


def vor(**delta):
    """Let everybody have been there so long ago."""
    with system_context("Test"):
        Anwesenheit.objects.update(zuletzt=timezone.now() - timedelta(**delta))


def zeilen():
    with system_context("Test"):
        return list(Anwesenheit.objects.values_list("person", "schritt"))


class TestWhoIsThere:
    def test_nobody_beside_oneself(self, melde, eines):
        assert melde(eines.fachkraft).json() == NIEMAND
        assert melde(eines.fachkraft).json() == NIEMAND

    def test_is_told_in_the_same_step_by_name(self, melde, eines):
        melde(eines.fachkraft)
        assert melde(eines.kollegin).json() == {
            "hier": [eines.fachkraft.person.name],
            "anderswo": [],
        }
        assert melde(eines.fachkraft).json()["hier"] == [eines.kollegin.person.name]

    def test_is_told_in_another_step_with_its_name(self, melde, eines):
        melde(eines.fachkraft, Schritt.BEFUNDE)
        assert melde(eines.kollegin).json() == {
            "hier": [],
            "anderswo": [{"name": eines.fachkraft.person.name, "schritt": "Befunde"}],
        }

    def test_is_told_once_where_she_was_seen_last(self, melde, eines):
        melde(eines.fachkraft, Schritt.BEFUNDE)
        melde(eines.fachkraft, Schritt.ANLASS)
        assert melde(eines.kollegin).json() == {
            "hier": [eines.fachkraft.person.name],
            "anderswo": [],
        }

    def test_is_told_at_a_meeting_too(self, melde, eines):
        melde(eines.fachkraft, Schritt.SITZUNGEN)
        assert melde(eines.kollegin).json()["anderswo"][0]["schritt"] == "Sitzungen"

    @pytest.mark.parametrize(("sekunden", "da"), [(55, True), (65, False)])
    def test_is_forgotten_after_a_minute(self, melde, eines, sekunden, da):
        melde(eines.fachkraft)
        vor(seconds=sekunden)
        assert bool(melde(eines.kollegin).json()["hier"]) is da

    def test_who_left_the_team_is_no_longer_there(self, melde, eines, analyse):
        melde(eines.kollegin)
        with system_context("Test"):
            analyse.team.filter(person=eines.kollegin.person).delete()
        assert melde(eines.fachkraft).json() == NIEMAND

    def test_of_another_analysis_is_not_there(self, client, melde, eines, login_as):
        andere = eines.beginne()
        with system_context("Test"):
            andere.nimm_ins_team(eines.kollegin.person, Funktion.ANALYSETEAM)
        login_as(eines.kollegin)
        client.post(reverse("fallanalyse:anwesend", args=[andere.pk, Schritt.ANLASS]))
        assert melde(eines.fachkraft).json() == NIEMAND


class TestWhoIsTold:
    def test_only_the_team(self, client, login_as, eines):
        analyse = eines.analyse(Freigabestufe.LESERKREIS)
        login_as(eines.leitung)
        url = reverse("fallanalyse:anwesend", args=[analyse.pk, Schritt.ANLASS])
        assert client.post(url).status_code == 403
        assert zeilen() == []

    def test_nobody_elsewhere_learns_that_there_is_such_an_analysis(self, melde, eines):
        assert melde(eines.leitung).status_code == 404
        assert melde(make_rolle("fachkraft")).status_code == 404
        assert zeilen() == []

    def test_a_step_that_its_method_does_not_have_is_not_there(self, melde, eines, analyse):
        fremd = next(schritt for schritt in Schritt if schritt not in analyse.alle_schritte)
        assert melde(eines.fachkraft, fremd).status_code == 404

    def test_the_database_shows_it_to_no_other_jugendamt(self, melde, eines):
        melde(eines.fachkraft)
        with acting_as(make_rolle("leitung")):
            assert not Anwesenheit.objects.exists()


class TestNoTrace:
    def test_one_row_per_person_and_step(self, melde, eines):
        for _ in range(3):
            melde(eines.fachkraft)
        assert zeilen() == [(eines.fachkraft.person_id, Schritt.ANLASS)]

    def test_after_an_hour_the_row_is_gone(self, melde, eines):
        melde(eines.fachkraft)
        melde(eines.fachkraft, Schritt.BEFUNDE)
        vor(minutes=61)
        melde(eines.kollegin)
        assert zeilen() == [(eines.kollegin.person_id, Schritt.ANLASS)]

    def test_the_audit_trail_holds_no_line_of_it(self, melde, eines):
        melde(eines.fachkraft)
        melde(eines.kollegin)
        with system_context("Test"):
            assert not Protokolleintrag.objects.filter(objektart="fallanalyse:anwesend").exists()

    def test_a_refused_call_stays_in_the_audit_trail(self, melde, eines):
        melde(eines.leitung)
        with system_context("Test"):
            eintrag = Protokolleintrag.objects.get(objektart="fallanalyse:anwesend")
        assert eintrag.aktion == Aktion.VERWEIGERT

    def test_it_keeps_nobody_signed_in(self, client, melde, eines, login_as, analyse):
        login_as(eines.fachkraft)
        sitzung = Session.objects.filter(session_key=client.session.session_key)
        ende = timezone.now() + timedelta(minutes=10)
        sitzung.update(expire_date=ende)
        url = reverse("fallanalyse:anwesend", args=[analyse.pk, Schritt.ANLASS])

        assert client.post(url).status_code == 200

        assert sitzung.get().expire_date == ende

    def test_typing_does(self, client, eines, login_as, analyse):
        person = login_as(eines.fachkraft)
        sitzung = Session.objects.filter(session_key=client.session.session_key)
        sitzung.update(expire_date=timezone.now() + timedelta(minutes=10))

        response = client.post(
            reverse("fallanalyse:zwischenstand", args=[analyse.pk, Schritt.ANLASS]),
            {"version": "0", "schreibt": str(person.pk), "leitfrage": "Was half?"},
        )

        assert response.status_code == 200
        assert sitzung.get().expire_date > timezone.now() + timedelta(minutes=110)


def test_a_call_costs_the_same_for_a_team_of_ten(melde, eines, analyse):
    def queries():
        melde(eines.fachkraft)
        with CaptureQueriesContext(connection) as captured:
            melde(eines.fachkraft)
        return len(captured)

    melde(eines.kollegin)
    one = queries()
    for _ in range(9):
        rolle = make_rolle("fachkraft", jugendamt=analyse.jugendamt)
        with system_context("Test"):
            analyse.nimm_ins_team(rolle.person, Funktion.ANALYSETEAM)
        melde(rolle)
    assert len(melde(eines.fachkraft).json()["hier"]) == 10
    assert queries() == one
