"""Times that contradict each other, and a disk that is full: a sentence, and the text stays."""

import pytest
from django.db import connection

from fallanalyse.enums import Schritt
from fallanalyse.models import Ereignis, Schluesselsituation
from fallanalyse.tests.factories import EreignisFactory
from fallanalyse.tests.formulare import lies_formular, zeilen
from fallanalyse.tests.seiten import schritt_url
from kinderschutz.system_context import system_context

pytestmark = pytest.mark.django_db


def ereignis(titel="Die Kita meldet sich", **felder):
    return {
        "ebene": "hilfeprozess",
        "zeitwert": "3",
        "genauigkeit": "monat_rel",
        "titel": titel,
    } | felder


def sende(client, analyse, *rows, **kopf):
    return client.post(
        schritt_url(analyse, Schritt.ZEITSTRAHL), zeilen("ereignisse", *rows, **kopf), follow=True
    )


def gespeichert():
    with system_context("Test"):
        return {eines.titel: eines for eines in Ereignis.objects.all()}


class TestTimes:
    @pytest.mark.parametrize(
        ("felder", "feld", "satz"),
        [
            ({"zeitwert_bis": "2"}, "zeitwert_bis", "Das Ende liegt vor dem Anfang."),
            (
                {"zeitwert": "", "zeitwert_bis": "2"},
                "zeitwert_bis",
                "Bitte geben Sie auch den Anfang an.",
            ),
            ({"zeitwert": "99999"}, "zeitwert", "32767"),
            ({"zeitwert": "gestern"}, "zeitwert", "ganze Zahl"),
        ],
    )
    def test_a_contradiction_is_told_at_its_field_and_the_text_stays(
        self, client, analyse, felder, feld, satz
    ):
        seite = sende(client, analyse, ereignis("Ein langer Text", **felder))

        [form] = seite.context["formular"].formsets["ereignisse"].forms
        assert satz in str(form.errors[feld])
        assert "Ein langer Text" in seite.content.decode()
        assert gespeichert() == {}

    @pytest.mark.parametrize(
        ("felder", "feld"),
        [
            ({"zeitwert": "13"}, "zeitwert"),
            ({"zeitwert": "4", "genauigkeit": "quartal", "zeitwert_bis": "5"}, "zeitwert_bis"),
            ({"zeitwert": "2", "genauigkeit": "jahr"}, "zeitwert"),
        ],
    )
    def test_an_event_after_the_end_of_the_case_is_asked_back(self, client, analyse, felder, feld):
        seite = sende(client, analyse, ereignis(**felder), fallende="12")

        [form] = seite.context["formular"].formsets["ereignisse"].forms
        assert "nach dem Ende des Falls (Monat 12)" in str(form.errors[feld])
        assert gespeichert() == {}

    @pytest.mark.parametrize(
        "felder", [{"zeitwert": "12"}, {"zeitwert": ""}, {"genauigkeit": "unbekannt"}]
    )
    def test_what_may_lie_within_it_is_saved(self, client, analyse, felder):
        sende(client, analyse, ereignis(**felder), fallende="12")

        assert set(gespeichert()) == {"Die Kita meldet sich"}

    def test_an_event_that_goes_away_is_not_asked(self, client, analyse):
        sende(
            client, analyse, ereignis("Bleibt"), ereignis(zeitwert="99", DELETE="on"), fallende="12"
        )

        assert set(gespeichert()) == {"Bleibt"}

    def test_a_situation_cannot_end_before_it_begins(self, client, analyse):
        with system_context("Test"):
            frueh, spaet = (EreignisFactory(analyse=analyse, zeitwert=wert) for wert in (2, 9))
        url = schritt_url(analyse, Schritt.SCHLUESSELSITUATIONEN)
        row = {"titel": "Der Abend", "von": str(spaet.pk), "bis": str(frueh.pk)}

        seite = client.post(url, zeilen("situationen", row))

        [form] = seite.context["formular"].formsets["situationen"].forms
        assert "liegt vor dem" in str(form.errors["bis"])
        with system_context("Test"):
            assert not Schluesselsituation.objects.exists()
        umgekehrt = row | {"von": row["bis"], "bis": row["von"]}
        assert client.post(url, zeilen("situationen", umgekehrt)).status_code == 302


@pytest.fixture
def volle_platte(db):
    """Let the database answer to every text of a step as it does when its disk is full."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION volle_platte() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$"
        )
        for tabelle in ("revision", "zwischenstand"):
            cursor.execute(
                f"CREATE TRIGGER volle_platte BEFORE INSERT ON fallanalyse_{tabelle} "
                "FOR EACH ROW EXECUTE FUNCTION volle_platte()"
            )


class TestFullDisk:
    def test_saving_says_so_and_the_text_stays_on_the_page(self, client, analyse, volle_platte):
        daten = lies_formular(client.get(schritt_url(analyse, Schritt.ANLASS)))
        daten["leitfrage"] = ["Was half der Familie über den Winter?"]

        seite = client.post(schritt_url(analyse, Schritt.ANLASS), daten)

        assert seite.status_code == 507
        assert "kein Platz mehr" in seite.content.decode()
        assert "Was half der Familie über den Winter?" in seite.content.decode()

    def test_autosave_says_so_and_claims_nothing(self, client, analyse, eines, volle_platte):
        antwort = client.post(
            f"{schritt_url(analyse, Schritt.ANLASS)}zwischenstand/",
            {"version": "0", "schreibt": str(eines.fachkraft.person_id), "leitfrage": "Was half?"},
        )

        assert antwort.status_code == 507
        assert "kein Platz mehr" in antwort.json()["meldung"]
