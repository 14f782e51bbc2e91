"""Names, places and institutions: what is sure, what only warns, what is left alone."""

import itertools
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fallanalyse.pseudonymisierung import pruefe

# What has to be found, surely, stands between ‹ and ›; nothing else may be.
SICHER = {
    "name": [
        "‹Kevin› war allein zu Hause.",
        "‹Kevins› Mutter war nicht da, ‹Kevin's› Vater auch nicht.",
        "ihr Sohn ‹Nawras› kam zu spät",
        "Die Schwester von ‹Gülşah›, ‹Guelsah› und ‹Gülsah›",
        "Frau ‹Koch› war im Urlaub.",
        "Bei Familie ‹Wolf› war es laut.",
        "Herr ‹Sommer› und Frau ‹Winter› sagten ab.",
        "Oma ‹Erika› holte das Kind.",
        "Es meldete sich eine Frau namens ‹Ott›.",
        "Er heißt ‹Ludger Pape›.",
        "‹Anna Koch› unterschrieb.",
        "‹Anna-Lena Müller-Schmidt› übernahm.",
        "Die ‹Müller›-Kinder, die ‹Kevin›-Akte",
        "Die ‹Schmidts› und die ‹Hoffmanns› stritten.",
        "Rechtsanwältin Dr. ‹Friederike von der Heide›",
        "Herr ‹el Khatib›, Frau ‹dos Santos›, Dr. med. ‹Al-Hamidi›",
        "‹J. Weber› und ‹S. Kurz› waren da.",
        "‹Nguyen Thi Lan› und ‹Tran Van Duc› arbeiten viel.",
        "‹Tim› (6) wirkte müde.",
        "frau ‹yilmaz› hat nicht aufgemacht",
        "der ‹kevin› war wieder da",
        "hi ‹nadja›, kommst du?",
        "‹KEVIN› WAR ALLEIN",
        "‹SCHULZE, Marvin›",
        "Fr. ‹Yıldız› und Hr. ‹Nguyen› erschienen.",
        "KM ‹Nadine› war da, KV fehlte.",
        "Protokoll: ‹K. Schuster›",
        "gez. ‹Petra Hagedorn›",
        "»Ich will zu ‹Ayşe›«, sagte das Kind.",
        "‹Оксана› kam aus der Ukraine.",
        "Lehrerin ‹Pfeifer› meldete blaue Flecken.",
    ],
    "ort": [
        "Die Familie lebt in ‹Hatzenbühl›.",
        "Sie zog nach ‹Bad Bergzabern›.",
        "Die ‹Edenkobener› Polizei kam.",
        "im Ortsteil ‹Quetzenfeld›",
    ],
    "einrichtung": [
        "Die ‹Kita Sonnenschein› meldete sich.",
        "Das Kind besucht die ‹Grundschule am Schlossplatz›.",
        "Es lag im ‹St.-Marien-Krankenhaus›.",
        "Die ‹Astrid-Lindgren-Schule› lud ein.",
        "Die ‹Goetheschule› und das ‹Pfalzklinikum›",
        "im ‹Kindergarten »Villa Kunterbunt«›",
    ],
}
# What only warns.
SCHWACH = [
    "Dann ging ‹Koch› nach Hause.",
    "‹Wolf› meinte, es sei gut.",
    "Es fehlte ‹Kraft›.",
    "Der ‹Kreis› zahlte.",
    "Die Familie lebt in ‹Ludwigshafen›.",
    "Das Jugendamt ‹Mainz-Bingen› war zuständig.",
    "Frau ‹K›. sagte ab.",
    "Sie wohnt in der ‹Lindenstraße›.",
]
# Roles, kinds of institutions, words of the profession: nothing at all.
NICHTS = [
    "Kind 1, Mutter, Vater, Partner der Mutter, Fachkraft A und die Leitung",
    "Die Kita, das Krankenhaus, die Grundschule und das Familiengericht",
    "Der ASD, die SPFH, der UMA und die iseF",
    "In der Lern- und Entwicklungswerkstatt der Modellkommune",
    "Learning Together, SWOT-Analyse und Fischgräten-Diagramm",
    "Weil die Frau Angst hatte, ging die Kita den Weg mit.",
    "Die Kita Auffälligkeiten melden zu lassen, war richtig.",
    "Die Schule am Morgen, die Klinik am Abend",
    "Wolfsrudel, Kochtopf und Kraftakt",
    "Das Kind kam im Mai, im Sommer und im August.",
    "Großmutter, Tante und Onkel mütterlicherseits",
    "Hämatome, Petechien und eine Otitis",
    "Die Mutter stammt aus Syrien und spricht Arabisch.",
    "Caritas, Diakonie und Kinderschutzbund",
    "Montessori-Pädagogik und Waldorfschule",
    "Eine Inobhutnahme mit Clearing und Erstgespräch",
    "z. B. Kinder, u. a. Eltern, i. d. R. Fachkräfte",
]


def marken(satz):
    """Return (text, [(start, end)]) of what stands between ‹ and ›."""
    text, stellen, offen = "", [], 0
    for zeichen in satz:
        if zeichen == "‹":
            offen = len(text)
        elif zeichen == "›":
            stellen.append((offen, len(text)))
        else:
            text += zeichen
    return text, stellen


TABELLE = [(art, satz) for art, saetze in SICHER.items() for satz in saetze]


class TestSure:
    @pytest.mark.parametrize(("art", "satz"), TABELLE, ids=lambda wert: wert[:50])
    def test_is_found_whole_and_nothing_else(self, art, satz):
        text, stellen = marken(satz)

        treffer = [einer for einer in pruefe(text) if einer.sicher]

        assert stellen
        assert art in {einer.art for einer in treffer}
        gedeckt = {stelle for einer in treffer for stelle in range(einer.start, einer.end)}
        gemeint = {stelle for start, end in stellen for stelle in range(start, end)}
        assert {i for i in gemeint if text[i].isalnum()} <= gedeckt
        assert not {i for i in gedeckt - gemeint if text[i].isalnum()}

    @pytest.mark.parametrize(("_art", "satz"), TABELLE[::3], ids=lambda wert: wert[:50])
    def test_however_it_is_encoded(self, _art, satz):
        text, _stellen = marken(satz)
        sonst = [einer.text for einer in pruefe(text) if einer.sicher]

        zerlegt = unicodedata.normalize("NFD", text)
        gespickt = "\u00ad".join(text)
        verkehrt = "\u202b" + text.replace(" ", "\u00a0")

        for anders in (zerlegt, gespickt, verkehrt):
            gefunden = [
                unicodedata.normalize("NFC", einer.text)
                .replace("\u00ad", "")
                .replace("\u00a0", " ")
                for einer in pruefe(anders)
                if einer.sicher
            ]
            assert gefunden == [unicodedata.normalize("NFC", eines) for eines in sonst]

    def test_a_name_said_once_is_known_everywhere(self):
        text = "Frau Koch kam. Später ging Koch heim, Kochs Mann blieb."

        assert [einer.text for einer in pruefe(text) if einer.sicher] == ["Koch", "Koch", "Kochs"]

    def test_a_line_that_the_page_broke_parts_no_name(self):
        text = "Es war schon spät, und alle waren müde, als endlich auch Frau\nKoch eintraf."

        assert [einer.text for einer in pruefe(text) if einer.sicher] == ["Koch"]


class TestWeak:
    @pytest.mark.parametrize("satz", SCHWACH, ids=lambda satz: satz[:50])
    def test_is_a_warning_only(self, satz):
        text, stellen = marken(satz)

        treffer = pruefe(text)

        assert [(einer.start, einer.end) for einer in treffer] == stellen
        assert not any(einer.sicher for einer in treffer)


class TestNothing:
    @pytest.mark.parametrize("satz", NICHTS, ids=lambda satz: satz[:50])
    def test_has_no_hit(self, satz):
        assert pruefe(satz) == []


class TestReplacement:
    @pytest.mark.parametrize(
        ("text", "ersatz"),
        [
            ("Kevin und Leonie, später Kevin", ["Kind 1", "Kind 2", "Kind 1"]),
            ("Frau Koch und Herr Wolf", ["A", "B"]),
            ("am 03.03.2024", ["Anfang März"]),
            ("am 15. Mai 2023", ["Mitte Mai"]),
            ("zum 2024-08-31", ["Ende August"]),
            ("seit März 2022", ["März"]),
            ("in Hatzenbühl", ["eine Gemeinde im Landkreis"]),
            ("die Kita Sonnenschein", ["eine Kita"]),
            ("das St.-Marien-Krankenhaus", ["eine Einrichtung"]),
            ("Hauptstraße 12", ["eine Wohnung"]),
            ("geb. 14.05.2012", ["… Jahre alt"]),
        ],
    )
    def test_is_a_role_a_part_of_a_month_a_kind(self, text, ersatz):
        assert [einer.ersatz for einer in pruefe(text)] == ersatz


class TestPlaces:
    @settings(max_examples=80, deadline=None)
    @given(
        st.lists(
            st.sampled_from([marken(satz)[0] for _art, satz in TABELLE])
            | st.sampled_from(NICHTS)
            | st.text(max_size=15)
            | st.sampled_from(["\n", " ", "\u00ad", "\u200f", "\u0301", "Ä", "von der ", "A. "]),
            max_size=6,
        ).map("".join)
    )
    def test_match_the_text_in_order_and_never_overlap(self, text):
        treffer = pruefe(text)

        assert all(einer.text == text[einer.start : einer.end] != "" for einer in treffer)
        assert all(vorher.end <= nachher.start for vorher, nachher in itertools.pairwise(treffer))

    @settings(max_examples=60, deadline=None)
    @given(
        st.sampled_from(["Kevin", "Ayşe Yıldız", "Grzegorz", "Hatzenbühl", "Frau Koch"]),
        st.sampled_from(NICHTS),
        st.sampled_from([". ", "\n", " – ", "; "]),
    )
    def test_clean_text_around_hides_nothing(self, name, anderes, dazwischen):
        text = f"{anderes}{dazwischen}{name} war da{dazwischen}{anderes}"

        stelle = text.index(name) + len(name) - 1
        assert any(einer.sicher and einer.start <= stelle < einer.end for einer in pruefe(text))


class TestWhatTheEndOfANameHides:
    def test_a_mark_behind_the_last_letter_belongs_to_the_hit(self):
        text = unicodedata.normalize("NFD", "Frau Kaçà kam.")

        (treffer,) = [einer for einer in pruefe(text) if einer.sicher]

        assert unicodedata.normalize("NFC", treffer.text) == "Kaçà"

    @pytest.mark.parametrize(
        "text", ["Kevin weinte. Kevins Lehrerin rief an.", "Kevins Mutter und Kevin."]
    )
    def test_whose_and_who_get_the_same_replacement(self, text):
        assert {einer.ersatz for einer in pruefe(text)} == {"Kind 1"}


class TestAbbreviations:
    def test_one_beside_a_name_is_no_name_there_nor_anywhere_else(self):
        text = "Lukas ASD: komme später. Der ASD lud ein. Mit Leon SPFH besprochen, die SPFH kam."

        assert {einer.text for einer in pruefe(text) if einer.sicher} == {"Lukas", "Leon"}

    def test_surnames_in_capitals_stay_names(self):
        gefunden = " ".join(
            einer.text for einer in pruefe("Anna WEBER und Ayşe KOÇ kamen.") if einer.sicher
        )

        assert {"WEBER", "KOÇ"} <= set(gefunden.split())
