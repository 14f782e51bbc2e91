"""The Datenschutz sees by name what happened to one object: with a reason, for a day."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from kinderschutz import audit
from kinderschutz.identity import acting_as
from kinderschutz.models import Aktion, Protokolleintrag
from kinderschutz.system_context import system_context
from kinderschutz.testing import make_rolle
from kommunen.models import Einsichtnahme
from kommunen.tests.factories import JugendamtFactory

pytestmark = pytest.mark.django_db

KENNUNG = "FA-7Q2K"
GRUND = "Eine Mutter fragt, wer ihren Fall gelesen hat."
URL = reverse("einsicht")


@pytest.fixture
def jugendamt():
    return JugendamtFactory()


@pytest.fixture
def leserin(jugendamt):
    rolle = make_rolle("fachkraft", jugendamt=jugendamt)
    lies(rolle)
    return rolle.person


@pytest.fixture
def datenschutz(client, login_as, jugendamt):
    return login_as("datenschutz", jugendamt=jugendamt)


def lies(rolle, kennung=KENNUNG, aktion=Aktion.GELESEN):
    with acting_as(rolle):
        audit.record(aktion, objektart="fallanalyse", kennung=kennung)


def begruende(client, kennung=KENNUNG, grund=GRUND):
    return client.post(URL, {"kennung": kennung, "grund": grund})


def gezeigt(antwort):
    return antwort.content.decode()


class TestReason:
    def test_opens_the_names(self, client, leserin, datenschutz):
        seite = client.get(begruende(client)["Location"])

        assert leserin.name in gezeigt(seite)
        assert GRUND in gezeigt(seite)

    def test_is_asked_for_from_the_list(self, client, leserin, datenschutz):
        liste = client.get(reverse("protokoll"), {"kennung": KENNUNG.lower()})

        assert leserin.name not in gezeigt(liste)
        assert f"{URL}?kennung={KENNUNG.lower()}" in gezeigt(liste)
        assert client.get(f"{URL}?kennung={KENNUNG}").context["form"].initial == {
            "kennung": KENNUNG
        }

    def test_is_kept_encrypted_and_the_audit_trail_refers_to_it(
        self, client, leserin, datenschutz, jugendamt
    ):
        begruende(client)

        with system_context("Test"), connection.cursor() as cursor:
            eine = Einsichtnahme.objects.get()
            assert (eine.grund, eine.kennung, eine.person) == (GRUND, KENNUNG, datenschutz)
            cursor.execute("SELECT grund FROM kommunen_einsichtnahme")
            assert GRUND not in cursor.fetchone()[0]
            [eintrag] = Protokolleintrag.objects.filter(
                objektart="einsichtnahme", aktion=Aktion.ANGELEGT
            )
            assert (eintrag.kennung, eintrag.jugendamt) == (str(eine.pk), jugendamt.pk)
            assert "Mutter" not in repr(list(Protokolleintrag.objects.values_list()))

    def test_each_look_is_an_entry_as_well(self, client, leserin, datenschutz):
        url = begruende(client)["Location"]
        client.get(url)
        client.get(url)

        with system_context("Test"):
            gelesen = Protokolleintrag.objects.filter(
                objektart="einsichtnahme", aktion=Aktion.GELESEN
            )
            assert gelesen.count() == 2

    @pytest.mark.parametrize(
        ("angaben", "satz"),
        [
            ({"grund": ""}, "Grund"),
            ({"grund": "weil"}, "mindestens 10 Zeichen"),
            ({"kennung": ""}, "Kennung"),
            ({"kennung": "FA-0000"}, "steht im Protokoll Ihres Jugendamts nichts"),
        ],
    )
    def test_that_does_not_hold_is_a_sentence_and_nothing_is_lost(
        self, client, leserin, datenschutz, angaben, satz
    ):
        antwort = begruende(client, **angaben)

        assert antwort.status_code == 200
        assert satz in gezeigt(antwort)
        if "grund" not in angaben:
            assert GRUND in gezeigt(antwort)
        with system_context("Test"):
            assert not Einsichtnahme.objects.exists()

    def test_holds_for_a_day(self, client, leserin, datenschutz):
        url = begruende(client)["Location"]

        with time_machine.travel(timezone.now() + timedelta(hours=23), tick=False):
            client.force_login(datenschutz)
            assert client.get(url).status_code == 200
        with time_machine.travel(timezone.now() + timedelta(hours=25), tick=False):
            client.force_login(datenschutz)
            assert client.get(url).status_code == 404

    def test_holds_for_who_gave_it(self, client, leserin, datenschutz, login_as, jugendamt):
        url = begruende(client)["Location"]

        for wer in (
            login_as("datenschutz", jugendamt=jugendamt),
            login_as("leitung", jugendamt=jugendamt),
        ):
            client.force_login(wer)
            assert client.get(url).status_code == 404

    def test_holds_for_that_object_and_that_jugendamt(
        self, client, leserin, datenschutz, jugendamt, rolle_als
    ):
        anderswo, hier = rolle_als("fachkraft"), rolle_als("fachkraft", jugendamt=jugendamt)
        lies(anderswo)
        lies(hier, kennung="FA-2222")

        seite = gezeigt(client.get(begruende(client)["Location"]))

        assert leserin.name in seite
        assert anderswo.person.name not in seite
        assert hier.person.name not in seite

    @pytest.mark.parametrize("art", ["fachkraft", "leitung", "moderation", "ministerium"])
    def test_helps_nobody_else(self, client, login_as, leserin, jugendamt, art):
        login_as(art)
        assert client.get(URL).status_code == 404
        assert begruende(client).status_code == 404


class TestList:
    def test_can_be_narrowed_to_reading(self, client, leserin, datenschutz, jugendamt):
        lies(make_rolle("leitung", jugendamt=jugendamt), aktion=Aktion.FREIGEGEBEN)
        url = begruende(client)["Location"]

        aktionen = [
            zeile["aktion"] for zeile in client.get(url, {"aktion": "gelesen"}).context["zeilen"]
        ]

        assert aktionen == ["gelesen"]
        assert len(client.get(url).context["zeilen"]) == 2

    def test_goes_on_where_the_page_ended(self, client, leserin, datenschutz, jugendamt):
        rolle = make_rolle("fachkraft", jugendamt=jugendamt)
        with acting_as(rolle):
            for _ in range(60):
                audit.record(Aktion.GELESEN, objektart="fallanalyse", kennung=KENNUNG)
        url = begruende(client)["Location"]

        erste = client.get(url)
        zweite = client.get(url + erste.context["weiter"])

        zeilen = [*erste.context["zeilen"], *zweite.context["zeilen"]]
        assert len({zeile["eintrag"].nummer for zeile in zeilen}) == 61

    def test_costs_the_same_with_many(
        self, client, leserin, datenschutz, jugendamt, assert_constant_queries
    ):
        url = begruende(client)["Location"]
        kette = str(jugendamt.pk)

        def add_row():
            person = make_rolle("fachkraft", jugendamt=jugendamt).person
            Protokolleintrag.objects.create(
                kette=kette,
                zeitpunkt=timezone.now(),
                person=person.pk,
                rolle="fachkraft",
                jugendamt=jugendamt.pk,
                aktion=Aktion.GELESEN,
                objektart="fallanalyse",
                kennung=KENNUNG,
            )

        assert_constant_queries(url, add_row=add_row)

    def test_finds_its_rows_by_an_index_among_many(self, jugendamt):
        rolle = make_rolle("datenschutz", jugendamt=jugendamt)
        with system_context("Test"), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO kinderschutz_protokolleintrag (id, kette, nummer, zeitpunkt, person,"
                " rolle, jugendamt, aktion, objektart, kennung, anfrage, vorgaenger, pruefsumme)"
                " SELECT gen_random_uuid(), %s, 0, now(), 1, 'fachkraft', %s, 'gelesen',"
                " 'fallanalyse', 'FA-' || (n %% 400), '', '', '' FROM generate_series(1, 8000) n",
                [str(jugendamt.pk), jugendamt.pk],
            )
            cursor.execute("ANALYZE kinderschutz_protokolleintrag")
        with acting_as(rolle) as person:
            eine = Einsichtnahme.begruende(durch=person, kennung="FA-7", grund=GRUND)
            plan = eine.eintraege()[:51].explain()

        assert "protokoll_je_objekt" in plan
        assert "Sort" not in plan
        assert "Seq Scan on kinderschutz_protokolleintrag" not in plan
