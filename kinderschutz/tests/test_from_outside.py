"""
What somebody from outside (Moderation) gets to read: what the gate has cleared, at no address more.

The addresses are those of the access table: a new page is asked the same questions at once. In
every free text of the analysis stands a word that tells who somebody is.
"""

import re

import pytest
from django.db import transaction
from django.urls import reverse

from fallanalyse import pseudonymisierung
from fallanalyse.enums import Schritt
from fallanalyse.models import Fallanalyse, Sitzung
from fallanalyse.models import inhalt as inhalte
from fallanalyse.models.teile import Teil
from fallanalyse.models.vorhang import NICHT_GEPRUEFT
from fallanalyse.pseudonymisierung import PruefungNichtMoeglich, Treffer
from fallanalyse.tests.factories import BefundFactory
from fallanalyse.tests.formulare import lies_formular
from kinderschutz.identity import acting_as
from kinderschutz.system_context import system_context
from kinderschutz.tests.welt import KANARIENVOGEL, baue_amt, lade_moderation_ein, schreibe_analyse
from kinderschutz.tests.zugriff import FORMULARE, lies_tabelle, url_of
from kinderschutz.tests.zugriffstabelle import TABELLE

pytestmark = pytest.mark.django_db
# Every line of an object she might reach, and what is no object at all.
ZEILEN = [
    zeile
    for zeile in lies_tabelle(TABELLE)
    if zeile.name.startswith(("fallanalyse:", "arbeit", "bibliothek:list"))
    and zeile.gegenstand in ("", "team")
]


@pytest.fixture(autouse=True)
def detektor(monkeypatch):
    """One detector, that finds the word; it can be changed and broken."""
    zustand = {"stand": "eins", "kaputt": False}

    def pruefe(text):
        if zustand["kaputt"]:
            raise PruefungNichtMoeglich("Die Prüfung läuft gerade nicht.")
        return [
            Treffer(fund.start(), fund.end(), fund.group(), "name", "ein Name", ersatz="Kind 1")
            for fund in re.finditer(KANARIENVOGEL, text)
        ]

    def stand():
        pruefe("")
        return zustand["stand"]

    monkeypatch.setattr(pseudonymisierung, "pruefe", pruefe)
    monkeypatch.setattr(pseudonymisierung, "stand", stand)
    return zustand


@pytest.fixture
def amt():
    amt = baue_amt()
    schreibe_analyse(amt, "team")
    lade_moderation_ein(amt, "team")
    return amt


@pytest.fixture
def antworten(client, login_as, amt):
    """Return a function that asks every address as somebody: {line: what one reads there}."""

    def frage(wer):
        login_as(amt.rollen[wer])
        gelesen = {}
        for zeile in ZEILEN:
            url = url_of(zeile.name, amt, zeile.gegenstand)
            urls = [url]
            if "/schritt/anlass/" in url:
                urls = [url.replace("/anlass/", f"/{schritt}/") for schritt in Schritt]
            for eine in urls:
                data = FORMULARE.get(zeile.name, lambda amt: {})(amt)
                # Each request is undone: the next one finds the same text.
                with transaction.atomic():
                    response = (
                        client.get(eine)
                        if zeile.weg == "GET"
                        else client.post(eine, data | {"version": "0"}, follow=True)
                    )
                    transaction.set_rollback(True)
                gelesen[f"{zeile} {eine}"] = response.content.decode()
        return gelesen

    return frage


def entscheide_alles(amt):
    with acting_as(amt.rollen["fachkraft"]) as person:
        analyse = amt_analyse(amt)
        kennungen = [fund.kennung for _stelle, fund in analyse.offene_treffer()]
        analyse.entscheide(kennungen, "kein_name", begruendung="Ein Vogel.", durch=person)


def amt_analyse(amt):
    return Fallanalyse.objects.get(pk=amt.analysen["team"])


class TestReading:
    def test_the_team_reads_the_word_at_many_addresses(self, antworten):
        """Otherwise the next test would prove nothing."""
        zeigen = [zeile for zeile, text in antworten("fachkraft").items() if KANARIENVOGEL in text]
        assert len(zeigen) > 30

    def test_from_outside_no_address_shows_it(self, antworten):
        gelesen = antworten("moderation")

        assert [zeile for zeile, text in gelesen.items() if KANARIENVOGEL in text] == []
        verdeckt = [zeile for zeile, text in gelesen.items() if NICHT_GEPRUEFT in text]
        assert len(verdeckt) > 10

    def test_what_the_team_decided_is_read(self, antworten, amt):
        entscheide_alles(amt)

        zeigen = [zeile for zeile, text in antworten("moderation").items() if KANARIENVOGEL in text]

        assert len(zeigen) > 10
        assert not [zeile for zeile in zeigen if "anh" in zeile or "fassung" in zeile]

    @pytest.mark.parametrize("stoerung", [{"stand": "zwei"}, {"kaputt": True}])
    def test_detectors_that_changed_or_are_gone_hide_it_again(
        self, antworten, amt, detektor, stoerung
    ):
        entscheide_alles(amt)
        detektor |= stoerung

        gelesen = antworten("moderation")

        assert [zeile for zeile, text in gelesen.items() if KANARIENVOGEL in text] == []

    def test_no_row_of_hers_holds_it_either(self, amt):
        """Whatever page somebody writes tomorrow: what is loaded for her is hidden already."""
        with acting_as(amt.rollen["moderation"]):
            analyse = amt_analyse(amt)
            for schritt in Schritt:
                assert KANARIENVOGEL not in repr(inhalte.lies(analyse, schritt))
            assert KANARIENVOGEL not in " ".join(map(str, vars(analyse).values()))

    def test_the_curtain_costs_the_same_for_ten_times_as_many_rows(
        self, login_as, amt, assert_constant_queries
    ):
        login_as(amt.rollen["moderation"])
        analyse = amt.analyse("team")
        assert_constant_queries(
            analyse.get_absolute_url(),
            add_row=lambda: BefundFactory(analyse=analyse, titel=KANARIENVOGEL),
        )


class TestWriting:
    def url(self, amt, schritt):
        return reverse("fallanalyse:schritt", args=[amt.analysen["team"], schritt])

    def ganz(self, amt):
        with acting_as(amt.rollen["fachkraft"]):
            return {schritt: inhalte.lies(amt_analyse(amt), schritt) for schritt in Schritt}

    @pytest.mark.parametrize("schritt", Schritt)
    def test_nothing_hidden_is_lost_by_what_she_sends(self, client, login_as, amt, schritt):
        vorher = self.ganz(amt)
        person = login_as(amt.rollen["moderation"])

        response = client.post(
            self.url(amt, schritt),
            {
                "version": "1",
                "schreibt": str(person.pk),
                "leitfrage": "Neu",
                "fallstatus": "ruhend",
            },
            follow=True,
        )

        assert "Zwischenstand" in response.content.decode()
        assert self.ganz(amt) == vorher

    def test_hidden_texts_survive_even_where_they_are_written_back(self, amt):
        """No page does it; but whichever way rows are saved, the curtain is not what is kept."""
        vorher = self.ganz(amt)
        with acting_as(amt.rollen["moderation"]) as person:
            for schritt in Schritt:
                analyse = amt_analyse(amt)
                inhalt = inhalte.lies(analyse, schritt)
                assert KANARIENVOGEL not in repr(inhalt)
                for zeilen in inhalt["zeilen"].values():
                    for zeile in zeilen.values():
                        zeile |= {"strittig": False} if "strittig" in zeile else {}
                analyse.speichere_schritt(schritt, inhalt, version=1, durch=person)
                for kind in Teil.__subclasses__():
                    rows = list(kind.objects.filter(analyse=analyse))
                    kind.speichere_alle([], rows)
                    for row in rows:
                        row.save()
                analyse.save()

        nachher = self.ganz(amt)
        for inhalt in (*vorher.values(), *nachher.values()):
            for zeilen in inhalt["zeilen"].values():
                for zeile in zeilen.values():
                    zeile.pop("strittig", None)
        assert nachher == vorher
        with acting_as(amt.rollen["fachkraft"]):
            for revision in amt_analyse(amt).revision_set.all():
                assert NICHT_GEPRUEFT not in revision.inhalt_json

    def test_what_she_typed_comes_back_when_it_is_decided(self, client, login_as, amt):
        person = login_as(amt.rollen["moderation"])
        url = self.url(amt, Schritt.ANLASS)
        daten = {"version": "1", "schreibt": str(person.pk), "leitfrage": "Was half?"}
        client.post(url, daten)
        assert "Noch nicht alles geprüft" in client.get(url).content.decode()

        entscheide_alles(amt)
        login_as(amt.rollen["moderation"])

        assert lies_formular(client.get(url))["leitfrage"] == ["Was half?"]

    def test_she_writes_a_step_in_which_nothing_is_hidden(self, client, login_as, amt):
        """And what is hidden in the head of the analysis, saved with it, stays what it was."""
        with acting_as(amt.rollen["fachkraft"]) as person:
            analyse = amt_analyse(amt)
            inhalt = inhalte.lies(analyse, Schritt.EMPFEHLUNGEN)
            inhalt["zeilen"]["vorschlaege"] = {}
            analyse.speichere_schritt(Schritt.EMPFEHLUNGEN, inhalt, version=1, durch=person)
        vorher = self.ganz(amt)
        login_as(amt.rollen["moderation"])
        url = self.url(amt, Schritt.EMPFEHLUNGEN)
        daten = lies_formular(client.get(url)) | {
            "vorschlaege-0-text": "Tandems einführen",
            "vorschlaege-0-art": "verfahren",
        }

        response = client.post(url, daten)

        assert response.status_code == 302
        nachher = self.ganz(amt)
        assert nachher.pop(Schritt.EMPFEHLUNGEN)["zeilen"]["vorschlaege"]
        vorher.pop(Schritt.EMPFEHLUNGEN)
        assert nachher == vorher

    def test_what_she_herself_says_too_much_is_saved_and_hidden(self, client, login_as, amt):
        entscheide_alles(amt)
        login_as(amt.rollen["moderation"])
        url = self.url(amt, Schritt.ANLASS)
        daten = lies_formular(client.get(url)) | {"leitfrage": f"Was half dem {KANARIENVOGEL}?"}

        response = client.post(url, daten, follow=True)

        assert "bis dahin sehen Sie diese Stelle nicht" in response.content.decode()
        assert f"Was half dem {KANARIENVOGEL}?" not in client.get(url).content.decode()
        with acting_as(amt.rollen["fachkraft"]):
            analyse = amt_analyse(amt)
            assert analyse.leitfrage == f"Was half dem {KANARIENVOGEL}?"
            revision = analyse.revision_set.get(schritt=Schritt.ANLASS, version=2)
            assert revision.inhalt["kopf"]["leitfrage"] == analyse.leitfrage

    def test_a_conflict_shows_her_nothing_that_was_not_looked_at(self, client, login_as, amt):
        """`damals` is an earlier version: nobody looked at it, whatever it says."""
        entscheide_alles(amt)
        with system_context("Test"):
            rolle = amt.rollen["moderation"]
        login_as(rolle)
        url = self.url(amt, Schritt.ANLASS)
        daten = lies_formular(client.get(url)) | {"leitfrage": "Was half Kind 1?"}
        with acting_as(amt.rollen["fachkraft"]) as person:
            analyse = amt_analyse(amt)
            inhalt = inhalte.lies(analyse, Schritt.ANLASS)
            for feld in ("leitfrage", "anlass_text", "auftrag", "verfahren_text"):
                inhalt["kopf"][feld] = "Was half wem?"
            analyse.speichere_schritt(Schritt.ANLASS, inhalt, version=1, durch=person)

        response = client.post(url, daten)

        assert response.status_code == 409
        text = response.content.decode()
        assert "Was half Kind 1?" in text
        # Hers are the words she had read; what it says of the version then is hidden.
        assert NICHT_GEPRUEFT in text

    def test_she_begins_a_meeting_without_changing_what_she_cannot_see(self, client, login_as, amt):
        vorher = self.ganz(amt)
        login_as(amt.rollen["moderation"])

        client.post(reverse("fallanalyse:sitzung_beginnen", args=[amt.analysen["team"]]))

        nachher = self.ganz(amt)
        with system_context("Test"):
            neu = Sitzung.objects.latest("created_at")
        if str(neu.pk) not in vorher[Schritt.SITZUNGEN]["zeilen"]["sitzungen"]:
            del nachher[Schritt.SITZUNGEN]["zeilen"]["sitzungen"][str(neu.pk)]
        assert nachher == vorher


class TestShut:
    @pytest.mark.parametrize("name", ["anhaenge", "anhang", "anhang_entfernen"])
    def test_attachments_are_not_there_for_her(self, client, login_as, amt, name):
        login_as(amt.rollen["moderation"])
        assert client.get(url_of(f"fallanalyse:{name}", amt, "team")).status_code == 404

    @pytest.mark.parametrize("name", ["fassungen", "fassung", "wiederherstellen", "pruefung"])
    def test_what_nobody_can_look_at_for_her_is_shut(self, client, login_as, amt, name):
        login_as(amt.rollen["moderation"])
        assert client.get(url_of(f"fallanalyse:{name}", amt, "team")).status_code == 403

    def test_no_page_of_hers_links_to_what_is_shut(self, client, login_as, amt, antworten):
        entscheide_alles(amt)
        for zeile, text in antworten("moderation").items():
            assert not re.search(r'href="[^"]*/(fassungen|pruefung|anhaenge)/', text), zeile
