"""Periods of a Zeitstrahl: what the address may ask for, and where one can go from there."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fallanalyse.zeitraum import (
    Zeitraum,
    beschrifte,
    ganzer,
    gewaehlt,
    heraus,
    hinein,
    striche,
    teile,
    wahlen,
    weiter,
    zurueck,
)

GANZ = Zeitraum(-5, 40)
ZEITEN = st.lists(st.floats(-400_000, 400_000), max_size=6)


@st.composite
def periods(draw):
    """Return a whole Zeitstrahl and a period of it."""
    ganz = ganzer(draw(st.lists(st.floats(-300, 300), max_size=5)))
    von = draw(st.integers(ganz.von, ganz.bis - 1))
    return ganz, Zeitraum(von, draw(st.integers(von + 1, ganz.bis)))


class TestGanzer:
    @given(ZEITEN)
    def test_holds_every_time_and_the_beginning(self, zeiten):
        ganz = ganzer(zeiten)

        assert all(ganz.enthaelt(zeit) for zeit in [0, *zeiten])

    def test_of_nothing_is_half_a_year(self):
        assert ganzer([]) == Zeitraum(0, 6)


class TestGewaehlt:
    def test_takes_what_the_address_says(self):
        assert gewaehlt({"von": "0", "bis": "12"}, GANZ) == Zeitraum(0, 12)
        assert gewaehlt({"von": "-5", "bis": "0"}, GANZ) == Zeitraum(-5, 0)

    def test_stays_inside_the_whole(self):
        assert gewaehlt({"von": "-900", "bis": "3"}, GANZ) == Zeitraum(-5, 3)
        assert gewaehlt({"von": "30", "bis": "999999"}, GANZ) == Zeitraum(30, 40)

    @pytest.mark.parametrize(
        "angaben",
        [
            {},
            {"von": "3"},
            {"bis": "3"},
            {"von": "", "bis": ""},
            {"von": "drei", "bis": "12"},
            {"von": "1.5", "bis": "12"},
            {"von": "1e3", "bis": "12"},
            {"von": "١", "bis": "12"},
            {"von": "12", "bis": "12"},
            {"von": "12", "bis": "3"},
            {"von": "50", "bis": "60"},
            {"von": "9" * 5000, "bis": "12"},
            {"von": "\x00", "bis": "'; --"},
        ],
    )
    def test_falls_back_to_the_whole(self, angaben):
        assert gewaehlt(angaben, GANZ) == GANZ

    @given(st.text(max_size=9), st.text(max_size=9))
    def test_takes_anything_without_failing(self, von, bis):
        wahl = gewaehlt({"von": von, "bis": bis}, GANZ)

        assert GANZ.von <= wahl.von < wahl.bis <= GANZ.bis


class TestWahlen:
    def test_of_up_to_a_year_are_none(self):
        assert wahlen(Zeitraum(0, 12)) == []
        assert wahlen(Zeitraum(-3, 9)) == []

    def test_are_the_years_and_what_was_before(self):
        assert wahlen(GANZ) == [
            ("vor Fallbeginn", Zeitraum(-5, 0)),
            ("1. Jahr", Zeitraum(0, 12)),
            ("2. Jahr", Zeitraum(12, 24)),
            ("3. Jahr", Zeitraum(24, 36)),
            ("4. Jahr", Zeitraum(36, 40)),
        ]

    def test_of_a_long_life_are_several_years_each(self):
        assert [text for text, _ in wahlen(Zeitraum(0, 17 * 12))] == [
            "1. bis 3. Jahr",
            "4. bis 6. Jahr",
            "7. bis 9. Jahr",
            "10. bis 12. Jahr",
            "13. bis 15. Jahr",
            "16. bis 18. Jahr",
        ]

    def test_after_a_long_story_and_a_short_case_are_two(self):
        assert wahlen(Zeitraum(-30, 8)) == [
            ("vor Fallbeginn", Zeitraum(-30, 0)),
            ("ab Fallbeginn", Zeitraum(0, 8)),
        ]

    @given(ZEITEN)
    def test_are_few_and_leave_nothing_out(self, zeiten):
        ganz = ganzer(zeiten)
        angebot = [zeitraum for _text, zeitraum in wahlen(ganz)]

        assert len(angebot) <= 9
        if angebot:
            assert (angebot[0].von, angebot[-1].bis) == ganz
        assert all(frueher.bis == spaeter.von for frueher, spaeter in itertools.pairwise(angebot))


class TestWays:
    @given(periods())
    def test_lead_to_periods_of_this_zeitstrahl(self, paar):
        ganz, zeitraum = paar
        for ziel in (
            hinein(zeitraum),
            heraus(zeitraum, ganz),
            zurueck(zeitraum, ganz),
            weiter(zeitraum, ganz),
        ):
            assert ziel is None or (ganz.von <= ziel.von < ziel.bis <= ganz.bis)

    @given(periods())
    def test_out_shows_all_that_was_seen_and_more(self, paar):
        ganz, zeitraum = paar
        ziel = heraus(zeitraum, ganz)

        if zeitraum == ganz:
            assert ziel is None
        else:
            assert ziel.von <= zeitraum.von
            assert ziel.bis >= zeitraum.bis
            assert ziel.dauer > zeitraum.dauer

    @given(periods())
    def test_in_shows_a_part_until_it_is_close_enough(self, paar):
        _ganz, zeitraum = paar
        ziel = hinein(zeitraum)

        assert (ziel is None) == (zeitraum.dauer <= 3)
        if ziel:
            assert zeitraum.von <= ziel.von
            assert ziel.bis <= zeitraum.bis
            assert 3 <= ziel.dauer < zeitraum.dauer

    def test_onward_and_back_move_by_what_is_shown(self):
        assert weiter(Zeitraum(0, 12), GANZ) == Zeitraum(12, 24)
        assert zurueck(Zeitraum(12, 24), GANZ) == Zeitraum(0, 12)
        assert weiter(Zeitraum(24, 36), GANZ) == Zeitraum(28, 40)
        assert weiter(Zeitraum(28, 40), GANZ) is None
        assert zurueck(Zeitraum(-5, 7), GANZ) is None


class TestTicks:
    @given(ZEITEN, st.floats(1, 40))
    def test_are_round_and_have_room(self, zeiten, platz):
        ganz = ganzer(zeiten)
        monate, schritt = striche(ganz, platz)

        assert len(monate) <= platz + 1
        assert all(monat % schritt == 0 and ganz.von <= monat <= ganz.bis for monat in monate)

    def test_speak_of_months_and_of_years(self):
        assert [beschrifte(monat, 3) for monat in (-3, 0, 12)] == [
            "Monat −3",
            "Fallbeginn",
            "Monat 12",
        ]
        assert [beschrifte(monat, 12) for monat in (-12, 0, 24)] == [
            "Jahr −1",
            "Fallbeginn",
            "Jahr 2",
        ]


@given(periods(), st.integers(1, 12))
def test_parts_lie_side_by_side_and_make_the_whole(paar, anzahl):
    _ganz, zeitraum = paar
    stuecke = teile(zeitraum, anzahl)

    assert len(stuecke) <= anzahl
    assert (stuecke[0].von, stuecke[-1].bis) == zeitraum
    assert all(eins.bis == zwei.von for eins, zwei in itertools.pairwise(stuecke))


def test_what_happens_on_the_border_belongs_to_the_later_period():
    assert not Zeitraum(0, 12).enthaelt(12)
    assert Zeitraum(12, 24).enthaelt(12)


def test_what_lasts_belongs_to_every_period_it_reaches():
    assert Zeitraum(0, 12).enthaelt(-3, 1)
    assert Zeitraum(0, 12).enthaelt(-3, 99)
    assert not Zeitraum(0, 12).enthaelt(-3, 0)
