"""The Fischgräten picture: whatever is said, nothing lies on anything else."""

import itertools

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fallanalyse.enums import Einflussebene, Einflussrichtung, Fehlwert, Gewicht
from fallanalyse.fischgraeten_bild import BLATT, SCHRITTSEITE, SEITE, zeichne
from fallanalyse.fischgraeten_form import Kasten, Ursache, kurzname_of
from fallanalyse.textumbruch import breite

LEITFRAGE = "Warum fahren wir trotz klarer Regel noch immer allein zu ersten Hausbesuchen?"
LANG = (
    "Zwischen Familiengericht und Jugendamt ist nicht verabredet, wer die Mutter über den Termin "
    "informiert und wer das Kind auf die Anhörung vorbereitet, und so tut es am Ende niemand, weil "
    "sich jede Stelle auf die andere verlässt und keine nachfragt."
)
TEXTE = st.one_of(
    st.sampled_from([LANG, LANG[:90], "Hohe Fallzahl", "Gefährdungseinschätzung " * 9, "W" * 300]),
    st.text(max_size=40),
)
URSACHEN = st.builds(
    Ursache,
    ebene=st.sampled_from(Einflussebene.values),
    richtung=st.sampled_from([*Einflussrichtung.values, *Fehlwert.values]),
    text=TEXTE,
    gewicht=st.sampled_from(["", *Gewicht.values, *Fehlwert.values]),
)
MASSE = st.sampled_from([SEITE, SCHRITTSEITE, BLATT])


def ursachen(anzahl, ebenen=Einflussebene.values, text="Die Vertretung war geregelt."):
    return [
        Ursache(ebene, "hinderlich", f"{nummer}: {text}", "stark")
        for nummer, ebene in zip(range(anzahl), itertools.cycle(ebenen), strict=False)
    ]


def kaesten(bild):
    """Yield (what it is, the room it takes) for everything that must be read."""
    yield "Kopf", bild.kopf.kasten
    yield "Schwanz", bild.schwanz
    for graete in bild.graeten:
        yield f"Schild {graete.ebene}", graete.schild.kasten
        for ast in graete.aeste:
            yield f"Worte {ast.ursache.text[:20]!r}", ast.worte.kasten
            x, bis, y = ast.linie
            yield f"Linie {ast.ursache.text[:20]!r}", Kasten(x, y - 2, bis - x, 5)


def strecken(bild):
    """Yield the bones and the spine as (x1, y1, x2, y2)."""
    von, bis, y = bild.rueckgrat
    yield von, y, bis, y
    for graete in bild.graeten:
        yield graete.linie


def ueberdecken(einer, anderer):
    return (
        einer.x < anderer.rechts
        and anderer.x < einer.rechts
        and einer.y < anderer.unten
        and anderer.y < einer.unten
    )


def kreuzt(kasten, strecke):
    """Say whether this line passes through the box (Liang-Barsky)."""
    x1, y1, x2, y2 = strecke
    anfang, ende = 0.0, 1.0
    for schritt, abstand in (
        (x1 - x2, x1 - kasten.x),
        (x2 - x1, kasten.rechts - x1),
        (y1 - y2, y1 - kasten.y),
        (y2 - y1, kasten.unten - y1),
    ):
        if schritt == 0:
            if abstand <= 0:
                return False
        elif schritt < 0:
            anfang = max(anfang, abstand / schritt)
        else:
            ende = min(ende, abstand / schritt)
    return anfang < ende


class TestNothingOverlaps:
    @settings(max_examples=40, deadline=None)
    @given(st.lists(URSACHEN, max_size=60), st.text(max_size=400), MASSE)
    @example(ursachen(60), LEITFRAGE * 4, SEITE)
    @example(ursachen(60, [Einflussebene.TEAM], LANG), "", SEITE)
    @example(ursachen(30, text=LANG), LEITFRAGE, BLATT)
    @example(ursachen(1), LEITFRAGE * 4, SCHRITTSEITE)
    @example([], "", SEITE)
    def test_whatever_the_causes_are(self, eingabe, leitfrage, mass):
        bild = zeichne(eingabe, leitfrage, mass)

        alle = list(kaesten(bild))
        assert [
            (wer, wen)
            for (wer, einer), (wen, anderer) in itertools.combinations(alle, 2)
            if ueberdecken(einer, anderer)
        ] == []
        for wer, kasten in alle:
            if wer.startswith("Worte"):
                assert not [strecke for strecke in strecken(bild) if kreuzt(kasten, strecke)], wer
            assert kasten.x >= 0, wer
            assert kasten.y >= 0, wer
            assert kasten.rechts <= bild.breite, wer
            assert kasten.unten <= bild.hoehe, wer

    @settings(max_examples=40, deadline=None)
    @given(st.lists(URSACHEN, max_size=12), MASSE)
    def test_the_words_stay_in_their_room(self, eingabe, mass):
        bild = zeichne(eingabe, LEITFRAGE, mass)

        for graete in bild.graeten:
            for ast in graete.aeste:
                raum = ast.worte.kasten
                assert raum.x <= ast.zeichen.x
                assert raum.y <= ast.zeichen.y
                for zeile in ast.worte.zeilen:
                    assert raum.y < zeile.y <= raum.unten
                    assert raum.x <= zeile.x
                    if len(zeile.text) > 1:
                        ende = zeile.x + breite(zeile.text, bild.schrift)
                        assert ende <= raum.rechts + 1, zeile.text
        for zeile in bild.kopf.zeilen:
            kopf = bild.kopf.kasten
            assert kopf.y < zeile.y < kopf.unten
            assert zeile.x + breite(zeile.text, bild.schrift + 1) <= kopf.rechts - 20


class TestBones:
    @settings(max_examples=20, deadline=None)
    @given(st.lists(URSACHEN, max_size=40))
    def test_every_cause_is_there_once_at_a_bone_of_its_ebene(self, eingabe):
        bild = zeichne(eingabe, LEITFRAGE)

        an_graeten = [
            (graete.ebene, ast.ursache) for graete in bild.graeten for ast in graete.aeste
        ]
        assert sorted(map(repr, eingabe)) == sorted(repr(ursache) for _ebene, ursache in an_graeten)
        assert all(ebene == ursache.ebene for ebene, ursache in an_graeten)

    def test_they_go_alternately_up_and_down_and_lean_away_from_the_head(self):
        bild = zeichne(ursachen(9), LEITFRAGE)

        richtungen = [y1 < y2 for _x1, y1, _x2, y2 in (graete.linie for graete in bild.graeten)]
        assert richtungen == [True, False] * 4 + [True]
        for graete in bild.graeten:
            x1, _y1, x2, y2 = graete.linie
            assert x1 < x2 < bild.kopf.kasten.x
            assert y2 == bild.rueckgrat[2]

    def test_only_an_ebene_with_causes_has_one(self):
        bild = zeichne(ursachen(4, ["team", "recht_politik"]), LEITFRAGE)

        assert [graete.ebene for graete in bild.graeten] == ["team", "recht_politik"]
        assert [[zeile.text for zeile in graete.schild.zeilen] for graete in bild.graeten] == [
            ["Team"],
            ["Land und Bund"],
        ]

    def test_an_ebene_with_many_causes_goes_on_at_further_bones(self):
        bild = zeichne(ursachen(14, ["team"]), LEITFRAGE)

        assert [len(graete.aeste) for graete in bild.graeten] == [5, 4, 5]
        assert [graete.schild.zeilen[-1].text for graete in bild.graeten] == [
            "Team",
            "Team (weiter)",
            "Team (weiter)",
        ]

    @pytest.mark.parametrize("ebenen", [Einflussebene.values, ["team"], ["team", "familie"]])
    def test_there_are_never_more_than_five_pairs(self, ebenen):
        assert len(zeichne(ursachen(200, ebenen), LEITFRAGE).graeten) == 10

    @pytest.mark.parametrize("ebene", Einflussebene.values)
    def test_every_name_is_short_enough_to_stand_at_its_bone(self, ebene):
        [graete] = zeichne(ursachen(1, [ebene]), LEITFRAGE).graeten

        gelesen = " ".join(zeile.text for zeile in graete.schild.zeilen)
        assert gelesen == kurzname_of(ebene)


class TestWords:
    def test_a_few_causes_are_written_out(self):
        bild = zeichne(ursachen(12, text=LANG[:120]), LEITFRAGE)

        assert bild.gekuerzt == []

    def test_of_many_long_causes_the_beginning_is_written(self):
        bild = zeichne(ursachen(30, text=LANG), LEITFRAGE)

        assert len(bild.gekuerzt) == 30
        for graete in bild.graeten:
            for ast in graete.aeste:
                gelesen = " ".join(zeile.text for zeile in ast.worte.zeilen)
                assert ast.gekuerzt
                assert gelesen.endswith("…")
                # Whole words only: half of one says nothing.
                assert gelesen.replace("- ", "").rstrip(" …").split()[-1] in LANG.replace(",", "")

    def test_neither_control_nor_direction_signs_get_into_the_picture(self):
        [graete] = zeichne([Ursache("team", "beides", "rechts\u202elinks\x07um")], "").graeten

        assert graete.aeste[0].worte.zeilen[0].text == "rechtslinksum"

    def test_thirty_causes_of_usual_length_fit_a_page_and_a_screen(self):
        bild = zeichne(ursachen(30, text=LANG[:120]), LEITFRAGE)

        assert bild.breite <= 1216
        # A4 across is 277 × 190 mm between its margins.
        assert bild.hoehe / bild.breite < 190 / 277

    def test_a_whole_file_in_one_cause_takes_no_longer_than_a_page(self):
        bild = zeichne([Ursache("team", "beides", "Wort " * 200_000)], "Frage " * 200_000)

        assert bild.hoehe < 700


class TestSigns:
    @pytest.mark.parametrize(
        ("richtung", "gewicht", "art", "staerke", "worte"),
        [
            ("foerderlich", "stark", "plus", 3, ["förderlich", "Gewicht stark"]),
            ("hinderlich", "mittel", "minus", 2, ["hinderlich", "Gewicht mittel"]),
            ("beides", "schwach", "beides", 1, ["förderlich und hinderlich", "Gewicht schwach"]),
            ("unbekannt", "", "offen", 0, ["Richtung nicht bekannt"]),
            (
                "beides",
                "nicht_erhoben",
                "beides",
                0,
                ["förderlich und hinderlich", "Gewicht nicht erhoben"],
            ),
        ],
    )
    def test_say_in_words_what_they_show(self, richtung, gewicht, art, staerke, worte):
        ursache = Ursache("team", richtung, "Ein Auto", gewicht)

        assert (ursache.art, ursache.staerke, ursache.worte) == (art, staerke, worte)
