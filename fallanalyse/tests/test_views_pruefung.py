"""The pages of the gate: the list while writing, the marks while reading, deciding, replacing."""

import re
import uuid
from html import unescape

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fallanalyse.enums import Freigabestufe, Schritt, Uebergang
from fallanalyse.models import Bestaetigung, Fallanalyse, Trefferentscheidung
from fallanalyse.tests.factories import BefundFactory, amt, amt_im_cluster, vollstaendig
from fallanalyse.tests.formulare import lies_auswahl, lies_formular
from fallanalyse.tests.treffer import entscheide, lade_moderation_ein, offene, schreibe
from kinderschutz.identity import acting_as
from kinderschutz.models import Aktion, Protokolleintrag
from kinderschutz.system_context import system_context
from kinderschutz.tests.zugriff import GET_SCHREIBT, written_tables

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("detektoren")]
HAEKCHEN = dict.fromkeys(["familie", "umfeld", "presse", "fachkraefte"], "on")


def url_of(name, analyse, *args):
    return reverse(f"fallanalyse:{name}", args=[analyse.pk, *args])


def text_of(response):
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


@pytest.fixture
def eines():
    return amt()


@pytest.fixture
def analyse(eines):
    analyse = eines.beginne()
    schreibe(
        eines,
        analyse,
        Schritt.ANLASS,
        kopf={
            "leitfrage": "Was half Kevin im Sommer?",
            "auftrag": "Kevins Weg seit dem 12.03.2024.",
            "anlass_text": "Der Koch rief an.",
            "fallstatus": "ruhend",
        },
    )
    return analyse


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


def text_of_page(seite):
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", seite)))


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


class TestSecondPerson:
    @pytest.fixture
    def eines(self):
        return amt_im_cluster()

    @pytest.fixture
    def fertige(self, eines, analyse):
        """Decided and replaced, and now with its readers."""
        for wort, ersatz in (("Kevin", "Kind 1"), ("12.03.2024", "dem dritten Monat")):
            kennung = offene(eines, analyse)[wort]
            with acting_as(eines.fachkraft) as person:
                ganze = Fallanalyse.objects.get(pk=analyse.pk)
                _fund, vorkommen = ganze.vorkommen(kennung)
                ersatz_of = {eines.kennung: ersatz for eines in vorkommen}
                ganze.ersetze(kennung, ersatz_of, durch=person)
        entscheide(eines, analyse, "Sommer", begruendung="Gemeint ist die Jahreszeit.")
        entscheide(eines, analyse, "Koch", wahl="gelesen", begruendung="Ein Beruf.")
        with system_context("Test"):
            vollstaendig(analyse)
        for wer, uebergang in (
            ("fachkraft", Uebergang.ABSCHLIESSEN),
            ("fachkraft", Uebergang.EINREICHEN),
            ("leitung", Uebergang.FREIGEBEN),
        ):
            analyse = eines.tut(wer, uebergang, analyse)
        return analyse

    def sende(self, client, fertige, **mehr):
        url = url_of("bestaetigen", fertige)
        daten = lies_formular(client.get(url), auswahl="novalidate")
        return client.post(url, daten | HAEKCHEN | mehr, follow=True)

    def stufe(self, fertige):
        with system_context("Test"):
            return Fallanalyse.objects.get(pk=fertige.pk).freigabestufe

    def test_reads_every_decision_in_its_place(self, client, login_as, eines, fertige):
        login_as(eines.zweite)

        seite = client.get(url_of("bestaetigen", fertige)).content.decode()

        assert re.search(r'<mark class="fund fund--ersetzt">Kind 1<[^>]*> \[hier stand ein', seite)
        assert re.search(r'<mark class="fund fund--entschieden">Sommer', seite)
        assert "Gemeint ist die Jahreszeit." in seite
        assert "Kevin" not in seite
        assert "12.03.2024" not in seite

    def test_learns_how_few_there_are(self, client, login_as, eines, fertige):
        login_as(eines.zweite)
        seite = text_of(client.get(url_of("bestaetigen", fertige)))
        assert "In Ihrem Cluster gibt es nur diese Analyse: Man wird Ihr Jugendamt" in seite

        with system_context("Test"):
            cluster = eines.jugendamt.teilnahmen.get().cluster
        fremdes = amt_im_cluster(cluster)
        fremdes.analyse(Freigabestufe.CLUSTER)
        login_as(eines.zweite)
        seite = text_of(client.get(url_of("bestaetigen", fertige)))

        assert "nur diese Analyse" not in seite
        assert "Zu Ihrem Cluster gehören 2 Jugendämter." in seite

    def test_how_many_the_others_have_is_not_told(self, client, login_as, eines, fertige):
        with system_context("Test"):
            cluster = eines.jugendamt.teilnahmen.get().cluster
        fremdes = amt_im_cluster(cluster)
        login_as(eines.zweite)
        seiten = []
        for _ in range(2):
            fremdes.analyse(Freigabestufe.CLUSTER)
            seite = client.get(url_of("bestaetigen", fertige)).content.decode()
            seiten.append(re.search(r"Wie selten.*?</ul>", seite, re.S).group())

        assert seiten[0] == seiten[1]

    def test_confirms_what_exactly_she_read(self, client, login_as, eines, fertige):
        person = login_as(eines.zweite)

        self.sende(client, fertige, kombinationen=["alter"])

        assert self.stufe(fertige) == Freigabestufe.GEPRUEFT
        with system_context("Test"):
            eine = Bestaetigung.objects.get()
            assert (eine.ergebnis, eine.durch, eine.stand) == ("bestaetigt", person, "test-1")
            assert eine.kombinationen == ["alter"]

    @pytest.mark.parametrize("kombinationen", [["alter", "beruf"], ["oeffentlich"]])
    def test_says_why_a_rare_combination_tells_nobody(
        self, client, login_as, eines, fertige, kombinationen
    ):
        login_as(eines.zweite)

        response = self.sende(client, fertige, kombinationen=kombinationen)
        assert "Bitte begründen Sie das" in text_of(response)
        assert self.stufe(fertige) == Freigabestufe.LESERKREIS

        self.sende(
            client, fertige, kombinationen=kombinationen, begruendung="Das Alter ist ein Band."
        )
        with system_context("Test"):
            assert Bestaetigung.objects.get().begruendung == "Das Alter ist ein Band."

    def test_returns_it_on_the_same_page(self, client, login_as, eines, fertige):
        login_as(eines.zweite)
        url = url_of("bestaetigen", fertige)

        leer = client.post(url, {"zurueckgeben": "1", "zurueck-begruendung": ""})
        verraten = client.post(url, {"zurueckgeben": "1", "zurueck-begruendung": "Kevin steht da"})
        assert self.stufe(fertige) == Freigabestufe.LESERKREIS
        assert "Kevin steht da" in verraten.content.decode()
        assert "Hier steht ein Vorname" in text_of(verraten)
        assert leer.status_code == 200

        client.post(url, {"zurueckgeben": "1", "zurueck-begruendung": "Im Auftrag: der Beruf."})

        assert self.stufe(fertige) == Freigabestufe.ZURUECKGEGEBEN
        with system_context("Test"):
            assert Bestaetigung.objects.get().ergebnis == "zurueckgegeben"

    def test_a_page_that_does_not_say_what_was_read_confirms_nothing(
        self, client, login_as, eines, fertige
    ):
        login_as(eines.zweite)
        response = client.post(url_of("bestaetigen", fertige), HAEKCHEN)
        assert "lesen Sie" in text_of(response)
        assert self.stufe(fertige) == Freigabestufe.LESERKREIS

    def test_detectors_that_changed_in_between_ask_to_read_again(
        self, client, login_as, eines, fertige, detektoren
    ):
        login_as(eines.zweite)
        url = url_of("bestaetigen", fertige)
        daten = lies_formular(client.get(url), auswahl="novalidate") | HAEKCHEN
        detektoren.lerne("Weg")

        response = client.post(url, daten, follow=True)

        assert "noch einmal" in text_of(response) or "steht noch" in text_of(response)
        assert self.stufe(fertige) == Freigabestufe.LESERKREIS

    def test_without_detectors_nothing_leaves(self, client, login_as, eines, fertige, detektoren):
        login_as(eines.zweite)
        url = url_of("bestaetigen", fertige)
        daten = lies_formular(client.get(url), auswahl="novalidate") | HAEKCHEN
        detektoren.kaputt = True

        response = client.post(url, daten, follow=True)

        assert "läuft gerade nicht" in text_of(client.get(url))
        assert response.status_code == 200
        assert self.stufe(fertige) == Freigabestufe.LESERKREIS

    def test_of_two_at_once_the_second_is_told(self, client, login_as, eines, fertige):
        url = url_of("bestaetigen", fertige)
        login_as(eines.kollegin)
        ihre = lies_formular(client.get(url), auswahl="novalidate") | HAEKCHEN
        login_as(eines.zweite)
        self.sende(client, fertige)
        login_as(eines.kollegin)

        response = client.post(url, ihre, follow=True)

        assert "geht jetzt nicht" in text_of(response) or "noch einmal" in text_of(response)
        with system_context("Test"):
            assert Bestaetigung.objects.count() == 1


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

    def test_says_that_no_detector_runs(self, analyse, detektoren):
        detektoren.kaputt = True
        with pytest.raises(Exception, match="läuft gerade nicht"):
            call_command("pruefe_texte")


def test_reading_the_page_is_kept_in_the_audit_trail(client, person, analyse):
    client.get(url_of("pruefung", analyse))
    with system_context("Test"):
        letzter = Protokolleintrag.objects.order_by("-zeitpunkt", "-nummer").first()
    assert (letzter.aktion, letzter.kennung) == (Aktion.GELESEN, analyse.kennung)
    assert lies_auswahl
