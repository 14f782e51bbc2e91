"""Autosave: nothing before the first keystroke, nothing lost after it, nobody else's."""

from urllib.parse import parse_qs

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fallanalyse.enums import Freigabestufe, Schritt
from fallanalyse.models import Fallanalyse, Revision, Zwischenstand
from fallanalyse.tests.factories import amt, vollstaendig
from fallanalyse.tests.formulare import lies_formular, zeilen
from kinderschutz.identity import acting_as
from kinderschutz.system_context import system_context
from kinderschutz.testing import make_rolle

pytestmark = pytest.mark.django_db

JSON = {"accept": "application/json"}


def url_of(analyse, schritt=Schritt.ANLASS):
    return reverse("fallanalyse:schritt", args=[analyse.pk, schritt])


@pytest.fixture
def tippe(client, analyse, eines):
    """Return a function that sends what stands in the form, as the script does while one types."""

    def send(schritt=Schritt.ANLASS, wer="fachkraft", version=0, **felder):
        daten = {"version": str(version), "schreibt": str(eines.rollen[wer].person_id)} | felder
        return client.post(f"{url_of(analyse, schritt)}zwischenstand/", daten, headers=JSON)

    return send


def entwuerfe():
    with system_context("Test"):
        return list(Zwischenstand.objects.all())


class TestKeeping:
    def test_opening_a_page_writes_nothing_but_audit_and_session(self, client, analyse):
        erlaubt = ('"kinderschutz_protokolleintrag"', '"django_session"', "usersessions")
        # What the audit trail tells team and Leitung.
        erlaubt += ('"fallanalyse_lesetag"',)
        for schritt in analyse.schritte:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url_of(analyse, schritt)).status_code == 200
            for query in queries:
                sql = query["sql"]
                if sql.startswith(("INSERT", "UPDATE", "DELETE")):
                    assert any(tabelle in sql for tabelle in erlaubt), sql
        assert entwuerfe() == []

    def test_the_first_keystroke_makes_a_draft_the_next_changes_it(self, tippe):
        for text in ("W", "Wa", "Was half?"):
            response = tippe(leitfrage=text)
            assert response.status_code == 200
            assert response.json()["gespeichert"]

        [entwurf] = entwuerfe()
        assert parse_qs(entwurf.formular)["leitfrage"] == ["Was half?"]

    def test_the_analysis_itself_does_not_change(self, tippe):
        tippe(leitfrage="Was half?")

        with system_context("Test"):
            assert Fallanalyse.objects.get().leitfrage == ""
            assert not Revision.objects.exists()

    def test_the_page_shows_it_again_and_says_since_when(self, client, analyse, tippe):
        tippe(leitfrage="Was half?")

        response = client.get(url_of(analyse))

        assert lies_formular(response)["leitfrage"] == ["Was half?"]
        assert "noch nicht gespeichert" in response.content.decode()

    @pytest.mark.parametrize(
        "text", ["x" * 1_000_000, "Was\x00half", "\u202ekcäp", "ü" * 60_000, "&=%+;\r\n<b>"]
    )
    def test_text_is_kept_unchecked(self, client, analyse, tippe, text):
        assert tippe(leitfrage=text).status_code == 200

        assert lies_formular(client.get(url_of(analyse)))["leitfrage"] == [text]

    def test_invalid_rows_are_kept_as_they_are(self, client, analyse, tippe):
        daten = zeilen("ereignisse", {"titel": "", "zeitwert": "drei", "ebene": "nirgends"})

        assert tippe(Schritt.ZEITSTRAHL, **daten).status_code == 200

        response = client.get(url_of(analyse, Schritt.ZEITSTRAHL))
        assert lies_formular(response)["ereignisse-0-zeitwert"] == ["drei"]
        assert "Fehler" not in response.content.decode()

    def test_no_text_lies_in_the_open(self, tippe):
        tippe(leitfrage="Kanarienvogel")

        with connection.cursor() as cursor, system_context("Test"):
            cursor.execute("SELECT formular FROM fallanalyse_zwischenstand")
            [(formular,)] = cursor.fetchall()
        assert "Kanarienvogel" not in formular

    def test_the_csrf_token_is_no_part_of_it(self, tippe):
        tippe(leitfrage="Was half?", csrfmiddlewaretoken="geheim")

        assert "geheim" not in entwuerfe()[0].formular


class TestEnding:
    def test_saving_removes_it(self, client, analyse, tippe):
        tippe(leitfrage="Was half?")

        client.post(url_of(analyse), {"version": "0", "leitfrage": "Was half?"})

        assert entwuerfe() == []

    def test_it_can_be_discarded(self, client, analyse, tippe):
        tippe(leitfrage="Unsinn")

        response = client.post(url_of(analyse), {"verwerfen": "1"}, follow=True)

        assert "Der Zwischenstand ist verworfen." in response.content.decode()
        assert lies_formular(response)["leitfrage"] == [""]
        assert entwuerfe() == []

    def test_of_another_step_it_stays(self, client, analyse, tippe):
        tippe(Schritt.BEFUNDE, **zeilen("befunde", {"titel": "Tandem"}))

        client.post(url_of(analyse), {"version": "0", "leitfrage": "Was half?"})

        assert [entwurf.schritt for entwurf in entwuerfe()] == [Schritt.BEFUNDE]


class TestConflict:
    def test_who_is_overtaken_learns_it_and_her_text_is_there(self, client, analyse, eines, tippe):
        with acting_as(eines.fachkraft) as person:
            kopf = dict.fromkeys(("anlass", "anlass_text", "fallstatus"), "")
            analyse.speichere_schritt(
                Schritt.ANLASS,
                {"kopf": kopf | {"leitfrage": "A", "anhaengige_verfahren": False}, "zeilen": {}},
                version=0,
                durch=person,
            )

        response = tippe(leitfrage="B")

        assert response.status_code == 409
        assert "inzwischen gespeichert" in response.json()["meldung"]
        assert response.json()["url"] == f"{url_of(analyse)}vergleich/"
        assert "leitfrage=B" in entwuerfe()[0].formular

    @pytest.mark.parametrize("version", ["", "-1", "1e3", "9" * 30, "²"])
    def test_a_version_that_is_none_counts_as_the_first(self, tippe, version):
        assert tippe(version=version, leitfrage="Was half?").status_code == 200
        assert entwuerfe()[0].version == 0

    def test_after_finishing_it_is_kept_and_said(self, analyse, eines, tippe):
        with system_context("Test"):
            Fallanalyse.objects.update(leitfrage="Was half?")
            vollstaendig(analyse)
        eines.tut("fachkraft", "abschliessen", analyse)

        response = tippe(leitfrage="Ein ganzer Abend Text")

        assert response.status_code == 409
        assert "Ihr Text ist als Zwischenstand da" in response.json()["meldung"]
        assert len(entwuerfe()) == 1

    def test_while_the_rechtsgrundlage_is_open_no_text_is_taken(self, client, login_as):
        eines = amt(geklaert=False)
        analyse = eines.beginne()
        login_as(eines.fachkraft)

        response = client.post(
            f"{url_of(analyse)}zwischenstand/",
            {"version": "0", "schreibt": eines.fachkraft.person_id, "leitfrage": "Was half?"},
            headers=JSON,
        )

        assert response.status_code == 409
        assert "Rechtsgrundlage" in response.json()["meldung"]
        assert entwuerfe() == []


class TestPersons:
    def test_the_text_of_one_person_is_not_kept_for_another(self, login_as, analyse, eines, tippe):
        with system_context("Test"):
            analyse.nimm_ins_team(eines.kollegin.person, "analyseteam")
        login_as(eines.kollegin)

        response = tippe(wer="fachkraft", leitfrage="Mein Text")

        assert response.status_code == 409
        assert "unter einem anderen Namen" in response.json()["meldung"]
        assert entwuerfe() == []

    def test_without_saying_whose_it_is_nothing_is_kept(self, client, analyse):
        response = client.post(f"{url_of(analyse)}zwischenstand/", {"leitfrage": "x"}, headers=JSON)

        assert response.status_code == 409
        assert entwuerfe() == []

    def test_nobody_sees_the_draft_of_a_colleague(self, client, login_as, analyse, eines, tippe):
        tippe(leitfrage="Noch nicht spruchreif")
        with system_context("Test"):
            analyse.nimm_ins_team(eines.kollegin.person, "analyseteam")
        login_as(eines.kollegin)

        response = client.get(url_of(analyse))

        assert "Noch nicht spruchreif" not in response.content.decode()
        assert lies_formular(response)["leitfrage"] == [""]
        with acting_as(eines.kollegin):
            assert not Zwischenstand.objects.exists()

    def test_each_in_the_team_has_her_own(self, login_as, analyse, eines, tippe):
        with system_context("Test"):
            analyse.nimm_ins_team(eines.kollegin.person, "analyseteam")
        tippe(leitfrage="Meins")
        login_as(eines.kollegin)

        tippe(wer="kollegin", leitfrage="Ihres")

        assert {entwurf.person_id for entwurf in entwuerfe()} == {
            eines.fachkraft.person_id,
            eines.kollegin.person_id,
        }

    @pytest.mark.parametrize(
        ("wer", "stufe", "code"),
        [
            ("kollegin", Freigabestufe.TEAM, 404),
            ("leitung", Freigabestufe.TEAM, 404),
            ("kollegin", Freigabestufe.LESERKREIS, 409),
            ("leitung", Freigabestufe.EINGEREICHT, 409),
        ],
    )
    def test_who_is_not_in_the_team_keeps_nothing(self, client, login_as, eines, wer, stufe, code):
        analyse = eines.analyse(stufe)
        person = login_as(eines.rollen[wer])

        response = client.post(
            f"{url_of(analyse)}zwischenstand/",
            {"version": "0", "schreibt": str(person.pk), "leitfrage": "x"},
            headers=JSON,
        )

        assert response.status_code == code
        assert entwuerfe() == []

    def test_another_jugendamt_does_not_learn_that_it_exists(self, client, login_as, analyse):
        person = login_as(make_rolle("fachkraft"))

        response = client.post(
            f"{url_of(analyse)}zwischenstand/", {"schreibt": str(person.pk)}, headers=JSON
        )

        assert response.status_code == 404

    def test_a_session_that_ended_is_answered_in_json(self, analyse, eines):
        response = Client().post(
            f"{url_of(analyse)}zwischenstand/",
            {"version": "0", "schreibt": str(eines.fachkraft.person_id), "leitfrage": "x"},
            headers=JSON,
        )

        assert response.status_code == 401
        assert "Ihr Text ist noch da" in response.json()["fehler"]
        assert entwuerfe() == []

    def test_it_is_for_typing_only(self, client, analyse):
        assert client.get(f"{url_of(analyse)}zwischenstand/").status_code == 405
