"""Lines of text for pictures: nothing wider than its place, nothing lost before the »…«."""

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from fallanalyse.textumbruch import breite, trennstellen, umbrich

WOERTER = st.text(
    alphabet=st.sampled_from("abcdefghiklmnorstuwäöüßABDEHKMS-/,.5"), min_size=1, max_size=45
)
TEXTE = st.lists(WOERTER, min_size=1, max_size=20).map(" ".join)


@settings(deadline=None)
@given(TEXTE, st.integers(60, 400), st.integers(1, 6), st.integers(0, 55))
@example("x" * 300, 100, 6, 0)
@example("Ja", 60, 1, 55)
def test_no_line_is_wider_than_its_place(text, platz, zeilen, anlauf):
    gesetzt = umbrich(text, platz=platz, schrift=14, zeilen=zeilen, anlauf=anlauf)

    assert 1 <= len(gesetzt) <= zeilen
    assert breite(gesetzt[0], 14) <= platz - anlauf or gesetzt[0] == "…"
    assert all(breite(zeile, 14) <= platz for zeile in gesetzt[1:])


@settings(deadline=None)
@given(TEXTE, st.integers(60, 400), st.integers(0, 55))
def test_with_lines_enough_every_letter_is_there(text, platz, anlauf):
    gesetzt = umbrich(text, platz=platz, schrift=14, zeilen=10_000, anlauf=anlauf)

    def letters(line):
        return line.replace(" ", "").replace("-", "")

    assert "".join(map(letters, gesetzt)) == letters(text)


@settings(deadline=None)
@given(TEXTE, st.integers(60, 400), st.integers(1, 3))
def test_what_has_no_room_says_so(text, platz, zeilen):
    whole = umbrich(text, platz=platz, schrift=14, zeilen=10_000)
    assume(len(whole) > zeilen)

    assert umbrich(text, platz=platz, schrift=14, zeilen=zeilen)[-1].endswith("…")


def test_no_text_has_no_lines():
    assert umbrich("  \n ", platz=100, schrift=14, zeilen=3) == []


def test_words_stay_whole_where_they_fit():
    assert umbrich("Die Kita meldet sich", platz=90, schrift=14, zeilen=5) == [
        "Die Kita",
        "meldet sich",
    ]


def test_a_long_word_is_parted_at_a_syllable():
    assert umbrich("Familiengerichtsbeschluss", platz=120, schrift=14, zeilen=5) == [
        "Familiengerichts-",
        "beschluss",
    ]
    assert umbrich("Eltern-Kind-Einrichtung", platz=90, schrift=14, zeilen=5) == [
        "Eltern-Kind-",
        "Einrichtung",
    ]


def test_the_s_that_joins_a_compound_stays_with_what_it_follows():
    assert umbrich("Gefährdungseinschätzung", platz=100, schrift=14, zeilen=5) == [
        "Gefährdungs-",
        "einschätzung",
    ]


def test_sch_and_st_and_their_like_stay_together():
    word = "Rechtschreibschwäche"
    parts = [word[:place] for place in trennstellen(word)]
    assert parts == ["Recht", "Rechtschreib", "Rechtschreibschwä"]


def test_an_unknown_character_counts_as_a_wide_one():
    assert breite("字", 14) >= breite("m", 14)
    assert breite("👩", 14) >= breite("m", 14)
