"""What copying leaves in a text goes; every word, paragraph and quotation mark stays."""

import pytest
from django import forms
from hypothesis import given, settings
from hypothesis import strategies as st

from kinderschutz.typed_text import TypedTextField, cleaned

# Signs that meet in copied text, so that the search finds their bad combinations.
texts = st.text(
    st.one_of(
        st.sampled_from(
            " \t\n\r\x0b\x0c\xa0\xad\u200b\u200c\u200d\u2028\ufeff·•o–-§1.)\uf0b7\u0308ﬁ"
        ),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=40,
)


class TestParagraphs:
    @pytest.mark.parametrize(
        "ende", ["\r\n", "\r", "\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"]
    )
    def test_every_kind_of_line_end_is_one(self, ende):
        assert cleaned(f"Die Kita meldet sich.{ende}Der ASD ruft an.") == (
            "Die Kita meldet sich.\nDer ASD ruft an."
        )

    def test_stay_apart(self):
        assert cleaned("erster\r\n\r\nzweiter\r\nnoch zweiter") == (
            "erster\n\nzweiter\nnoch zweiter"
        )

    @pytest.mark.parametrize(
        ("leere_zeilen", "bleiben"), [(0, 0), (1, 1), (2, 2), (3, 1), (4, 1), (400, 1)]
    )
    def test_are_not_pages_apart(self, leere_zeilen, bleiben):
        text = "oben" + " \t\n" * (leere_zeilen + 1) + "unten"
        assert cleaned(text) == "oben" + "\n" * (bleiben + 1) + "unten"

    def test_end_without_spaces(self):
        assert cleaned("eins  \t\nzwei \n") == "eins\nzwei"


class TestLists:
    @pytest.mark.parametrize(
        "zeichen",
        ["·\t", "\uf0b7\t", "\uf0a7\xa0\xa0", "o\t", "o\xa0\xa0\xa0", "•\t", "·" + "\xa0" * 9, "-\t",
         "–\t", "ü\t", "Ø\t", "§\t", "\t•\t"],
    )  # fmt: skip
    def test_of_word_and_outlook_get_one_sign(self, zeichen):
        assert cleaned(f"Auftrag:\r\n{zeichen}Zeit\r\n{zeichen}Geld") == (
            "Auftrag:\n– Zeit\n– Geld"
        )

    @pytest.mark.parametrize("nummer", ["1.", "12)", "a)", "B."])
    def test_keep_their_numbers(self, nummer):
        assert cleaned(f"{nummer}\tAnrufen") == f"{nummer} Anrufen"

    @pytest.mark.parametrize(
        "text",
        ["o weh", "§ 8a SGB VIII", "§\t8a SGB VIII", "über alles", "- so", "• so", "A\tB\tC",
         "3 – 5 Jahre", "–5 Grad"],
    )  # fmt: skip
    def test_are_not_seen_where_none_are(self, text):
        assert cleaned(text) == text


class TestSigns:
    @pytest.mark.parametrize(
        "zeichen", ["\xad", "\u200b", "\u200c", "\u200d", "\u200e", "\u2060", "\ufeff", "\x1f"]
    )
    def test_that_nobody_sees_do_not_hide_a_name(self, zeichen):
        assert cleaned(f"Frau Mül{zeichen}ler{zeichen}") == "Frau Müller"

    @pytest.mark.parametrize("leer", ["\xa0", "\u2009", "\u202f", "\u3000"])
    def test_for_spaces_are_spaces_also_in_the_law(self, leer):
        assert cleaned(f"§{leer}8a") == "§ 8a"

    def test_hyphens_of_word_are_hyphens(self):
        assert cleaned("Nord\x1eSüd, Ost\u2011West") == "Nord-Süd, Ost-West"

    def test_letters_of_a_pdf_are_whole(self):
        assert cleaned("Hilfe ﬁnden, A\u0308mter o\u0308ﬀnen") == "Hilfe finden, Ämter öffnen"

    @pytest.mark.parametrize(
        "text",
        ["»so« „so“ “so” ‘so’ 'so' \"so\"", "Familie 👩\u200d👧", "می\u200cخواهم", "Łukasz, Ayşe", "1 < 2 & 3",
         "<b>fett</b>", "…", "5 € – 10 %"],
    )  # fmt: skip
    def test_that_mean_something_stay(self, text):
        assert cleaned(text) == text

    @pytest.mark.parametrize("zeichen", ["\x00", "\x07", "\x1b", "\u202e", "\u2066"])
    def test_that_cannot_be_cleaned_are_left_for_the_person(self, zeichen):
        assert zeichen in cleaned(f"vor{zeichen}nach")


class TestAnyText:
    @settings(deadline=None)
    @given(texts)
    def test_is_clean_after_cleaning_it_once(self, text):
        assert cleaned(cleaned(text)) == cleaned(text)

    @settings(deadline=None)
    @given(st.text(st.characters(categories=["L", "N"], max_codepoint=0x24F), max_size=60))
    def test_loses_no_letter_and_no_digit(self, text):
        assert "".join(cleaned(text).split()) == "".join(text.split())

    @pytest.mark.parametrize(
        "stueck", [" ", "\t", "\r", " \n", "\x0b \t", "\u200d", "a\u200d", "· ", "\uf0b7 ", "ü"]
    )
    def test_of_a_million_signs_takes_no_longer_than_it_must(self, stueck):
        # A pattern that tries again at every place would take hours here.
        cleaned(f"x{stueck * (1_000_000 // len(stueck))}x")


class TestField:
    def test_cleans_before_it_checks(self):
        field = TypedTextField(widget=forms.Textarea, max_length=9)
        assert field.clean("·\u00a0\u00a0 Zeit\u200b\r\nx") == "– Zeit\nx"

    def test_of_one_line_joins_lines_by_a_space(self):
        assert TypedTextField().clean("Die Kita\r\n\tmeldet sich") == "Die Kita meldet sich"

    def test_finds_nothing_changed_where_only_the_line_ends_are_others(self):
        field = TypedTextField(widget=forms.Textarea)
        assert not field.has_changed("eins\nzwei", "eins\r\nzwei")

    def test_asks_for_something_that_can_be_seen(self):
        with pytest.raises(forms.ValidationError):
            TypedTextField().clean("\u200b\u00ad")
        assert TypedTextField(required=False).clean("\u200b") == ""
