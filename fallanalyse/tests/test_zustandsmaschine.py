"""
Random people do random things to one analysis, allowed or not: what must hold after each of them.

The machine goes through the permissions as a view does, or past them (`direkt`): who may not
release his own work must not be able to, whatever calls the method.
"""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from fallanalyse import permissions
from fallanalyse.enums import Bearbeitungsstand, Freigabestufe, Funktion, Schritt, Uebergang
from fallanalyse.models import Fallanalyse, FreigegebenerBefund, FreigegebenerVorschlag, Herkunft
from fallanalyse.models import inhalt as inhalte
from fallanalyse.tests.factories import WEG, amt, amt_im_cluster, vollstaendig
from fallanalyse.workflow import (
    BEIM_TEAM,
    IN_DER_BIBLIOTHEK,
    UebergangNichtMoeglich,
    uebergaenge_from,
)
from kinderschutz.identity import acting_as
from kinderschutz.system_context import system_context
from kommunen.models import Kennzahlwert
from kommunen.stichtag import abweichungen

LEUTE = ["fachkraft", "kollegin", "zweite", "leitung", "vertretung"]
FREIGABEN = {
    Uebergang.FREIGEBEN,
    Uebergang.FREIGEBEN_CLUSTER,
    Uebergang.FREIGEBEN_PROJEKT,
    Uebergang.FREIGEBEN_LAND,
}
ANGABEN = {Uebergang.ZURUECKGEBEN: {"begruendung": "Bitte die Sicht des Kindes ergänzen."}}
TREFFER = "Was geschah am 12.03.2024?"
wer = st.sampled_from(LEUTE)


class Reise(RuleBasedStateMachine):
    amt = None

    @initialize(schritte=st.integers(0, 6))
    def beginne(self, schritte):
        """Begin, and go some way in the usual order: what is far away must be reached often."""
        self.rahmen = transaction.atomic()
        self.rahmen.__enter__()
        self.geschrieben, self.wechsel, self.zuletzt = set(), 0, {}
        self.pk = self.amt.beginne().pk
        with system_context("Test"):
            self.analyse.leitfrage = "Was half?"
            vollstaendig(self.analyse)
            Fallanalyse.objects.filter(pk=self.pk).update(leitfrage="Was half?")
        if schritte:
            self.tut("fachkraft", Uebergang.ABSCHLIESSEN, direkt=False)
        for wer, uebergang, _stufe in WEG[:schritte]:
            self.tut(wer, uebergang, direkt=False)

    def teardown(self):
        if hasattr(self, "rahmen"):
            transaction.set_rollback(True)
            self.rahmen.__exit__(None, None, None)

    @property
    def analyse(self):
        return Fallanalyse.objects.get(pk=self.pk)

    def gesamtstand(self):
        """Return everything a refused step must leave alone."""
        with system_context("Test"):
            analyse = self.analyse
            return (
                analyse.bearbeitungsstand,
                analyse.freigabestufe,
                analyse.leserkreis,
                analyse.version,
                analyse.abgeschlossen_am,
                analyse.wechsel_set.count(),
                analyse.herkunft_set.count(),
                FreigegebenerBefund.objects.count(),
                sorted(Kennzahlwert.objects.values_list("name", "jahr", "anzahl")),
            )

    # --- what people do --------------------------------------------------------------------------

    @rule(wer=wer, uebergang=st.sampled_from(Uebergang), direkt=st.booleans())
    def versucht(self, wer, uebergang, direkt):
        self.tut(wer, uebergang, direkt=direkt)

    @rule(wer=wer, n=st.integers(0, 2), direkt=st.booleans())
    def geht_weiter(self, wer, n, direkt):
        """Try what the state allows, so that the journey gets far."""
        with system_context("Test"):
            analyse = self.analyse
            moeglich = uebergaenge_from(
                analyse.bearbeitungsstand, analyse.freigabestufe, mit_cluster=analyse.mit_cluster()
            )
        self.tut(wer, moeglich[n % len(moeglich)], direkt=direkt)

    @rule(wer=wer, text=st.sampled_from(["Was half?", "Was half wem?", TREFFER]))
    def schreibt(self, wer, text):
        vorher = self.gesamtstand()
        with acting_as(self.amt.rollen[wer]) as person:
            analyse = Fallanalyse.objects.visible_to(person).filter(pk=self.pk).first()
            darf = analyse is not None and permissions.can_bearbeiten(person, analyse)
            if darf:
                inhalt = inhalte.lies(analyse, Schritt.ANLASS)
                inhalt["kopf"]["leitfrage"] = text
                analyse.speichere_schritt(
                    Schritt.ANLASS,
                    inhalt,
                    version=analyse.version_of(Schritt.ANLASS),
                    durch=person,
                )
                self.geschrieben.add(person.pk)
        if not darf:
            assert self.gesamtstand() == vorher

    @precondition(lambda self: len(self.team()) < 3)
    @rule(wer=wer)
    def kommt_ins_team(self, wer):
        with system_context("Test"):
            if self.analyse.bearbeitungsstand == Bearbeitungsstand.IN_ARBEIT:
                self.analyse.nimm_ins_team(self.amt.rollen[wer].person, Funktion.ANALYSETEAM)

    @precondition(lambda self: len(self.team()) > 1)
    @rule(wer=wer)
    def verlaesst_das_team(self, wer):
        with system_context("Test"):
            self.analyse.team.filter(person=self.amt.rollen[wer].person).delete()

    def team(self):
        with system_context("Test"):
            return set(self.analyse.team.values_list("person", flat=True))

    def tut(self, wer, uebergang, *, direkt):
        rolle, vorher = self.amt.rollen[wer], self.gesamtstand()
        satz = "Dafür sehen die Berechtigungen nichts vor."
        try:
            with acting_as(rolle) as person:
                rows = (
                    Fallanalyse.objects.all() if direkt else Fallanalyse.objects.visible_to(person)
                )
                analyse = rows.filter(pk=self.pk).first()
                if analyse is None:
                    geschehen = False
                elif geschehen := direkt or permissions.can(person, uebergang, analyse):
                    getattr(analyse, uebergang)(durch=person, **ANGABEN.get(uebergang, {}))
        except UebergangNichtMoeglich as grund:
            geschehen, satz = False, str(grund)
        if geschehen:
            self.wechsel += 1
            self.pruefe_person(uebergang, rolle.person_id)
        else:
            assert self.gesamtstand() == vorher
            assert satz.endswith((".", "?"))

    def pruefe_person(self, uebergang, person):
        if uebergang in FREIGABEN | {Uebergang.BESTAETIGEN}:
            assert person not in self.geschrieben
            assert person not in self.team()
        if uebergang == Uebergang.BESTAETIGEN:
            assert person != self.zuletzt[Uebergang.FREIGEBEN]
        if uebergang in FREIGABEN - {Uebergang.FREIGEBEN}:
            assert person != self.zuletzt[Uebergang.BESTAETIGEN]
        self.zuletzt[uebergang] = person

    # --- what must always hold -------------------------------------------------------------------

    @invariant()
    def pruefe(self):
        with system_context("Test"):
            analyse = self.analyse
            stufe = analyse.freigabestufe
            fertig = analyse.bearbeitungsstand == Bearbeitungsstand.ABGESCHLOSSEN
            assert fertig or stufe in BEIM_TEAM
            assert fertig == (analyse.abgeschlossen_am is not None)
            assert bool(analyse.leserkreis) == (
                stufe not in BEIM_TEAM | {Freigabestufe.EINGEREICHT}
            )
            assert stufe in BEIM_TEAM or not analyse.offene_treffer()
            for kind in (FreigegebenerBefund, FreigegebenerVorschlag):
                stufen = list(kind.objects.values_list("stufe", "anzahl_belege"))
                assert stufen == ([(stufe, 1)] if stufe in IN_DER_BIBLIOTHEK else [])
            assert Herkunft.objects.count() == (2 if stufe in IN_DER_BIBLIOTHEK else 0)
            assert analyse.wechsel_set.count() == self.wechsel
            assert list(abweichungen()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("baue", [amt, amt_im_cluster])
def test_whatever_people_try(baue):
    Reise.amt = baue()

    run_state_machine_as_test(
        Reise,
        settings=settings(
            max_examples=8,
            stateful_step_count=12,
            deadline=None,
            # Twelve steps can be read as they are; to shorten them costs minutes of database.
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
