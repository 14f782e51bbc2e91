"""What changed between two versions is told field by field and row by row."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fallanalyse.unterschied import ENTFERNT, GEAENDERT, HINZUGEFUEGT, unterscheide


def inhalt(kopf=None, **zeilen):
    return {"kopf": kopf or {}, "zeilen": zeilen}


class TestVersions:
    def test_only_what_is_different_is_told_and_the_rest_is_counted(self):
        alt = inhalt({"leitfrage": "Was half?", "anlass": "gelungen", "anlass_text": ""})
        neu = inhalt({"leitfrage": "Was half ihm?", "anlass": "gelungen", "anlass_text": ""})

        unterschied = unterscheide(alt, neu)

        assert unterschied.kopf == {"leitfrage": ("Was half?", "Was half ihm?")}
        assert unterschied.unveraendert == 1, "what is empty is no Angabe"

    def test_rows_come_go_and_change(self):
        alt = inhalt(befunde={"1": {"titel": "A"}, "2": {"titel": "B"}, "3": {"titel": "C"}})
        neu = inhalt(befunde={"1": {"titel": "A"}, "3": {"titel": "X"}, "4": {"titel": "D"}})

        unterschied = unterscheide(alt, neu)

        assert [(z.pk, z.was, z.felder) for z in unterschied.zeilen] == [
            ("2", ENTFERNT, {"titel": ("B", None)}),
            ("3", GEAENDERT, {"titel": ("C", "X")}),
            ("4", HINZUGEFUEGT, {"titel": (None, "D")}),
        ]
        assert unterschied.unveraendert == 1

    def test_an_empty_row_that_came_is_told_too(self):
        [zeile] = unterscheide(inhalt(befunde={}), inhalt(befunde={"1": {"titel": ""}})).zeilen

        assert (zeile.was, zeile.felder) == (HINZUGEFUEGT, {})

    @pytest.mark.parametrize("leer", ["", None, [], False])
    def test_a_field_that_one_of_them_does_not_know_is_empty_there(self, leer):
        alt, neu = inhalt({}, befunde={"1": {}}), inhalt({"neu": leer}, befunde={"1": {"x": leer}})

        assert not unterscheide(alt, neu)
        assert not unterscheide(neu, alt)

    def test_a_kind_of_row_that_one_of_them_does_not_know_is_empty_there(self):
        assert not unterscheide(inhalt(), inhalt(befunde={}))
        assert len(unterscheide(inhalt(), inhalt(befunde={"1": {"titel": "A"}})).zeilen) == 1
        assert len(unterscheide(inhalt(befunde={"1": {"titel": "A"}}), inhalt()).zeilen) == 1

    def test_the_beginning_of_the_case_is_a_value_and_no_is_none(self):
        assert unterscheide(inhalt({"zeitwert": None}), inhalt({"zeitwert": 0})).kopf
        assert not unterscheide(inhalt({"strittig": None}), inhalt({"strittig": False})).kopf

    def test_rows_that_only_changed_places_are_told_once(self):
        eins, zwei = {"titel": "A"}, {"titel": "B"}

        unterschied = unterscheide(
            inhalt(befunde={"1": eins, "2": zwei}), inhalt(befunde={"2": zwei, "1": eins})
        )

        assert unterschied
        assert (unterschied.zeilen, unterschied.umgestellt) == ([], ["befunde"])

    @settings(max_examples=60, deadline=None)
    @given(st.data())
    def test_forth_and_back_tell_the_same(self, data):
        fassungen = st.dictionaries(
            st.sampled_from("123456"),
            st.fixed_dictionaries({"titel": st.sampled_from(["", "A", "B"])}),
        )
        alt, neu = (inhalt(befunde=data.draw(fassungen)) for _ in range(2))
        umgekehrt = {ENTFERNT: HINZUGEFUEGT, HINZUGEFUEGT: ENTFERNT, GEAENDERT: GEAENDERT}

        hin, her = unterscheide(alt, neu), unterscheide(neu, alt)

        assert {
            (z.pk, z.was, feld, *werte) for z in hin.zeilen for feld, werte in z.felder.items()
        } == {
            (z.pk, umgekehrt[z.was], feld, *werte[::-1])
            for z in her.zeilen
            for feld, werte in z.felder.items()
        }
        assert hin.unveraendert == her.unveraendert
