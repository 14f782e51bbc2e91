"""
Detectors for tests of the gate: what they find does not depend on any list of names.

Kevin is a sure name, Sommer one that may be none, Koch a weak hint, and there are dates.
"""

import re

import pytest

from fallanalyse import pseudonymisierung
from fallanalyse.enums import Schritt
from fallanalyse.models import Fallanalyse
from fallanalyse.models import inhalt as inhalte
from fallanalyse.pseudonymisierung import PruefungNichtMoeglich, Treffer
from kinderschutz.identity import acting_as
from kinderschutz.system_context import system_context
from kinderschutz.testing import make_rolle

MUSTER = (
    ("name", "ein Vorname", re.compile(r"\bKevins?\b", re.I), True, "Kind 1"),
    ("name", "ein Nachname", re.compile(r"\bSommer\b"), True, ""),
    ("name", "vielleicht ein Nachname", re.compile(r"\bKoch\b"), False, ""),
    ("datum", "ein Datum", re.compile(r"\b\d{1,2}\.\d{1,2}\.\d{4}\b"), True, "im Frühjahr"),
)


class Detektoren:
    """What stands in for pseudonymisierung: can be changed, broken, and counts what it reads."""

    def __init__(self):
        self.muster, self.version, self.kaputt, self.gelesen = MUSTER, 1, False, []

    def stand(self):
        if self.kaputt:
            raise PruefungNichtMoeglich("Die Prüfung läuft gerade nicht.")
        return f"test-{self.version}"

    def pruefe(self, text):
        self.stand()
        if text:
            self.gelesen.append(text)
        return sorted(
            (
                Treffer(fund.start(), fund.end(), fund.group(), art, grund, sicher, ersatz)
                for art, grund, muster, sicher, ersatz in self.muster
                for fund in muster.finditer(text)
            ),
            key=lambda treffer: treffer.start,
        )

    def lerne(self, wort):
        """Know one word more from now on."""
        self.version += 1
        neu = ("name", "ein Name", re.compile(rf"\b{wort}\b"), True, "")
        self.muster = (*self.muster, neu)


@pytest.fixture
def detektoren(monkeypatch):
    ihre = Detektoren()
    monkeypatch.setattr(pseudonymisierung, "pruefe", ihre.pruefe)
    monkeypatch.setattr(pseudonymisierung, "stand", ihre.stand)
    return ihre


def schreibe(amt, analyse, schritt, *, wer="fachkraft", kopf=None, **zeilen):
    """Let somebody of the Amt save this step with these values; rows are {art: {pk: {feld: …}}}."""
    with acting_as(amt.rollen[wer]) as person:
        analyse = Fallanalyse.objects.get(pk=analyse.pk)
        inhalt = inhalte.lies(analyse, schritt)
        inhalt["kopf"] |= kopf or {}
        for art, rows in zeilen.items():
            for pk, felder in rows.items():
                inhalt["zeilen"][art][pk] = inhalt["zeilen"][art].get(pk, {}) | felder
        analyse.speichere_schritt(
            schritt, inhalt, version=analyse.version_of(schritt), durch=person
        )
    return analyse


def beginne_mit_treffern(amt):
    """Begin an analysis in whose first step each detector finds something."""
    return schreibe(
        amt,
        amt.beginne(),
        Schritt.ANLASS,
        kopf={
            "leitfrage": "Was half Kevin im Sommer?",
            "auftrag": "Kevins Weg seit dem 12.03.2024.",
            "anlass_text": "Der Koch rief an.",
            "fallstatus": "ruhend",
        },
    )


def lade_moderation_ein(amt, analyse):
    """Invite somebody from outside to this analysis; return her Rolle."""
    rolle = make_rolle("moderation", jugendamt=amt.jugendamt, analyse=analyse.pk)
    with system_context("Test"):
        analyse.nimm_ins_team(rolle.person, "moderation")
    amt.rollen["moderation"] = rolle
    return rolle


def offene(amt, analyse, wer="fachkraft"):
    """Return {word: key} of what is open, as the team sees it."""
    with acting_as(amt.rollen[wer]):
        analyse = Fallanalyse.objects.get(pk=analyse.pk)
        return {fund.treffer.text: fund.kennung for _stelle, fund in analyse.offene_treffer()}


def entscheide(amt, analyse, *worte, wahl="kein_name", begruendung="Das ist ein Beruf."):
    kennungen = offene(amt, analyse)
    with acting_as(amt.fachkraft) as person:
        return Fallanalyse.objects.get(pk=analyse.pk).entscheide(
            [kennungen[wort] for wort in worte], wahl, begruendung=begruendung, durch=person
        )
