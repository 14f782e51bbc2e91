"""Relative dates: told in any unit, they come into the order a person expects."""

from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fallanalyse.enums import Genauigkeit
from fallanalyse.models import Ereignis
from fallanalyse.models.verlauf import wochen_of
from fallanalyse.tests.factories import EreignisFactory, amt
from fallanalyse.zeitstrahl import sortiert, zeichner_of
from kinderschutz.system_context import system_context

W, M, Q, J = Genauigkeit.WOCHE, Genauigkeit.MONAT, Genauigkeit.QUARTAL, Genauigkeit.JAHR
# What a person counts with: a year has twelve months, four quarters, 52 weeks.
JAHRE = {W: Fraction(1, 52), M: Fraction(1, 12), Q: Fraction(1, 4), J: Fraction(1)}
ZEITPUNKTE = st.tuples(st.integers(-32_768, 32_767), st.sampled_from([W, M, Q, J]))


@given(ZEITPUNKTE, ZEITPUNKTE)
@example((-945, M), (-315, Q))
@example((-30_240, M), (-2_520, J))
def test_of_two_times_the_earlier_one_comes_first_whatever_their_units(eine, andere):
    def jahre(zeitpunkt):
        wert, einheit = zeitpunkt
        return wert * JAHRE[einheit]

    assert (wochen_of(*eine) < wochen_of(*andere)) == (jahre(eine) < jahre(andere))
    assert (wochen_of(*eine) == wochen_of(*andere)) == (jahre(eine) == jahre(andere))


@pytest.mark.parametrize(
    "gleiche",
    [
        [(0, W), (0, M), (0, Q), (0, J)],
        [(52, W), (12, M), (4, Q), (1, J)],
        [(13, W), (3, M), (1, Q)],
        [(-24, M), (-8, Q), (-2, J)],
        [(1200, M), (400, Q), (100, J)],
    ],
)
def test_the_same_time_is_the_same_in_every_unit(gleiche):
    assert len({wochen_of(*zeitpunkt) for zeitpunkt in gleiche}) == 1


def test_four_weeks_are_less_than_a_month_and_five_are_more():
    assert wochen_of(4, W) < wochen_of(1, M) < wochen_of(5, W)


@settings(max_examples=50)
@given(st.lists(st.none() | ZEITPUNKTE, max_size=12))
def test_events_stand_in_the_order_of_their_times_the_unknown_at_the_end(zeitpunkte):
    ereignisse = [
        Ereignis(reihenfolge=nummer, lage=None if zeitpunkt is None else wochen_of(*zeitpunkt))
        for nummer, zeitpunkt in enumerate(zeitpunkte)
    ]

    # Who tells two events of one time tells the first one first.
    assert [eines.reihenfolge for eines in sortiert(ereignisse)] == sorted(
        range(len(zeitpunkte)),
        key=lambda nummer: (
            (zeitpunkte[nummer] is None),
            zeitpunkte[nummer] and zeitpunkte[nummer][0] * JAHRE[zeitpunkte[nummer][1]],
            nummer,
        ),
    )


@pytest.mark.django_db
def test_what_is_saved_is_drawn_at_its_month():
    analyse = amt().beginne()
    with system_context("Test"):
        for wert, einheit, bis in (
            (1, J, None),
            (12, M, 18),
            (-2, Q, None),
            (26, W, None),
            (None, Genauigkeit.UNBEKANNT, None),
        ):
            EreignisFactory(analyse=analyse, zeitwert=wert, genauigkeit=einheit, zeitwert_bis=bis)

        eintraege = zeichner_of(analyse).eintraege

    assert [(eines.zeitangabe, eines.zeit, eines.ende) for eines in eintraege] == [
        ("Quartal -2", -6, None),
        ("Woche 26", 6, None),
        ("Jahr 1", 12, None),
        ("Monat 12 bis 18", 12, 18),
        ("Zeitpunkt nicht bekannt", None, None),
    ]
    assert [eines.spielraum for eines in eintraege] == [
        1.5,
        pytest.approx(0.115, abs=0.01),
        6,
        0.5,
        0,
    ]
