"""Fallanalyse: beginning, who sees it, its cluster, the years it counts in, what is missing."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from fallanalyse.enums import (
    Bearbeitungsstand,
    Fallstatus,
    Freigabestufe,
    Genauigkeit,
    Leserkreis,
    Methode,
    Rechtsgrundlage,
    Schritt,
    Uebergang,
)
from fallanalyse.models import Ereignis, Fallanalyse, Rechtsgrundlagenvorgabe, Sicht
from fallanalyse.models import fallanalyse as modul
from fallanalyse.models.vollstaendigkeit import was_fehlt
from fallanalyse.tests.factories import (
    BefundFactory,
    BelegFactory,
    EmpfehlungsvorschlagFactory,
    EreignisFactory,
    FallanalyseFactory,
    PersonenrolleFactory,
    SchluesselsituationFactory,
    SichtFactory,
    amt,
    amt_im_cluster,
    klaere,
    vollstaendig,
)
from fallanalyse.workflow import UebergangNichtMoeglich
from kinderschutz.identity import acting_as
from kinderschutz.models import Aktion, Protokolleintrag
from kinderschutz.system_context import system_context
from kinderschutz.testing import make_rolle
from kommunen.models import Kennzahlwert
from kommunen.stichtag import abweichungen
from kommunen.tests.factories import ClusterFactory, TeilnahmeFactory

pytestmark = pytest.mark.django_db


class TestBeginne:
    def test_it_belongs_to_the_acting_jugendamt_and_its_first_member(self):
        eines = amt()

        analyse = eines.beginne()

        with system_context("Test"):
            assert analyse.jugendamt == eines.jugendamt
            assert [mitglied.person for mitglied in analyse.team.all()] == [eines.fachkraft.person]
            assert analyse.bearbeitungsstand == Bearbeitungsstand.IN_ARBEIT
            assert analyse.freigabestufe == Freigabestufe.TEAM
            assert Protokolleintrag.objects.filter(aktion=Aktion.ANGELEGT).count() == 1
            assert list(abweichungen()) == []

    def test_it_takes_the_rechtsgrundlage_of_its_method(self):
        eines = amt(geklaert=False)
        offen = eines.beginne()

        klaere(eines, Rechtsgrundlage.A79A2)

        assert offen.rechtsgrundlage == Rechtsgrundlage.OFFEN
        assert eines.beginne().rechtsgrundlage == Rechtsgrundlage.A79A2

    def test_its_deletion_date_is_set(self, settings):
        analyse = amt().beginne()

        assert analyse.rechtslage.loeschen_datum == timezone.localdate() + timedelta(
            days=settings.RETENTION_DAYS
        )

    def test_the_same_form_twice_is_one_analysis(self):
        eines, schluessel = amt(), uuid.uuid4()

        erste, zweite = (eines.beginne(schluessel=schluessel) for _ in range(2))

        assert erste.pk == zweite.pk
        with system_context("Test"):
            assert Kennzahlwert.objects.get(name="analysen_begonnen").anzahl == 1

    def test_the_same_key_from_somebody_else_is_another_analysis(self):
        eines, anderes, schluessel = amt(), amt(), uuid.uuid4()

        assert eines.beginne(schluessel=schluessel) != anderes.beginne(schluessel=schluessel)

    def test_a_kennung_of_a_draft_nobody_else_sees_is_not_taken_twice(self, monkeypatch):
        eines = amt()
        eines.beginne()
        with system_context("Test"):
            vergeben = Fallanalyse.objects.get().kennung
        kennungen = iter([vergeben, vergeben, "FA-NEU2"])
        monkeypatch.setattr(
            Fallanalyse._meta.get_field("kennung"), "_get_default", lambda: next(kennungen)
        )

        with acting_as(eines.kollegin) as kollegin:
            analyse = Fallanalyse.beginne(durch=kollegin, methode=Methode.FALLREFLEXION)

        assert analyse.kennung == "FA-NEU2"

    def test_without_a_free_kennung_it_gives_up(self, monkeypatch):
        eines = amt()
        vergeben = eines.beginne().kennung
        monkeypatch.setattr(
            Fallanalyse._meta.get_field("kennung"), "_get_default", lambda: vergeben
        )

        with pytest.raises(RuntimeError, match="Kennung"), transaction.atomic():
            eines.beginne()

    def test_a_kennung_holds_nothing_that_is_mistaken_when_read_aloud(self):
        kennungen = {modul.new_kennung() for _ in range(200)}

        assert len(kennungen) > 190
        assert not set("".join(kennungen)[2:].replace("FA-", "")) & set("01IOL")


class TestFolgeVorgabe:
    """What was begun without a Rechtsgrundlage must not stay shut for ever."""

    def test_an_open_analysis_takes_over_what_the_leitung_settles_later(self):
        eines = amt(geklaert=False)
        analyse = eines.beginne()
        klaere(eines)

        with acting_as(eines.fachkraft) as person:
            analyse.speichere_schritt(
                Schritt.ANLASS,
                {
                    "kopf": {
                        "leitfrage": "Was half?",
                        "anlass": "",
                        "anlass_text": "",
                        "fallstatus": "",
                        "anhaengige_verfahren": False,
                    },
                    "zeilen": {},
                },
                version=0,
                durch=person,
            )

        with system_context("Test"):
            analyse.refresh_from_db()
        assert analyse.rechtsgrundlage == Rechtsgrundlage.ORGUNTERSUCHUNG

    def test_a_settled_one_keeps_its_own(self):
        eines = amt()
        analyse = eines.beginne()

        with system_context("Test"):
            Rechtsgrundlagenvorgabe.objects.update(rechtsgrundlage=Rechtsgrundlage.A79A2)
            analyse.folge_vorgabe()

        assert analyse.rechtsgrundlage == Rechtsgrundlage.ORGUNTERSUCHUNG

    def test_the_vorgabe_of_another_jugendamt_opens_nothing(self):
        analyse = amt(geklaert=False).beginne()
        amt()

        with system_context("Test"):
            analyse.folge_vorgabe()

        assert analyse.is_freitext_gesperrt


def sichtbar(rolle):
    with acting_as(rolle) as person:
        return set(Fallanalyse.objects.visible_to(person))


class TestVisibleTo:
    STUFEN = ("", "zurueckgegeben", "zurueckgezogen", "eingereicht", "im_leserkreis", "geprueft")

    @pytest.fixture
    def eines(self):
        eines = amt()
        with system_context("Test"):
            for trait in self.STUFEN:
                eines.rollen[f"analyse_{trait}"] = FallanalyseFactory(
                    jugendamt=eines.jugendamt,
                    team=[eines.fachkraft.person],
                    **({trait: True} if trait else {}),
                )
        return eines

    def analysen(self, eines, *traits):
        return {eines.rollen[f"analyse_{trait}"] for trait in traits}

    def test_the_team_sees_it_always(self, eines):
        assert sichtbar(eines.fachkraft) == self.analysen(eines, *self.STUFEN)

    def test_another_fachkraft_sees_what_the_leserkreis_sees(self, eines):
        assert sichtbar(eines.kollegin) == self.analysen(eines, "im_leserkreis", "geprueft")

    def test_the_leitung_sees_everything_but_drafts(self, eines):
        assert sichtbar(eines.leitung) == self.analysen(
            eines, "zurueckgezogen", "eingereicht", "im_leserkreis", "geprueft"
        )

    def test_what_the_team_writes_in_again_is_a_draft_again(self, eines):
        analyse = eines.analyse(Freigabestufe.EINGEREICHT)
        eines.tut("fachkraft", Uebergang.ZURUECKZIEHEN, analyse)
        assert analyse in sichtbar(eines.leitung)

        eines.tut("fachkraft", Uebergang.WIEDER_OEFFNEN, analyse)

        assert analyse not in sichtbar(eines.leitung)
        assert analyse in sichtbar(eines.fachkraft)

    @pytest.mark.parametrize("leserkreis", Leserkreis)
    def test_the_netzwerkkoordination_sees_what_is_open_to_the_whole_jugendamt(
        self, eines, leserkreis
    ):
        rolle = make_rolle("netzwerkkoordination", jugendamt=eines.jugendamt)
        analyse = eines.rollen["analyse_geprueft"]
        with system_context("Test"):
            Fallanalyse.objects.filter(pk=analyse.pk).update(leserkreis=leserkreis)

        assert sichtbar(rolle) == ({analyse} if leserkreis == Leserkreis.JUGENDAMT else set())

    def test_a_moderation_sees_the_one_analysis_whose_team_she_is_in(self, eines):
        eigene, andere = eines.rollen["analyse_"], eines.rollen["analyse_geprueft"]
        rolle = make_rolle("moderation", jugendamt=eines.jugendamt, analyse=eigene.pk)
        assert sichtbar(rolle) == set()

        with system_context("Test"):
            for analyse in (eigene, andere):
                analyse.nimm_ins_team(rolle.person, "moderation")

        assert sichtbar(rolle) == {eigene}

    def test_without_the_team_a_moderation_sees_not_even_a_released_one(self, eines):
        analyse = eines.rollen["analyse_geprueft"]

        rolle = make_rolle("moderation", jugendamt=eines.jugendamt, analyse=analyse.pk)

        assert sichtbar(rolle) == set()

    @pytest.mark.parametrize(
        "art",
        ["projektkoordination", "wissenschaft", "ministerium", "landesjugendamt", "administration"],
    )
    def test_nobody_outside_of_a_jugendamt_sees_any(self, eines, art):
        scope = {"projekt": eines.projekt} if art in ("projektkoordination", "wissenschaft") else {}

        assert sichtbar(make_rolle(art, **scope)) == set()

    def test_the_datenschutz_sees_none(self, eines):
        assert sichtbar(make_rolle("datenschutz", jugendamt=eines.jugendamt)) == set()

    @pytest.mark.parametrize("art", ["fachkraft", "leitung", "netzwerkkoordination"])
    def test_another_jugendamt_sees_none(self, eines, art):
        assert sichtbar(make_rolle(art)) == set()

    def test_who_is_in_the_team_and_acts_for_another_jugendamt_sees_none(self, eines):
        rolle = make_rolle("fachkraft", person=eines.fachkraft.person)

        assert sichtbar(rolle) == set()

    def test_without_a_rolle_there_is_nothing(self, eines):
        person = eines.fachkraft.person
        person.rolle = None

        with system_context("Test"):
            assert not Fallanalyse.objects.visible_to(person).exists()
            assert not Rechtsgrundlagenvorgabe.objects.visible_to(person).exists()


class TestMitCluster:
    def analyse(self, eines, **felder):
        return FallanalyseFactory(
            **{"jugendamt": eines.jugendamt, "projekt": eines.projekt} | felder
        )

    def test_says_what_the_teilnahme_says(self):
        mit, ohne = amt_im_cluster(), amt()

        with system_context("Test"):
            assert self.analyse(mit).mit_cluster()
            assert not self.analyse(ohne).mit_cluster()

    def test_without_a_projekt_there_is_no_cluster(self):
        eines = amt_im_cluster()

        with system_context("Test"):
            assert not self.analyse(eines, projekt=None).mit_cluster()

    def test_a_cluster_it_has_left_is_none(self):
        eines, gestern = amt_im_cluster(), timezone.localdate() - timedelta(days=1)

        with system_context("Test"):
            eines.jugendamt.teilnahmen.update(bis=gestern)
            assert not self.analyse(eines).mit_cluster()

    def test_of_two_the_one_of_today_counts(self):
        eines, heute = amt_im_cluster(), timezone.localdate()

        with system_context("Test"):
            eines.jugendamt.teilnahmen.update(bis=heute - timedelta(days=1))
            neues = ClusterFactory(projekt=eines.projekt)
            TeilnahmeFactory(
                jugendamt=eines.jugendamt,
                kommune=eines.jugendamt.traeger,
                projekt=eines.projekt,
                cluster=neues,
                von=heute,
            )
            assert self.analyse(eines).cluster_id() == neues.pk

    def test_who_left_the_cluster_can_go_on_to_the_projekt(self):
        eines = amt_im_cluster()
        analyse = eines.analyse(Freigabestufe.CLUSTER)
        with system_context("Test"):
            eines.jugendamt.teilnahmen.update(bis=timezone.localdate() - timedelta(days=1))

        assert (
            eines.tut("leitung", Uebergang.FREIGEBEN_PROJEKT, analyse).freigabestufe
            == Freigabestufe.PROJEKT
        )


class TestYears:
    def test_the_last_evening_of_the_year_counts_as_the_database_counts_it(self):
        with time_machine.travel(datetime(2026, 12, 31, 23, 30, tzinfo=UTC), tick=False):
            eines = amt()
            analyse = eines.analyse(Freigabestufe.EINGEREICHT)

        with system_context("Test"):
            assert analyse.begonnen_datum == date(2027, 1, 1)
            assert list(abweichungen()) == []
        eines.tut("leitung", Uebergang.ZURUECKGEBEN, analyse, begruendung="Bitte ergänzen.")
        with system_context("Test"):
            assert list(abweichungen()) == []


class TestWasFehlt:
    def nennt(self, analyse):
        return {(eines.schritt, eines.is_fehler) for eines in was_fehlt(analyse)}

    @pytest.mark.usefixtures("system")
    def test_an_empty_draft_is_told_everything_it_needs(self):
        analyse = FallanalyseFactory(leitfrage="", rechtsgrundlage=Rechtsgrundlage.OFFEN)

        assert {(Schritt.ANLASS, True), (Schritt.SCHLUESSELSITUATIONEN, True)} <= self.nennt(
            analyse
        )
        assert (Schritt.BEFUNDE, True) in self.nennt(analyse)
        assert (Schritt.BETEILIGTE, False) in self.nennt(analyse)
        assert (Schritt.ZEITSTRAHL, False) in self.nennt(analyse)

    @pytest.mark.usefixtures("system")
    def test_a_whole_one_lacks_nothing_that_bars_it(self):
        analyse = FallanalyseFactory(anlass="gelungen", fallstatus=Fallstatus.ABGESCHLOSSEN)
        vollstaendig(analyse)
        PersonenrolleFactory(analyse=analyse)
        EreignisFactory(analyse=analyse)

        assert was_fehlt(analyse) == []

    @pytest.mark.usefixtures("system")
    def test_a_befund_needs_art_judgement_beleg(self):
        analyse = FallanalyseFactory()
        BefundFactory(analyse=analyse, reihenfolge=0, art="", bewaehrt="")
        EmpfehlungsvorschlagFactory(analyse=analyse, reihenfolge=0, art="")

        texte = " ".join(eines.text for eines in was_fehlt(analyse))

        assert "Befund 1: Worum geht es" in texte
        assert "Befund 1: Hat es sich bewährt?" in texte
        assert "Befund 1: Es fehlt ein Beleg." in texte
        assert "Empfehlungsvorschlag 1: Worum geht es?" in texte

    @pytest.mark.usefixtures("system")
    def test_a_running_case_is_told_where_it_belongs(self):
        analyse = FallanalyseFactory(fallstatus=Fallstatus.LAUFEND)

        [hinweis] = [eines for eines in was_fehlt(analyse) if "läuft noch" in eines.text]
        assert "§ 8a im Jugendamt, nicht hier" in hinweis.text
        assert not hinweis.is_fehler

    @pytest.mark.usefixtures("system")
    def test_a_situation_without_its_meaning_is_a_hint(self):
        analyse = FallanalyseFactory()
        SchluesselsituationFactory(analyse=analyse, reihenfolge=0, bedeutung="")

        assert (Schritt.SCHLUESSELSITUATIONEN, False) in self.nennt(analyse)

    def test_it_bars_finishing_with_every_reason_at_once(self):
        eines = amt()
        analyse = eines.beginne()

        with pytest.raises(UebergangNichtMoeglich) as grund:
            eines.tut("fachkraft", Uebergang.ABSCHLIESSEN, analyse)

        assert "Die Leitfrage fehlt." in str(grund.value)
        assert "Es gibt noch keinen Befund." in str(grund.value)


@pytest.mark.usefixtures("system")
class TestConstraints:
    def refused(self, name):
        return pytest.raises(IntegrityError, match=name)

    def test_only_a_finished_one_has_a_day_for_it(self):
        with self.refused("abgeschlossen_am_passt"), transaction.atomic():
            FallanalyseFactory(abgeschlossen_am=timezone.now())

    def test_what_is_written_in_lies_with_its_team(self):
        with self.refused("in_arbeit_liegt_beim_team"), transaction.atomic():
            FallanalyseFactory(freigabestufe=Freigabestufe.EINGEREICHT)

    def test_a_beleg_is_exactly_one_thing(self):
        beleg = BelegFactory()
        assert str(beleg) == f"Beleg zu {beleg.befund_id}"

        with self.refused("beleg_ist_genau_eines"), transaction.atomic():
            BelegFactory(analyse=beleg.analyse, befund=beleg.befund, schluesselsituation=None)

    def test_one_sicht_per_perspektive(self):
        sicht = SichtFactory()

        with self.refused("sicht_eine_je_perspektive"), transaction.atomic():
            Sicht(
                analyse=sicht.analyse,
                schluesselsituation=sicht.schluesselsituation,
                perspektive=sicht.perspektive,
            ).save()


class TestEreignis:
    @pytest.mark.parametrize(
        ("zeitwert", "genauigkeit", "zeitangabe"),
        [
            (3, Genauigkeit.MONAT, "Monat 3"),
            (0, Genauigkeit.MONAT, "Monat 0"),
            (-2, Genauigkeit.WOCHE, "Woche -2"),
            (None, Genauigkeit.MONAT, "Zeitpunkt nicht bekannt"),
            (3, Genauigkeit.UNBEKANNT, "Zeitpunkt nicht bekannt"),
        ],
    )
    def test_is_told_from_the_beginning_of_the_case(self, zeitwert, genauigkeit, zeitangabe):
        assert Ereignis(zeitwert=zeitwert, genauigkeit=genauigkeit).zeitangabe == zeitangabe

    @pytest.mark.usefixtures("system")
    def test_different_units_come_into_one_order(self):
        analyse = FallanalyseFactory()
        for zeitwert, genauigkeit in (
            (1, Genauigkeit.JAHR),
            (2, Genauigkeit.MONAT),
            (-1, Genauigkeit.QUARTAL),
            (6, Genauigkeit.WOCHE),
        ):
            EreignisFactory(analyse=analyse, zeitwert=zeitwert, genauigkeit=genauigkeit)

        angaben = [eines.zeitangabe for eines in analyse.ereignis_set.order_by("lage")]

        assert angaben == ["Quartal -1", "Woche 6", "Monat 2", "Jahr 1"]
