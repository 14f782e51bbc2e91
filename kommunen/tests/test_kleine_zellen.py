"""
The small-cell rule, attacked.

The attacker here is not the rule's own loop search: he tries out completions of the published table, row by
row, and knows what a reader knows: totals add up, a secret cell is at least 1.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kommunen.kleine_zellen import (
    GEHEIM,
    KEINE_ANGABE,
    Zelle,
    Zustand,
    offen,
    schuetze,
    summe_der,
)

SCHWELLE = 3
werte_einer_zelle = st.one_of(
    st.none(), st.integers(0, 4), st.integers(0, 4), st.integers(5, 12), st.just(1)
)


@st.composite
def tabellen(draw, rows=4, columns=3):
    width = draw(st.integers(1, columns))
    line = st.tuples(*[werte_einer_zelle] * width)
    return tuple(draw(st.lists(line, min_size=1, max_size=rows)))


def geschuetzt(werte, **kwargs):
    return schuetze(werte, schwelle=SCHWELLE, **kwargs)


class Angreifer:
    """Looks for another table that fits what is published."""

    def __init__(self, tabelle, werte):
        self.tabelle, self.werte = tabelle, werte
        self.rows, self.columns = len(werte), len(werte[0])
        self.sums = [0] * self.columns
        self.hoechstens = sum(wert or 0 for row in werte for wert in row) + 1

    def kennt(self, row, column):
        """Return whether only one value is possible in this secret cell; totals are row/column -1."""
        wahr = self._wahr(row, column)
        # A table that differs by one does it: the rule promises no more, and it is found soonest.
        return not any(
            self._gibt_es(row, column, wahr + schritt) for schritt in (1, -1) if wahr + schritt >= 1
        )

    def _wahr(self, row, column):
        rows = self.werte if row == -1 else [self.werte[row]]
        return sum(
            wert or 0 for line in rows for wert in (line if column == -1 else [line[column]])
        )

    def _gibt_es(self, row, column, wert):
        return self._zeile(0, [0] * self.columns, (row, column, wert))

    def _zeile(self, row, bisher, ziel):
        if row == self.rows:
            return self._passen_die_spalten(bisher, ziel)
        for line in self._zeilen(row, ziel):
            neu = [summe + wert for summe, wert in zip(bisher, line, strict=True)]
            if self._kann_noch(neu) and self._zeile(row + 1, neu, ziel):
                return True
        return False

    def _kann_noch(self, summen):
        return all(
            zelle.is_geheim or zelle.is_keine_angabe or summe <= zelle.wert
            for summe, zelle in zip(summen, self.tabelle.spaltensummen, strict=True)
        )

    def _zeilen(self, row, ziel):
        """Yield the lines that fit the published cells and the row total, near the true one first."""
        moeglich = []
        for column, zelle in enumerate(self.tabelle.zellen[row]):
            wahr = self.werte[row][column] or 0
            if (row, column) == ziel[:2]:
                moeglich.append([ziel[2]])
            elif zelle.is_geheim:
                moeglich.append([wert for wert in (wahr, wahr + 1, wahr - 1) if wert >= 1])
            else:
                moeglich.append([wahr])
        lines = [[]]
        for werte in moeglich:
            lines = [[*line, wert] for line in lines for wert in werte]
        summe = self.tabelle.zeilensummen[row] if self.tabelle.zeilensummen else GEHEIM
        for line in lines:
            if (row, -1) == ziel[:2] and sum(line) != ziel[2]:
                continue
            if summe.is_geheim or summe.is_keine_angabe or sum(line) == summe.wert:
                yield line

    def _passen_die_spalten(self, summen, ziel):
        for column, (summe, zelle) in enumerate(
            zip(summen, self.tabelle.spaltensummen, strict=True)
        ):
            if (-1, column) == ziel[:2] and summe != ziel[2]:
                return False
            if not zelle.is_geheim and not zelle.is_keine_angabe and summe != zelle.wert:
                return False
        gesamt = self.tabelle.summe
        if ziel[:2] == (-1, -1) and sum(summen) != ziel[2]:
            return False
        return (
            gesamt is None
            or gesamt.is_geheim
            or gesamt.is_keine_angabe
            or sum(summen) == gesamt.wert
        )


def geheime(tabelle):
    """Yield (row, column) of all secret cells and totals."""
    for row, line in enumerate(tabelle.zellen):
        yield from ((row, column) for column, zelle in enumerate(line) if zelle.is_geheim)
    yield from ((-1, column) for column, z in enumerate(tabelle.spaltensummen) if z.is_geheim)
    yield from ((row, -1) for row, z in enumerate(tabelle.zeilensummen or ()) if z.is_geheim)
    if tabelle.summe and tabelle.summe.is_geheim:
        yield (-1, -1)


def alle_zellen(tabelle):
    yield from (zelle for line in tabelle.zellen for zelle in line)
    yield from tabelle.spaltensummen
    yield from tabelle.zeilensummen or ()
    if tabelle.summe:
        yield tabelle.summe


class TestGeheimhaltung:
    @settings(max_examples=400, deadline=None)
    @given(tabellen(), st.booleans())
    def test_no_secret_cell_can_be_computed(self, werte, zeilensummen):
        tabelle = geschuetzt(werte, zeilensummen=zeilensummen)
        angreifer = Angreifer(tabelle, werte)

        for row, column in geheime(tabelle):
            assert not angreifer.kennt(row, column), (werte, tabelle, row, column)

    @given(tabellen(rows=6, columns=5))
    def test_every_count_below_the_threshold_is_secret_and_no_other_state_mixes_in(self, werte):
        tabelle = geschuetzt(werte)

        for line, zellen in zip(werte, tabelle.zellen, strict=True):
            for wert, zelle in zip(line, zellen, strict=True):
                if wert is None:
                    assert zelle == KEINE_ANGABE
                elif wert == 0:
                    assert zelle == Zelle(Zustand.NULL, 0)
                elif wert < SCHWELLE:
                    assert zelle == GEHEIM
                else:
                    assert zelle in (GEHEIM, Zelle(Zustand.WERT, wert))

    @given(tabellen(rows=6, columns=5))
    def test_what_is_published_is_true(self, werte):
        tabelle = geschuetzt(werte)
        wahr = Angreifer(tabelle, werte)

        for column, zelle in enumerate(tabelle.spaltensummen):
            assert zelle.wert in (None, wahr._wahr(-1, column))
        for row, zelle in enumerate(tabelle.zeilensummen):
            assert zelle.wert in (None, wahr._wahr(row, -1))
        assert tabelle.summe.wert in (None, wahr._wahr(-1, -1))

    @given(tabellen(rows=6, columns=5))
    def test_no_total_below_the_threshold_is_published(self, werte):
        assert not any(zelle.wert in (1, 2) for zelle in alle_zellen(geschuetzt(werte)))

    @given(tabellen())
    def test_the_same_table_gives_the_same_answer(self, werte):
        erste = geschuetzt(werte)
        schuetze.cache_clear()

        assert geschuetzt(werte) == erste

    @given(tabellen())
    def test_a_table_without_small_counts_stays_as_it_is(self, werte):
        gross = tuple(tuple(None if wert is None else wert * 3 for wert in row) for row in werte)

        assert not list(geheime(geschuetzt(gross)))

    @given(tabellen(), st.integers(0, 3))
    def test_lines_without_any_figure_change_nothing(self, werte, anzahl):
        leer = ((None,) * len(werte[0]),) * anzahl

        assert geschuetzt((*werte, *leer)).zellen[: len(werte)] == geschuetzt(werte).zellen


class TestBeispiele:
    def test_one_small_count_takes_the_smallest_neighbour_along_and_keeps_the_total(self):
        tabelle = geschuetzt(((1,), (5,), (9,), (0,)), zeilensummen=False)

        assert [str(zelle) for (zelle,) in tabelle.zellen] == [".", ".", "9", "0"]
        assert str(tabelle.spaltensummen[0]) == "15"

    def test_three_ones_hide_their_total_of_three(self):
        tabelle = geschuetzt(((1,), (1,), (1,)), zeilensummen=False)

        assert tabelle.spaltensummen == (GEHEIM,)

    def test_a_single_one_hides_every_total_it_alone_makes(self):
        tabelle = geschuetzt(((1, 0), (0, 0)))

        assert tabelle.zeilensummen == (GEHEIM, offen(0))
        assert tabelle.spaltensummen == (GEHEIM, offen(0))
        assert tabelle.summe == GEHEIM

    def test_two_blocks_that_meet_in_one_cell_do_not_give_it_away(self):
        werte = ((1, 9, 9), (9, 1, 9), (9, 9, 9))
        tabelle = geschuetzt(werte)

        assert tabelle.zellen[0][0] == tabelle.zellen[1][1] == GEHEIM
        assert tabelle.summe == offen(65)

    def test_an_empty_table_stays_empty(self):
        assert geschuetzt(()).zellen == ()

    @pytest.mark.parametrize(
        ("zelle", "text"),
        [
            (offen(12345), "12.345"),
            (offen(0), "0"),
            (GEHEIM, "."),
            (KEINE_ANGABE, "keine Angabe"),
        ],
    )
    def test_each_state_has_its_own_sign(self, zelle, text):
        assert str(zelle) == text


class TestSummeDer:
    def test_is_secret_as_soon_as_one_part_is(self):
        assert summe_der([offen(4), GEHEIM, KEINE_ANGABE]) == GEHEIM

    def test_leaves_out_what_is_not_known(self):
        assert summe_der([offen(4), KEINE_ANGABE]) == offen(4)

    def test_of_nothing_known_is_keine_angabe(self):
        assert summe_der([KEINE_ANGABE]) == KEINE_ANGABE
