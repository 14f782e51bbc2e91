"""Writing a step: every step of every method, with and without JavaScript, sent once or twice."""

import uuid

import pytest
from django.urls import reverse

from fallanalyse.enums import Fallstatus, Methode, Schritt
from fallanalyse.models import (
    Befund,
    Einflussfaktor,
    Fallanalyse,
    Personenrolle,
    Quelle,
    Schluesselsituation,
    Sicht,
    Zwischenstand,
)
from fallanalyse.models.inhalt import lies
from fallanalyse.tests.factories import (
    BefundFactory,
    BelegFactory,
    EinflussfaktorFactory,
    EmpfehlungsvorschlagFactory,
    EreignisFactory,
    GesetzesschrittFactory,
    PersonenrolleFactory,
    QuelleFactory,
    RueckkopplungFactory,
    SchluesselsituationFactory,
    SichtFactory,
    SitzungFactory,
    SitzungsfrageFactory,
)
from fallanalyse.tests.formulare import lies_auswahl, lies_formular, person, zeilen
from fallanalyse.tests.seiten import schritt_url
from fallanalyse.workflow import BEGLEITEND, SCHRITTE
from kinderschutz.formset_rows import ADD_ROW
from kinderschutz.system_context import system_context

pytestmark = pytest.mark.django_db


@pytest.fixture
def ganze(eines, login_as):
    """An analysis with something in every step."""
    analyse = eines.beginne(methode=Methode.NZFH)
    login_as(eines.fachkraft)
    with system_context("Test"):
        beleg = BelegFactory(analyse=analyse)
        BelegFactory(
            analyse=analyse,
            befund=beleg.befund,
            schluesselsituation=None,
            einflussfaktor=EinflussfaktorFactory(
                analyse=analyse, schluesselsituation=beleg.schluesselsituation
            ),
        )
        ereignis = EreignisFactory(analyse=analyse, beschreibung="Zeile 1\nZeile <2> & mehr")
        SchluesselsituationFactory(analyse=analyse, von=ereignis, bis=ereignis, praxis="beides")
        SichtFactory(analyse=analyse, schluesselsituation=beleg.schluesselsituation)
        kind, quelle = PersonenrolleFactory(analyse=analyse), QuelleFactory(analyse=analyse)
        BelegFactory(analyse=analyse, befund=beleg.befund, schluesselsituation=None, quelle=quelle)
        EreignisFactory(
            analyse=analyse,
            zeitwert_bis=7,
            strittig=True,
            beteiligte=[kind.pk],
            bekannt_wem=[kind.pk],
            quellen=[quelle.pk],
        )
        GesetzesschrittFactory(
            id=uuid.uuid5(analyse.pk, "einschaetzung"),
            analyse=analyse,
            text="Zu dritt, mit der Leitung.",
        )
        EmpfehlungsvorschlagFactory(analyse=analyse, befund=beleg.befund)
        RueckkopplungFactory(analyse=analyse)
        sitzung = SitzungFactory(analyse=analyse, anwesend_fachkraft=3)
        SitzungsfrageFactory(analyse=analyse, stand="besprochen", sitzung=sitzung)
    return analyse


class TestEveryStep:
    @pytest.mark.parametrize("methode", Methode)
    @pytest.mark.parametrize("schritt", Schritt)
    def test_a_method_has_its_steps_and_no_other(self, client, login_as, eines, methode, schritt):
        analyse = eines.beginne(methode=methode)
        login_as(eines.fachkraft)
        da = schritt in SCHRITTE[methode] + BEGLEITEND
        args = [analyse.pk, schritt]

        assert client.get(schritt_url(analyse, schritt)).status_code == (200 if da else 404)
        for name in ("schritt", "zwischenstand", "vergleich"):
            code = client.post(reverse(f"fallanalyse:{name}", args=args)).status_code
            assert (code == 404) == (not da), name
        assert client.get(reverse("fallanalyse:fassungen", args=args)).status_code == (
            200 if da else 404
        )

    def test_a_step_nobody_knows_is_404(self, client, analyse):
        for name in ("schritt", "zwischenstand", "vergleich", "fassungen"):
            url = reverse(f"fallanalyse:{name}", args=[analyse.pk, "irgendwas"])
            assert client.post(url).status_code == 404, name

    @pytest.mark.parametrize("schritt", Schritt)
    def test_what_the_page_shows_sent_back_changes_nothing(self, client, ganze, schritt):
        with system_context("Test"):
            vorher = lies(ganze, schritt)
        daten = lies_formular(client.get(schritt_url(ganze, schritt)))

        response = client.post(schritt_url(ganze, schritt), daten)

        assert response.status_code == 302
        with system_context("Test"):
            assert lies(Fallanalyse.objects.get(), schritt) == vorher

    def test_it_goes_on_to_the_next_step_and_after_the_last_to_the_whole(self, client, ganze):
        for schritt, naechster in [
            *zip(ganze.schritte, ganze.schritte[1:], strict=False),
            (ganze.schritte[-1], None),
        ]:
            daten = lies_formular(client.get(schritt_url(ganze, schritt)))
            ziel = schritt_url(ganze, naechster) if naechster else ganze.get_absolute_url()
            assert client.post(schritt_url(ganze, schritt), daten | {"weiter": "1"}).url == ziel

    def test_without_more_it_stays(self, client, ganze):
        daten = lies_formular(client.get(schritt_url(ganze, Schritt.BEFUNDE)))

        assert client.post(schritt_url(ganze, Schritt.BEFUNDE), daten).url == schritt_url(
            ganze, Schritt.BEFUNDE
        )

    def test_a_running_case_is_sent_where_it_belongs(self, client, analyse):
        with system_context("Test"):
            Fallanalyse.objects.update(fallstatus=Fallstatus.LAUFEND)

        assert "Verfahren nach § 8a im Jugendamt" in (
            client.get(schritt_url(analyse, Schritt.ANLASS)).content.decode()
        )

    def test_the_list_of_steps_tells_how_far_each_is(self, client, ganze):
        response = client.get(schritt_url(ganze, Schritt.ANLASS))
        assert {eines["zustand"] for eines in response.context["schritte"]} == {"offen"}

        client.post(schritt_url(ganze, Schritt.ANLASS), {"version": "0"})
        client.post(schritt_url(ganze, Schritt.BETEILIGTE), zeilen("personen", person("Kind 1")))

        zustaende = {
            eines["text"]: eines["zustand"]
            for eines in client.get(schritt_url(ganze, Schritt.ANLASS)).context["schritte"]
        }
        assert zustaende[Schritt.ANLASS.label] == "begonnen"
        assert zustaende[Schritt.BETEILIGTE.label] == "vollstaendig"


class TestRows:
    def test_new_rows_are_added_empty_ones_are_none(self, client, analyse):
        client.post(
            schritt_url(analyse, Schritt.BETEILIGTE),
            zeilen("personen", person("Kind 1"), person("  "), person("Mutter")),
        )

        with system_context("Test"):
            namen = Personenrolle.objects.order_by("reihenfolge").values_list("kuerzel", flat=True)
            assert list(namen) == ["Kind 1", "Mutter"]

    def test_a_row_keeps_its_id_for_life(self, client, ganze):
        daten = lies_formular(client.get(schritt_url(ganze, Schritt.BETEILIGTE)))
        with system_context("Test"):
            pk = Personenrolle.objects.get().pk

        client.post(
            schritt_url(ganze, Schritt.BETEILIGTE),
            daten | {"personen-0-kuerzel": "Kind 1, das ältere"},
        )

        with system_context("Test"):
            assert Personenrolle.objects.get(pk=pk).kuerzel == "Kind 1, das ältere"

    def test_a_ticked_row_is_removed(self, client, ganze):
        daten = lies_formular(client.get(schritt_url(ganze, Schritt.BETEILIGTE)))

        client.post(schritt_url(ganze, Schritt.BETEILIGTE), daten | {"personen-0-DELETE": "on"})

        with system_context("Test"):
            assert not Personenrolle.objects.exists()

    def test_without_javascript_a_button_adds_one_and_saves_nothing(self, client, analyse):
        daten = zeilen("personen", person("Kind 1"), person("", beziehung="Oma?"))

        response = client.post(
            schritt_url(analyse, Schritt.BETEILIGTE), daten | {ADD_ROW: "personen"}
        )

        formular = lies_formular(response)
        assert formular["personen-TOTAL_FORMS"] == ["3"]
        assert formular["personen-0-kuerzel"] == ["Kind 1"]
        assert formular["personen-1-beziehung"] == ["Oma?"]
        assert formular["personen-2-kuerzel"] == [""]
        assert "zwingend" not in response.content.decode()
        with system_context("Test"):
            assert not Personenrolle.objects.exists()

    def test_the_same_id_twice_loses_no_row(self, client, ganze):
        with system_context("Test"):
            pk = Personenrolle.objects.get().pk

        client.post(
            schritt_url(ganze, Schritt.BETEILIGTE),
            zeilen("personen", person("Kind 1", id=str(pk)), person("Oma", id=str(pk))),
        )

        with system_context("Test"):
            assert set(Personenrolle.objects.values_list("kuerzel", flat=True)) == {"Kind 1", "Oma"}
            assert Personenrolle.objects.get(pk=pk).kuerzel == "Kind 1"

    def test_each_perspective_has_then_and_now(self, client, analyse):
        client.post(
            schritt_url(analyse, Schritt.SCHLUESSELSITUATIONEN),
            zeilen(
                "situationen",
                {
                    "titel": "Der Abend",
                    "sicht_kind_damals": "Angst",
                    "sicht_fachkraft_heute": "Wir hätten gefragt.",
                },
            ),
        )

        with system_context("Test"):
            assert set(Sicht.objects.values_list("perspektive", "damals", "heute")) == {
                ("kind", "Angst", ""),
                ("fachkraft", "", "Wir hätten gefragt."),
            }

    def test_two_hundred_events_fit(self, client, analyse):
        ereignisse = [
            {
                "ebene": "familie",
                "zeitwert": str(n),
                "genauigkeit": "monat_rel",
                "titel": f"Ereignis {n}",
                "art": "",
                "beschreibung": "",
            }
            for n in range(200)
        ]

        response = client.post(
            schritt_url(analyse, Schritt.ZEITSTRAHL), zeilen("ereignisse", *ereignisse)
        )

        assert response.status_code == 302
        assert client.get(schritt_url(analyse, Schritt.ZEITSTRAHL)).status_code == 200

    def test_far_too_many_get_a_sentence(self, client, analyse):
        response = client.post(
            schritt_url(analyse, Schritt.BETEILIGTE),
            {"version": "0", "personen-TOTAL_FORMS": "900", "personen-INITIAL_FORMS": "0"},
        )

        assert response.status_code == 200
        assert "höchstens" in response.content.decode()

    @pytest.mark.parametrize("verwaltung", [{}, {"personen-TOTAL_FORMS": "viele"}])
    def test_a_form_without_its_count_is_told_so(self, client, analyse, verwaltung):
        response = client.post(
            schritt_url(analyse, Schritt.BETEILIGTE), {"version": "0"} | verwaltung
        )

        assert response.status_code == 200
        assert "unvollständig angekommen" in response.content.decode()


class TestInvalid:
    def test_the_error_stands_beside_the_field_and_the_text_stays(self, client, analyse):
        daten = zeilen("befunde", {"titel": "", "text": "Das Tandem trägt."})

        response = client.post(schritt_url(analyse, Schritt.BEFUNDE), daten)

        assert response.status_code == 200
        assert "Das Tandem trägt." in response.content.decode()
        assert "zwingend erforderlich" in response.content.decode()
        with system_context("Test"):
            assert not Befund.objects.exists()
            assert "Tandem" in Zwischenstand.objects.get().formular

    @pytest.mark.parametrize(
        ("text", "meldung"),
        [
            ("x" * 1_000_000, "Bitte höchstens 50.000 Zeichen."),
            ("Was half\x00?", "Nullzeichen"),
            ("Was half\x1b[31m?", "unsichtbare Steuerzeichen"),
            ("Was half \u202edem Kind?", "unsichtbare Steuerzeichen"),
            ("Was half\u2066?", "unsichtbare Steuerzeichen"),
        ],
        ids=["ein Megabyte", "NUL", "Escape", "RTL", "Isolate"],
    )
    def test_what_no_person_types_gets_a_german_sentence_and_stays(
        self, client, analyse, text, meldung
    ):
        response = client.post(
            schritt_url(analyse, Schritt.ANLASS), {"version": "0", "leitfrage": text}
        )

        assert response.status_code == 200
        assert meldung in response.content.decode()
        assert text in response.content.decode()
        with system_context("Test"):
            assert Fallanalyse.objects.get().leitfrage == ""
        assert lies_formular(client.get(schritt_url(analyse, Schritt.ANLASS)))["leitfrage"] == [
            text
        ]

    def test_a_long_line_gets_a_sentence(self, client, analyse):
        response = client.post(
            schritt_url(analyse, Schritt.BEFUNDE), zeilen("befunde", {"titel": "x" * 301})
        )

        assert "Bitte höchstens 300 Zeichen." in response.content.decode()

    @pytest.mark.parametrize("zeitwert", ["40000", "-40000", "drei", "3,5"])
    def test_an_impossible_point_in_time_gets_a_sentence(self, client, analyse, zeitwert):
        response = client.post(
            schritt_url(analyse, Schritt.ZEITSTRAHL),
            zeilen("ereignisse", {"titel": "Meldung", "zeitwert": zeitwert}),
        )

        assert response.status_code == 200
        assert zeitwert in lies_formular(response)["ereignisse-0-zeitwert"]

    def test_tabs_newlines_quotes_tags_are_text(self, client, analyse):
        text = 'Was half?\n\tDas "Tandem" – <b>immer</b> & überall…'
        gesendet = text.replace("\n", "\r\n") + "\u00ad"

        client.post(schritt_url(analyse, Schritt.ANLASS), {"version": "0", "leitfrage": gesendet})

        with system_context("Test"):
            assert Fallanalyse.objects.get().leitfrage == text
        seite = client.get(analyse.get_absolute_url()).content.decode()
        assert "<b>immer</b>" not in seite
        assert "&lt;b&gt;immer&lt;/b&gt;" in seite


class TestChoices:
    def test_they_are_the_parts_of_this_analysis(self, client, ganze):
        with system_context("Test"):
            situationen = {
                str(pk) for pk in Schluesselsituation.objects.values_list("pk", flat=True)
            }
            faktoren = {str(pk) for pk in Einflussfaktor.objects.values_list("pk", flat=True)}
            quellen = {str(pk) for pk in Quelle.objects.values_list("pk", flat=True)}

        auswahl = lies_auswahl(client.get(schritt_url(ganze, Schritt.BEFUNDE)))

        assert set(auswahl["befunde-0-belege"]) == situationen | faktoren | quellen

    def test_the_queries_do_not_grow_with_the_rows(self, assert_constant_queries, ganze):
        for schritt, fabrik in (
            (Schritt.BETEILIGTE, PersonenrolleFactory),
            (Schritt.ZEITSTRAHL, EreignisFactory),
            (Schritt.SCHLUESSELSITUATIONEN, SichtFactory),
            (Schritt.EINFLUSSFAKTOREN, EinflussfaktorFactory),
            (Schritt.BEFUNDE, BelegFactory),
            (Schritt.EMPFEHLUNGEN, EmpfehlungsvorschlagFactory),
        ):
            assert_constant_queries(
                schritt_url(ganze, schritt), add_row=lambda fabrik=fabrik: fabrik(analyse=ganze)
            )

    def test_a_method_without_situations_bases_its_befunde_on_factors(
        self, client, login_as, eines
    ):
        analyse = eines.beginne(methode=Methode.FISCHGRAETEN)
        login_as(eines.fachkraft)
        with system_context("Test"):
            faktor, _befund = EinflussfaktorFactory(analyse=analyse), BefundFactory(analyse=analyse)

        auswahl = lies_auswahl(client.get(schritt_url(analyse, Schritt.BEFUNDE)))

        assert auswahl["befunde-0-belege"] == [str(faktor.pk)]
