"""Who saw an analysis: groups and days for team and Leitung, never a colleague."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from fallanalyse.enums import Freigabestufe, Funktion, Lesegruppe
from fallanalyse.models import Lesetag
from fallanalyse.views.gelesen import TAGE
from kinderschutz.identity import acting_as
from kinderschutz.system_context import system_context
from kinderschutz.testing import make_rolle
from kommunen.models import Rolle

pytestmark = pytest.mark.django_db


@pytest.fixture
def lies(client, login_as):
    def lies(rolle, analyse, seite="detail"):
        login_as(rolle)
        antwort = client.get(reverse(f"fallanalyse:{seite}", args=[analyse.pk]))
        assert antwort.status_code == 200
        return antwort

    return lies


def url_of(analyse):
    return reverse("fallanalyse:gelesen", args=[analyse.pk])


def gruppen(analyse):
    with system_context("Test"):
        return set(Lesetag.objects.filter(analyse=analyse).values_list("gruppe", flat=True))


def moderiert(eines, analyse):
    with system_context("Test"):
        bis = timezone.localdate() + timedelta(days=1)
        rolle = make_rolle("moderation", jugendamt=eines.jugendamt, analyse=analyse.pk, bis=bis)
        analyse.nimm_ins_team(rolle.person, Funktion.MODERATION)
    return rolle


class TestGroups:
    def test_the_team(self, eines, lies):
        analyse = eines.beginne()
        lies(eines.fachkraft, analyse)
        assert gruppen(analyse) == {Lesegruppe.TEAM}

    def test_the_moderation(self, eines, lies):
        analyse = eines.beginne()
        lies(moderiert(eines, analyse), analyse)
        assert gruppen(analyse) == {Lesegruppe.MODERATION}

    @pytest.mark.parametrize("wer", ["kollegin", "leitung", "vertretung"])
    def test_the_leserkreis_whoever_it_is(self, eines, lies, wer):
        analyse = eines.analyse(Freigabestufe.LESERKREIS)
        lies(eines.rollen[wer], analyse)
        assert gruppen(analyse) == {Lesegruppe.LESERKREIS}

    def test_a_leitung_in_the_team_is_the_team(self, eines, lies):
        analyse = eines.beginne()
        with system_context("Test"):
            analyse.nimm_ins_team(eines.leitung.person, Funktion.ANALYSETEAM)
        lies(eines.leitung, analyse)
        assert gruppen(analyse) == {Lesegruppe.TEAM}

    def test_the_datenschutz_when_it_looked_up_names(self, eines, lies, client, login_as):
        analyse = eines.beginne()
        lies(eines.fachkraft, analyse)
        login_as(make_rolle("datenschutz", jugendamt=eines.jugendamt))
        antwort = client.post(
            reverse("einsicht"), {"kennung": analyse.kennung, "grund": "Eine Mutter fragt danach."}
        )
        assert gruppen(analyse) == {Lesegruppe.TEAM}

        client.get(antwort["Location"])

        assert gruppen(analyse) == {Lesegruppe.TEAM, Lesegruppe.DATENSCHUTZ}

    def test_of_what_is_no_analysis_nobody_is_told(self, eines):
        datenschutz = make_rolle("datenschutz", jugendamt=eines.jugendamt)
        with acting_as(datenschutz):
            Lesetag.merke_einsicht("17")
        with system_context("Test"):
            assert not Lesetag.objects.exists()

    def test_once_a_day_however_often(self, eines, lies):
        analyse = eines.beginne()
        for seite in ("detail", "ergebnisblatt", "detail"):
            lies(eines.fachkraft, analyse, seite)
        with system_context("Test"):
            assert Lesetag.objects.filter(analyse=analyse).count() == 1

    def test_no_column_could_tell_a_person(self):
        columns = {feld.name for feld in apps.get_model("fallanalyse", "Lesetag")._meta.fields}
        assert columns == {"id", "jugendamt", "analyse", "kennung", "tag", "gruppe"}


class TestPage:
    def test_shows_the_same_to_team_and_leitung_and_no_name(self, eines, lies, client, login_as):
        analyse = eines.analyse(Freigabestufe.LESERKREIS)
        for wer in ("fachkraft", "kollegin"):
            lies(eines.rollen[wer], analyse)

        seiten = {}
        for wer in ("fachkraft", "leitung"):
            login_as(eines.rollen[wer])
            antwort = client.get(url_of(analyse))
            seiten[wer] = antwort.context["tage"]
            text = antwort.content.decode().partition("<main")[2]
            for person in (eines.fachkraft.person, eines.kollegin.person):
                assert person.name not in text
                assert person.email not in text

        heute = timezone.localdate()
        # In the order of the columns: Team, Moderation, Leserkreis, Datenschutz.
        assert seiten["fachkraft"] == [{"tag": heute, "gelesen": [True, False, True, False]}]
        assert seiten["leitung"] == seiten["fachkraft"]

    def test_is_not_for_the_moderation_nor_the_leserkreis(self, eines, client, login_as):
        analyse = eines.analyse(Freigabestufe.LESERKREIS)
        for rolle in (eines.kollegin, eines.zweite, moderiert(eines, analyse)):
            login_as(rolle)
            assert client.get(url_of(analyse)).status_code == 403

    def test_is_linked_for_who_may_see_it(self, eines, lies):
        analyse = eines.analyse(Freigabestufe.LESERKREIS)
        assert url_of(analyse) in lies(eines.fachkraft, analyse).content.decode()
        assert url_of(analyse) in lies(eines.leitung, analyse).content.decode()
        assert url_of(analyse) not in lies(eines.kollegin, analyse).content.decode()

    def test_goes_on_where_the_page_ended(self, eines, lies, client):
        analyse = eines.beginne()
        heute = timezone.localdate()
        with system_context("Test"):
            for tage in range(1, TAGE + 3):
                Lesetag.objects.create(
                    analyse=analyse,
                    jugendamt=eines.jugendamt,
                    kennung=analyse.kennung,
                    tag=heute - timedelta(days=tage),
                    gruppe=Lesegruppe.TEAM,
                )
        lies(eines.fachkraft, analyse)

        erste = client.get(url_of(analyse))
        zweite = client.get(url_of(analyse) + erste.context["weiter"])

        assert len(erste.context["tage"]) == TAGE
        assert len(zweite.context["tage"]) == 3
        assert zweite.context["weiter"] == ""

    @pytest.mark.parametrize("vor", ["gestern", "2026-13-40", "9999999999"])
    def test_rubbish_in_the_address_begins_anew(self, eines, lies, client, vor):
        analyse = eines.beginne()
        lies(eines.fachkraft, analyse)
        assert len(client.get(url_of(analyse), {"vor": vor}).context["tage"]) == 1

    def test_costs_the_same_with_many(self, eines, login_as, assert_constant_queries):
        analyse = eines.beginne()
        login_as(eines.fachkraft)
        days = iter(range(1, 100))

        def add_row():
            Lesetag.objects.create(
                analyse=analyse,
                jugendamt=eines.jugendamt,
                kennung=analyse.kennung,
                tag=timezone.localdate() - timedelta(days=next(days)),
                gruppe=Lesegruppe.TEAM,
            )

        assert_constant_queries(url_of(analyse), add_row=add_row)

    def test_empty_it_says_so(self, eines, client, login_as):
        analyse = eines.beginne()
        login_as(eines.fachkraft)
        assert "Noch niemand" in client.get(url_of(analyse)).content.decode()


def test_a_rolle_that_ended_changes_nothing_that_was_noted(eines, lies):
    analyse = eines.beginne()
    rolle = moderiert(eines, analyse)
    lies(rolle, analyse)
    with system_context("Test"):
        Rolle.objects.filter(pk=rolle.pk).delete()
    assert gruppen(analyse) == {Lesegruppe.MODERATION}
