"""The pages of the gate: the list while writing, the marks while reading, deciding, replacing."""

import re
import uuid

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fallanalyse.enums import Schritt, Uebergang
from fallanalyse.models import Fallanalyse, Textpruefung, Trefferentscheidung
from fallanalyse.tests.factories import BefundFactory, vollstaendig
from fallanalyse.tests.formulare import lies_formular
from fallanalyse.tests.seiten import text_of, text_of_page, url_of
from fallanalyse.tests.treffer import (
    beginne_mit_treffern,
    entscheide,
    lade_moderation_ein,
    offene,
    schreibe,
)
from kinderschutz.identity import acting_as
from kinderschutz.models import Aktion, Protokolleintrag
from kinderschutz.system_context import system_context
from kinderschutz.tests.zugriff import GET_SCHREIBT, written_tables

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("detektoren")]


@pytest.fixture
def analyse(eines):
    return beginne_mit_treffern(eines)


@pytest.fixture
def person(login_as, eines, analyse):
    return login_as(eines.fachkraft)


class TestWhileWriting:
    def test_the_page_of_a_step_lists_what_is_saved(self, client, person, analyse, detektoren):
        detektoren.gelesen.clear()

        response = client.get(url_of("schritt", analyse, "anlass"))

        assert "Das könnte jemanden erkennbar machen" in text_of(response)
        assert 'href="#id_leitfrage"' in response.content.decode()
        assert "Vorschlag: »Kind 1«" in text_of(response)
        assert detektoren.gelesen == [], "a page with a form runs no detector"

    def test_what_is_typed_is_looked_at_without_writing(self, client, person, analyse):
        daten = lies_formular(client.get(url_of("schritt", analyse, "anlass")))
        vorher = written_tables()

        response = client.post(
            url_of("text_pruefen", analyse, "anlass"), daten | {"leitfrage": "Half Kevin ihr?"}
        )

        neu = {name for name, zahl in written_tables().items() if zahl != vorher.get(name, 0)}
        assert neu <= GET_SCHREIBT
        assert "Kevin" in text_of(response)
        assert "Sommer" not in text_of(response)
        with system_context("Test"):
            assert Fallanalyse.objects.get().leitfrage == "Was half Kevin im Sommer?"

    def test_only_what_was_typed_anew_is_read(self, client, person, analyse, detektoren):
        daten = lies_formular(client.get(url_of("schritt", analyse, "anlass")))
        detektoren.gelesen.clear()

        client.post(
            url_of("text_pruefen", analyse, "anlass"), daten | {"leitfrage": "Half Kevin ihr?"}
        )

        assert detektoren.gelesen == ["Half Kevin ihr?"]

    def test_rows_are_named_and_led_to(self, client, person, eines, analyse):
        url = url_of("text_pruefen", analyse, "befunde")
        daten = {
            "befunde-TOTAL_FORMS": "2",
            "befunde-INITIAL_FORMS": "0",
            "befunde-0-titel": "Das Tandem trägt",
            "befunde-1-titel": "Kevin half es",
        }

        seite = client.post(url, daten).content.decode()
        entfernt = client.post(url, daten | {"befunde-1-DELETE": "on"}).content.decode()

        assert 'href="#id_befunde-1-titel"' in seite
        assert "Befund 2" in seite
        assert "Kevin" not in entfernt
        assert "nichts, was jemanden erkennbar macht" in entfernt

    def test_where_no_detector_runs_it_says_so(self, client, person, analyse, detektoren):
        detektoren.kaputt = True
        response = client.post(url_of("text_pruefen", analyse, "anlass"), {"leitfrage": "Kevin"})
        assert "läuft gerade nicht" in text_of(response)

    def test_from_outside_she_is_told_about_her_own_words(self, client, login_as, eines, analyse):
        login_as(lade_moderation_ein(eines, analyse))
        response = client.post(url_of("text_pruefen", analyse, "befunde"), {
            "befunde-TOTAL_FORMS": "1", "befunde-INITIAL_FORMS": "0", "befunde-0-titel": "Kevin",
        })  # fmt: skip
        assert "Kevin" in text_of(response)
        assert "/pruefung/" not in response.content.decode()


class TestWhileReading:
    def test_hits_are_marked_in_the_text_and_lead_to_the_decision(self, client, person, analyse):
        seite = client.get(analyse.get_absolute_url()).content.decode()

        marken = re.findall(r'<mark class="fund fund--(\w+)"><a href="([^"]+)">(\w[\w.]*)', seite)
        assert ("offen", "Kevin") in {(art, wort) for art, _url, wort in marken}
        assert ("schwach", "Koch") in {(art, wort) for art, _url, wort in marken}
        pruefseite = client.get(url_of("pruefung", analyse)).content.decode()
        for _art, url, _wort in marken:
            assert f'id="{url.partition("#")[2]}"' in pruefseite
        assert "[zu klären: ein Vorname]" in seite
        assert "4 Stellen könnten jemanden erkennbar machen" in text_of_page(seite)

    def test_nobody_else_sees_marks(self, client, login_as, eines, analyse):
        login_as(lade_moderation_ein(eines, analyse))
        assert "<mark" not in client.get(analyse.get_absolute_url()).content.decode()

    def test_a_text_of_a_user_stays_escaped(self, client, person, eines, analyse):
        schreibe(eines, analyse, Schritt.ANLASS, kopf={"leitfrage": "<b>Kevin</b> & <i>Co</i>"})
        seite = client.get(analyse.get_absolute_url()).content.decode()
        assert "&lt;b&gt;<mark" in seite
        assert "<i>Co" not in seite


class TestDeciding:
    def test_the_page_shows_every_open_hit_and_the_progress(self, client, person, eines, analyse):
        seite = text_of(client.get(url_of("pruefung", analyse)))

        assert "0 von 5 Stellen entschieden" in seite
        for wort in ("Kevin", "Kevins", "Sommer", "12.03.2024", "Koch"):
            assert wort in seite
        entscheide(eines, analyse, "Sommer", begruendung="Gemeint ist die Jahreszeit.")
        seite = text_of(client.get(url_of("pruefung", analyse)))
        assert "1 von 5 Stellen entschieden" in seite
        assert "Gemeint ist die Jahreszeit." in seite

    def test_a_word_is_decided_wherever_it_stands(self, client, person, eines, analyse):
        schreibe(eines, analyse, Schritt.ANLASS, kopf={"verfahren_text": "Der Sommer war heiß."})
        with acting_as(eines.fachkraft):
            kennungen = [
                fund.kennung
                for _stelle, fund in Fallanalyse.objects.get().offene_treffer()
                if fund.treffer.text == "Sommer"
            ]
        assert len(kennungen) == 2

        response = client.post(
            url_of("pruefung", analyse),
            {"wahl": "kein_name", "treffer": kennungen, "begruendung": "Der Sommer ist warm."},
            follow=True,
        )

        assert "2 Stellen sind entschieden." in text_of(response)
        assert "Sommer" not in offene(eines, analyse)

    @pytest.mark.parametrize(
        ("begruendung", "satz"),
        [
            ("", "Bitte schreiben Sie in einem Satz, warum."),
            ("Das war Kevin.", "Hier steht ein Vorname."),
        ],
    )
    def test_a_reason_is_asked_beside_its_field(
        self, client, person, eines, analyse, begruendung, satz
    ):
        kennung = offene(eines, analyse)["Sommer"]

        response = client.post(
            url_of("pruefung", analyse),
            {"wahl": "kein_name", "treffer": [kennung], "begruendung": begruendung},
        )

        assert satz in text_of(response)
        assert f'value="{begruendung}"' in response.content.decode() or not begruendung
        assert "Sommer" in offene(eines, analyse)

    def test_what_changed_meanwhile_is_told(self, client, person, eines, analyse):
        kennung = offene(eines, analyse)["Sommer"]
        schreibe(eines, analyse, Schritt.ANLASS, kopf={"leitfrage": "Half der Sommer?"})

        response = client.post(
            url_of("pruefung", analyse),
            {"wahl": "kein_name", "treffer": [kennung], "begruendung": "Jahreszeit."},
            follow=True,
        )

        assert "hat sich inzwischen geändert" in text_of(response)

    @pytest.mark.parametrize("treffer", [[], ["quatsch"], ["x-1-2", "x"]])
    def test_nonsense_decides_nothing(self, client, person, analyse, treffer):
        daten = {"wahl": "unsinn", "treffer": treffer, "begruendung": "Jahreszeit."}
        response = client.post(url_of("pruefung", analyse), daten, follow=True)

        assert response.status_code == 200
        for zurueck in ("", "x", str(uuid.uuid4())):
            client.post(url_of("pruefung", analyse), {"zurueck": zurueck})
        with system_context("Test"):
            assert not Trefferentscheidung.objects.exists()

    def test_a_decision_is_taken_back(self, client, person, eines, analyse):
        entscheide(eines, analyse, "Sommer")
        with system_context("Test"):
            eine = Trefferentscheidung.objects.get()

        client.post(url_of("pruefung", analyse), {"zurueck": str(eine.pk)})

        assert "Sommer" in offene(eines, analyse)

    def test_what_nobody_looked_at_is_looked_at_on_demand(
        self, client, person, analyse, detektoren
    ):
        detektoren.lerne("Weg")
        seite = client.get(url_of("pruefung", analyse))
        assert "noch nicht mit der heutigen Prüfung gelesen" in text_of(seite)

        response = client.post(url_of("pruefung", analyse), {"pruefen": "1"}, follow=True)

        assert "noch nicht mit der heutigen" not in text_of(response)

    def test_without_detectors_the_page_says_so(self, client, person, analyse, detektoren):
        detektoren.kaputt = True
        for response in (
            client.get(url_of("pruefung", analyse)),
            client.post(url_of("pruefung", analyse), {"pruefen": "1"}, follow=True),
            client.get(url_of("ersetzen", analyse, "a-1-2"), follow=True),
        ):
            assert "läuft gerade nicht" in text_of(response)

    def test_costs_the_same_with_ten_times_as_many(
        self, client, person, analyse, assert_constant_queries
    ):
        assert_constant_queries(
            url_of("pruefung", analyse),
            add_row=lambda: BefundFactory(analyse=analyse, titel="Kevin und der Koch"),
        )

    def test_reading_costs_the_same_too(self, client, person, analyse, assert_constant_queries):
        for url in (analyse.get_absolute_url(), url_of("schritt", analyse, "befunde")):
            assert_constant_queries(
                url, add_row=lambda: BefundFactory(analyse=analyse, titel="Kevin und der Koch")
            )

    def test_saving_costs_two_queries_more_than_without_the_gate(
        self, client, person, eines, analyse, monkeypatch
    ):
        def kosten(text):
            url = url_of("schritt", analyse, "anlass")
            daten = lies_formular(client.get(url)) | {"leitfrage": text}
            with CaptureQueriesContext(connection) as queries:
                assert client.post(url, daten).status_code == 302
            return len(queries)

        mit = kosten("Eins")
        monkeypatch.setattr("fallanalyse.models.Textpruefung.fuehre_nach", lambda *args: None)
        assert mit - kosten("Zwei") == 2


class TestReplacing:
    def test_each_place_and_each_form_is_shown_before(self, client, person, eines, analyse):
        url = url_of("ersetzen", analyse, offene(eines, analyse)["Kevin"])

        seite = client.get(url)

        assert "»Kevin« 1 Stelle" in text_of(seite)
        assert "»Kevins« 1 Stelle" in text_of(seite)
        daten = lies_formular(seite, auswahl="novalidate")
        assert daten["ersatz-0"] == ["Kind 1"]
        assert daten["ersatz-1"] == ["Kind 1s"]
        assert len(daten["stelle"]) == 2

        response = client.post(url, daten | {"ersatz-1": "dessen"}, follow=True)

        assert "Ersetzt. Was vorher dort stand" in text_of(response)
        with system_context("Test"):
            ganze = Fallanalyse.objects.get()
            assert ganze.leitfrage == "Was half Kind 1 im Sommer?"
            assert ganze.auftrag == "dessen Weg seit dem 12.03.2024."

    def test_nothing_chosen_and_nothing_written_is_asked_back(self, client, person, eines, analyse):
        url = url_of("ersetzen", analyse, offene(eines, analyse)["Sommer"])
        daten = lies_formular(client.get(url), auswahl="novalidate")

        leer = client.post(url, daten | {"ersatz-0": ""})
        nichts = client.post(url, daten | {"stelle": [], "ersatz-0": "Ferien"})

        assert "was dort stehen soll" in text_of(leer)
        assert "mindestens eine Stelle" in text_of(nichts)
        assert 'value="Ferien"' in nichts.content.decode()

    def test_a_place_that_is_gone_is_told(self, client, person, eines, analyse):
        url = url_of("ersetzen", analyse, offene(eines, analyse)["Sommer"])
        daten = lies_formular(client.get(url), auswahl="novalidate") | {"ersatz-0": "Ferien"}

        falsch = client.post(url, daten | {"stelle": ["gibt-es-nicht"]})
        schreibe(eines, analyse, Schritt.ANLASS, kopf={"leitfrage": "Half der Sommer?"})
        zu_spaet = client.post(url, daten, follow=True)

        for response in (falsch, zu_spaet):
            assert "hat sich inzwischen geändert" in text_of(response)

    def test_a_finished_analysis_says_what_to_do(self, client, person, eines, analyse):
        kennung = offene(eines, analyse)["Sommer"]
        with system_context("Test"):
            vollstaendig(analyse)
        eines.tut("fachkraft", Uebergang.ABSCHLIESSEN, analyse)

        seite = text_of(client.get(url_of("ersetzen", analyse, kennung)))

        assert "Bitte öffnen Sie sie wieder" in seite
        assert "Zum Ersetzen öffnen Sie" in text_of(client.get(url_of("pruefung", analyse)))


class TestCommand:
    def test_reads_again_what_older_detectors_had_read(self, analyse, detektoren, capsys):
        call_command("pruefe_texte", "--wet-run")
        assert "0 Fallanalysen nachgelesen." in capsys.readouterr().out
        detektoren.lerne("Weg")

        call_command("pruefe_texte")
        assert "Probelauf: 1 Fallanalysen wären nachzulesen." in capsys.readouterr().out
        call_command("pruefe_texte", "--wet-run")
        call_command("pruefe_texte")

        assert "1 Fallanalysen nachgelesen." in (ausgabe := capsys.readouterr().out)
        assert "Probelauf: 0" in ausgabe

    def test_reads_what_was_never_read(self, eines, analyse, capsys):
        """Written before there was a gate, or while no detector could run."""
        schreibe(eines, analyse, Schritt.ANLASS, kopf={"leitfrage": "Was half?"})
        with system_context("Test"):
            schritte = Textpruefung.objects.values_list("schritt", flat=True)
        with system_context("Test"):
            vorher = set(schritte)
            Textpruefung.objects.filter(schritt=Schritt.ANLASS).delete()

        call_command("pruefe_texte")
        call_command("pruefe_texte", "--wet-run")
        call_command("pruefe_texte")

        ausgabe = capsys.readouterr().out
        assert "Probelauf: 1 " in ausgabe
        assert "1 Fallanalysen nachgelesen." in ausgabe
        assert ausgabe.endswith("Probelauf: 0 Fallanalysen wären nachzulesen.\n")
        with system_context("Test"):
            assert set(schritte.all()) == vorher

    def test_says_that_no_detector_runs(self, analyse, detektoren):
        detektoren.kaputt = True
        with pytest.raises(Exception, match="läuft gerade nicht"):
            call_command("pruefe_texte")


def test_reading_the_page_is_kept_in_the_audit_trail(client, person, analyse):
    client.get(url_of("pruefung", analyse))
    with system_context("Test"):
        letzter = Protokolleintrag.objects.order_by("-zeitpunkt", "-nummer").first()
    assert (letzter.aktion, letzter.kennung) == (Aktion.GELESEN, analyse.kennung)
