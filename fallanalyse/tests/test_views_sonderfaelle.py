"""A step sent twice, without a Rechtsgrundlage, too late, or by somebody else."""

import pytest

from fallanalyse.enums import Freigabestufe, Schritt
from fallanalyse.models import (
    Befund,
    Fallanalyse,
    Personenrolle,
    Revision,
    Schluesselsituation,
    Zwischenstand,
)
from fallanalyse.models.inhalt import lies
from fallanalyse.tests.factories import amt, klaere, vollstaendig
from fallanalyse.tests.formulare import lies_formular, person, zeilen
from fallanalyse.tests.seiten import schritt_url
from kinderschutz.system_context import system_context

pytestmark = pytest.mark.django_db


class TestTwice:
    """An impatient click sends the same form again."""

    @pytest.mark.parametrize(
        ("schritt", "daten", "model"),
        [
            (Schritt.BETEILIGTE, zeilen("personen", person("Kind 1")), Personenrolle),
            (
                Schritt.BEFUNDE,
                zeilen("befunde", {"titel": "Tandem"}, {"titel": "Tandem"}),
                Befund,
            ),
            (
                Schritt.SCHLUESSELSITUATIONEN,
                zeilen("situationen", {"titel": "Abend", "sicht_kind_damals": "Angst"}),
                Schluesselsituation,
            ),
        ],
    )
    def test_makes_no_second_row(self, client, analyse, schritt, daten, model):
        antworten = [client.post(schritt_url(analyse, schritt), daten) for _ in range(3)]

        assert [antwort.status_code for antwort in antworten] == [302, 302, 302]
        with system_context("Test"):
            assert model.objects.count() == int(next(v for k, v in daten.items() if "TOTAL" in k))
            assert Revision.objects.filter(version__gt=0).count() == 1
            assert not Zwischenstand.objects.exists()

    def test_the_head_is_saved_once(self, client, analyse):
        daten = {"version": "0", "leitfrage": "Was half?", "anlass": "gelungen"}

        antworten = [client.post(schritt_url(analyse, Schritt.ANLASS), daten) for _ in range(2)]

        assert [antwort.status_code for antwort in antworten] == [302, 302]
        with system_context("Test"):
            assert Revision.objects.filter(version__gt=0).count() == 1


class TestRechtsgrundlageOffen:
    @pytest.fixture
    def offene(self, login_as):
        eines = amt(geklaert=False)
        analyse = eines.beginne()
        login_as(eines.fachkraft)
        return eines, analyse

    def test_coded_fields_are_saved_text_is_not(self, client, offene):
        _eines, analyse = offene

        response = client.post(
            schritt_url(analyse, Schritt.ANLASS),
            {"version": "0", "leitfrage": "Was half?", "anlass": "gelungen", "anlass_text": "Weil"},
        )

        assert response.status_code == 302
        with system_context("Test"):
            gespeichert = Fallanalyse.objects.get()
            assert (gespeichert.anlass, gespeichert.leitfrage) == ("gelungen", "")
            assert gespeichert.anlass_text == ""

    @pytest.mark.parametrize(
        ("schritt", "daten"),
        [
            (Schritt.BETEILIGTE, zeilen("personen", person("Kind 1", altersband="0_2"))),
            (
                Schritt.EINFLUSSFAKTOREN,
                zeilen("faktoren", {"text": "Zeit", "ebene": "team", "richtung": "hinderlich"}),
            ),
        ],
    )
    def test_rows_keep_their_codes_only(self, client, offene, schritt, daten):
        _eines, analyse = offene

        assert client.post(schritt_url(analyse, schritt), daten).status_code == 302

        with system_context("Test"):
            werte = str(lies(analyse, schritt))
        assert "Kind 1" not in werte
        assert "Zeit" not in werte
        assert "0_2" in werte or "hinderlich" in werte

    def test_text_is_not_kept_as_a_draft_either(self, client, offene):
        _eines, analyse = offene

        client.post(
            schritt_url(analyse, Schritt.ZEITSTRAHL),
            zeilen("ereignisse", {"titel": "Meldung", "zeitwert": "drei"}),
        )

        with system_context("Test"):
            assert not Zwischenstand.objects.exists()

    def test_the_page_says_why_and_shuts_the_fields(self, client, offene):
        _eines, analyse = offene

        response = client.get(schritt_url(analyse, Schritt.ANLASS))

        assert "Solange die Rechtsgrundlage offen ist" in response.content.decode()
        assert "leitfrage" not in lies_formular(response)
        assert "anlass" in lies_formular(response)

    def test_as_soon_as_the_leitung_settles_it_one_can_write(self, client, offene):
        eines, analyse = offene
        klaere(eines)

        assert "leitfrage" in lies_formular(client.get(schritt_url(analyse, Schritt.ANLASS)))
        client.post(
            schritt_url(analyse, Schritt.ANLASS), {"version": "0", "leitfrage": "Was half?"}
        )

        with system_context("Test"):
            assert Fallanalyse.objects.get().leitfrage == "Was half?"


class TestTooLate:
    def test_what_was_typed_while_somebody_finished_it_is_kept(self, client, eines, analyse):
        with system_context("Test"):
            Fallanalyse.objects.update(leitfrage="Was half?")
            vollstaendig(analyse)
        eines.tut("fachkraft", "abschliessen", analyse)

        response = client.post(
            schritt_url(analyse, Schritt.ANLASS),
            {"version": "0", "leitfrage": "Ein ganzer Abend Text"},
        )

        assert response.url == analyse.get_absolute_url()
        assert "Ihr Text ist als Zwischenstand da" in client.get(response.url).content.decode()
        with system_context("Test"):
            assert Fallanalyse.objects.get().leitfrage == "Was half?"
        eines.tut("fachkraft", "wieder_oeffnen", analyse)
        assert lies_formular(client.get(schritt_url(analyse, Schritt.ANLASS)))["leitfrage"] == [
            "Ein ganzer Abend Text"
        ]

    @pytest.mark.parametrize("wer", ["kollegin", "leitung"])
    def test_who_reads_but_is_not_in_the_team_does_not_write(self, client, login_as, eines, wer):
        analyse = eines.analyse(Freigabestufe.LESERKREIS)
        login_as(eines.rollen[wer])

        for method in (client.get, client.post):
            assert method(schritt_url(analyse, Schritt.ANLASS)).status_code == 403
        with system_context("Test"):
            assert not Zwischenstand.objects.exists()

    def test_another_person_at_the_same_desk_is_asked_first(self, client, login_as, eines, analyse):
        daten = lies_formular(client.get(schritt_url(analyse, Schritt.ANLASS)))
        with system_context("Test"):
            analyse.nimm_ins_team(eines.kollegin.person, "analyseteam")
        login_as(eines.kollegin)

        response = client.post(
            schritt_url(analyse, Schritt.ANLASS), daten | {"leitfrage": "Ihr Text, nicht meiner"}
        )

        assert "unter einem anderen Namen angemeldet" in response.content.decode()
        assert lies_formular(response)["leitfrage"] == ["Ihr Text, nicht meiner"]
        with system_context("Test"):
            assert Fallanalyse.objects.get().leitfrage == ""
            assert not Revision.objects.exists()
