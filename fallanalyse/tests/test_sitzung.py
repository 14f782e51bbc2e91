"""The circle meets: begun once a day, its step, the Befunde beside it, its minutes."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from fallanalyse.enums import Fragenstand, Freigabestufe, Schritt, Uebergang
from fallanalyse.models import Fallanalyse, Revision, Sitzung, Zwischenstand
from fallanalyse.models import inhalt as inhalte
from fallanalyse.tests.factories import (
    BefundFactory,
    SitzungFactory,
    SitzungsfrageFactory,
    amt,
    vollstaendig,
)
from fallanalyse.tests.formulare import lies_formular, zeilen
from fallanalyse.tests.kreis import (
    beginne_heute,
    beginne_zu_zweit,
    frage,
    schritt_of,
    sende,
    stand,
    trifft_sich,
    zeile_of,
)
from fallanalyse.tests.seiten import text_of, url_of
from kinderschutz.formset_rows import ADD_ROW
from kinderschutz.identity import acting_as
from kinderschutz.models import Aktion, Protokolleintrag
from kinderschutz.system_context import system_context

pytestmark = pytest.mark.django_db

BESPROCHEN, OFFEN = Fragenstand.BESPROCHEN, Fragenstand.OFFEN


@pytest.fixture
def analyse(eines, login_as):
    analyse = beginne_zu_zweit(eines)
    login_as(eines.fachkraft)
    return analyse


@pytest.fixture
def kreis(analyse):
    return trifft_sich(analyse)


@pytest.fixture
def heute(client, kreis):
    return beginne_heute(client, kreis)


@pytest.fixture
def seite(kreis, heute):
    """Return the address of the recorder's page."""
    return url_of("sitzung", kreis, heute)


class TestBeginning:
    def test_makes_the_meeting_of_today_and_leads_to_it(self, client, analyse):
        response = client.post(url_of("sitzung_beginnen", analyse))

        with system_context("Test"):
            sitzung = Sitzung.objects.get()
        assert sitzung.datum == timezone.localdate()
        assert response.url == url_of("sitzung", analyse, sitzung.pk)
        assert client.get(response.url).status_code == 200

    def test_a_second_click_opens_the_same_one_also_for_a_colleague(
        self, client, login_as, eines, analyse
    ):
        erste = client.post(url_of("sitzung_beginnen", analyse)).url
        zweite = client.post(url_of("sitzung_beginnen", analyse)).url
        login_as(eines.kollegin)
        ihre = client.post(url_of("sitzung_beginnen", analyse)).url

        assert erste == zweite == ihre
        assert len(stand()["sitzungen"]) == 1

    def test_the_next_day_is_another_meeting(self, client, login_as, eines, analyse):
        erste = client.post(url_of("sitzung_beginnen", analyse)).url
        with time_machine.travel(timezone.now() + timedelta(days=1)):
            login_as(eines.fachkraft)
            zweite = client.post(url_of("sitzung_beginnen", analyse)).url

        assert erste != zweite
        heute = timezone.localdate()
        assert [werte["datum"] for werte in stand()["sitzungen"].values()] == [
            str(heute),
            str(heute + timedelta(days=1)),
        ]

    def test_nothing_of_the_earlier_ones_changes(self, client, kreis):
        vorher = stand()

        client.post(url_of("sitzung_beginnen", kreis))

        nachher = stand()
        assert nachher["fragen"] == vorher["fragen"]
        assert vorher["sitzungen"].items() <= nachher["sitzungen"].items()

    def test_what_was_typed_in_the_step_is_saved_with_it(self, client, analyse):
        response = sende(
            client,
            schritt_of(analyse),
            an=url_of("sitzung_beginnen", analyse),
            **{"fragen-0-frage": "Wer rief zurück?"},
        )

        assert "/sitzung/" in response.url
        assert frage("Wer rief zurück?").stand == OFFEN

    def test_a_form_that_says_nothing_new_makes_no_version_of_its_own(self, client, kreis):
        sende(client, schritt_of(kreis), an=url_of("sitzung_beginnen", kreis))
        sende(client, schritt_of(kreis), an=url_of("sitzung_beginnen", kreis))

        with system_context("Test"):
            assert Fallanalyse.objects.get().version_of(Schritt.SITZUNGEN) == 1

    def test_what_is_wrong_in_the_step_is_told_there_and_nothing_begins(self, client, analyse):
        response = sende(
            client,
            schritt_of(analyse),
            an=url_of("sitzung_beginnen", analyse),
            **{"fragen-0-frage": "", "fragen-0-beschluss": "Wir fragen nach."},
        )

        assert response.status_code == 200
        assert "zwingend erforderlich" in text_of(response)
        assert lies_formular(response)["fragen-0-beschluss"] == ["Wir fragen nach."]
        assert stand()["sitzungen"] == {}

    def test_what_a_colleague_saved_meanwhile_is_compared_first(
        self, client, login_as, eines, analyse
    ):
        daten = lies_formular(client.get(schritt_of(analyse)))
        login_as(eines.kollegin)
        sende(client, schritt_of(analyse), **{"fragen-0-frage": "Ihre Frage?"})
        login_as(eines.fachkraft)

        response = client.post(
            url_of("sitzung_beginnen", analyse), daten | {"fragen-0-frage": "Meine Frage?"}
        )

        assert response.status_code == 409
        assert stand()["sitzungen"] == {}
        with system_context("Test"):
            assert "Meine" in Zwischenstand.objects.get().formular

    def test_a_draft_is_never_thrown_away_for_it(self, client, analyse, eines):
        client.post(
            url_of("zwischenstand", analyse, Schritt.SITZUNGEN),
            zeilen("fragen", {"frage": "Noch nicht fertig"})
            | {"schreibt": str(eines.fachkraft.person_id)},
        )

        response = client.post(url_of("sitzung_beginnen", analyse), follow=True)

        assert "Zwischenstand" in text_of(response)
        assert "Noch nicht fertig" in text_of(response)
        assert stand()["sitzungen"] == {}

    def test_it_begins_while_the_law_is_open(self, client, login_as):
        offenes = amt(geklaert=False)
        analyse = offenes.beginne()
        login_as(offenes.fachkraft)

        response = client.post(url_of("sitzung_beginnen", analyse), follow=True)

        assert response.status_code == 200
        assert "Rechtsgrundlage ist noch offen" in text_of(response)
        daten = lies_formular(response)
        assert (
            client.post(
                response.redirect_chain[-1][0], daten | {"sitzungen-0-anwesend_kind": "1"}
            ).status_code
            == 302
        )
        [sitzung] = stand()["sitzungen"].values()
        assert sitzung["anwesend_kind"] == 1

    def test_a_finished_analysis_has_no_new_one_and_keeps_what_was_typed(
        self, client, eines, kreis
    ):
        daten = lies_formular(client.get(schritt_of(kreis)))
        with system_context("Test"):
            vollstaendig(kreis)
        eines.tut("fachkraft", Uebergang.ABSCHLIESSEN, kreis)

        assert client.post(url_of("sitzung_beginnen", kreis)).status_code == 403
        daten |= {"fragen-1-beschluss": "Zu spät."}
        response = client.post(url_of("sitzung_beginnen", kreis), daten, follow=True)

        assert "inzwischen abgeschlossen" in text_of(response)
        assert len(stand()["sitzungen"]) == 2
        with system_context("Test"):
            assert "Zu+sp" in Zwischenstand.objects.get().formular

    def test_the_earlier_texts_stay_in_the_versions(self, client, kreis):
        client.post(url_of("sitzung_beginnen", kreis))

        with system_context("Test"):
            fassungen = Revision.objects.filter(schritt=Schritt.SITZUNGEN).order_by("version")
            assert [len(eine.inhalt["zeilen"]["sitzungen"]) for eine in fassungen] == [2, 3]


class TestStep:
    def test_open_questions_stand_first_then_the_meetings_newest_first(self, client, kreis):
        text = text_of(client.get(schritt_of(kreis)))

        orte = [
            text.index(wort)
            for wort in (
                "Sitzung beginnen",
                "Offene Fragen",
                "Wer rief zurück?",
                "Gilt das überall?",
                "1. Oktober 2026",
                "1. September 2026",
                "1 besprochene Frage",
                "Wer wusste davon?",
                "nachtragen",
            )
        ]
        assert orte == sorted(orte)

    def test_what_the_page_shows_sent_back_changes_nothing(self, client, kreis):
        vorher = stand()

        assert sende(client, schritt_of(kreis)).status_code == 302

        assert stand() == vorher

    def test_it_says_so_where_there_is_nothing_yet(self, client, analyse):
        text = text_of(client.get(schritt_of(analyse)))

        assert "Der Kreis hat sich noch nicht getroffen." in text
        assert "Eine frühere Sitzung nachtragen" in text

    def test_a_question_that_is_opened_again_belongs_to_no_meeting(self, client, kreis):
        prefix = zeile_of(
            lies_formular(client.get(schritt_of(kreis))), "fragen", frage("Wer wusste davon?").pk
        )

        sende(client, schritt_of(kreis), **{f"{prefix}-stand": OFFEN})

        wieder_offen = frage("Wer wusste davon?")
        assert wieder_offen.sitzung_id is None
        assert wieder_offen.beschluss == "Die Schule.", "what was decided stays to be read"

    @pytest.mark.parametrize("art", ["fragen", "sitzungen"])
    def test_a_row_is_added_without_javascript(self, client, kreis, art):
        daten = lies_formular(client.get(schritt_of(kreis)))
        vorher = int(daten[f"{art}-TOTAL_FORMS"][0])

        response = client.post(schritt_of(kreis), daten | {ADD_ROW: art})

        assert lies_formular(response)[f"{art}-TOTAL_FORMS"] == [str(vorher + 1)]
        assert "autofocus" in response.content.decode()

    def test_a_folded_row_with_a_mistake_is_open(self, client, kreis):
        prefix = zeile_of(
            lies_formular(client.get(schritt_of(kreis))), "fragen", frage("Wer wusste davon?").pk
        )

        response = sende(client, schritt_of(kreis), **{f"{prefix}-frage": ""})

        [klappe] = re.findall(
            r"<details[^>]*>\s*<summary>1 besprochene Frage", response.content.decode()
        )
        assert " open" in klappe

    def test_an_earlier_meeting_can_be_added(self, client, kreis):
        daten = lies_formular(client.get(schritt_of(kreis)))
        daten |= {"sitzungen-TOTAL_FORMS": "3", "sitzungen-2-datum": "2026-08-01"}

        client.post(schritt_of(kreis), daten)

        assert sorted(werte["datum"] for werte in stand()["sitzungen"].values())[0] == "2026-08-01"

    def test_the_queries_do_not_grow_with_the_rows(self, assert_constant_queries, kreis):
        assert_constant_queries(
            schritt_of(kreis),
            add_row=lambda: SitzungsfrageFactory(
                analyse=kreis, stand=BESPROCHEN, sitzung=SitzungFactory(analyse=kreis)
            ),
        )


class TestBefunde:
    """The fragment the page asks for while it is seen."""

    def fragt(self, client, analyse, stand):
        return client.get(
            url_of("sitzung_befunde", analyse),
            {"stand": stand},
            headers={"accept": "application/json"},
        )

    @pytest.fixture
    def ein_befund(self, eines, analyse):
        with acting_as(eines.fachkraft) as person:
            frisch = Fallanalyse.objects.get(pk=analyse.pk)
            inhalt = inhalte.lies(frisch, Schritt.BEFUNDE)
            inhalt["zeilen"]["befunde"]["00000000-0000-0000-0000-000000000001"] = {
                "titel": "Das <b>Tandem</b> trägt",
                "belege": [],
            }
            frisch.speichere_schritt(
                Schritt.BEFUNDE,
                inhalte.ergaenze(frisch, Schritt.BEFUNDE, inhalt),
                version=0,
                durch=person,
            )

    def test_what_is_new_is_told_and_the_reading_is_kept(self, client, analyse, ein_befund):
        response = self.fragt(client, analyse, "0")

        assert response.json()["stand"] == "1"
        assert "Das &lt;b&gt;Tandem&lt;/b&gt; trägt" in response.json()["html"]
        with system_context("Test"):
            assert Protokolleintrag.objects.filter(aktion=Aktion.GELESEN).count() == 1

    def test_where_nothing_changed_nothing_is_shown_and_nothing_written(
        self, client, analyse, ein_befund
    ):
        with system_context("Test"):
            vorher = Protokolleintrag.objects.count()

        response = self.fragt(client, analyse, "1")

        assert (response.status_code, response.content) == (204, b"")
        with system_context("Test"):
            assert Protokolleintrag.objects.count() == vorher

    def test_it_is_not_there_for_others(self, client, login_as, eines, analyse):
        for rolle in (eines.zweite, eines.leitung):
            login_as(rolle)
            assert self.fragt(client, analyse, "0").status_code == 404


class TestMinutes:
    @pytest.fixture
    def minuten(self, client, kreis, heute, seite):
        """Return the address of the minutes of a meeting that has decided something."""
        prefix = zeile_of(lies_formular(client.get(seite)), "sitzungen", heute)
        sende(
            client,
            seite,
            **{
                f"{prefix}-anwesend_fachkraft": "2",
                f"{prefix}-anwesend_eltern": "1",
                f"{prefix}-protokoll": "Erst lasen wir.\n\nDann <sprachen> wir.",
                "fragen-1-stand": BESPROCHEN,
                "fragen-1-beschluss": "Niemand rief zurück.",
                "fragen-1-minderheit": "Die Leitung meint: doch.",
            },
        )
        with system_context("Test"):
            vollstaendig(kreis)
        return url_of("sitzung_protokoll", kreis, heute)

    def test_tell_everything_of_this_meeting_and_nothing_of_others(self, client, minuten):
        text = text_of(client.get(minuten))

        for wort in (
            "Vertraulich – nur für das Team",
            "Betrachtet wird die Organisation, nicht die Person.",
            "Was half der Familie?",
            "2 fallführende Fachkraft",
            "1 Eltern / Sorgeberechtigte",
            "Zusammen 3 Personen",
            "Wer rief zurück?",
            "Niemand rief zurück.",
            "Die Leitung meint: doch.",
            "Gilt das überall? vertagt",
            "Das Tandem trägt auch im Urlaub",
            "Dann <sprachen> wir.",
        ):
            assert wort in text, wort
        assert "Die Schule." not in text
        assert "Wir lasen weiter." not in text

    def test_of_a_meeting_without_anything_say_so(self, client, kreis, heute):
        text = text_of(client.get(url_of("sitzung_protokoll", kreis, heute)))

        assert "Niemand eingetragen." in text
        assert "keine Frage abschließend besprochen" in text
        assert "Noch kein Befund." in text

    def test_stay_readable_for_the_team_after_the_end(self, client, eines, kreis, minuten):
        eines.tut("fachkraft", Uebergang.ABSCHLIESSEN, kreis)

        response = client.get(minuten)

        assert "Niemand rief zurück." in text_of(response)
        assert "Weiter in der Sitzung" not in text_of(response)
        assert minuten in client.get(kreis.get_absolute_url()).content.decode()

    def test_are_never_for_others_not_even_after_the_release(self, client, login_as, eines):
        analyse = eines.analyse(Freigabestufe.LESERKREIS)
        with system_context("Test"):
            sitzung = SitzungFactory(analyse=analyse)
            beginnen = url_of("sitzung_beginnen", analyse)
            adressen = [
                url_of("sitzung_protokoll", analyse, sitzung.pk),
                url_of("sitzung", analyse, sitzung.pk),
                url_of("sitzung_befunde", analyse),
            ]
        for rolle in (eines.leitung, eines.zweite):
            login_as(rolle)
            seite = client.get(analyse.get_absolute_url())
            assert seite.status_code == 200
            assert str(sitzung.pk) not in seite.content.decode()
            assert [client.get(adresse).status_code for adresse in adressen] == [404] * 3
            assert client.post(adressen[1]).status_code == 404
            assert client.post(beginnen).status_code == 404

    def test_the_queries_do_not_grow_with_the_rows(self, assert_constant_queries, kreis, minuten):
        with system_context("Test"):
            sitzung = Sitzung.objects.get(datum=timezone.localdate())

        def add_row():
            BefundFactory(analyse=kreis)
            SitzungsfrageFactory(analyse=kreis, stand=BESPROCHEN, sitzung=sitzung)
            SitzungsfrageFactory(analyse=kreis)

        assert_constant_queries(minuten, add_row=add_row)
