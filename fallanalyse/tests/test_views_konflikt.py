"""Two write the same step: 409, both texts on one page, the loser readable afterwards."""

import re

import pytest
from django.urls import reverse

from fallanalyse.enums import Schritt
from fallanalyse.models import Befund, Ereignis, Fallanalyse, Zwischenstand
from fallanalyse.models import inhalt as inhalte
from fallanalyse.tests.factories import (
    BelegFactory,
    EinflussfaktorFactory,
    EreignisFactory,
    vollstaendig,
)
from fallanalyse.tests.formulare import lies_formular, zeilen
from kinderschutz.identity import acting_as
from kinderschutz.system_context import system_context
from kinderschutz.unterschied import GESTRICHEN

pytestmark = pytest.mark.django_db


def url_of(name, analyse, schritt=Schritt.ANLASS):
    return reverse(f"fallanalyse:{name}", args=[analyse.pk, schritt])


@pytest.fixture
def analyse(eines, login_as):
    """An analysis of two, the Fachkraft is signed in."""
    analyse = eines.beginne()
    with system_context("Test"):
        analyse.nimm_ins_team(eines.kollegin.person, "analyseteam")
    login_as(eines.fachkraft)
    return analyse


@pytest.fixture
def sie_speichert(eines, analyse):
    """Return a function with which the colleague saves a step that she changes."""

    def speichere(schritt, aendern):
        with acting_as(eines.kollegin) as person:
            frisch = Fallanalyse.objects.get(pk=analyse.pk)
            inhalt = inhalte.lies(frisch, schritt)
            aendern(inhalt)
            frisch.speichere_schritt(
                schritt, inhalt, version=frisch.version_of(schritt), durch=person
            )

    return speichere


def texte_of(unterschied):
    """Return the texts one chooses between, without what is struck in them."""
    return [
        "".join(text for art, text in fassung["stuecke"] if art != GESTRICHEN)
        for fassung in unterschied["fassungen"]
    ]


def leitfrage(text):
    return lambda inhalt: inhalt["kopf"].update(leitfrage=text)


class TestHead:
    @pytest.fixture
    def konflikt(self, client, analyse, sie_speichert):
        sie_speichert(Schritt.ANLASS, leitfrage("Was half dem Kind?"))
        return client.post(
            url_of("schritt", analyse),
            {"version": "0", "leitfrage": "Was half den Eltern?", "anlass": "gelungen"},
        )

    def test_both_texts_stand_on_the_page(self, konflikt):
        assert konflikt.status_code == 409
        seite = konflikt.content.decode()
        assert "Was half dem Kind?" in seite
        assert "Was half den Eltern?" in seite
        assert "Es ist nichts verloren" in seite

    def test_only_what_collides_asks(self, konflikt):
        assert [eines["ort"] for eines in konflikt.context["unterschiede"]] == ["Leitfrage"]

    def test_what_each_changed_is_marked_against_what_stood_there(
        self, client, analyse, sie_speichert
    ):
        for frage in ("Was half dem Kind?", "Was half dem Kind am Abend?"):
            sie_speichert(Schritt.ANLASS, leitfrage(frage))

        seite = client.post(
            url_of("schritt", analyse), {"version": "1", "leitfrage": "Was half dem Bruder?"}
        ).content.decode()

        for zeichen, text in (("ins", " am Abend"), ("ins", "Bruder"), ("del", "Kind")):
            assert re.search(rf"<{zeichen}><span[^>]*>[^<]*</span>{text}<", seite), text

    def test_a_text_written_anew_is_read_as_it_is(self, client, analyse, sie_speichert):
        for frage in ("Was half dem Kind?", "Wer hörte zu, als niemand mehr kam?"):
            sie_speichert(Schritt.ANLASS, leitfrage(frage))

        response = client.post(url_of("schritt", analyse), {"version": "1", "leitfrage": "Warum?"})

        [eines] = response.context["unterschiede"]
        assert [len(fassung["stuecke"]) for fassung in eines["fassungen"]] == [1, 1]

    def test_nothing_is_saved_yet_and_the_draft_is_kept(self, konflikt):
        with system_context("Test"):
            assert Fallanalyse.objects.get().leitfrage == "Was half dem Kind?"
            assert "Eltern" in Zwischenstand.objects.get().formular

    @pytest.mark.parametrize(
        ("wahl", "gewinnt", "verliert"),
        [
            ("meins", "Was half den Eltern?", "Was half dem Kind?"),
            ("ihres", "Was half dem Kind?", "Was half den Eltern?"),
        ],
    )
    @pytest.mark.usefixtures("konflikt")
    def test_the_choice_is_saved_and_the_other_stays_readable(
        self, client, analyse, wahl, gewinnt, verliert
    ):
        response = client.post(
            url_of("vergleich", analyse), {"aktuelle": "1", "kopf//leitfrage": wahl}, follow=True
        )

        assert "zusammengeführt" in response.content.decode()
        with system_context("Test"):
            gespeichert = Fallanalyse.objects.get()
            assert (gespeichert.leitfrage, gespeichert.anlass) == (gewinnt, "gelungen")
            assert not Zwischenstand.objects.exists()
        seite = client.get(url_of("fassungen", analyse)).content.decode()
        assert verliert in seite
        assert "nicht gewählt" in seite

    @pytest.mark.parametrize("wahl", [{}, {"kopf//leitfrage": "beides"}])
    @pytest.mark.usefixtures("konflikt")
    def test_without_a_choice_it_asks_again(self, client, analyse, wahl):
        response = client.post(url_of("vergleich", analyse), {"aktuelle": "1"} | wahl)

        assert "Bitte wählen Sie bei jeder Stelle eine Fassung." in response.content.decode()
        with system_context("Test"):
            assert Fallanalyse.objects.get().leitfrage == "Was half dem Kind?"

    @pytest.mark.usefixtures("konflikt")
    def test_who_is_overtaken_again_compares_again(self, client, analyse, sie_speichert):
        sie_speichert(Schritt.ANLASS, leitfrage("Was half der Schule?"))

        response = client.post(
            url_of("vergleich", analyse), {"aktuelle": "1", "kopf//leitfrage": "meins"}
        )

        assert "Inzwischen wurde noch einmal gespeichert." in response.content.decode()
        assert "Was half der Schule?" in response.content.decode()
        with system_context("Test"):
            assert Fallanalyse.objects.get().leitfrage == "Was half der Schule?"

    @pytest.mark.usefixtures("konflikt")
    def test_the_comparison_can_be_opened_later(self, client, analyse):
        response = client.get(url_of("vergleich", analyse))

        assert response.status_code == 200
        assert "Was half den Eltern?" in response.content.decode()

    @pytest.mark.usefixtures("konflikt")
    def test_who_returns_to_her_text_finds_it(self, client, analyse):
        assert lies_formular(client.get(url_of("schritt", analyse)))["leitfrage"] == [
            "Was half den Eltern?"
        ]

    def test_changes_of_different_fields_need_no_question(self, client, analyse, sie_speichert):
        sie_speichert(Schritt.ANLASS, leitfrage("Was half dem Kind?"))

        response = client.post(url_of("schritt", analyse), {"version": "0", "anlass": "gelungen"})
        assert response.status_code == 409
        assert response.context["unterschiede"] == []

        client.post(url_of("vergleich", analyse), {"aktuelle": "1"})

        with system_context("Test"):
            gespeichert = Fallanalyse.objects.get()
            assert (gespeichert.leitfrage, gespeichert.anlass) == ("Was half dem Kind?", "gelungen")

    def test_another_step_does_not_collide(self, client, analyse, sie_speichert):
        sie_speichert(Schritt.BEFUNDE, lambda inhalt: None)

        response = client.post(
            url_of("schritt", analyse), {"version": "0", "leitfrage": "Was half?"}
        )

        assert response.status_code == 302


class TestRows:
    def ereignis(self, row, **felder):
        werte = {"id": str(row.pk), "ebene": row.ebene, "genauigkeit": row.genauigkeit}
        return werte | {"zeitwert": row.zeitwert, "titel": row.titel} | felder

    def test_both_new_rows_survive(self, client, analyse, sie_speichert):
        neu = {"titel": "Supervision", "text": "", "art": "", "bewaehrt": "", "belege": []}
        pk = "6e0e4a3c-7f0e-4d0a-9c8e-0d3b6f3f9a11"
        sie_speichert(Schritt.BEFUNDE, lambda i: i["zeilen"]["befunde"].update({pk: neu}))
        client.post(
            url_of("schritt", analyse, Schritt.BEFUNDE), zeilen("befunde", {"titel": "Tandem"})
        )

        client.post(url_of("vergleich", analyse, Schritt.BEFUNDE), {"aktuelle": "1"})

        with system_context("Test"):
            assert {befund.titel for befund in Befund.objects.all()} == {"Supervision", "Tandem"}

    @pytest.mark.parametrize("wahl", ["meins", "ihres"])
    def test_removed_against_changed_shows_the_row_and_keeps_its_text(
        self, client, analyse, sie_speichert, wahl
    ):
        with system_context("Test"):
            row = EreignisFactory(analyse=analyse, titel="Kurz", zeitwert=0)
        sie_speichert(Schritt.ZEITSTRAHL, lambda i: i["zeilen"]["ereignisse"].clear())

        response = client.post(
            url_of("schritt", analyse, Schritt.ZEITSTRAHL),
            zeilen("ereignisse", self.ereignis(row, titel="Lang und gut")),
        )

        [unterschied] = response.context["unterschiede"]
        assert unterschied["ort"] == "Ereignis 1"
        meins, ihres = texte_of(unterschied)
        assert "Was geschah? Lang und gut" in meins
        assert "Zeitpunkt: 0" in meins
        assert ihres == "entfernt"

        client.post(
            url_of("vergleich", analyse, Schritt.ZEITSTRAHL),
            {"aktuelle": "1", f"ereignisse/{row.pk}/zeile": wahl},
        )

        with system_context("Test"):
            assert Ereignis.objects.filter(pk=row.pk).exists() == (wahl == "meins")
        seite = client.get(url_of("fassungen", analyse, Schritt.ZEITSTRAHL)).content.decode()
        assert "Lang und gut" in seite

    def test_the_words_of_the_choices_stand_there_not_their_codes(
        self, client, analyse, sie_speichert
    ):
        with system_context("Test"):
            weg, ihrer, meiner = (
                EinflussfaktorFactory(analyse=analyse, text=text)
                for text in ("Vertretung", "Bereitschaft", "Dienstplan")
            )
            beleg = BelegFactory(
                analyse=analyse,
                befund__bewaehrt="teils",
                schluesselsituation=None,
                einflussfaktor=weg,
            )
        key = str(beleg.befund_id)
        sie_speichert(
            Schritt.BEFUNDE,
            lambda i: i["zeilen"]["befunde"][key].update(bewaehrt="nein", belege=[str(ihrer.pk)]),
        )
        with system_context("Test"):
            weg.delete()

        response = client.post(
            url_of("schritt", analyse, Schritt.BEFUNDE),
            zeilen(
                "befunde",
                {
                    "id": key,
                    "titel": beleg.befund.titel,
                    "art": beleg.befund.art,
                    "bewaehrt": "ja",
                    "belege": str(meiner.pk),
                },
            ),
        )

        worte = {
            eines["ort"]: [eines["damals"], *texte_of(eines)]
            for eines in response.context["unterschiede"]
        }
        assert worte["Befund 1, Hat es sich bewährt?"] == [
            "hat sich teils bewährt",
            "hat sich bewährt",
            "hat sich nicht bewährt",
        ]
        damals, meins, ihres = worte["Befund 1, Belege"]
        assert damals == "nicht mehr vorhanden"
        assert "Dienstplan" in meins
        assert "Bereitschaft" in ihres


class TestVergleich:
    def test_without_a_draft_there_is_nothing_to_compare(self, client, analyse):
        for method in (client.get, client.post):
            assert method(url_of("vergleich", analyse)).url == url_of("schritt", analyse)

    def test_an_invalid_draft_is_mended_first(self, client, analyse, sie_speichert):
        sie_speichert(Schritt.ANLASS, leitfrage("Was half?"))
        client.post(url_of("schritt", analyse), {"version": "0", "leitfrage": "x" * 50_001})

        response = client.get(url_of("vergleich", analyse), follow=True)

        assert "Bitte prüfen Sie zuerst die markierten Angaben" in response.content.decode()

    def test_after_finishing_nothing_is_merged(self, client, eines, analyse, sie_speichert):
        sie_speichert(Schritt.ANLASS, leitfrage("Was half?"))
        client.post(url_of("schritt", analyse), {"version": "0", "leitfrage": "Was half wem?"})
        with system_context("Test"):
            vollstaendig(analyse)
        eines.tut("kollegin", "abschliessen", analyse)

        response = client.post(
            url_of("vergleich", analyse), {"aktuelle": "1", "kopf//leitfrage": "meins"}
        )

        assert response.status_code == 403
        with system_context("Test"):
            assert Fallanalyse.objects.get().leitfrage == "Was half?"
