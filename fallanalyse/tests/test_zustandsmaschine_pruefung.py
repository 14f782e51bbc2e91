"""
Random people write, decide, replace and release; detectors learn and break.

After each step three people look, through the pages they have: somebody invited from outside, a
colleague who is not in the team, and whoever reads the library. None of them ever reads a word that
could tell who somebody is and that the team has not decided about. What is decided is kept here a
second time, by hand, and not asked of the gate.
"""

import re

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from fallanalyse import permissions, pseudonymisierung
from fallanalyse.enums import Schritt, Trefferwahl, Uebergang
from fallanalyse.models import Fallanalyse, FreigegebenerBefund, FreigegebenerVorschlag
from fallanalyse.models import inhalt as inhalte
from fallanalyse.pseudonymisierung import PruefungNichtMoeglich
from fallanalyse.tests.factories import WEG, amt_im_cluster, vollstaendig
from fallanalyse.tests.treffer import Detektoren, lade_moderation_ein
from fallanalyse.workflow import BEIM_TEAM, UebergangNichtMoeglich, uebergaenge_from
from kinderschutz.identity import acting_as
from kinderschutz.system_context import system_context
from kinderschutz.testing import browser_of

LEUTE = ["fachkraft", "kollegin", "zweite", "leitung", "vertretung"]
ANGABEN = {Uebergang.ZURUECKGEBEN: {"begruendung": "Bitte die Sicht des Kindes ergänzen."}}
# Every word that tells has a tail of its own, so that it is known again wherever it is read.
SAETZE = [
    "Was half?",
    "Was half Kevin?",
    "Kam der Sommer zu früh?",
    "Der Koch rief an.",
    "Was geschah am 12.03.2024?",
    "Der Koch und Kevin im Sommer.",
    "Schmidt rief an.",
]
VERRAET = re.compile(r"Kevin|Sommer|Koch|12\.03\.2024|Schmidt")
wer = st.sampled_from(LEUTE)
satz = st.sampled_from(SAETZE)
feld = st.sampled_from(["leitfrage", "auftrag", "befund", "vorschlag"])


class Pruefreise(RuleBasedStateMachine):
    amt = None

    @initialize(
        schritte=st.integers(0, 6),
        vorher=st.lists(st.tuples(satz, feld), max_size=2),
        entschieden=st.booleans(),
    )
    def beginne(self, schritte, vorher, entschieden):
        """Write something, and go some way: what is far away must be tried often."""
        self.rahmen = transaction.atomic()
        self.rahmen.__enter__()
        self.detektoren = Detektoren()
        self.alt = pseudonymisierung.pruefe, pseudonymisierung.stand
        pseudonymisierung.pruefe = self.detektoren.pruefe
        pseudonymisierung.stand = self.detektoren.stand
        # What the team decided: {(text, start of the word)}.
        self.entschieden = set()
        self.pk = self.amt.beginne().pk
        with system_context("Test"):
            vollstaendig(self.analyse)
            Fallanalyse.objects.filter(pk=self.pk).update(leitfrage="Was half?")
        lade_moderation_ein(self.amt, self.analyse_im_system())
        self.clients = {wer: self.browser(wer) for wer in ("moderation", "zweite", "kollegin")}
        for satz_da, feld_da in vorher:
            self.schreibt(satz=satz_da, feld=feld_da)
        for n in range(4 if entschieden else 0):
            self.entscheidet(wahl=list(Trefferwahl)[1 + n % 2], n=0)
        if schritte:
            self.tut("fachkraft", Uebergang.ABSCHLIESSEN)
        for wer, uebergang, _stufe in WEG[:schritte]:
            self.tut(wer, uebergang)

    def teardown(self):
        if hasattr(self, "rahmen"):
            pseudonymisierung.pruefe, pseudonymisierung.stand = self.alt
            transaction.set_rollback(True)
            self.rahmen.__exit__(None, None, None)

    @property
    def analyse(self):
        return Fallanalyse.objects.get(pk=self.pk)

    def analyse_im_system(self):
        with system_context("Test"):
            return self.analyse

    def browser(self, wer):
        return browser_of(self.amt.rollen[wer])

    # --- what people do --------------------------------------------------------------------------

    @rule(satz=satz, feld=feld)
    def schreibt(self, satz, feld):
        with acting_as(self.amt.fachkraft) as person:
            analyse = self.analyse
            if not permissions.can_bearbeiten(person, analyse):
                return
            schritt = {"befund": Schritt.BEFUNDE, "vorschlag": Schritt.EMPFEHLUNGEN}.get(
                feld, Schritt.ANLASS
            )
            inhalt = inhalte.lies(analyse, schritt)
            if schritt == Schritt.ANLASS:
                inhalt["kopf"][feld] = satz
            for zeilen in inhalt["zeilen"].values():
                for zeile in zeilen.values():
                    zeile["text"] = satz
            version = analyse.version_of(schritt)
            analyse.speichere_schritt(schritt, inhalt, version=version, durch=person)

    @rule(wahl=st.sampled_from([Trefferwahl.KEIN_NAME, Trefferwahl.GELESEN]), n=st.integers(0, 3))
    def entscheidet(self, wahl, n):
        with acting_as(self.amt.fachkraft) as person:
            try:
                offene = self.analyse.offene_treffer()
                if not offene:
                    return
                stelle, fund = offene[n % len(offene)]
                self.analyse.entscheide(
                    [fund.kennung], wahl, begruendung="Ein Beruf.", durch=person
                )
            except (UebergangNichtMoeglich, PruefungNichtMoeglich):
                return
        self.entschieden.add((stelle.text, fund.treffer.start))

    @rule()
    def nimmt_alles_zurueck(self):
        with acting_as(self.amt.fachkraft) as person:
            for eine in self.analyse.trefferentscheidung_set.exclude(wahl=Trefferwahl.ERSETZT):
                try:
                    self.analyse.nimm_entscheidung_zurueck(eine.pk, durch=person)
                except UebergangNichtMoeglich:
                    return
        self.entschieden.clear()

    @rule()
    def ersetzt(self):
        with acting_as(self.amt.fachkraft) as person:
            try:
                offene = self.analyse.offene_treffer()
                if not offene:
                    return
                kennung = offene[0][1].kennung
                _fund, vorkommen = self.analyse.vorkommen(kennung)
                ersatz_of = {eines.kennung: "Kind 1" for eines in vorkommen}
                self.analyse.ersetze(kennung, ersatz_of, durch=person)
            except (UebergangNichtMoeglich, PruefungNichtMoeglich):
                return

    @rule(kaputt=st.booleans())
    def detektoren_brechen_oder_laufen(self, kaputt):
        self.detektoren.kaputt = kaputt

    @rule()
    def detektoren_lernen(self):
        if self.analyse_im_system().freigabestufe in BEIM_TEAM:
            self.detektoren.lerne("Schmidt")

    @rule(wer=wer, uebergang=st.sampled_from(Uebergang))
    def versucht(self, wer, uebergang):
        self.tut(wer, uebergang)

    @rule(wer=wer, n=st.integers(0, 2))
    def geht_weiter(self, wer, n):
        with system_context("Test"):
            analyse = self.analyse
            moeglich = uebergaenge_from(
                analyse.bearbeitungsstand, analyse.freigabestufe, mit_cluster=True
            )
        self.tut(wer, moeglich[n % len(moeglich)])

    def tut(self, wer, uebergang):
        try:
            with acting_as(self.amt.rollen[wer]) as person:
                analyse = Fallanalyse.objects.visible_to(person).filter(pk=self.pk).first()
                if analyse is not None and permissions.can(person, uebergang, analyse):
                    getattr(analyse, uebergang)(durch=person, **ANGABEN.get(uebergang, {}))
        except UebergangNichtMoeglich:
            return

    # --- what must always hold -------------------------------------------------------------------

    @invariant()
    def niemand_draussen_liest_ein_offenes_wort(self):
        seite = reverse("fallanalyse:detail", args=[self.pk])
        gelesen = [
            *(self.clients[wer].get(seite) for wer in self.clients),
            self.clients["zweite"].get(reverse("fallanalyse:bestaetigen", args=[self.pk])),
            self.clients["moderation"].get(
                reverse("fallanalyse:schritt", args=[self.pk, Schritt.ANLASS])
            ),
            self.clients["kollegin"].get(reverse("bibliothek:list")),
        ]
        with system_context("Test"):
            kopien = [
                text
                for kind in (FreigegebenerBefund, FreigegebenerVorschlag)
                for text in kind.objects.values_list("text", flat=True)
            ]
        # Nothing but a text in which everything was decided may be read as it stands.
        for text in [*(antwort.content.decode() for antwort in gelesen), *kopien]:
            for ganzer in SAETZE:
                offen = [
                    wort.group()
                    for wort in VERRAET.finditer(ganzer)
                    if self.is_bekannt(wort.group())
                    and (ganzer, wort.start()) not in self.entschieden
                ]
                assert not (offen and ganzer in re.sub(r"<[^>]+>", "", text)), ganzer
            for wort in ("Kevin", "12.03.2024"):
                entschieden = any(
                    wort in ganzer and (ganzer, ganzer.index(wort)) in self.entschieden
                    for ganzer in SAETZE
                )
                assert entschieden or wort not in text

    def is_bekannt(self, wort):
        return any(muster.search(wort) for _art, _grund, muster, _s, _e in self.detektoren.muster)


@pytest.mark.django_db
def test_whatever_is_written_decided_and_released():
    Pruefreise.amt = amt_im_cluster()

    run_state_machine_as_test(
        Pruefreise,
        settings=settings(
            max_examples=12,
            stateful_step_count=14,
            deadline=None,
            # The steps can be read as they are; to shorten them costs minutes of database.
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
