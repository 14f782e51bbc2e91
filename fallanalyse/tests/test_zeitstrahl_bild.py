"""The picture of a Zeitstrahl: everything once, nothing over something else, nothing cut off."""

import itertools
from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fallanalyse.enums import Ebene
from fallanalyse.zeitraum import Zeitraum, ganzer
from fallanalyse.zeitstrahl_bild import Zeichner
from fallanalyse.zeitstrahl_zeichen import Eintrag, Klammer

WOERTER = ["Die", "Kita", "meldet", "sich", "der", "Gefährdungseinschätzung", "Familienhilfe"]
BLATT = {"breite": 1280, "hoehe": 810}


@st.composite
def entries(draw, most=20):
    """Return events as a team tells them: most of them close together, some without a time."""
    return [
        _eintrag(
            kennung=str(nummer),
            bahn=draw(st.sampled_from(Ebene.values)),
            titel=" ".join(draw(st.lists(st.sampled_from(WOERTER), max_size=14))),
            zeit=(zeit := draw(st.none() | st.integers(-60, 240) | st.floats(0, 3))),
            ende=None if zeit is None else draw(st.none() | st.just(zeit + 7)),
            spielraum=draw(st.sampled_from([0.1, 0.5, 1.5, 6])),
            strittig=draw(st.booleans()),
        )
        for nummer in range(draw(st.integers(0, most)))
    ]


def _eintrag(zeit=None, **felder):
    angabe = "Zeitpunkt nicht bekannt" if zeit is None else f"Monat {zeit:.0f}"
    return Eintrag(zeit=zeit, zeitangabe=angabe, **felder)


def _viele(anzahl, **felder):
    felder = {"bahn": Ebene.FAMILIE, "titel": "Die Kita meldet sich"} | felder
    return [_eintrag(kennung=str(nummer), **felder) for nummer in range(anzahl)]


def _zeichner(eintraege, klammern=(), ende=None):
    return Zeichner(eintraege, klammern, bahnen=Ebene.choices, ende=ende)


def _flaechen(marke):
    """Return the rectangles of a mark and its label on the sheet."""
    return [
        (links, rechts, marke.y + oben, marke.y + unten)
        for links, rechts, oben, unten in marke.umriss
    ]


def _ueberlappen(eine, andere):
    return (
        eine[0] < andere[1] and andere[0] < eine[1] and eine[2] < andere[3] and andere[2] < eine[3]
    )


def assert_tidy(bild):
    """Assert what holds for every picture: no overlap, nothing outside its lane or the sheet."""
    bahn_of = {bahn.code: bahn for bahn in bild.bahnen}
    flaechen = [(marke, flaeche) for marke in bild.marken for flaeche in _flaechen(marke)]
    for nummer, (marke, flaeche) in enumerate(flaechen):
        bahn = bahn_of[marke.eintrag.bahn]
        assert bahn.y + 30 <= flaeche[2] <= flaeche[3] <= bahn.y + bahn.hoehe
        assert 0 <= flaeche[0] <= flaeche[1] <= bild.breite
        for anderer, andere in flaechen[nummer + 1 :]:
            assert anderer is marke or not _ueberlappen(flaeche, andere)
    for nummer, klammer in enumerate(bild.klammern):
        for andere in bild.klammern[nummer + 1 :]:
            assert not _ueberlappen(_flaechen(klammer)[0], _flaechen(andere)[0])


@settings(max_examples=30, deadline=None)
@given(entries())
@example(_viele(30, zeit=3, spielraum=0.5))
@example(_viele(30))
@example(_viele(30, zeit=3, ende=240, spielraum=6))
def test_no_label_covers_another_and_every_event_is_there_once(eintraege):
    zeichner = _zeichner(eintraege)
    bild = zeichner.passendes_bild(zeichner.ganz, breite=1196)

    assert_tidy(bild)
    assert Counter(marke.eintrag.kennung for marke in bild.marken) == Counter(
        eintrag.kennung for eintrag in eintraege
    )


@settings(max_examples=30, deadline=None)
@given(entries(), st.integers(-60, 240), st.integers(1, 60))
def test_a_part_shows_what_happened_in_it_and_nothing_else(eintraege, von, dauer):
    zeitraum = Zeitraum(von, von + dauer)
    zeichner = _zeichner([*eintraege, *_viele(1, zeit=400)])
    bild = zeichner.passendes_bild(zeitraum, breite=860)

    assert_tidy(bild)
    assert Counter(marke.eintrag.kennung for marke in bild.marken) == Counter(
        eintrag.kennung
        for eintrag in eintraege
        if eintrag.zeit is not None
        and eintrag.zeit < von + dauer
        and (eintrag.zeit >= von or (eintrag.ende is not None and eintrag.ende > von))
    )


@settings(max_examples=15, deadline=None)
@given(entries())
@example(_viele(60, zeit=3, spielraum=0.5))
@example(_viele(60))
def test_on_paper_every_event_is_there_and_no_sheet_is_higher_than_a_page(eintraege):
    zeichner = _zeichner(eintraege)
    blaetter = zeichner.druckbilder(zeichner.ganz, **BLATT)

    gezeichnet = Counter(marke.eintrag.kennung for bild in blaetter for marke in bild.marken)
    for bild in blaetter:
        assert_tidy(bild)
        assert bild.hoehe <= BLATT["hoehe"]
    assert set(gezeichnet) == {eintrag.kennung for eintrag in eintraege}
    # What lasted is repeated where it goes on; what happened once stands once.
    assert all(gezeichnet[eintrag.kennung] == 1 for eintrag in eintraege if eintrag.ende is None)


@settings(max_examples=30, deadline=None)
@given(entries(most=12))
def test_later_stands_further_right(eintraege):
    zeichner = _zeichner(eintraege)
    bild = zeichner.passendes_bild(zeichner.ganz, breite=1196)

    bekannte = [marke for marke in bild.marken if marke.eintrag.zeit is not None]
    orte = [marke.x for marke in sorted(bekannte, key=lambda marke: marke.eintrag.zeit)]
    assert orte == sorted(orte)
    rechts = max(orte, default=0)
    assert all(marke.x > rechts for marke in bild.marken if marke.eintrag.zeit is None)


def test_the_thin_line_is_as_wide_as_the_time_is_uncertain():
    bild = _zeichner(_viele(1, zeit=24, spielraum=6)).bild(Zeitraum(0, 48), breite=48 * 20 + 40)

    [marke] = bild.marken
    assert marke.x == 20 + 24 * 20
    assert marke.ungenau == (20 + 18 * 20, 20 + 30 * 20)


def test_a_week_is_exact_enough_for_a_plain_mark():
    [marke] = _zeichner(_viele(1, zeit=24, spielraum=0.1)).bild(Zeitraum(0, 48), breite=1000).marken

    assert marke.ungenau is None


def test_what_lasted_is_a_bar_from_its_beginning_to_its_end():
    bild = _zeichner(_viele(1, zeit=12, ende=36)).bild(Zeitraum(0, 48), breite=48 * 20 + 40)

    [marke] = bild.marken
    assert (marke.x, marke.bis) == (20 + 12 * 20, 20 + 36 * 20)


def test_an_end_before_the_beginning_breaks_nothing():
    zeichner = _zeichner(_viele(1, zeit=12, ende=3))

    [marke] = zeichner.passendes_bild(zeichner.ganz, breite=1196).marken
    assert marke.dauer == 0


def test_what_lasted_until_the_beginning_ends_there():
    zeichner = _zeichner(_viele(1, zeit=-3, ende=0, spielraum=0.5))

    [marke] = zeichner.bild(Zeitraum(-10, 10), breite=20 * 50 + 40).marken
    assert (marke.x, marke.bis) == (20 + 7 * 50, 20 + 10 * 50)
    assert marke.ungenau == (20 + 6.5 * 50, 20 + 10.5 * 50)


def test_a_disputed_event_says_so_in_its_label_and_to_those_who_listen():
    zeichner = _zeichner(_viele(1, zeit=3, strittig=True))

    [marke] = zeichner.bild(zeichner.ganz, breite=1196).marken
    assert marke.schild.vorweg == "Monat 3, strittig:"
    assert marke.schild.name == "Monat 3, Familie, strittig: Die Kita meldet sich"
    assert "strittig" in zeichner.bild(zeichner.ganz, breite=1196).zeichen


class TestKlammern:
    eine = Klammer(nummer=1, titel="Der Abend ohne Rückruf", von=3, bis=9)

    def test_reach_from_the_first_event_to_the_last(self):
        bild = _zeichner([], [self.eine]).bild(Zeitraum(0, 48), breite=48 * 20 + 40)

        [klammer] = bild.klammern
        assert (klammer.x + 6, klammer.bis - 6) == (20 + 3 * 20, 20 + 9 * 20)

    def test_stand_across_all_lanes(self):
        bild = _zeichner([], [self.eine]).bild(Zeitraum(0, 48), breite=1000)

        [(_x, y, _breite, hoehe)] = bild.baender
        assert y <= bild.bahnen[0].y
        assert y + hoehe == bild.bahnen[-1].y + bild.bahnen[-1].hoehe

    def test_of_another_period_are_not_drawn(self):
        assert _zeichner([], [self.eine]).bild(Zeitraum(12, 24), breite=1000).klammern == []

    def test_of_one_moment_can_still_be_seen(self):
        moment = Klammer(nummer=2, titel="Der Anruf", von=3, bis=3)
        [klammer] = _zeichner([], [moment]).bild(Zeitraum(0, 480), breite=1000).klammern

        assert klammer.breite >= 12

    @settings(max_examples=30)
    @given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 12)), max_size=12))
    def test_do_not_cover_one_another(self, zeiten):
        klammern = [
            Klammer(nummer=nummer, titel="Der Abend ohne Rückruf " * 3, von=von, bis=von + dauer)
            for nummer, (von, dauer) in enumerate(zeiten)
        ]

        assert_tidy(_zeichner([], klammern).bild(ganzer([60]), breite=1196))


class TestStriche:
    def test_name_the_beginning_and_the_end_of_the_case(self):
        bild = _zeichner([], ende=17).bild(Zeitraum(0, 24), breite=1196)

        texte = [strich.text for strich in bild.striche]
        assert texte[0] == "Fallbeginn"
        assert "Fallende" in texte

    @given(st.none() | st.integers(0, 60), st.integers(7, 900), st.integers(300, 1800))
    def test_leave_each_other_room(self, ende, dauer, breite):
        bild = _zeichner([], ende=ende).bild(Zeitraum(-3, dauer), breite=breite)

        worte = sorted(strich.worte for strich in bild.striche if strich.text)
        assert all(spaeter[0] > frueher[1] for frueher, spaeter in itertools.pairwise(worte))
        assert worte[0][0] >= 0
        assert worte[-1][1] <= breite

    def test_of_a_case_that_ended_at_once_say_both_in_one(self):
        bild = _zeichner([], ende=0).bild(Zeitraum(0, 6), breite=1196)

        assert bild.striche[0].text == "Fallbeginn, Fallende"


@pytest.mark.parametrize("anzahl", [0, 1, 5])
def test_few_events_need_no_scrolling_and_one_sheet(anzahl):
    zeichner = _zeichner(_viele(anzahl, zeit=3, spielraum=0.5))

    assert zeichner.passendes_bild(zeichner.ganz, breite=1196).breite == 1196
    assert len(zeichner.druckbilder(zeichner.ganz, **BLATT)) == 1
