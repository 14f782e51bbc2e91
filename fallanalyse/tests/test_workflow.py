"""Every state × every Uebergang, against a table written down apart from workflow.py."""

import itertools

import pytest

from fallanalyse.enums import Bearbeitungsstand as Stand
from fallanalyse.enums import Freigabestufe as Stufe
from fallanalyse.enums import Methode, Schritt
from fallanalyse.enums import Uebergang as U
from fallanalyse.permissions import ROLLEN
from fallanalyse.workflow import (
    BEGLEITEND,
    BEIM_TEAM,
    IM_JUGENDAMT_OFFEN,
    IN_DER_BIBLIOTHEK,
    SCHRITTE,
    UebergangNichtMoeglich,
    state_after,
    uebergaenge_from,
)

ARBEIT, FERTIG = Stand.IN_ARBEIT, Stand.ABGESCHLOSSEN
OHNE, MIT, EGAL = {False}, {True}, {False, True}

# (stand, stufe) and Uebergang: whether the Jugendamt is in a cluster, and the state that follows.
MOEGLICH = {
    (ARBEIT, Stufe.TEAM, U.ABSCHLIESSEN): (EGAL, FERTIG, Stufe.TEAM),
    (ARBEIT, Stufe.ZURUECKGEGEBEN, U.ABSCHLIESSEN): (EGAL, FERTIG, Stufe.ZURUECKGEGEBEN),
    (ARBEIT, Stufe.ZURUECKGEZOGEN, U.ABSCHLIESSEN): (EGAL, FERTIG, Stufe.ZURUECKGEZOGEN),
    (FERTIG, Stufe.TEAM, U.WIEDER_OEFFNEN): (EGAL, ARBEIT, Stufe.TEAM),
    (FERTIG, Stufe.ZURUECKGEGEBEN, U.WIEDER_OEFFNEN): (EGAL, ARBEIT, Stufe.ZURUECKGEGEBEN),
    (FERTIG, Stufe.ZURUECKGEZOGEN, U.WIEDER_OEFFNEN): (EGAL, ARBEIT, Stufe.ZURUECKGEZOGEN),
    (FERTIG, Stufe.TEAM, U.EINREICHEN): (EGAL, FERTIG, Stufe.EINGEREICHT),
    (FERTIG, Stufe.ZURUECKGEGEBEN, U.EINREICHEN): (EGAL, FERTIG, Stufe.EINGEREICHT),
    (FERTIG, Stufe.ZURUECKGEZOGEN, U.EINREICHEN): (EGAL, FERTIG, Stufe.EINGEREICHT),
    (FERTIG, Stufe.EINGEREICHT, U.ZURUECKGEBEN): (EGAL, ARBEIT, Stufe.ZURUECKGEGEBEN),
    (FERTIG, Stufe.LESERKREIS, U.ZURUECKGEBEN): (EGAL, ARBEIT, Stufe.ZURUECKGEGEBEN),
    (FERTIG, Stufe.GEPRUEFT, U.ZURUECKGEBEN): (EGAL, ARBEIT, Stufe.ZURUECKGEGEBEN),
    (FERTIG, Stufe.EINGEREICHT, U.FREIGEBEN): (EGAL, FERTIG, Stufe.LESERKREIS),
    (FERTIG, Stufe.LESERKREIS, U.BESTAETIGEN): (EGAL, FERTIG, Stufe.GEPRUEFT),
    (FERTIG, Stufe.GEPRUEFT, U.FREIGEBEN_CLUSTER): (MIT, FERTIG, Stufe.CLUSTER),
    (FERTIG, Stufe.GEPRUEFT, U.FREIGEBEN_PROJEKT): (OHNE, FERTIG, Stufe.PROJEKT),
    # Also without: the Jugendamt may have left the cluster since.
    (FERTIG, Stufe.CLUSTER, U.FREIGEBEN_PROJEKT): (EGAL, FERTIG, Stufe.PROJEKT),
    (FERTIG, Stufe.PROJEKT, U.FREIGEBEN_LAND): (EGAL, FERTIG, Stufe.LAND),
    (FERTIG, Stufe.EINGEREICHT, U.ZURUECKZIEHEN): (EGAL, FERTIG, Stufe.ZURUECKGEZOGEN),
    (FERTIG, Stufe.LESERKREIS, U.ZURUECKZIEHEN): (EGAL, FERTIG, Stufe.ZURUECKGEZOGEN),
    (FERTIG, Stufe.GEPRUEFT, U.ZURUECKZIEHEN): (EGAL, FERTIG, Stufe.ZURUECKGEZOGEN),
    (FERTIG, Stufe.CLUSTER, U.ZURUECKZIEHEN): (EGAL, FERTIG, Stufe.ZURUECKGEZOGEN),
    (FERTIG, Stufe.PROJEKT, U.ZURUECKZIEHEN): (EGAL, FERTIG, Stufe.ZURUECKGEZOGEN),
    (FERTIG, Stufe.LAND, U.ZURUECKZIEHEN): (EGAL, FERTIG, Stufe.ZURUECKGEZOGEN),
}
ZUSTAENDE = list(itertools.product(Stand, Stufe))


@pytest.mark.parametrize("mit_cluster", [False, True])
@pytest.mark.parametrize("uebergang", U)
@pytest.mark.parametrize(("stand", "stufe"), ZUSTAENDE)
class TestStateAfter:
    def test_every_state_and_uebergang(self, stand, stufe, uebergang, mit_cluster):
        erlaubt, *nach = MOEGLICH.get((stand, stufe, uebergang), (set(),))

        if mit_cluster in erlaubt:
            assert state_after(uebergang, stand, stufe, mit_cluster=mit_cluster) == tuple(nach)
        else:
            with pytest.raises(UebergangNichtMoeglich) as grund:
                state_after(uebergang, stand, stufe, mit_cluster=mit_cluster)
            assert uebergang.label in str(grund.value)
            assert stand.label in str(grund.value)
            assert stufe.label in str(grund.value)

    def test_the_buttons_are_those_of_the_table(self, stand, stufe, uebergang, mit_cluster):
        erlaubt, *_nach = MOEGLICH.get((stand, stufe, uebergang), (set(),))

        angeboten = uebergaenge_from(stand, stufe, mit_cluster=mit_cluster)

        assert (uebergang in angeboten) == (mit_cluster in erlaubt)


class TestWays:
    def erreichbar(self, *, mit_cluster):
        erreicht, offen = set(), {(ARBEIT, Stufe.TEAM)}
        while offen:
            zustand = offen.pop()
            erreicht.add(zustand)
            offen |= {
                state_after(uebergang, *zustand, mit_cluster=mit_cluster)
                for uebergang in uebergaenge_from(*zustand, mit_cluster=mit_cluster)
            } - erreicht
        return erreicht

    @pytest.mark.parametrize("mit_cluster", [False, True])
    def test_who_writes_has_it_with_the_team(self, mit_cluster):
        for stand, stufe in self.erreichbar(mit_cluster=mit_cluster):
            assert stand == FERTIG or stufe in BEIM_TEAM

    @pytest.mark.parametrize("mit_cluster", [False, True])
    def test_no_state_is_a_dead_end(self, mit_cluster):
        for zustand in self.erreichbar(mit_cluster=mit_cluster):
            assert uebergaenge_from(*zustand, mit_cluster=mit_cluster), zustand

    def test_without_a_cluster_its_stage_is_passed_over(self):
        assert {stufe for _stand, stufe in self.erreichbar(mit_cluster=True)} == set(Stufe)
        assert {stufe for _stand, stufe in self.erreichbar(mit_cluster=False)} == set(Stufe) - {
            Stufe.CLUSTER
        }

    def test_nothing_leaves_the_jugendamt_past_the_second_person(self):
        for (_stand, stufe, uebergang), (_cluster, _nach, nach) in MOEGLICH.items():
            if nach in IN_DER_BIBLIOTHEK:
                assert stufe in {Stufe.GEPRUEFT, Stufe.CLUSTER, Stufe.PROJEKT}, uebergang

    def test_the_stages_lie_within_each_other(self):
        assert IN_DER_BIBLIOTHEK < IM_JUGENDAMT_OFFEN
        assert not BEIM_TEAM & IM_JUGENDAMT_OFFEN
        assert set(Stufe) - BEIM_TEAM - IM_JUGENDAMT_OFFEN == {Stufe.EINGEREICHT}


class TestTables:
    def test_every_uebergang_has_people_who_may_do_it(self):
        assert set(ROLLEN) == set(U)

    def test_every_method_has_its_steps(self):
        assert set(SCHRITTE) == set(Methode)

    def test_a_light_method_asks_only_what_fits_into_an_hour(self):
        fischgraeten = {
            Schritt.ANLASS,
            Schritt.EINFLUSSFAKTOREN,
            Schritt.BEFUNDE,
            Schritt.EMPFEHLUNGEN,
        }
        assert set(SCHRITTE[Methode.FISCHGRAETEN]) == fischgraeten
        assert set(SCHRITTE[Methode.FALLREFLEXION]) == fischgraeten | {
            Schritt.SCHLUESSELSITUATIONEN
        }

    def test_only_a_full_method_looks_at_what_the_law_foresaw(self):
        mit_gesetz = {methode for methode in Methode if Schritt.GESETZ in SCHRITTE[methode]}

        assert mit_gesetz == {Methode.NZFH, Methode.LEW, Methode.SCIE}
        assert all(SCHRITTE[methode] == tuple(Schritt)[:-1] for methode in mit_gesetz)

    @pytest.mark.parametrize("methode", Methode)
    def test_every_method_ends_in_befunde_that_others_can_learn_from(self, methode):
        assert {Schritt.ANLASS, Schritt.BEFUNDE, Schritt.EMPFEHLUNGEN} <= set(SCHRITTE[methode])

    @pytest.mark.parametrize("methode", Methode)
    def test_the_circle_can_meet_in_every_method(self, methode):
        assert not set(BEGLEITEND) & set(SCHRITTE[methode])

    @pytest.mark.parametrize("methode", Methode)
    def test_the_steps_come_in_their_order(self, methode):
        assert list(SCHRITTE[methode]) == [s for s in Schritt if s in SCHRITTE[methode]]
