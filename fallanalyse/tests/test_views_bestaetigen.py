"""The second person: what she reads, what she is asked, and that it holds for this very text."""

import re

import pytest

from fallanalyse.enums import Freigabestufe, Uebergang
from fallanalyse.models import Bestaetigung, Fallanalyse
from fallanalyse.tests.factories import amt_im_cluster, vollstaendig
from fallanalyse.tests.formulare import lies_formular
from fallanalyse.tests.seiten import text_of, url_of
from fallanalyse.tests.treffer import beginne_mit_treffern, entscheide, offene
from kinderschutz.identity import acting_as
from kinderschutz.system_context import system_context

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("detektoren")]
HAEKCHEN = dict.fromkeys(["familie", "umfeld", "presse", "fachkraefte"], "on")


@pytest.fixture
def analyse(eines):
    return beginne_mit_treffern(eines)


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
