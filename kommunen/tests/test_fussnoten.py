"""A sign in the text of a profile page leads to its footnote and back (domain.md 2.4, 19)."""

from html import unescape
from re import sub

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommunen.fussnoten import Fussnoten
from kommunen.profilinhalt import Punkt
from kommunen.templatetags.kommunen_tags import punktliste


def noten(*texte):
    return Fussnoten([Punkt(text, True) for text in texte])


class TestVerlinke:
    def test_the_sign_leads_to_its_note_and_the_note_back(self):
        fussnoten = noten("* Der Kronberger Kreis")

        html = fussnoten.verlinke("Qualitätsentwickler*:")

        assert 'href="#fussnote-1" id="fussnotenzeichen-1"' in html
        assert html.endswith("*</a>:")
        [note] = fussnoten
        assert (note.zeichen, note.text, note.is_verwiesen) == ("*", "Der Kronberger Kreis", True)

    def test_each_sign_has_its_own_note_and_comes_back_to_the_first_place(self):
        fussnoten = noten("* eins", "** zwei")

        html = fussnoten.verlinke("a* b** c*")

        assert html.count("#fussnote-1") == 2
        assert html.count("#fussnote-2") == 1
        assert html.count('id="fussnotenzeichen-1"') == 1

    @pytest.mark.parametrize("text", ["Mitarbeiter*innen", "* allein", "5 * 3", "ohne"])
    def test_other_asterisks_stay_as_they_are(self, text):
        assert noten("* Note").verlinke(text) == text

    def test_a_sign_without_note_stays_and_a_note_without_sign_has_no_way_back(self):
        fussnoten = noten("** zwei", "ohne Zeichen")

        assert fussnoten.verlinke("a*") == "a*"
        assert [note.is_verwiesen for note in fussnoten] == [False, False]
        assert [note.zeichen for note in fussnoten] == ["**", ""]

    def test_a_page_without_notes_is_only_escaped(self):
        assert not noten()
        assert Fussnoten(None).verlinke("<b>*") == "&lt;b&gt;*"

    @given(st.text(alphabet="ab <>&*†¹ \n", max_size=40))
    def test_no_character_is_lost_and_none_becomes_markup(self, text):
        html = noten("* a", "† b", "¹ c").verlinke(text)

        assert unescape(sub(r"</?a[^>]*>", "", html)) == text


def test_points_of_a_section_show_the_links():
    html = punktliste([Punkt("Erste*\n- unter*"), Punkt("Absatz*", True)], noten("* Note"))

    assert html.count("fussnotenzeichen") == 4  # three links, one of them with an id
    assert "<li>unter<a" in html
