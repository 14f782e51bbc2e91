"""A step as plain data: what is written is read again, and nothing else is touched."""

import json
import uuid
from datetime import date

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fallanalyse.enums import Ebene, Genauigkeit, Methode, Schritt
from fallanalyse.models import (
    Befund,
    Beleg,
    Ereignis,
    Fallanalyse,
    Revision,
    Schluesselsituation,
    Schrittstand,
    Sicht,
    Zwischenstand,
)
from fallanalyse.models import inhalt as inhalte
from fallanalyse.models.inhalt import AUFBAU, ergaenze, lies, schreibe
from fallanalyse.models.verlauf import wochen_of
from fallanalyse.tests.factories import (
    BefundFactory,
    BelegFactory,
    EinflussfaktorFactory,
    EreignisFactory,
    FallanalyseFactory,
    QuelleFactory,
    SchluesselsituationFactory,
    SichtFactory,
    amt,
)
from fallanalyse.workflow import BEGLEITEND, SCHRITTE, UebergangNichtMoeglich
from kinderschutz.identity import acting_as
from kinderschutz.models import VersionVeraltet
from kinderschutz.system_context import system_context

pytestmark = pytest.mark.django_db

TEXT = st.text(max_size=40).filter(lambda text: "\x00" not in text)


def situation(**felder):
    return {"titel": ""} | felder


def befund(**felder):
    return {"titel": ""} | felder


def mit(art, *zeilen):
    return {"kopf": {}, "zeilen": {art: {str(uuid.uuid4()): zeile for zeile in zeilen}}}


ZEILEN = {
    Schritt.BETEILIGTE: (
        "personen",
        st.fixed_dictionaries(
            {
                "kuerzel": TEXT,
                "altersband": st.sampled_from(["0_2", "unbekannt"]),
                "beziehung": TEXT,
            }
        ),
    ),
    Schritt.ZEITSTRAHL: (
        "ereignisse",
        st.fixed_dictionaries(
            {
                "ebene": st.sampled_from(Ebene.values),
                "zeitwert": st.none() | st.integers(-500, 500),
                "genauigkeit": st.sampled_from(Genauigkeit.values),
                "titel": TEXT,
                "art": st.sampled_from(["", "meldung"]),
                "beschreibung": TEXT,
                "zeitwert_bis": st.none() | st.integers(-500, 500),
                "strittig": st.booleans(),
                "beteiligte": st.lists(st.uuids().map(str), max_size=3),
                "bekannt": st.sampled_from(["", "einigen", "nicht_erhoben"]),
                "bekannt_wem": st.lists(st.uuids().map(str), max_size=3),
                "quellen": st.lists(st.uuids().map(str), max_size=3),
            }
        ),
    ),
    Schritt.GESETZ: (
        "gesetz",
        st.fixed_dictionaries(
            {
                "pflicht": st.just("hilfe"),
                "geschehen": st.sampled_from(["", "nein", "nicht_zutreffend"]),
                "zeitwert": st.none() | st.integers(-500, 500),
                "genauigkeit": st.sampled_from(Genauigkeit.values),
                "text": TEXT,
            }
        ),
    ),
    Schritt.SITZUNGEN: (
        "sitzungen",
        st.fixed_dictionaries(
            {
                "datum": st.dates(date(2000, 1, 1)).map(date.isoformat),
                "anwesend_fachkraft": st.none() | st.integers(0, 40),
                "protokoll": TEXT,
            }
        ),
    ),
    Schritt.SCHLUESSELSITUATIONEN: (
        "situationen",
        st.builds(
            situation, titel=TEXT, sicht_kind_damals=TEXT, sicht_eltern_heute=TEXT, hypothesen=TEXT
        ),
    ),
    Schritt.BEFUNDE: ("befunde", st.builds(befund, titel=TEXT, text=TEXT)),
}


@st.composite
def inhalte_von(draw):
    schritt = draw(st.sampled_from(list(ZEILEN)))
    art, zeile = ZEILEN[schritt]
    # Of a step of the law there is one row each.
    hoechstens = 1 if schritt == Schritt.GESETZ else 3
    return schritt, art, draw(st.lists(st.tuples(st.uuids().map(str), zeile), max_size=hoechstens))


def schreibe_und_lies(analyse, schritt, inhalt):
    """Write it and return its rows as they are read again, which writing has to return too."""
    geschrieben = schreibe(analyse, schritt, inhalt)
    gelesen = lies(analyse, schritt)
    # Also in the same order, which a revision keeps.
    assert json.dumps(geschrieben) == json.dumps(gelesen)
    return gelesen["zeilen"]


def verlauf_of(row):
    return row.pgh_event_model.objects.filter(pgh_obj_id=row.pk).order_by("pgh_id")


class TestRoundTrip:
    @pytest.fixture
    def analyse(self, system):
        return FallanalyseFactory()

    @settings(
        max_examples=25,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(st.data())
    def test_what_is_written_is_read_again(self, analyse, data):
        schritt, art, zeilen = data.draw(inhalte_von())
        inhalt = {"kopf": {}, "zeilen": {art: dict(zeilen)}}

        geschrieben = schreibe_und_lies(analyse, schritt, inhalt)

        assert geschrieben == ergaenze(analyse, schritt, inhalt)["zeilen"]

    def test_the_head_is_read_again(self, analyse):
        kopf = {
            "leitfrage": "Was half?",
            "anlass": "gelungen",
            "anlass_text": "Weil es gut ging.",
            "auftrag": "Die Leitung will wissen, was trägt.",
            "fallstatus": "ruhend",
            "oeffentlich_bekannt": False,
            "anhaengige_verfahren": True,
            "verfahren_text": "Mit der Leitung abgesprochen.",
        }

        schreibe(analyse, Schritt.ANLASS, {"kopf": kopf, "zeilen": {}})
        analyse.save()

        assert lies(Fallanalyse.objects.get(), Schritt.ANLASS) == {"kopf": kopf, "zeilen": {}}

    def test_events_come_in_the_order_of_the_case(self, analyse):
        spaet, frueh, unbekannt = (
            EreignisFactory(analyse=analyse, zeitwert=wert, reihenfolge=0) for wert in (9, 1, None)
        )

        assert list(lies(analyse, Schritt.ZEITSTRAHL)["zeilen"]["ereignisse"]) == [
            str(eines.pk) for eines in (frueh, spaet, unbekannt)
        ]

    def test_every_step_of_every_method_can_be_read_while_empty(self, analyse):
        for schritt in Schritt:
            leer = lies(analyse, schritt)
            assert set(leer["zeilen"]) == {art.name for art in AUFBAU[schritt].zeilen}
        assert set(AUFBAU) == {s for methode in Methode for s in SCHRITTE[methode] + BEGLEITEND}


@pytest.mark.usefixtures("system")
class TestSchreibe:
    def test_what_rests_on_nothing_known_rests_on_nothing(self):
        analyse, akte, fremde = FallanalyseFactory(), QuelleFactory(), QuelleFactory()
        akte.analyse = analyse
        akte.save()
        belege = [str(fremde.pk), str(akte.pk), str(uuid.uuid4())]
        inhalt = mit("befunde", befund(titel="Tandem", belege=belege))

        [zeile] = schreibe_und_lies(analyse, Schritt.BEFUNDE, inhalt)["befunde"].values()

        assert zeile["belege"] == [str(akte.pk)]

    def test_a_changed_row_stays_the_same_with_its_history(self):
        eines = EreignisFactory(reihenfolge=0)
        anderes = EreignisFactory(analyse=eines.analyse, reihenfolge=1)
        inhalt = lies(eines.analyse, Schritt.ZEITSTRAHL)
        inhalt["zeilen"]["ereignisse"][str(eines.pk)] |= {"titel": "Neu", "zeitwert": 700}

        schreibe_und_lies(eines.analyse, Schritt.ZEITSTRAHL, inhalt)

        geaendert = Ereignis.objects.get(pk=eines.pk)
        assert geaendert.created_at == eines.created_at
        assert geaendert.updated_at > eines.updated_at
        assert geaendert.lage == wochen_of(700, geaendert.genauigkeit)
        assert [(alt.pgh_label, alt.titel) for alt in verlauf_of(eines)] == [
            ("insert", eines.titel),
            ("update", "Neu"),
        ]
        assert [alt.pgh_label for alt in verlauf_of(anderes)] == ["insert"]

    def test_a_row_that_is_missing_is_removed_and_others_stay(self):
        analyse = FallanalyseFactory()
        bleibt, geht = BefundFactory.create_batch(2, analyse=analyse)
        fremder = BefundFactory()
        inhalt = lies(analyse, Schritt.BEFUNDE)
        del inhalt["zeilen"]["befunde"][str(geht.pk)]

        schreibe(analyse, Schritt.BEFUNDE, inhalt)

        assert set(Befund.objects.all()) == {bleibt, fremder}

    def test_a_sicht_comes_with_its_first_word_and_goes_with_its_last(self):
        analyse = FallanalyseFactory()
        inhalt = mit("situationen", situation(titel="Der Abend", sicht_kind_damals="Angst"))
        schreibe_und_lies(analyse, Schritt.SCHLUESSELSITUATIONEN, inhalt)
        assert Sicht.objects.get().damals == "Angst"

        [zeile] = inhalt["zeilen"]["situationen"].values()
        zeile["sicht_kind_damals"] = ""
        schreibe_und_lies(analyse, Schritt.SCHLUESSELSITUATIONEN, inhalt)

        assert not Sicht.objects.exists()
        assert Schluesselsituation.objects.exists()

    def test_belege_come_in_the_order_chosen_whatever_they_are(self):
        analyse = FallanalyseFactory()
        faktor = EinflussfaktorFactory(analyse=analyse)
        ort = SchluesselsituationFactory(analyse=analyse)
        akte = QuelleFactory(analyse=analyse)
        belege = [str(row.pk) for row in (faktor, ort, akte)]

        inhalt = mit("befunde", befund(titel="Tandem", belege=belege))

        [zeile] = schreibe_und_lies(analyse, Schritt.BEFUNDE, inhalt)["befunde"].values()
        assert zeile["belege"] == belege
        assert Beleg.objects.get(einflussfaktor=faktor).reihenfolge == 0
        assert Beleg.objects.get(schluesselsituation=ort).reihenfolge == 1
        assert Beleg.objects.get(quelle=akte).reihenfolge == 2

    def test_what_did_not_change_is_not_written_again(self):
        analyse = FallanalyseFactory()
        beleg = BelegFactory(analyse=analyse)
        SichtFactory(analyse=analyse, schluesselsituation=beleg.schluesselsituation)
        for schritt in (Schritt.SCHLUESSELSITUATIONEN, Schritt.BEFUNDE):
            schreibe(analyse, schritt, lies(analyse, schritt))
        ereignisse = {
            model: model.pgh_event_model.objects.count()
            for model in (Befund, Beleg, Schluesselsituation, Sicht)
        }

        for schritt in (Schritt.SCHLUESSELSITUATIONEN, Schritt.BEFUNDE):
            schreibe(analyse, schritt, lies(analyse, schritt))

        for model, anzahl in ereignisse.items():
            assert model.pgh_event_model.objects.count() == anzahl, model


class TestSpeichereSchritt:
    def kopf(self, **felder):
        leer = {
            "leitfrage": "",
            "anlass": "",
            "anlass_text": "",
            "fallstatus": "",
            "anhaengige_verfahren": False,
        }
        return {"kopf": leer | felder, "zeilen": {}}

    def speichere(self, rolle, analyse, version, verloren=None, **felder):
        with acting_as(rolle) as person:
            frisch = Fallanalyse.objects.get(pk=analyse.pk)
            frisch.speichere_schritt(
                Schritt.ANLASS,
                self.kopf(**felder),
                version=version,
                durch=person,
                verloren=verloren,
            )

    def test_every_version_stays_readable_with_who_wrote_it(self):
        eines = amt()
        analyse = eines.beginne()
        for version, text in enumerate(["Was half?", "Was half dem Kind?"]):
            self.speichere(eines.fachkraft, analyse, version, leitfrage=text)

        with system_context("Test"):
            assert analyse.version_of(Schritt.ANLASS) == 2
            assert [
                analyse.inhalt_of_version(Schritt.ANLASS, version)["kopf"]["leitfrage"]
                for version in (0, 1, 2)
            ] == ["", "Was half?", "Was half dem Kind?"]
            assert set(Revision.objects.filter(version__gt=0).values_list("person", flat=True)) == {
                eines.fachkraft.person_id
            }
            assert str(Revision.objects.get(version=2)) == "Anlass und Leitfrage, Version 2"
            assert str(Schrittstand.objects.get()) == "Anlass und Leitfrage, Version 2"

    def test_an_old_version_is_refused_and_changes_nothing(self):
        eines = amt()
        analyse = eines.beginne()
        self.speichere(eines.fachkraft, analyse, 0, leitfrage="Was half?")

        with pytest.raises(VersionVeraltet):
            self.speichere(eines.fachkraft, analyse, 0, leitfrage="Was schadete?")

        with system_context("Test"):
            assert Fallanalyse.objects.get().leitfrage == "Was half?"
            assert Revision.objects.count() == 2

    def test_a_finished_analysis_is_not_written_in(self):
        eines = amt()
        analyse = eines.analyse("eingereicht")

        with pytest.raises(UebergangNichtMoeglich, match="inzwischen abgeschlossen"):
            self.speichere(eines.fachkraft, analyse, 0, leitfrage="Zu spät")

    def test_what_lost_in_a_conflict_stays_readable(self):
        eines = amt()
        analyse = eines.beginne()

        self.speichere(
            eines.fachkraft, analyse, 0, verloren={"kopf//leitfrage": "Meins"}, leitfrage="Ihres"
        )

        with system_context("Test"):
            assert Revision.objects.get(verworfen=True).inhalt == {"kopf//leitfrage": "Meins"}

    def test_the_draft_of_who_saved_is_gone_those_of_others_stay(self):
        eines = amt()
        analyse = eines.beginne()
        with system_context("Test"):
            for wer in (eines.fachkraft, eines.kollegin):
                analyse.zwischenstand_set.create(
                    jugendamt=eines.jugendamt,
                    schritt=Schritt.ANLASS,
                    person=wer.person,
                    version=0,
                    formular="leitfrage=Was",
                )

        self.speichere(eines.fachkraft, analyse, 0, leitfrage="Was half?")

        with system_context("Test"):
            [rest] = Zwischenstand.objects.all()
            assert rest.person == eines.kollegin.person
            assert str(rest) == "Zwischenstand Anlass und Leitfrage"


def test_the_text_lies_in_the_database_in_cipher_only(system):
    analyse = FallanalyseFactory(leitfrage="Kanarienvogel")
    SichtFactory(analyse=analyse, damals="Kanarienvogel")
    with connection.cursor() as cursor:
        for tabelle in ("fallanalyse", "fallanalyseevent", "sicht", "sichtevent"):
            cursor.execute(f"SELECT t::text FROM fallanalyse_{tabelle} t")
            zeilen = cursor.fetchall()
            assert zeilen
            assert "Kanarienvogel" not in str(zeilen)
    assert inhalte.lies(analyse, Schritt.ANLASS)["kopf"]["leitfrage"] == "Kanarienvogel"
