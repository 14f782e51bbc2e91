"""Two wrote the same step: nothing typed is lost, and only what collides asks."""

import copy

from hypothesis import given, settings
from hypothesis import strategies as st

from fallanalyse.zusammenfuehren import ZEILE, erkenne_wieder, fuehre_zusammen, vergleiche

TEXTE = st.sampled_from(["", "Angst", "Mut", "Ruhe", "Streit"])
FELDER = ("titel", "text")


@st.composite
def fassungen(draw):
    """Draw (damals, meins, ihres): two people changed, removed and added on the same ground."""
    damals = {
        "kopf": {feld: draw(TEXTE) for feld in ("leitfrage", "anlass")},
        "zeilen": {"befunde": {f"alt{n}": _zeile(draw) for n in range(draw(st.integers(0, 3)))}},
    }
    return damals, _bearbeitet(draw, damals, "meine"), _bearbeitet(draw, damals, "ihre")


def _zeile(draw):
    return {feld: draw(TEXTE) for feld in FELDER}


def _bearbeitet(draw, damals, wer):
    neu = copy.deepcopy(damals)
    for feld in neu["kopf"]:
        if draw(st.booleans()):
            neu["kopf"][feld] = draw(TEXTE)
    zeilen = neu["zeilen"]["befunde"]
    for pk in list(zeilen):
        match draw(st.sampled_from(["lassen", "lassen", "ändern", "entfernen"])):
            case "ändern":
                zeilen[pk][draw(st.sampled_from(FELDER))] = draw(TEXTE)
            case "entfernen":
                del zeilen[pk]
    for n in range(draw(st.integers(0, 2))):
        zeilen[f"{wer}{n}"] = _zeile(draw)
    return neu


def flach(inhalt):
    werte = {("kopf", "", feld): wert for feld, wert in inhalt["kopf"].items()}
    for art, zeilen in inhalt["zeilen"].items():
        for pk, zeile in zeilen.items():
            werte |= {(art, pk, feld): wert for feld, wert in zeile.items()}
    return werte


def flach_verloren(verloren):
    werte = {}
    for name, wert in verloren.items():
        art, pk, feld = name.split("/")
        if feld == ZEILE:
            werte |= {(art, pk, name): inhalt for name, inhalt in (wert or {}).items()}
        else:
            werte[art, pk, feld] = wert
    return werte


def wahlen(unterschiede):
    return st.fixed_dictionaries(
        {eines.name: st.sampled_from(["meins", "ihres"]) for eines in unterschiede}
    )


@st.composite
def entscheidungen(draw):
    drei = draw(fassungen())
    return *drei, draw(wahlen(vergleiche(*drei)))


def als_menge(inhalt):
    """Return the content without the order of its rows."""
    return inhalt["kopf"], {art: dict(zeilen) for art, zeilen in inhalt["zeilen"].items()}


class TestNothingIsLost:
    @settings(max_examples=120, deadline=None)
    @given(entscheidungen())
    def test_every_value_is_kept_or_was_there_before(self, fall):
        damals, meins, ihres, wahl = fall
        alt = flach(damals)

        ergebnis, verloren = fuehre_zusammen(damals, meins, ihres, wahl)

        gespeichert, verworfen = flach(ergebnis), flach_verloren(verloren)
        for fassung in (meins, ihres):
            for schluessel, wert in flach(fassung).items():
                assert (
                    gespeichert.get(schluessel) == wert
                    or verworfen.get(schluessel) == wert
                    or alt.get(schluessel) == wert
                ), schluessel

    @settings(max_examples=60, deadline=None)
    @given(entscheidungen())
    def test_what_is_chosen_is_saved(self, fall):
        damals, meins, ihres, wahl = fall

        ergebnis, _verloren = fuehre_zusammen(damals, meins, ihres, wahl)

        for eines in vergleiche(damals, meins, ihres):
            art, pk, feld = eines.schluessel
            gewaehlt = getattr(eines, wahl[eines.name])
            if feld == ZEILE:
                assert ergebnis["zeilen"][art].get(pk) == gewaehlt
            else:
                assert flach(ergebnis)[eines.schluessel] == gewaehlt

    def test_a_row_removed_by_her_keeps_the_text_i_wrote_in_it(self):
        damals = {"kopf": {}, "zeilen": {"befunde": {"1": {"titel": "kurz"}}}}
        meins = {"kopf": {}, "zeilen": {"befunde": {"1": {"titel": "lang und gut"}}}}
        ihres = {"kopf": {}, "zeilen": {"befunde": {}}}

        ergebnis, verloren = fuehre_zusammen(damals, meins, ihres, {f"befunde/1/{ZEILE}": "ihres"})

        assert ergebnis == ihres
        assert verloren == {f"befunde/1/{ZEILE}": {"titel": "lang und gut"}}


class TestOnlyCollisionsAsk:
    @settings(max_examples=60, deadline=None)
    @given(fassungen())
    def test_a_field_that_only_one_changed_needs_no_question(self, drei):
        damals, meins, ihres = drei
        alt, ich, die = (flach(eine) for eine in drei)

        for eines in vergleiche(damals, meins, ihres):
            if eines.schluessel[2] != ZEILE:
                werte = {str(x.get(eines.schluessel)) for x in (alt, ich, die)}
                assert len(werte) == 3

    @settings(max_examples=60, deadline=None)
    @given(entscheidungen())
    def test_what_only_one_changed_is_in_the_result(self, fall):
        damals, meins, ihres, wahl = fall
        alt = flach(damals)

        ergebnis = flach(fuehre_zusammen(damals, meins, ihres, wahl)[0])

        for eine, andere in ((meins, ihres), (ihres, meins)):
            eine, andere = flach(eine), flach(andere)
            for schluessel in eine.keys() & andere.keys() & alt.keys():
                if andere[schluessel] == alt[schluessel]:
                    assert ergebnis[schluessel] == eine[schluessel]

    @settings(max_examples=40, deadline=None)
    @given(entscheidungen())
    def test_rows_added_on_both_sides_both_survive(self, fall):
        damals, meins, ihres, wahl = fall

        zeilen = fuehre_zusammen(damals, meins, ihres, wahl)[0]["zeilen"]["befunde"]

        for fassung in (meins, ihres):
            neue = fassung["zeilen"]["befunde"].keys() - damals["zeilen"]["befunde"].keys()
            assert all(zeilen[pk] == fassung["zeilen"]["befunde"][pk] for pk in neue)

    @settings(max_examples=60, deadline=None)
    @given(fassungen())
    def test_removed_against_changed_asks_once_for_the_row(self, drei):
        damals, meins, ihres = (eine["zeilen"]["befunde"] for eine in drei)
        gefragt = [eines.schluessel[1:] for eines in vergleiche(*drei)]

        for pk in damals:
            fragen = [feld for eine, feld in gefragt if eine == pk]
            if (pk in meins) != (pk in ihres):
                geaendert = (meins if pk in meins else ihres)[pk] != damals[pk]
                assert fragen == ([ZEILE] if geaendert else [])

    def test_a_row_that_one_removed_untouched_is_gone_without_a_question(self):
        damals = {"kopf": {}, "zeilen": {"befunde": {"1": {"titel": "kurz"}}}}
        leer = {"kopf": {}, "zeilen": {"befunde": {}}}

        for meins, ihres in ((leer, damals), (damals, leer)):
            assert vergleiche(damals, meins, ihres) == []
            assert fuehre_zusammen(damals, meins, ihres, {}) == (leer, {})


class TestSymmetry:
    @settings(max_examples=60, deadline=None)
    @given(entscheidungen())
    def test_who_was_first_does_not_matter(self, fall):
        damals, meins, ihres, wahl = fall
        umgekehrt = {
            name: {"meins": "ihres", "ihres": "meins"}[wert] for name, wert in wahl.items()
        }

        hin = fuehre_zusammen(damals, meins, ihres, wahl)
        her = fuehre_zusammen(damals, ihres, meins, umgekehrt)

        assert als_menge(hin[0]) == als_menge(her[0])
        assert hin[1] == her[1]

    @settings(max_examples=40, deadline=None)
    @given(fassungen())
    def test_the_same_text_needs_no_question(self, drei):
        damals, meins, _ihres = drei

        assert vergleiche(damals, meins, meins) == []
        assert fuehre_zusammen(damals, meins, meins, {}) == (meins, {})

    @settings(max_examples=40, deadline=None)
    @given(fassungen())
    def test_who_is_alone_gets_her_text(self, drei):
        damals, meins, _ihres = drei

        for ergebnis in (
            fuehre_zusammen(damals, meins, damals, {}),
            fuehre_zusammen(damals, damals, meins, {}),
        ):
            assert als_menge(ergebnis[0]) == als_menge(meins)
            assert ergebnis[1] == {}


class TestErkenneWieder:
    LEER = {"kopf": {}, "zeilen": {"befunde": {}}}

    def mit(self, **zeilen):
        return {
            "kopf": {},
            "zeilen": {"befunde": {pk: {"titel": titel} for pk, titel in zeilen.items()}},
        }

    def test_a_new_row_that_is_already_there_takes_its_id(self):
        meins, ihres = self.mit(a="Tandem wirkt"), self.mit(b="Tandem wirkt")

        assert erkenne_wieder(self.LEER, meins, ihres) == ihres

    def test_two_equal_rows_typed_twice_stay_two(self):
        meins, ihres = self.mit(a="Tandem", b="Tandem"), self.mit(c="Tandem", d="Tandem")

        assert erkenne_wieder(self.LEER, meins, ihres) == ihres

    def test_one_more_equal_row_stays_one_more(self):
        meins, ihres = self.mit(a="Tandem", b="Tandem"), self.mit(c="Tandem")

        assert erkenne_wieder(self.LEER, meins, ihres) == self.mit(c="Tandem", b="Tandem")

    def test_a_row_that_says_something_else_stays_itself(self):
        meins, ihres = self.mit(a="Tandem"), self.mit(b="Supervision")

        assert erkenne_wieder(self.LEER, meins, ihres) == meins

    def test_an_old_row_never_takes_another_id(self):
        damals = self.mit(alt="Tandem")

        assert erkenne_wieder(damals, damals, self.mit(neu="Tandem")) == damals

    @settings(max_examples=40, deadline=None)
    @given(fassungen())
    def test_it_changes_no_text(self, drei):
        damals, meins, ihres = drei

        erkannt = erkenne_wieder(damals, meins, ihres)

        assert erkannt["kopf"] == meins["kopf"]
        assert list(erkannt["zeilen"]["befunde"].values()) == list(
            meins["zeilen"]["befunde"].values()
        )
