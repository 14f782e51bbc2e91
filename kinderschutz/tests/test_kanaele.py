"""
Every channel, every stage, everybody: what is given away is what the table says, to the letter.

The table is in kanaltabelle.py, how it is measured in kanaele.py.
"""

import pytest
from django.core import mail

from kinderschutz.models import Protokolleintrag
from kinderschutz.system_context import system_context
from kinderschutz.tests.kanaele import KANAELE, STUFEN, WER, Welt
from kinderschutz.tests.kanaltabelle import TABELLE


def lies_tabelle():
    """Return {stage: {who: {channel: letters}}}."""
    tabelle, kanaele = {}, []
    for line in TABELLE.strip().splitlines():
        zellen = line.split()
        if line.startswith("==="):
            kanaele = zellen[2:]
            block = tabelle[zellen[1]] = {}
        elif zellen:
            assert len(zellen) == len(kanaele) + 1, line
            block[zellen[0]] = dict(zip(kanaele, zellen[1:], strict=True))
    return tabelle


TAFEL = lies_tabelle()


def test_the_table_is_whole():
    assert list(TAFEL) == list(STUFEN)
    for block in TAFEL.values():
        assert list(block) == list(WER)
        assert all(list(zeile) == list(KANAELE) for zeile in block.values())


@pytest.mark.parametrize("stufe", STUFEN)
def test_everybody_finds_what_the_table_says_and_nothing_else(db, stufe, log_lines):
    welt = Welt(stufe)

    gefunden = {wer: {kanal: welt.zelle(wer, kanal) for kanal in KANAELE} for wer in WER}

    assert gefunden == TAFEL[stufe]
    # What nobody asks for and somebody gets all the same: letters, log lines, the audit trail.
    assert welt.befunde([f"{brief.subject} {brief.body}" for brief in mail.outbox]) == "–"
    assert len(mail.outbox) == 2
    assert welt.befunde([log_lines.getvalue()]) in ("–", "")
    with system_context("Test"):
        rows = [repr(row) for row in Protokolleintrag.objects.values_list()]
    assert welt.befunde(rows) == "K"


class TestRules:
    """What must hold whatever the table says."""

    def cells(self, *wer, kanaele=KANAELE, stufen=STUFEN):
        return {TAFEL[stufe][w][kanal] for stufe in stufen for w in wer for kanal in kanaele}

    def letters(self, *args, **kwargs):
        return set("".join(self.cells(*args, **kwargs))) - {"–"}

    def test_the_case_never_leaves_the_jugendamt(self):
        outside = (
            *("nachbaramt", "projektkoordination", "wissenschaft", "ministerium"),
            *("landesjugendamt", "administration", "fremdes_amt", "anonym"),
        )
        assert self.letters(*outside) <= {"B", "V"}

    def test_the_land_reads_recommendations_only(self):
        assert self.letters("ministerium", "landesjugendamt") == {"V"}

    def test_administration_strangers_and_the_public_find_nothing(self):
        assert self.letters("administration", "fremdes_amt", "anonym") == set()

    def test_what_stays_with_the_team_stays_with_the_team(self):
        others = set(WER) - {"fachkraft", "moderation"}
        assert not self.letters(*others) & {"T", "Z", "A"}
        assert "Z" not in self.letters("moderation")

    def test_only_the_datenschutz_connects_a_person_with_reading(self):
        assert not self.letters("leitung") & {"P", "E"}
        assert self.letters("datenschutz") == {"E", "K", "P"}

    def test_a_draft_is_known_to_its_team_alone(self):
        others = set(WER) - {"fachkraft", "moderation", "datenschutz"}
        assert self.letters(*others, stufen=("team", "zurueckgegeben")) == set()

    def test_after_a_withdrawal_it_is_as_before_any_release(self):
        others = set(WER) - {"fachkraft", "moderation", "datenschutz", "leitung"}
        assert self.letters(*others, stufen=("zurueckgezogen",)) == set()

    def test_no_error_page_and_no_figure_gives_anything_away(self):
        assert self.letters(*WER, kanaele=("fehler", "zahlen")) == set()
