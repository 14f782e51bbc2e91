"""The coordination asks all Kommunen; each answers for herself; nobody else reads it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from kinderschutz.identity import acting_as
from kinderschutz.system_context import system_context
from kinderschutz.testing import text
from kinderschutz.tests.tage import gestern, heute, morgen
from kommunen.anliegen import anliegen_fuer
from kommunen.enums import Rueckmeldestand
from kommunen.models import Anfrage, Rueckmeldung
from kommunen.models.rueckmeldung import AnfrageNichtMoeglich
from kommunen.tests.factories import (
    AnfrageFactory,
    ClusterFactory,
    RueckmeldungFactory,
    TeilnahmeFactory,
)

pytestmark = pytest.mark.django_db

URL = "/rueckmeldungen/"


@pytest.fixture
def teilnahme(projekt):
    return TeilnahmeFactory(projekt=projekt, kommune__name="Stadt Trier")


def offene(teilnahme, **felder):
    with system_context("Test"):
        return RueckmeldungFactory(
            teilnahme=teilnahme, anfrage=AnfrageFactory(projekt=teilnahme.projekt, **felder)
        )


def gespeichert(rueckmeldung):
    with system_context("Test"):
        return Rueckmeldung.objects.select_related("anfrage").get(pk=rueckmeldung.pk)


class TestFragen:
    @pytest.fixture(autouse=True)
    def koordination(self, login_as, projekt):
        return login_as("projektkoordination", projekt=projekt)

    def frage(self, client, **felder):
        daten = {"titel": "Termin", "frage": "Wann?", "faellig_am": f"{morgen():%d.%m.%Y}"} | felder
        return client.post(f"{URL}neu/", daten, follow=True)

    def gefragt(self):
        with system_context("Test"):
            return {
                eine.teilnahme.kommune.name
                for eine in Rueckmeldung.objects.select_related("teilnahme__kommune")
            }

    def test_asks_everybody_who_takes_part(self, client, projekt, teilnahme):
        TeilnahmeFactory(projekt=projekt, jugendamt=None, kommune__name="Stadt Bonn")
        TeilnahmeFactory(kommune__name="Stadt Fremd")

        response = self.frage(client)

        assert self.gefragt() == {"Stadt Trier", "Stadt Bonn"}
        assert "2 Kommunen sind gefragt." in text(response)

    def test_asks_one_cluster_only(self, client, projekt, teilnahme):
        cluster = ClusterFactory(projekt=projekt)
        TeilnahmeFactory(projekt=projekt, cluster=cluster, kommune__name="Stadt Mainz")

        self.frage(client, cluster=cluster.pk)

        assert self.gefragt() == {"Stadt Mainz"}

    @pytest.mark.parametrize(
        ("felder", "satz"),
        [
            ({"faellig_am": f"{gestern():%d.%m.%Y}"}, "Dieser Tag ist schon vorbei."),
            ({"faellig_am": "31.02.2027"}, "gültiges Datum"),
            ({"faellig_am": "01.01.2999"}, "Bitte prüfen Sie das Jahr"),
            ({"frage": "=HYPERLINK(1)"}, "beginnt wie eine Formel"),
            ({"titel": ""}, "zwingend erforderlich"),
        ],
    )
    def test_bad_input_is_refused_beside_the_field_and_nothing_is_lost(
        self, client, teilnahme, felder, satz
    ):
        response = self.frage(client, **{"frage": "Was ich lange getippt habe"} | felder)

        assert satz in text(response)
        if "frage" not in felder:
            assert "Was ich lange getippt habe" in text(response)
        assert self.gefragt() == set()

    def test_nobody_to_ask_is_said_at_the_field(self, client):
        assert "Dort nimmt zurzeit keine Kommune teil." in text(self.frage(client))

    def test_a_cluster_of_another_projekt_cannot_be_asked(self, client, teilnahme):
        response = self.frage(client, cluster=ClusterFactory().pk)

        assert response.status_code == 200
        assert self.gefragt() == set()

    def test_sees_who_answered_who_not_and_what_came_late(self, client, projekt, teilnahme):
        anfrage = AnfrageFactory(
            projekt=projekt, gestellt_am=heute() - timedelta(days=9), faellig_am=gestern()
        )
        stumm = TeilnahmeFactory(projekt=projekt, kommune__name="Stadt Stumm")
        ohne_amt = TeilnahmeFactory(projekt=projekt, jugendamt=None, kommune__name="Stadt Bonn")
        with system_context("Test"):
            for eine in (teilnahme, stumm, ohne_amt):
                RueckmeldungFactory(anfrage=anfrage, teilnahme=eine)
            Rueckmeldung.objects.get(teilnahme=teilnahme).beantworte(
                Rueckmeldestand.NICHT_NOETIG, "Steht schon im Profil."
            )

        response = client.get(f"{URL}{anfrage.pk}/")

        kontext = response.context
        assert [eine.teilnahme.kommune.name for eine in kontext["gegeben"]] == ["Stadt Trier"]
        assert {eine.teilnahme.kommune.name for eine in kontext["ausstehend"]} == {
            "Stadt Stumm",
            "Stadt Bonn",
        }
        assert (kontext["verspaetet"], kontext["nicht_noetig"]) == (3, 1)
        assert "Steht schon im Profil." in text(response)
        assert text(response).count("Antwort eintragen") == 1, "only where no Jugendamt answers"

    def test_extends_the_date(self, client, teilnahme):
        anfrage = offene(teilnahme).anfrage
        neu = f"{heute() + timedelta(days=30):%d.%m.%Y}"

        client.post(f"{URL}{anfrage.pk}/frist/", {"faellig_am": neu, "version": anfrage.version})

        anfrage.refresh_from_db()
        assert f"{anfrage.faellig_am:%d.%m.%Y}" == neu

    def test_two_at_once_change_the_date_only_once(self, client, teilnahme):
        anfrage = offene(teilnahme).anfrage
        anfrage.setze_frist(heute() + timedelta(days=20))

        neu = f"{heute() + timedelta(days=30):%d.%m.%Y}"
        response = client.post(f"{URL}{anfrage.pk}/frist/", {"faellig_am": neu, "version": "1"})

        assert response.status_code == 409
        assert neu in text(response)
        assert f"{anfrage.faellig_am:%d.%m.%Y}" in text(response)

    def test_closes_and_opens_again(self, client, teilnahme):
        anfrage = offene(teilnahme).anfrage

        client.post(f"{URL}{anfrage.pk}/schliessen/")
        anfrage.refresh_from_db()
        assert anfrage.geschlossen_am == heute()
        again = client.post(f"{URL}{anfrage.pk}/schliessen/", follow=True)
        assert "Die Anfrage ist schon geschlossen." in text(again)
        frist = {"faellig_am": f"{morgen():%d.%m.%Y}", "version": anfrage.version}
        refused = client.post(f"{URL}{anfrage.pk}/frist/", frist)
        assert "Öffnen Sie sie wieder" in text(refused)

        client.post(f"{URL}{anfrage.pk}/wieder_oeffnen/")
        anfrage.refresh_from_db()
        assert anfrage.is_offen

    def test_writes_down_what_she_was_told_where_no_jugendamt_answers(self, client, projekt):
        ohne_amt = TeilnahmeFactory(projekt=projekt, jugendamt=None)
        rueckmeldung = offene(ohne_amt)

        client.post(
            f"{URL}antwort/{rueckmeldung.pk}/",
            {"stand": "beantwortet", "text": "Am Telefon: im Mai.", "version": 1},
        )

        assert gespeichert(rueckmeldung).text == "Am Telefon: im Mai."

    def test_does_not_answer_for_a_jugendamt(self, client, teilnahme):
        rueckmeldung = offene(teilnahme)

        assert client.get(f"{URL}antwort/{rueckmeldung.pk}/").status_code == 403

    def test_queries_do_not_grow_with_the_kommunen(self, projekt, assert_constant_queries):
        anfrage = AnfrageFactory(projekt=projekt)

        def add_row():
            RueckmeldungFactory(
                anfrage=anfrage,
                teilnahme=TeilnahmeFactory(
                    projekt=projekt, cluster=ClusterFactory(projekt=projekt)
                ),
            )

        assert_constant_queries(f"{URL}{anfrage.pk}/", add_row=add_row)

    def test_queries_do_not_grow_with_the_questions(self, teilnahme, assert_constant_queries):
        assert_constant_queries(URL, add_row=lambda: offene(teilnahme))


class TestAntworten:
    @pytest.fixture
    def leitung(self, login_as, teilnahme):
        return login_as("leitung", jugendamt=teilnahme.jugendamt)

    def antworte(self, client, rueckmeldung, **felder):
        daten = {"stand": "beantwortet", "text": "Im Mai.", "version": 1} | felder
        return client.post(f"{URL}antwort/{rueckmeldung.pk}/", daten, follow=True)

    @pytest.mark.parametrize("art", ["leitung", "fachkraft"])
    @pytest.mark.parametrize("stand", ["beantwortet", "nicht_noetig"])
    def test_is_kept_with_its_day(self, client, login_as, teilnahme, art, stand):
        login_as(art, jugendamt=teilnahme.jugendamt)
        rueckmeldung = offene(teilnahme)

        self.antworte(client, rueckmeldung, stand=stand)

        gegeben = gespeichert(rueckmeldung)
        assert (gegeben.stand, gegeben.text) == (stand, "Im Mai.")
        assert gegeben.beantwortet_am == heute()
        assert not gegeben.is_verspaetet

    def test_needs_a_word(self, client, leitung, teilnahme):
        response = self.antworte(client, offene(teilnahme), stand="nicht_noetig", text="  ")

        assert "Bitte schreiben Sie eine Antwort oder den Grund." in text(response)

    def test_what_a_colleague_just_answered_is_shown_beside_the_own_text(
        self, client, leitung, teilnahme
    ):
        rueckmeldung = offene(teilnahme)
        with system_context("Test"):
            gespeichert(rueckmeldung).beantworte(Rueckmeldestand.BEANTWORTET, "Im Juni, abends.")

        response = self.antworte(client, rueckmeldung, text="Im Mai, vormittags.")

        assert response.status_code == 409
        assert "Im Juni, abends." in text(response)
        assert "Im Mai, vormittags." in text(response)
        assert gespeichert(rueckmeldung).text == "Im Juni, abends."

    def test_a_closed_question_takes_no_answer_and_keeps_the_text(self, client, leitung, teilnahme):
        rueckmeldung = offene(teilnahme)
        rueckmeldung.anfrage.schliesse()

        response = self.antworte(client, rueckmeldung, text="Doch noch im Mai.")

        assert "geschlossen" in text(response)
        assert "Doch noch im Mai." in text(response)
        assert gespeichert(rueckmeldung).is_offen
        assert "Es kam keine Antwort" in text(client.get(f"{URL}antwort/{rueckmeldung.pk}/"))

    def test_waits_in_meine_arbeit_until_it_is_given(self, leitung, teilnahme, handeln_als):
        rueckmeldung = offene(teilnahme)

        def wartet():
            with handeln_als(leitung.rolle) as person:
                return [
                    anliegen.faellig_am
                    for anliegen in anliegen_fuer(person)
                    if "Rückmeldung geben" in anliegen.text
                ]

        assert wartet() == [rueckmeldung.anfrage.faellig_am]
        with handeln_als(leitung.rolle):
            gespeichert_ = Rueckmeldung.objects.select_related("anfrage").get(pk=rueckmeldung.pk)
            gespeichert_.beantworte(Rueckmeldestand.BEANTWORTET, "Im Mai.")
        assert wartet() == []

    def test_is_read_by_nobody_else(self, client, login_as, teilnahme):
        rueckmeldung = offene(teilnahme)
        nachbar = TeilnahmeFactory(projekt=teilnahme.projekt)

        for art, bereich in (
            ("leitung", {"jugendamt": nachbar.jugendamt}),
            ("projektkoordination", {}),
            ("wissenschaft", {"projekt": teilnahme.projekt}),
            ("netzwerkkoordination", {"jugendamt": teilnahme.jugendamt}),
        ):
            login_as(art, **bereich)
            assert client.get(f"{URL}antwort/{rueckmeldung.pk}/").status_code == 404, art

    def test_the_database_hides_it_from_the_wissenschaft_of_the_same_projekt(
        self, teilnahme, rolle_als
    ):
        offene(teilnahme)

        with acting_as(rolle_als("wissenschaft", projekt=teilnahme.projekt)):
            assert not Rueckmeldung.objects.exists()
        with acting_as(rolle_als("projektkoordination", projekt=teilnahme.projekt)):
            assert Rueckmeldung.objects.exists()

    def test_queries_do_not_grow_with_the_questions(
        self, leitung, teilnahme, assert_constant_queries
    ):
        assert_constant_queries(URL, add_row=lambda: offene(teilnahme))


class TestDerRegel:
    def test_the_date_is_not_before_the_question(self, projekt):
        with pytest.raises(IntegrityError, match="anfrage_faellig"), transaction.atomic():
            AnfrageFactory(projekt=projekt, faellig_am=gestern())

    def test_an_answer_without_words_is_refused_by_the_database(self, teilnahme):
        rueckmeldung = offene(teilnahme)
        with (
            pytest.raises(IntegrityError, match="rueckmeldung_offen_oder_mit_text"),
            system_context("Test"),
            transaction.atomic(),
        ):
            rueckmeldung.beantworte(Rueckmeldestand.BEANTWORTET, "")

    def test_an_open_one_is_not_opened_again(self, projekt):
        with pytest.raises(AnfrageNichtMoeglich, match="schon offen"):
            AnfrageFactory(projekt=projekt).oeffne_wieder()

    def test_the_coordination_is_told_when_all_have_answered(self, teilnahme, rolle_als):
        rolle = rolle_als("projektkoordination", projekt=teilnahme.projekt)
        rueckmeldung = offene(
            teilnahme, gestellt_am=heute() - timedelta(days=9), faellig_am=gestern()
        )

        def worte():
            with acting_as(rolle) as person:
                return [
                    eines.text for eines in anliegen_fuer(person) if "geantwortet" in eines.text
                ]

        titel = Anfrage.objects.get().titel
        assert worte() == [f"Eine Kommune hat noch nicht geantwortet: {titel}"]
        with system_context("Test"):
            gespeichert(rueckmeldung).beantworte(Rueckmeldestand.BEANTWORTET, "Ja.")
        assert worte() == [f"Alle haben geantwortet: {titel}"]
