"""The recorder's page: the form of the step while the circle meets, with all that can go wrong."""

import pytest

from fallanalyse.enums import Bewaehrt, Fragenstand, Methode, Schritt
from fallanalyse.models import Fallanalyse
from fallanalyse.models import inhalt as inhalte
from fallanalyse.tests.factories import (
    BefundFactory,
    SitzungFactory,
    SitzungsfrageFactory,
)
from fallanalyse.tests.formulare import lies_formular
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
from kinderschutz.system_context import system_context
from kinderschutz.testing import make_rolle

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


class TestRecorder:
    def test_the_room_sees_leitfrage_agenda_and_befunde(self, client, kreis, seite):
        with system_context("Test"):
            BefundFactory(analyse=kreis, titel="Das Tandem trägt", bewaehrt=Bewaehrt.JA)

        text = text_of(client.get(seite))

        for wort in (
            "Was half der Familie?",
            "Wer rief zurück?",
            "Gilt das überall?",
            "Das Tandem trägt",
            "hat sich bewährt",
            "2 Sitzungen, 1 besprochene Frage",
        ):
            assert wort in text

    def test_without_leitfrage_and_befunde_it_says_what_to_do(self, client, kreis, seite):
        with system_context("Test"):
            Fallanalyse.objects.update(leitfrage="")

        text = text_of(client.get(seite))

        assert "Leitfrage aufschreiben" in text
        assert "Noch kein Befund." in text

    def test_who_is_there_is_counted_by_role(self, client, kreis, heute, seite):
        prefix = zeile_of(lies_formular(client.get(seite)), "sitzungen", heute)

        sende(client, seite, **{f"{prefix}-anwesend_eltern": "2", f"{prefix}-anwesend_kind": "1"})

        assert stand()["sitzungen"][heute]["anwesend_eltern"] == 2
        assert "2 × Eltern / Sorgeberechtigte, 1 × Kind / Jugendliche(r)" in text_of(
            client.get(seite)
        )

    @pytest.mark.parametrize("eingabe", ["viele", "-1", "99999999"])
    def test_an_impossible_number_gets_a_german_sentence_and_stays(
        self, client, heute, seite, eingabe
    ):
        daten = lies_formular(client.get(seite))
        feld = f"{zeile_of(daten, 'sitzungen', heute)}-anwesend_kind"

        response = client.post(seite, daten | {feld: eingabe})

        assert response.status_code == 200
        assert "Sitzung 3 – Kind / Jugendliche(r):" in text_of(response)
        assert lies_formular(response)[feld] == [eingabe]
        assert "Was half der Familie?" in text_of(response)

    def test_a_decision_and_who_sees_it_differently_belong_to_this_meeting(
        self, client, kreis, heute, seite
    ):
        prefix = zeile_of(lies_formular(client.get(seite)), "fragen", frage("Wer rief zurück?").pk)

        response = sende(
            client,
            seite,
            **{
                f"{prefix}-stand": BESPROCHEN,
                f"{prefix}-beschluss": "Niemand.",
                f"{prefix}-minderheit": "Die Leitung meint: doch.",
            },
        )

        assert response.url == seite
        besprochen = frage("Wer rief zurück?")
        assert (besprochen.beschluss, besprochen.minderheit) == (
            "Niemand.",
            "Die Leitung meint: doch.",
        )
        assert str(besprochen.sitzung_id) == heute

    def test_what_is_open_or_postponed_waits_for_the_next_meeting(self, client, seite):
        sende(client, seite)

        assert frage("Wer rief zurück?").sitzung_id is None
        assert frage("Gilt das überall?").sitzung_id is None

    def test_the_rows_of_other_meetings_stay_as_they_were(self, client, kreis, heute, seite):
        vorher = stand()
        prefix = zeile_of(lies_formular(client.get(seite)), "sitzungen", heute)

        sende(client, seite, **{f"{prefix}-protokoll": "Wir sind fertig."})

        nachher = stand()
        assert nachher["fragen"] == vorher["fragen"]
        vorher["sitzungen"][heute]["protokoll"] = "Wir sind fertig."
        assert nachher["sitzungen"] == vorher["sitzungen"]

    def test_a_new_question_is_written_without_javascript(self, client, seite):
        response = sende(client, seite, **{ADD_ROW: "fragen"})
        daten = lies_formular(response)
        assert daten["fragen-TOTAL_FORMS"] == ["4"]
        assert "autofocus" in response.content.decode()

        client.post(seite, daten | {"fragen-3-frage": "Wer fragt das Kind?"})

        assert frage("Wer fragt das Kind?").stand == OFFEN

    def test_it_leads_on_to_the_minutes(self, client, kreis, heute, seite):
        response = sende(client, seite, protokoll="1")

        assert response.url == url_of("sitzung_protokoll", kreis, heute)

    def test_the_moderation_from_outside_may_record(self, client, login_as, eines, kreis, heute):
        rolle = make_rolle("moderation", jugendamt=eines.jugendamt, analyse=kreis.pk)
        with system_context("Test"):
            kreis.nimm_ins_team(rolle.person, "moderation")
        login_as(rolle)
        seite = url_of("sitzung", kreis, heute)

        response = sende(client, seite, **{"fragen-1-beschluss": "Die Moderation schreibt."})

        assert response.url == seite
        assert frage("Wer rief zurück?").beschluss == "Die Moderation schreibt."

    @pytest.mark.parametrize("methode", Methode)
    def test_every_method_has_it(self, client, login_as, eines, methode):
        analyse = eines.beginne(methode=methode)
        login_as(eines.fachkraft)

        assert client.post(url_of("sitzung_beginnen", analyse), follow=True).status_code == 200

    def test_a_meeting_there_is_not_is_404(self, client, kreis, seite, heute):
        fremd = "00000000-0000-0000-0000-000000000000"
        daten = lies_formular(client.get(seite))

        for name in ("sitzung", "sitzung_protokoll"):
            assert client.get(url_of(name, kreis, fremd)).status_code == 404
        assert client.post(url_of("sitzung", kreis, fremd), daten).status_code == 404

    def test_an_incomplete_form_gets_a_sentence_and_removes_nothing(self, client, kreis, heute):
        vorher = stand()

        response = client.post(url_of("sitzung", kreis, heute), {"version": "1"})

        assert response.status_code == 200
        assert "unvollständig angekommen" in text_of(response)
        assert stand() == vorher

    def test_the_queries_do_not_grow_with_the_rows(self, assert_constant_queries, kreis, seite):
        def add_row():
            BefundFactory(analyse=kreis)
            sitzung = SitzungFactory(analyse=kreis)
            SitzungsfrageFactory(analyse=kreis, stand=BESPROCHEN, sitzung=sitzung)
            SitzungsfrageFactory(analyse=kreis)

        assert_constant_queries(seite, add_row=add_row)


class TestTyping:
    """The autosave of the step works on the recorder's page as well: it is the same form."""

    @pytest.fixture
    def tippe(self, client, kreis, heute, seite, eines):
        """Return a function that sends the recorder's form as the script does while one types."""

        def send(**felder):
            daten = lies_formular(client.get(seite)) | felder
            response = client.post(url_of("zwischenstand", kreis, Schritt.SITZUNGEN), daten)
            assert response.status_code == 200
            return daten

        return send

    def test_what_is_typed_is_there_when_the_page_is_opened_again(self, client, seite, tippe):
        tippe(**{"fragen-1-beschluss": "Niemand ri"})

        response = client.get(seite)

        assert lies_formular(response)["fragen-1-beschluss"] == ["Niemand ri"]
        assert "Ihr Zwischenstand vom" in text_of(response)
        assert frage("Wer rief zurück?").beschluss == ""

    def test_it_can_be_discarded(self, client, seite, tippe):
        tippe(**{"fragen-1-beschluss": "Niemand ri"})

        response = client.post(seite, {"verwerfen": "1"}, follow=True)

        assert response.redirect_chain[0][0] == seite
        assert lies_formular(response)["fragen-1-beschluss"] == [""]

    def test_saved_from_the_step_it_still_belongs_to_its_meeting(self, client, kreis, heute, tippe):
        tippe(**{"fragen-1-stand": BESPROCHEN})

        sende(client, schritt_of(kreis))

        assert str(frage("Wer rief zurück?").sitzung_id) == heute

    def test_the_minutes_say_that_something_is_not_saved_yet(self, client, kreis, heute, tippe):
        minuten = url_of("sitzung_protokoll", kreis, heute)
        assert "Noch nicht alles gespeichert" not in text_of(client.get(minuten))

        tippe(**{"fragen-1-beschluss": "Niemand"})

        assert "Noch nicht alles gespeichert" in text_of(client.get(minuten))

    def test_what_was_typed_before_the_meeting_began_is_not_lost(
        self, client, login_as, eines, kreis
    ):
        daten = lies_formular(client.get(schritt_of(kreis)))
        client.post(
            url_of("zwischenstand", kreis, Schritt.SITZUNGEN), daten | {"fragen-1-frage": "Anders?"}
        )
        login_as(eines.kollegin)
        seite = client.post(url_of("sitzung_beginnen", kreis)).url
        login_as(eines.fachkraft)

        response = client.get(seite)

        assert "bitte speichern oder verwerfen" in text_of(response).lower()
        assert lies_formular(response)["fragen-1-frage"] == ["Anders?"]

    def test_a_form_that_is_not_valid_is_kept(self, client, seite):
        sende(client, seite, **{"fragen-1-frage": "", "fragen-1-beschluss": "Niemand."})

        assert lies_formular(client.get(seite))["fragen-1-beschluss"] == ["Niemand."]


class TestConflict:
    def test_both_texts_are_compared_and_the_question_keeps_its_meeting(
        self, client, login_as, eines, kreis, heute, seite
    ):
        daten = lies_formular(client.get(seite))
        login_as(eines.kollegin)
        sende(client, schritt_of(kreis), **{"fragen-1-beschluss": "Die Kollegin weiß es."})
        login_as(eines.fachkraft)

        response = client.post(
            seite, daten | {"fragen-1-beschluss": "Niemand.", "fragen-1-stand": BESPROCHEN}
        )

        assert response.status_code == 409
        [unterschied] = response.context["unterschiede"]
        client.post(
            url_of("vergleich", kreis, Schritt.SITZUNGEN),
            {"aktuelle": response.context["aktuelle"], unterschied["name"]: "meins"},
        )
        besprochen = frage("Wer rief zurück?")
        assert besprochen.beschluss == "Niemand."
        assert str(besprochen.sitzung_id) == heute

    def test_a_meeting_that_a_colleague_removed_takes_no_text_with_it(
        self, client, login_as, eines, kreis, heute, seite
    ):
        daten = lies_formular(client.get(seite))
        protokoll = f"{zeile_of(daten, 'sitzungen', heute)}-protokoll"
        with acting_as(eines.kollegin) as kollegin:
            frisch = Fallanalyse.objects.get(pk=kreis.pk)
            inhalt = inhalte.lies(frisch, Schritt.SITZUNGEN)
            del inhalt["zeilen"]["sitzungen"][heute]
            frisch.speichere_schritt(Schritt.SITZUNGEN, inhalt, version=1, durch=kollegin)
        assert client.get(seite).status_code == 404

        daten |= {protokoll: "Was wir sagten.", "fragen-1-stand": BESPROCHEN}
        response = client.post(seite, daten)

        assert response.status_code == 409
        assert "Was wir sagten." in text_of(response)
        [unterschied] = response.context["unterschiede"]
        client.post(
            url_of("vergleich", kreis, Schritt.SITZUNGEN),
            {"aktuelle": response.context["aktuelle"], unterschied["name"]: "meins"},
        )
        assert stand()["sitzungen"][heute]["protokoll"] == "Was wir sagten."
        assert str(frage("Wer rief zurück?").sitzung_id) == heute

    def test_a_made_up_meeting_is_no_meeting(self, client, kreis, seite):
        with system_context("Test"):
            fremde = SitzungFactory()
        for wert in (str(fremde.pk), "irgendeine"):
            sende(
                client,
                schritt_of(kreis),
                **{"fragen-1-stand": BESPROCHEN, "fragen-1-sitzung": wert},
            )
            assert frage("Wer rief zurück?").sitzung_id is None
