"""The page with the Fischgräten picture, and the one page that a light method leaves."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from fallanalyse.enums import Freigabestufe, Methode
from fallanalyse.fischgraeten_form import ARTEN
from fallanalyse.models import Gesetzesschritt, Sitzung, Sitzungsfrage
from fallanalyse.templatetags.fischgraeten_tags import FORMEN
from fallanalyse.tests.factories import (
    BefundFactory,
    BelegFactory,
    EinflussfaktorFactory,
    EmpfehlungsvorschlagFactory,
    SchluesselsituationFactory,
    SichtFactory,
)
from kinderschutz.models import Aktion, Protokolleintrag
from kinderschutz.system_context import system_context

pytestmark = pytest.mark.django_db
LEITFRAGE = "Warum fahren wir allein?"


@pytest.fixture
def analyse(eines):
    """Return a draft by the method Fischgräten with two causes."""
    analyse = eines.beginne(methode=Methode.FISCHGRAETEN)
    with system_context("Test"):
        analyse.leitfrage = LEITFRAGE
        analyse.save()
        EinflussfaktorFactory(analyse=analyse, reihenfolge=0, text="Das <Tandem> trägt", gewicht="")
        EinflussfaktorFactory(
            analyse=analyse,
            reihenfolge=1,
            ebene="team",
            richtung="hinderlich",
            gewicht="stark",
            text="Wer um Begleitung bittet, entschuldigt sich",
        )
    return analyse


@pytest.fixture
def lies(client, login_as, eines):
    """Return a function that reads a page of an analysis, as the Fachkraft of its team."""

    def lies(seite, analyse, wer="fachkraft"):
        login_as(eines.rollen[wer])
        response = client.get(reverse(f"fallanalyse:{seite}", args=[analyse.pk]))
        assert response.status_code == 200
        return response.content.decode()

    return lies


def ohne_markup(seite):
    return " ".join(re.sub(r"<[^>]+>", " ", seite).split())


class TestFischgraeten:
    def test_shows_every_cause_in_the_picture_and_in_the_list(self, lies, analyse):
        seite = lies("fischgraeten", analyse)

        bild = re.search(r"<svg class=\"fisch\".*?</svg>\s*</div>", seite, re.S)[0]
        for text in ("Das &lt;Tandem&gt; trägt", "Wer um Begleitung bittet"):
            assert seite.count(text) > bild.count(text) > 0
        assert "Faktor 2, hinderlich, Gewicht stark: Wer um Begleitung bittet" in bild
        assert "ast--minus ast--3" in bild
        assert "ast--plus ast--0" in bild

    def test_tells_in_a_sentence_what_the_picture_shows(self, lies, analyse):
        seite = lies("fischgraeten", analyse)

        assert "2 Einflussfaktoren auf 2 Ebenen: 1 förderlich, 1 hinderlich." in seite
        assert "Derselbe Inhalt steht darunter als Liste." in seite

    def test_without_causes_says_so(self, lies, eines):
        seite = lies("fischgraeten", eines.beginne(methode=Methode.FISCHGRAETEN))

        assert "Noch keine Einflussfaktoren" in seite
        assert "Einflussfaktoren bearbeiten" in seite

    def test_of_an_open_analysis_is_for_its_readers_too(self, lies, eines):
        analyse = eines.analyse(Freigabestufe.LESERKREIS)

        assert "Einflussfaktoren bearbeiten" not in lies("fischgraeten", analyse, "kollegin")

    def test_the_legend_names_only_what_occurs(self, lies, analyse):
        legende = re.search(
            r"<ul class=\"fischgraeten__legende.*?</ul>", lies("fischgraeten", analyse), re.S
        )[0]

        assert ohne_markup(legende) == "förderlich hinderlich Gewicht: schwach, mittel, stark"

    def test_every_direction_has_a_form_of_its_own(self):
        assert set(ARTEN.values()) | {"offen"} == set(FORMEN)
        assert len(set(FORMEN.values())) == len(FORMEN)

    @pytest.mark.parametrize("seite", ["fischgraeten", "ergebnisblatt"])
    def test_every_look_is_recorded(self, lies, analyse, seite):
        with system_context("Test"):
            vorher = Protokolleintrag.objects.filter(aktion=Aktion.GELESEN).count()

        lies(seite, analyse)

        with system_context("Test"):
            gelesen = Protokolleintrag.objects.filter(aktion=Aktion.GELESEN)
            assert gelesen.count() == vorher + 1
            assert gelesen.filter(kennung=analyse.kennung).exists()

    @pytest.mark.parametrize("seite", ["fischgraeten", "ergebnisblatt"])
    def test_the_queries_do_not_grow_with_the_causes(
        self, login_as, assert_constant_queries, eines, analyse, seite
    ):
        login_as(eines.fachkraft)

        def add_row():
            beleg = BelegFactory(analyse=analyse)
            SichtFactory(analyse=analyse, schluesselsituation=beleg.schluesselsituation)
            EinflussfaktorFactory(analyse=analyse)
            EmpfehlungsvorschlagFactory(analyse=analyse)

        assert_constant_queries(reverse(f"fallanalyse:{seite}", args=[analyse.pk]), add_row=add_row)


class TestErgebnisblatt:
    def test_has_all_that_a_meeting_found(self, lies, analyse):
        with system_context("Test"):
            befund = BefundFactory(analyse=analyse, reihenfolge=0, titel="Das Tandem trägt")
            EmpfehlungsvorschlagFactory(
                analyse=analyse, befund=befund, text="Tandems einführen", adressat="leitung"
            )

        text = ohne_markup(lies("ergebnisblatt", analyse))

        for stueck in (
            f"Ergebnisblatt {analyse.kennung}",
            "Fischgräten-Diagramm (NZFH 2025)",
            str(analyse.jugendamt),
            LEITFRAGE,
            "Das Tandem trägt Verfahren · hat sich bewährt",
            "Tandems einführen richtet sich an: Jugendamtsleitung",
            "Betrachtet wird die Organisation, nicht die Person.",
            f"Gedruckt am {timezone.localdate():%d.%m.%Y}",
            "Befunde: Befund 1: Es fehlt ein Beleg.",
        ):
            assert stueck in text

    def test_shows_the_fish_or_else_the_key_situations(self, lies, eines, analyse):
        andere = eines.beginne(methode=Methode.FALLREFLEXION)
        with system_context("Test"):
            SchluesselsituationFactory(
                analyse=andere, titel="Der Abend ohne Rückruf", praxis="unguenstig"
            )

        fisch, situationen = lies("ergebnisblatt", analyse), lies("ergebnisblatt", andere)

        assert 'class="fisch"' in fisch
        assert "Schlüsselsituationen" not in fisch
        assert 'class="fisch"' not in situationen
        assert "Der Abend ohne Rückruf" in situationen
        assert "Die Praxis war: ungünstig" in situationen

    def test_marks_what_is_disputed_and_who_sees_it_differently(self, lies, eines):
        analyse = eines.beginne()
        with system_context("Test"):
            beleg = BelegFactory(analyse=analyse)
            situation = beleg.schluesselsituation
            situation.strittig = True
            situation.save()
            for perspektive, felder in (
                ("kind", {"einvernehmen": "nein"}),
                ("eltern", {"einvernehmen": "teilweise", "dissens": "Sie habe angerufen."}),
                ("fachkraft", {"einvernehmen": "ja"}),
            ):
                SichtFactory(
                    analyse=analyse,
                    schluesselsituation=situation,
                    perspektive=perspektive,
                    **felder,
                )

        text = ohne_markup(lies("ergebnisblatt", analyse))

        assert "Ablauf strittig" in text
        assert "Beleg: Schlüsselsituation 1 (strittig)" in text
        assert "Schlüsselsituation 1: Der Ablauf ist strittig." in text
        assert "Sicht Kind / Jugendliche(r): Wir sind uns nicht einig." in text
        assert "Sicht Eltern / Sorgeberechtigte: Sie habe angerufen." in text
        assert "Sicht fallführende Fachkraft" not in text

    def test_says_in_full_what_the_picture_shortens(self, lies, analyse):
        lang = "Niemand weiß, wer fragt. " * 30
        with system_context("Test"):
            EinflussfaktorFactory(analyse=analyse, reihenfolge=2, text=f"{lang}Ende")

        text = ohne_markup(lies("ergebnisblatt", analyse))

        gekuerzt = text.partition("Im Bild gekürzte Einflussfaktoren")[2]
        assert "Faktor 3, förderlich: Niemand weiß" in gekuerzt
        assert "Ende" in gekuerzt

    def test_says_a_long_question_in_full(self, lies, analyse):
        with system_context("Test"):
            analyse.leitfrage = "Was hat uns daran gehindert, früher nachzufragen? " * 12 + "Ende"
            analyse.save()

        assert "Ende</p>" in lies("ergebnisblatt", analyse)

    @pytest.mark.parametrize("methode", Methode)
    def test_is_there_for_every_method_even_an_empty_one(self, lies, eines, methode):
        text = ohne_markup(lies("ergebnisblatt", eines.beginne(methode=methode)))

        assert "Die Leitfrage ist noch offen." in text
        assert "Befunde noch keine" in text

    @pytest.mark.parametrize(
        ("stufe", "wer", "lesende"),
        [
            (Freigabestufe.TEAM, "fachkraft", "das Team dieser Fallanalyse"),
            (Freigabestufe.EINGEREICHT, "leitung", "das Team dieser Fallanalyse und die Leitung"),
            (Freigabestufe.LESERKREIS, "kollegin", "alle Fachkräfte und die Leitung"),
        ],
    )
    def test_says_for_whom_it_is(self, lies, eines, stufe, wer, lesende):
        text = ohne_markup(lies("ergebnisblatt", eines.analyse(stufe), wer))

        assert f"Vertraulich Nur für: {lesende} " in text

    def test_never_tells_what_belongs_to_the_team(self, lies, eines):
        analyse = eines.analyse(Freigabestufe.TEAM, methode=Methode.NZFH)
        with system_context("Test"):
            Gesetzesschritt(
                analyse=analyse, pflicht="hilfe", geschehen="nein", text="Geheim im Gesetz"
            ).save()
            sitzung = Sitzung(analyse=analyse, protokoll="Geheim im Protokoll")
            sitzung.save()
            Sitzungsfrage(analyse=analyse, sitzung=sitzung, frage="Geheime Frage").save()

        seite = lies("ergebnisblatt", analyse)
        blatt = re.search(r"<article.*</article>", seite, re.S)[0]

        assert "Geheim" not in blatt
        assert "8a" not in blatt
        assert "offene Fragen" not in blatt
        for mitglied in ("fachkraft", "kollegin", "leitung"):
            assert eines.rollen[mitglied].person.name not in blatt

    def test_what_is_missing_is_for_the_team_only(self, lies, eines):
        analyse = eines.analyse(Freigabestufe.LESERKREIS)

        assert "Nichts vermerkt." in lies("ergebnisblatt", analyse, "kollegin")
