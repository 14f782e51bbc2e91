"""`make ausfall` proves something only if its bookkeeping notices what is lost or doubled."""

import copy
import random

import pytest

from benchmarks.ausfall.browser import Takt
from benchmarks.ausfall.buch import (
    DOPPELT,
    UEBERHOLT,
    VERLOREN,
    VERSTUEMMELT,
    Buch,
    Fassung,
    Stand,
    texte_of,
    verstoesse,
)
from benchmarks.ausfall.seite import formular_mit
from benchmarks.ausfall.stuecke import stueck, zerlege

ZUFALL = random.Random(7)  # noqa: S311 (texts)
EINS, ZWEI, DREI, VIER = (stueck("A", n, ZUFALL, 8, zeilen=True) for n in range(1, 5))
IHRES = stueck("B", 1, ZUFALL, 8)


def formular(*texte, version="1"):
    return {"version": [version]} | {f"feld-{n}": [text] for n, text in enumerate(texte)}


class Fall:
    """Amal saved, resolved a conflict with Britta, and types on; all of it was acknowledged."""

    def __init__(self):
        self.buch = Buch()
        self.amal = self.buch.stelle("/a/", "anlass", "Amal")
        erstes = formular(EINS, ZWEI, version="0")
        self.buch.sendet(self.amal, erstes)
        self.buch.merkt(self.amal, erstes)
        self.buch.speichert(self.amal, erstes)
        self.buch.gespeichert(self.amal, erstes)
        zweites = formular(EINS, f"{ZWEI} {DREI}")
        self.buch.speichert(self.amal, zweites)
        # Britta has written into the same field; Amal chooses hers.
        self.buch.zusammengefuehrt(self.amal, zweites, neu={"A3"}, gewaehlt={"A2", "B1"})
        self.entwurf = formular(f"{EINS} {VIER}", f"{ZWEI} {IHRES}", version="3")
        self.buch.sendet(self.amal, self.entwurf)
        self.buch.merkt(self.amal, self.entwurf)
        zuletzt = [EINS, f"{ZWEI} {IHRES}"]
        self.stand = Stand(
            fassungen=[
                Fassung(0, []),
                Fassung(1, [EINS, ZWEI]),
                Fassung(2, [EINS, f"{ZWEI} {IHRES}"]),
                Fassung(3, list(zuletzt), verworfen=[f"{ZWEI} {DREI}"]),
            ],
            aktuell=list(zuletzt),
            entwuerfe={"Amal": copy.deepcopy(self.entwurf)},
            seiten={"Amal": ("3", texte_of(self.entwurf)), "Britta": ("3", list(zuletzt))},
        )

    def urteil(self):
        stellen = {"Amal": self.amal, "Britta": self.buch.stelle("/a/", "anlass", "Britta")}
        return {verstoss.art for verstoss in verstoesse(stellen, self.stand, "anlass")}


def test_where_everything_is_there_it_finds_nothing():
    assert Fall().urteil() == set()


def _saves(stand, stelle, texte):
    """Let the last version and the page say this instead: only the book knows better."""
    stand.fassungen[-1].texte = list(texte)
    stand.aktuell = list(texte)
    stand.seiten["Britta"] = ("3", list(texte))


def _doubled_row(stand, stelle):
    _saves(stand, stelle, [EINS, f"{ZWEI} {IHRES}", EINS])


def _doubled_in_the_draft(stand, stelle):
    stand.entwuerfe["Amal"]["feld-2"] = [EINS]
    stelle.danach = [stand.entwuerfe["Amal"]]
    stand.seiten["Amal"] = ("3", texte_of(stand.entwuerfe["Amal"]))


def _lost_row(stand, stelle):
    _saves(stand, stelle, [f"{ZWEI} {IHRES}"])


def _lost_character(stand, stelle):
    _saves(stand, stelle, [EINS[:9] + EINS[10:], f"{ZWEI} {IHRES}"])


def _cut_off(stand, stelle):
    _saves(stand, stelle, [EINS, f"{ZWEI} {IHRES[:-3]}"])


def _lost_save(stand, stelle):
    del stand.fassungen[1:]
    _saves(stand, stelle, [])


def _lost_version(stand, stelle):
    del stand.fassungen[2]


def _half_saved(stand, stelle):
    # Its pieces are there, but never together as they were saved.
    stand.fassungen[1].texte = [EINS, f"{ZWEI} {IHRES}"]


def _lost_what_was_not_chosen(stand, stelle):
    stand.fassungen[-1].verworfen = []


def _lost_what_was_chosen(stand, stelle):
    stelle.zusammengefuehrt = [(frozenset({"A3"}), frozenset({"A3"}))]


def _lost_draft(stand, stelle):
    stand.entwuerfe.clear()
    stand.seiten["Amal"] = stand.seiten["Britta"]


def _older_draft(stand, stelle):
    stand.entwuerfe["Amal"] = formular(EINS, f"{ZWEI} {IHRES}", version="3")
    stand.seiten["Amal"] = ("3", texte_of(stand.entwuerfe["Amal"]))


def _rows_say_something_else(stand, stelle):
    stand.aktuell = [EINS, ZWEI]
    stand.seiten["Britta"] = ("3", [EINS, ZWEI])


def _page_hides_the_draft(stand, stelle):
    stand.seiten["Amal"] = stand.seiten["Britta"]


def _page_of_an_older_version(stand, stelle):
    stand.seiten["Britta"] = ("2", stand.seiten["Britta"][1])


def _ghost(stand, stelle):
    stelle.bestaetigt, stelle.danach, stelle.gemerkt = None, [], set()


@pytest.mark.parametrize(
    ("schaden", "art"),
    [
        (_doubled_row, DOPPELT),
        (_doubled_in_the_draft, DOPPELT),
        (_lost_row, VERLOREN),
        (_lost_character, VERSTUEMMELT),
        (_lost_character, VERLOREN),
        (_cut_off, VERSTUEMMELT),
        (_lost_save, VERLOREN),
        (_lost_version, VERLOREN),
        (_half_saved, VERLOREN),
        (_lost_what_was_not_chosen, VERLOREN),
        (_lost_what_was_chosen, VERLOREN),
        (_lost_draft, VERLOREN),
        (_older_draft, VERLOREN),
        (_rows_say_something_else, VERLOREN),
        (_page_hides_the_draft, VERLOREN),
        (_page_of_an_older_version, VERLOREN),
        (_ghost, UEBERHOLT),
    ],
)
def test_whatever_goes_wrong_is_found(schaden, art):
    fall = Fall()

    schaden(fall.stand, fall.amal)

    assert art in fall.urteil()


class TestWhatWasNotAcknowledged:
    def test_may_be_there_or_not(self):
        fall = Fall()
        spaeter = formular(f"{EINS} {VIER}", f"{ZWEI} {IHRES}", stueck("A", 5, ZUFALL, 3))
        fall.buch.sendet(fall.amal, spaeter)
        assert fall.urteil() == set()

        fall.stand.entwuerfe["Amal"] = spaeter
        fall.stand.seiten["Amal"] = ("1", texte_of(spaeter))
        assert fall.urteil() == set()

    def test_counts_once_when_it_was_saved_all_the_same(self):
        fall = Fall()
        fall.buch.speichert(fall.amal, formular(EINS, f"{ZWEI} {IHRES}"))
        fall.buch.speichert(fall.amal, formular(EINS, f"{ZWEI} {IHRES}", VIER))

        for _ in range(2):
            fall.buch.finde_offene([fall.amal], fall.stand)

        assert fall.buch.zahlen["doch gespeichert"] == 1


def test_only_steps_in_which_somebody_wrote_since_are_new():
    fall = Fall()
    assert fall.buch.schritte("/a/", nur_neue=True) == ["anlass"]
    assert fall.buch.schritte("/a/", nur_neue=True) == []
    assert fall.buch.schritte("/a/", nur_neue=False) == ["anlass"]


class TestPieces:
    def test_are_found_in_any_text_also_as_a_browser_sends_it(self):
        text = f"davor {EINS} {ZWEI}danach".replace("\n", "\r\n")
        assert zerlege(text) == (["A1", "A2"], [])

    @pytest.mark.parametrize("stelle", range(len(EINS)))
    def test_show_it_when_any_character_is_missing(self, stelle):
        ganze, reste = zerlege(EINS[:stelle] + EINS[stelle + 1 :])
        assert (ganze, bool(reste)) == ([], True)


SEITE = """
<form method="post" action="/weg/"><input name="csrfmiddlewaretoken" value="x"></form>
<form method="post" data-zwischenstand="/z/">
  <input type="hidden" name="version" value="4">
  <textarea name="leitfrage">
&lt;Warum&gt;
so?</textarea>
  <section data-formset="personen">
    <input type="hidden" name="personen-TOTAL_FORMS" value="1">
    <input type="text" name="personen-0-kuerzel" value="Kind 1" maxlength="60" aria-required="true">
    <input type="checkbox" name="personen-0-DELETE">
    <select name="personen-0-alter"><option value="a">A</option><option value="b">B</option></select>
    <template data-vorlage>
      <input type="text" name="personen-__prefix__-kuerzel" maxlength="60" aria-required="true">
      <input type="hidden" name="personen-__prefix__-neu" value="n__prefix__">
    </template>
  </section>
  <label><input type="radio" name="wahl" value="meins"> Meins<br>zwei</label>
  <input type="text" name="aus" value="nie" disabled>
</form>
"""


class TestForms:
    def test_send_what_a_browser_would(self):
        assert formular_mit(SEITE, "data-zwischenstand").kopie() == {
            "version": ["4"],
            "leitfrage": ["<Warum>\nso?"],
            "personen-TOTAL_FORMS": ["1"],
            "personen-0-kuerzel": ["Kind 1"],
            "personen-0-alter": ["a"],
        }

    def test_get_new_rows_as_formset_js_makes_them(self):
        seite = formular_mit(SEITE, "data-zwischenstand")

        [feld] = seite.neue_zeile("personen")

        assert (feld.name, feld.pflicht, feld.hoechstens) == ("personen-1-kuerzel", True, 60)
        assert seite.daten["personen-TOTAL_FORMS"] == ["2"]
        assert seite.daten["personen-1-neu"] == ["n1"]

    def test_tell_what_stands_beside_a_choice(self):
        seite = formular_mit(SEITE, "data-zwischenstand")
        assert seite.beschriftungen["wahl", "meins"].strip() == "Meins\nzwei"


def test_nobody_asks_while_one_looks():
    takt = Takt()
    with takt.anfrage():
        assert takt.unterwegs == 1
    with takt.pause():
        assert (takt.unterwegs, takt.pausen) == (0, 1)
    assert takt.pausen == 0
