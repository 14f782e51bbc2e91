"""What left an analysis: who reads it, what it does not tell, and how it goes again."""

import pytest
import time_machine
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse

from fallanalyse.enums import Freigabestufe, Uebergang
from fallanalyse.models import (
    Befund,
    Empfehlungsvorschlag,
    Fallanalyse,
    FreigegebenerBefund,
    FreigegebenerVorschlag,
    Herkunft,
    Praxiselement,
    Risikomuster,
)
from fallanalyse.models.bibliothek import Freigegeben
from fallanalyse.tests.factories import amt, amt_im_cluster
from kinderschutz.identity import acting_as
from kinderschutz.system_context import system_context
from kinderschutz.testing import make_rolle
from kommunen.models import Bundesland, Cluster, Projekt
from kommunen.tests.factories import BundeslandFactory, ClusterFactory, ProjektFactory

pytestmark = pytest.mark.django_db
CLUSTER, PROJEKT, LAND = Freigabestufe.CLUSTER, Freigabestufe.PROJEKT, Freigabestufe.LAND


@pytest.fixture
def welt():
    """Who might look: the own Jugendamt, its cluster, its Projekt, others, the Land."""
    eines = amt_im_cluster()
    with system_context("Test"):
        cluster = eines.jugendamt.teilnahmen.get().cluster
        anderes_projekt, hessen = ProjektFactory(), BundeslandFactory(hessen=True)
    im_cluster = amt_im_cluster(cluster)
    im_projekt = amt(projekt=eines.projekt)
    fremdes = amt(projekt=anderes_projekt)
    land = eines.jugendamt.bundesland
    leute = {
        "eigene": eines.fachkraft,
        "im_cluster": im_cluster.leitung,
        "im_projekt": im_projekt.fachkraft,
        "fremdes_projekt": fremdes.leitung,
        "koordination": make_rolle("projektkoordination", projekt=eines.projekt),
        "wissenschaft": make_rolle("wissenschaft", projekt=eines.projekt),
        "andere_koordination": make_rolle("projektkoordination", projekt=anderes_projekt),
        "ministerium": make_rolle("ministerium", bundesland=land),
        "landesjugendamt": make_rolle("landesjugendamt", bundesland=land),
        "hessen": make_rolle("ministerium", bundesland=hessen),
        "netzwerk": make_rolle("netzwerkkoordination", jugendamt=eines.jugendamt),
        "datenschutz": make_rolle("datenschutz", jugendamt=eines.jugendamt),
        "administration": make_rolle("administration"),
        "moderation": make_rolle("moderation", jugendamt=eines.jugendamt),
    }
    return eines, leute


IM_PROJEKT = {"eigene", "im_cluster", "im_projekt", "koordination", "wissenschaft"}
SEHEN = {
    (FreigegebenerBefund, CLUSTER): {"eigene", "im_cluster"},
    (FreigegebenerBefund, PROJEKT): IM_PROJEKT,
    (FreigegebenerBefund, LAND): IM_PROJEKT,
    (FreigegebenerVorschlag, CLUSTER): {"eigene", "im_cluster"},
    (FreigegebenerVorschlag, PROJEKT): IM_PROJEKT,
    (FreigegebenerVorschlag, LAND): IM_PROJEKT | {"ministerium", "landesjugendamt"},
}


@pytest.mark.parametrize("stufe", [CLUSTER, PROJEKT, LAND])
def test_who_sees_what_at_which_stage(welt, stufe):
    eines, leute = welt
    eines.analyse(stufe)

    for kind in (FreigegebenerBefund, FreigegebenerVorschlag):
        sehen = set()
        for wer, rolle in leute.items():
            with acting_as(rolle) as person:
                if kind.objects.visible_to(person).exists():
                    sehen.add(wer)
        assert sehen == SEHEN[kind, stufe], kind


def test_who_left_the_cluster_sees_no_more_of_it(welt):
    eines, leute = welt
    eines.analyse(CLUSTER)
    with system_context("Test"):
        leute["im_cluster"].jugendamt.teilnahmen.update(
            cluster=ClusterFactory(projekt=eines.projekt)
        )

    with acting_as(leute["im_cluster"]) as person:
        assert not FreigegebenerBefund.objects.visible_to(person).exists()


def test_without_a_rolle_nobody_sees_anything(welt):
    eines, leute = welt
    eines.analyse(LAND)

    with acting_as(leute["eigene"]) as person:
        person.rolle = None
        assert not FreigegebenerBefund.objects.visible_to(person).exists()


class TestCopies:
    def test_they_say_what_the_befund_says_and_nothing_of_the_case(self):
        eines = amt_im_cluster()
        analyse = eines.analyse(PROJEKT)

        with system_context("Test"):
            befund, kopie = Befund.objects.get(), FreigegebenerBefund.objects.get()
            assert (kopie.titel, kopie.text) == (befund.titel, befund.text)
            for feld in ("art", "bewaehrt", "typologie", "verbreitung", "praxis_vorschlag"):
                assert getattr(kopie, feld) == getattr(befund, feld), feld
            assert kopie.praxiselement == befund.praxiselement
            assert kopie.risikomuster == befund.risikomuster
            assert (kopie.projekt, kopie.stufe) == (eines.projekt, PROJEKT)
            assert kopie.cluster == eines.jugendamt.teilnahmen.get().cluster
            assert kopie.pk != befund.pk
            vorschlag = FreigegebenerVorschlag.objects.get()
            assert vorschlag.text == Empfehlungsvorschlag.objects.get().text
            assert vorschlag.befund == kopie
            assert analyse.kennung not in str(kopie) + str(vorschlag)

    @pytest.mark.parametrize("kind", Freigegeben.__subclasses__())
    def test_no_column_leads_back(self, kind):
        """Not the Jugendamt, not the analysis, no person, no moment: only what is written here."""
        erlaubt = {
            Projekt,
            Cluster,
            Bundesland,
            FreigegebenerBefund,
            Praxiselement,
            Risikomuster,
        }

        for feld in kind._meta.concrete_fields:
            if feld.is_relation:
                assert feld.related_model in erlaubt, feld
            assert not isinstance(feld, models.DateTimeField | models.JSONField | ArrayField), feld
        assert [
            feld.name for feld in kind._meta.concrete_fields if isinstance(feld, models.DateField)
        ] == ["quartal"]

    @pytest.mark.parametrize(
        ("tag", "quartal"),
        [("2026-01-01", "2026-01-01"), ("2026-05-31", "2026-04-01"), ("2026-12-31", "2026-10-01")],
    )
    def test_only_the_quarter_is_told(self, tag, quartal):
        with time_machine.travel(f"{tag}T12:00:00+01:00", tick=False):
            amt().analyse(PROJEKT)

        with system_context("Test"):
            assert f"{FreigegebenerBefund.objects.get().quartal}" == quartal
            assert f"{FreigegebenerVorschlag.objects.get().quartal}" == quartal

    def test_they_follow_the_analysis_to_the_next_stage(self):
        eines = amt_im_cluster()
        analyse = eines.analyse(CLUSTER)
        with system_context("Test"):
            keys = set(FreigegebenerBefund.objects.values_list("pk", flat=True))

        for uebergang, stufe in (
            (Uebergang.FREIGEBEN_PROJEKT, PROJEKT),
            (Uebergang.FREIGEBEN_LAND, LAND),
        ):
            eines.tut("leitung", uebergang, analyse)
            with system_context("Test"):
                assert set(FreigegebenerBefund.objects.values_list("pk", "stufe")) == {
                    (key, stufe) for key in keys
                }
                assert FreigegebenerVorschlag.objects.get().stufe == stufe

    @pytest.mark.parametrize("stufe", [CLUSTER, PROJEKT, LAND])
    def test_withdrawal_removes_them_everywhere(self, client, login_as, stufe):
        eines = amt_im_cluster()
        bleibt = amt(projekt=eines.projekt)
        bleibt.analyse(PROJEKT)
        analyse = eines.analyse(stufe)
        with system_context("Test"):
            kopie = Herkunft.objects.get(
                analyse=analyse, freigegebener_befund__isnull=False
            ).freigegebener_befund

        eines.tut("fachkraft", Uebergang.ZURUECKZIEHEN, analyse)

        with system_context("Test"):
            assert not Herkunft.objects.filter(analyse=analyse).exists()
            assert (
                FreigegebenerBefund.objects.count() == FreigegebenerVorschlag.objects.count() == 1
            )
        login_as("wissenschaft", projekt=eines.projekt)
        assert client.get(reverse("bibliothek:detail", args=[kopie.pk])).status_code == 404


class TestBelege:
    """A trigger counts how many analyses support a copy."""

    @pytest.fixture
    def zwei(self):
        """Two analyses of different offices, the copy of the first supported by both."""
        eines = amt()
        anderes = amt(projekt=eines.projekt)
        erste, zweite = eines.analyse(PROJEKT), anderes.analyse(PROJEKT)
        with system_context("Test"):
            kopie = Herkunft.objects.get(
                analyse=erste, freigegebener_befund__isnull=False
            ).freigegebener_befund
            Herkunft.objects.create(
                jugendamt=anderes.jugendamt, analyse=zweite, freigegebener_befund=kopie
            )
        return eines, erste, kopie

    def test_each_herkunft_counts(self, zwei):
        *_, kopie = zwei

        with system_context("Test"):
            kopie.refresh_from_db()
            assert kopie.anzahl_belege == 2
            assert str(Herkunft.objects.first()).startswith("Herkunft ")

    def test_what_another_analysis_supports_stays_when_one_is_withdrawn(self, zwei):
        eines, erste, kopie = zwei

        eines.tut("leitung", Uebergang.ZURUECKZIEHEN, erste)

        with system_context("Test"):
            kopie.refresh_from_db()
            assert kopie.anzahl_belege == 1

    @pytest.mark.parametrize(
        ("anzahl", "satz"), [(2, "weniger als 3 Fallanalysen"), (3, "3 Fallanalysen")]
    )
    def test_the_page_counts_by_the_rule_of_small_cells(self, client, login_as, zwei, anzahl, satz):
        eines, _erste, kopie = zwei
        with system_context("Test"):
            FreigegebenerBefund.objects.filter(pk=kopie.pk).update(anzahl_belege=anzahl)
        login_as("wissenschaft", projekt=eines.projekt)

        seite = client.get(reverse("bibliothek:detail", args=[kopie.pk])).content.decode()

        assert satz in seite
        assert "weniger als 3 Fallanalysen" not in seite or anzahl < 3


class TestHerkunft:
    def test_only_the_owner_finds_the_way_back(self, client, login_as, welt):
        eines, leute = welt
        analyse = eines.analyse(PROJEKT)
        with system_context("Test"):
            url = reverse("bibliothek:detail", args=[FreigegebenerBefund.objects.get().pk])

        for wer in IM_PROJEKT:
            login_as(leute[wer])
            seite = client.get(url).content.decode()
            assert (analyse.kennung in seite) == (wer == "eigene"), wer
            assert (str(analyse.pk) in seite) == (wer == "eigene"), wer

    def test_the_database_shows_it_to_nobody_else(self, welt):
        eines, leute = welt
        eines.analyse(LAND)

        for wer, rolle in leute.items():
            with acting_as(rolle):
                eigenes = rolle.jugendamt_id == eines.jugendamt.pk and wer != "moderation"
                assert Herkunft.objects.exists() == eigenes, wer
                assert Fallanalyse.objects.exists() == eigenes, wer
