"""An earlier version comes back as a new one, although other steps went on meanwhile."""

import json
import uuid

import pytest

from fallanalyse.enums import Methode, Schritt
from fallanalyse.models import (
    Beleg,
    Ereignis,
    Fallanalyse,
    Personenrolle,
    Praxiselement,
    Revision,
    Schluesselsituation,
    Sicht,
    Sitzungsfrage,
)
from fallanalyse.models.inhalt import lies
from fallanalyse.models.wiederherstellung import (
    heutiger_inhalt,
    stelle_wieder_her,
    verweisende_schritte,
)
from fallanalyse.tests.factories import (
    BefundFactory,
    BelegFactory,
    EinflussfaktorFactory,
    EmpfehlungsvorschlagFactory,
    EreignisFactory,
    GesetzesschrittFactory,
    PersonenrolleFactory,
    QuelleFactory,
    SchluesselsituationFactory,
    SichtFactory,
    SitzungFactory,
    SitzungsfrageFactory,
)
from fallanalyse.unterschied import unterscheide
from fallanalyse.workflow import UebergangNichtMoeglich
from kinderschutz.identity import acting_as
from kinderschutz.models import VersionVeraltet
from kinderschutz.system_context import system_context

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyse(eines):
    return eines.beginne(methode=Methode.NZFH)


@pytest.fixture
def speichere(eines, analyse):
    """Return a function that saves a step as it stands, changed by `aendern`."""

    def save(schritt, aendern=lambda inhalt: None):
        with acting_as(eines.fachkraft) as person:
            frisch = Fallanalyse.objects.get(pk=analyse.pk)
            inhalt = lies(frisch, schritt)
            aendern(inhalt)
            frisch.speichere_schritt(
                schritt, inhalt, version=frisch.version_of(schritt), durch=person
            )

    return save


@pytest.fixture
def hole_zurueck(eines, analyse):
    """Return a function that brings a version of a step back; it returns what the step says."""

    def restore(schritt, version):
        with acting_as(eines.fachkraft) as person:
            frisch = Fallanalyse.objects.get(pk=analyse.pk)
            revision = frisch.revision_set.get(schritt=schritt, version=version, verworfen=False)
            stelle_wieder_her(revision, version=frisch.version_of(schritt), durch=person)
            return lies(frisch, schritt)

    return restore


def leere(inhalt):
    for zeilen in inhalt["zeilen"].values():
        zeilen.clear()


def revision_of(analyse, schritt, version):
    return analyse.revision_set.get(schritt=schritt, version=version, verworfen=False)


class TestComingBack:
    def test_every_step_comes_back_as_it_was_with_its_rows_under_their_old_ids(
        self, analyse, speichere, hole_zurueck
    ):
        with system_context("Test"):
            beleg = BelegFactory(analyse=analyse)
            SichtFactory(analyse=analyse, schluesselsituation=beleg.schluesselsituation)
            for factory in (
                PersonenrolleFactory,
                QuelleFactory,
                EreignisFactory,
                GesetzesschrittFactory,
                EinflussfaktorFactory,
                EmpfehlungsvorschlagFactory,
                SitzungsfrageFactory,
            ):
                factory(analyse=analyse)
        voll = {}
        with system_context("Test"):
            for schritt in analyse.alle_schritte:
                voll[schritt] = lies(analyse, schritt)
        # What others point to comes back first: so the steps stand in their order.
        for schritt in analyse.alle_schritte:
            speichere(schritt)
        for schritt in reversed(analyse.alle_schritte):
            speichere(schritt, leere)

        for schritt in analyse.alle_schritte:
            assert hole_zurueck(schritt, 1) == voll[schritt], schritt

        with system_context("Test"):
            assert Sicht.objects.get().damals == "Angst"
            assert Beleg.objects.get().befund_id == beleg.befund_id

    def test_it_is_a_version_more_and_none_less(self, analyse, speichere, hole_zurueck, eines):
        for frage in ("Was half?", "Was half dem Kind?"):
            speichere(Schritt.ANLASS, lambda i, frage=frage: i["kopf"].update(leitfrage=frage))

        hole_zurueck(Schritt.ANLASS, 1)

        with system_context("Test"):
            assert [
                revision.inhalt["kopf"]["leitfrage"]
                for revision in analyse.revision_set.order_by("version")
            ] == ["", "Was half?", "Was half dem Kind?", "Was half?"]
            assert Revision.objects.get(version=3).person == eines.fachkraft.person

    def test_who_saw_another_version_changes_nothing(self, eines, analyse, speichere):
        for frage in ("Was half?", "Was half dem Kind?"):
            speichere(Schritt.ANLASS, lambda i, frage=frage: i["kopf"].update(leitfrage=frage))

        with acting_as(eines.fachkraft) as person:
            with pytest.raises(VersionVeraltet):
                stelle_wieder_her(revision_of(analyse, "anlass", 0), version=1, durch=person)

            assert Fallanalyse.objects.get().leitfrage == "Was half dem Kind?"

    def test_what_is_finished_stays_as_it_is(self, eines):
        fertig = eines.analyse("eingereicht")
        with system_context("Test"):
            revision = Revision.objects.create(
                jugendamt_id=fertig.jugendamt_id,
                analyse=fertig,
                schritt=Schritt.ANLASS,
                version=0,
                inhalt_json='{"kopf": {}, "zeilen": {}}',
            )

        with acting_as(eines.fachkraft) as person, pytest.raises(UebergangNichtMoeglich):
            stelle_wieder_her(revision, version=0, durch=person)


class TestWhatIsGoneMeanwhile:
    def test_an_event_a_situation_began_with(self, analyse, speichere, hole_zurueck):
        with system_context("Test"):
            weg, da = EreignisFactory.create_batch(2, analyse=analyse)
            SchluesselsituationFactory(analyse=analyse, von=weg, bis=da)
        speichere(Schritt.SCHLUESSELSITUATIONEN)
        speichere(Schritt.SCHLUESSELSITUATIONEN, leere)
        with system_context("Test"):
            weg.delete()
            _inhalt, verloren = heutiger_inhalt(revision_of(analyse, "schluesselsituationen", 1))

        [zeile] = hole_zurueck(Schritt.SCHLUESSELSITUATIONEN, 1)["zeilen"]["situationen"].values()

        assert verloren == 1
        assert (zeile["von"], zeile["bis"]) == ("", str(da.pk))
        with system_context("Test"):
            assert Schluesselsituation.objects.get().von is None

    def test_people_and_sources_of_an_event(self, analyse, speichere, hole_zurueck):
        with system_context("Test"):
            mutter, vater = PersonenrolleFactory.create_batch(2, analyse=analyse)
            quelle = QuelleFactory(analyse=analyse)
            EreignisFactory(
                analyse=analyse,
                beteiligte=[mutter.pk, vater.pk],
                bekannt_wem=[vater.pk],
                quellen=[quelle.pk],
            )
        speichere(Schritt.ZEITSTRAHL)
        speichere(Schritt.ZEITSTRAHL, leere)
        with system_context("Test"):
            mutter.delete()
            quelle.delete()
            _inhalt, verloren = heutiger_inhalt(revision_of(analyse, "zeitstrahl", 1))

        [zeile] = hole_zurueck(Schritt.ZEITSTRAHL, 1)["zeilen"]["ereignisse"].values()

        assert verloren == 2
        assert zeile["beteiligte"] == zeile["bekannt_wem"] == [str(vater.pk)]
        with system_context("Test"):
            assert Ereignis.objects.get().quellen == []

    def test_what_a_befund_rests_on(self, analyse, speichere, hole_zurueck):
        with system_context("Test"):
            beleg = BelegFactory(analyse=analyse)
            faktor = EinflussfaktorFactory(analyse=analyse)
            BelegFactory(
                analyse=analyse,
                befund=beleg.befund,
                schluesselsituation=None,
                einflussfaktor=faktor,
            )
            BelegFactory(
                analyse=analyse,
                befund=beleg.befund,
                schluesselsituation=None,
                quelle=QuelleFactory(analyse=analyse),
            )
        speichere(Schritt.BEFUNDE)
        speichere(Schritt.BEFUNDE, leere)
        with system_context("Test"):
            beleg.schluesselsituation.delete()

        [zeile] = hole_zurueck(Schritt.BEFUNDE, 1)["zeilen"]["befunde"].values()

        assert len(zeile["belege"]) == 2
        assert str(faktor.pk) in zeile["belege"]

    def test_an_entry_of_the_catalogue(self, analyse, speichere, hole_zurueck):
        with system_context("Test"):
            bleibt, geht = (
                Praxiselement.objects.create(name=f"Tandem {name}", art="verfahren")
                for name in ("A", "B")
            )
            for element in (bleibt, geht):
                BefundFactory(analyse=analyse, praxiselement=element)
        speichere(Schritt.BEFUNDE)
        speichere(Schritt.BEFUNDE, leere)
        with system_context("Test"):
            geht.delete()

        zeilen = hole_zurueck(Schritt.BEFUNDE, 1)["zeilen"]["befunde"].values()

        assert [zeile["praxiselement"] for zeile in zeilen] == [str(bleibt.pk), ""]

    def test_what_comes_back_with_it_is_not_gone(self, analyse, speichere, hole_zurueck):
        with system_context("Test"):
            sitzung = SitzungFactory(analyse=analyse)
            SitzungsfrageFactory(analyse=analyse, sitzung=sitzung)
        speichere(Schritt.SITZUNGEN)
        speichere(Schritt.SITZUNGEN, leere)

        hole_zurueck(Schritt.SITZUNGEN, 1)

        with system_context("Test"):
            assert Sitzungsfrage.objects.get().sitzung_id == sitzung.pk

    def test_an_id_of_another_analysis_is_nobody_s(self, eines, analyse, speichere, hole_zurueck):
        andere = eines.beginne(methode=Methode.NZFH)
        with system_context("Test"):
            fremde = PersonenrolleFactory(analyse=andere)
            EreignisFactory(analyse=analyse, beteiligte=[fremde.pk])
        speichere(Schritt.ZEITSTRAHL)
        speichere(Schritt.ZEITSTRAHL, leere)

        [zeile] = hole_zurueck(Schritt.ZEITSTRAHL, 1)["zeilen"]["ereignisse"].values()

        assert zeile["beteiligte"] == []


class TestWhatPointsThere:
    def test_every_step_that_would_lose_a_reference_is_named(self, analyse):
        with system_context("Test"):
            beleg = BelegFactory(analyse=analyse)
            situation, leer = beleg.schluesselsituation, PersonenrolleFactory(analyse=analyse)
            EinflussfaktorFactory(analyse=analyse, schluesselsituation=situation)

            genannt = verweisende_schritte(
                analyse, Schritt.SCHLUESSELSITUATIONEN, [str(situation.pk)]
            )
            niemand = verweisende_schritte(analyse, Schritt.BETEILIGTE, [str(leer.pk)])

        assert genannt == [Schritt.EINFLUSSFAKTOREN, Schritt.BEFUNDE]
        assert niemand == []

    def test_a_person_at_an_event_is_such_a_reference(self, analyse):
        with system_context("Test"):
            mutter = PersonenrolleFactory(analyse=analyse)
            EreignisFactory(analyse=analyse, beteiligte=[mutter.pk])

            assert verweisende_schritte(analyse, Schritt.BETEILIGTE, [str(mutter.pk)]) == [
                Schritt.ZEITSTRAHL
            ]

    def test_nothing_is_asked_where_nothing_goes(self, analyse, django_assert_num_queries):
        with system_context("Test"), django_assert_num_queries(0):
            assert verweisende_schritte(analyse, Schritt.BETEILIGTE, []) == []


class TestOldRevision:
    """It was written before the step had the fields it has today."""

    @pytest.fixture
    def alte(self, analyse, speichere):
        """Return a function that makes the first version of a step say only this."""

        def make(schritt, inhalt):
            speichere(schritt)
            with system_context("Test"):
                Revision.objects.filter(schritt=schritt, version=1).update(
                    inhalt_json=json.dumps(inhalt)
                )

        return make

    def test_comes_back_with_empty_values_for_what_it_does_not_know(
        self, analyse, alte, speichere, hole_zurueck
    ):
        pk = str(uuid.uuid4())
        alte(
            Schritt.ZEITSTRAHL,
            {"kopf": {}, "zeilen": {"ereignisse": {pk: {"titel": "Meldung", "zeitwert": 0}}}},
        )
        speichere(Schritt.ZEITSTRAHL)

        inhalt = hole_zurueck(Schritt.ZEITSTRAHL, 1)

        zeile = inhalt["zeilen"]["ereignisse"][pk]
        assert (zeile["titel"], zeile["zeitwert"]) == ("Meldung", 0)
        assert (zeile["beteiligte"], zeile["strittig"], zeile["zeitwert_bis"]) == ([], False, None)
        assert inhalt["kopf"] == {"fallende": None}

    def test_comes_back_without_rows_of_a_kind_it_does_not_know(
        self, analyse, alte, speichere, hole_zurueck
    ):
        alte(Schritt.SITZUNGEN, {"kopf": {}, "zeilen": {}})
        with system_context("Test"):
            SitzungFactory(analyse=analyse)
        speichere(Schritt.SITZUNGEN)

        assert hole_zurueck(Schritt.SITZUNGEN, 1)["zeilen"] == {"sitzungen": {}, "fragen": {}}

    def test_differs_from_today_only_in_what_it_says(self, analyse, alte):
        with system_context("Test"):
            person = PersonenrolleFactory(analyse=analyse, kuerzel="Mutter")
        alte(
            Schritt.BETEILIGTE,
            {"kopf": {}, "zeilen": {"personen": {str(person.pk): {"kuerzel": "Mutter"}}}},
        )

        with system_context("Test"):
            damals = revision_of(analyse, Schritt.BETEILIGTE, 1).inhalt
            assert not unterscheide(damals, lies(analyse, Schritt.BETEILIGTE))
            assert Personenrolle.objects.count() == 1
