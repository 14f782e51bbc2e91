"""What changed is told word by word, and no character gets lost on the way."""

import re
import time
from html import unescape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kinderschutz.templatetags.wortlaut import wortlaut
from kinderschutz.unterschied import (
    AUSGELASSEN,
    EINGEFUEGT,
    GESTRICHEN,
    GLEICH,
    WORTE,
    WORTE_HOECHSTENS,
    kuerze,
    stueckweise,
    wortweise,
)

WORT = st.sampled_from(
    [
        "Kind",
        "Mutter",
        "die",
        "Kita",
        "für",
        "fu\u0308r",
        "👩‍👧",
        "🏳️‍🌈",
        ",",
        ".",
        "\n",
        "\r\n",
        " ",
        "  ",
        "\t",
        "»Angst«",
    ]
)
# Texts of the same few words have much in common; any text at all may be pasted.
TEXT = st.lists(WORT, max_size=40).map(" ".join) | st.lists(WORT, max_size=30).map("".join)
IRGENDEIN_TEXT = TEXT | st.text(max_size=60)


def lies(stuecke):
    """Return the pieces as one reads them: [-struck-], {+added+}, … for what is left out."""
    muster = {GLEICH: "%s", GESTRICHEN: "[-%s-]", EINGEFUEGT: "{+%s+}", AUSGELASSEN: "…"}
    return "".join(
        muster[art] % text if "%" in muster[art] else muster[art] for art, text in stuecke
    )


def ohne(stuecke, *arten):
    return "".join(text for art, text in stuecke if art not in arten)


class TestNoCharacterIsLost:
    @settings(max_examples=300, deadline=None)
    @given(IRGENDEIN_TEXT, IRGENDEIN_TEXT)
    @example("a\r\nb", "a\nb")
    @example("", "👩‍👧")
    def test_without_what_was_added_it_is_the_old_text_without_what_was_struck_the_new(
        self, alt, neu
    ):
        stuecke = wortweise(alt, neu)

        assert ohne(stuecke, EINGEFUEGT) == alt
        assert ohne(stuecke, GESTRICHEN) == neu

    @settings(max_examples=100, deadline=None)
    @given(IRGENDEIN_TEXT)
    def test_every_character_belongs_to_a_word(self, text):
        assert "".join(WORTE.findall(text)) == text

    @settings(max_examples=100, deadline=None)
    @given(st.lists(TEXT, max_size=6), st.lists(TEXT, max_size=6))
    def test_of_lists_neither(self, alt, neu):
        stuecke = stueckweise(alt, neu)

        assert [text for art, text in stuecke if art != EINGEFUEGT] == alt
        assert [text for art, text in stuecke if art != GESTRICHEN] == neu

    @settings(max_examples=40, deadline=None)
    @given(st.data())
    def test_nor_of_texts_too_long_to_compare_word_by_word(self, data):
        absatz = st.lists(st.sampled_from(["die", "Kita", "ruft", "an"]), min_size=1, max_size=9)
        absaetze = st.lists(absatz.map(" ".join), min_size=3, max_size=9)
        viel = "\n".join(f"Absatz {nummer} bleibt." for nummer in range(900))
        alt, neu = ("\n".join([*data.draw(absaetze), viel, *data.draw(absaetze)]) for _ in range(2))

        stuecke = wortweise(alt, neu)

        assert len(WORTE.findall(alt)) > WORTE_HOECHSTENS
        assert ohne(stuecke, EINGEFUEGT) == alt
        assert ohne(stuecke, GESTRICHEN) == neu
        assert viel in ohne(stuecke, EINGEFUEGT, GESTRICHEN)

    @settings(max_examples=100, deadline=None)
    @given(TEXT, TEXT, st.integers(0, 30))
    def test_shortening_leaves_every_change_and_hides_only_what_stayed(self, alt, neu, umgebung):
        stuecke = wortweise(alt, neu)

        kurz = kuerze(stuecke, umgebung)

        assert ohne(kurz, EINGEFUEGT) == alt
        assert ohne(kurz, GESTRICHEN) == neu
        assert [s for s in kurz if s.art in (EINGEFUEGT, GESTRICHEN)] == [
            s for s in stuecke if s.art != GLEICH
        ]


class TestReading:
    @pytest.mark.parametrize(
        ("alt", "neu", "gelesen"),
        [
            (
                "Die Kita meldet sich am Montag.",
                "Die Kita meldet sich am Freitag.",
                "Die Kita meldet sich am [-Montag-]{+Freitag+}.",
            ),
            ("Der Abend, danach Stille", "Der lange Abend, danach", "Der {+lange +}Abend, danach[- Stille-]"),
            # Two words side by side are one change, not two.
            ("Ein alter Hund", "Ein junger Kater", "Ein [-alter Hund-]{+junger Kater+}"),
            ("", "Neu", "{+Neu+}"),
            ("Alt", "", "[-Alt-]"),
            ("Gleich", "Gleich", "Gleich"),
            ("", "", ""),
            ("👩‍👧 froh", "👩‍👦 froh", "[-👩‍👧-]{+👩‍👦+} froh"),
            ("Straße", "Strasse", "[-Straße-]{+Strasse+}"),
        ],
    )  # fmt: skip
    def test_it_reads_like_a_corrected_text(self, alt, neu, gelesen):
        assert lies(wortweise(alt, neu)) == gelesen

    def test_paragraphs_are_read_one_by_one(self):
        assert lies(wortweise("Eins lief.\n\nZwei kam.", "Ganz anders.\n\nHier auch.")) == (
            "[-Eins lief-]{+Ganz anders+}.\n\n[-Zwei kam-]{+Hier auch+}."
        )

    def test_a_new_paragraph_between_two_is_all_that_is_added(self):
        assert lies(wortweise("Eins.\n\nZwei.", "Eins.\n\nNeu.\n\nZwei.")) == (
            "Eins.\n\n{+Neu.\n\n+}Zwei."
        )

    def test_in_a_long_text_each_changed_word_is_told_at_its_place(self):
        alt = " ".join(
            f"Im Monat {monat} erfährt die Kita davon, weil {wer} anruft, und fragt nach {was}."
            for monat, (wer, was) in enumerate(
                [("sie", "Hilfe"), ("er", "Rat"), ("niemand", "Zeit"), ("eine", "Geld")] * 8
            )
        )

        neu = alt.replace("Monat 3 ", "Monat drei ").replace("niemand", "keiner")
        gelesen = lies(wortweise(alt, neu))

        assert "Im Monat [-3-]{+drei+} erfährt" in gelesen
        assert gelesen.count("weil [-niemand-]{+keiner+} anruft, und") == 8

    def test_a_long_unchanged_stretch_is_shortened_between_words(self):
        alt = "Anfang " * 50 + "alt" + " Mitte" * 50 + " alt" + " Ende" * 50

        kurz = kuerze(wortweise(alt, alt.replace("alt", "neu")), umgebung=10)

        assert lies(kurz) == (
            "…Anfang Anfang [-alt-]{+neu+} Mitte Mitte…Mitte Mitte [-alt-]{+neu+} Ende Ende…"
        )

    def test_a_short_one_is_not(self):
        assert lies(kuerze(wortweise("Sie kam alt an.", "Sie kam neu an."))) == (
            "Sie kam [-alt-]{+neu+} an."
        )

    def test_of_a_list_each_entry_is_one(self):
        assert stueckweise(["Kita", "Hebamme"], ["Kita", "Hebamme am Abend"]) == [
            (GLEICH, "Kita"),
            (GESTRICHEN, "Hebamme"),
            (EINGEFUEGT, "Hebamme am Abend"),
        ]

    @pytest.mark.parametrize("trenner", [" ", "\n"])
    def test_two_long_texts_keep_nobody_waiting(self, trenner):
        alt, neu = (
            trenner.join(f"w{nummer * schritt % 149}" for nummer in range(12_000))
            for schritt in (7, 11)
        )
        beginn = time.perf_counter()

        wortweise(alt, neu)

        # Word by word it took 7 seconds, so it takes 0.02.
        assert time.perf_counter() - beginn < 1


class TestMarkup:
    """What the page makes of it: a corrected text for the eye, and in words for who listens."""

    HILFEN = re.compile(
        r'<span class="wortlaut__zeichen".*?</span>|<span class="kern-sr-only">.*?</span>',
        re.DOTALL,
    )

    def text(self, html, ohne):
        html = re.sub(rf"<{ohne}>.*?</{ohne}>", "", self.HILFEN.sub("", html), flags=re.DOTALL)
        return unescape(re.sub(r"</?(ins|del)>", "", html))

    @settings(max_examples=200, deadline=None)
    @given(IRGENDEIN_TEXT, IRGENDEIN_TEXT)
    @example("<ins>", "</ins><script>&amp;")
    def test_without_ins_it_is_the_old_text_without_del_the_new(self, alt, neu):
        html = wortlaut(wortweise(alt, neu))

        assert self.text(html, ohne="ins") == alt
        assert self.text(html, ohne="del") == neu

    def test_what_was_typed_never_becomes_markup(self):
        html = wortlaut(wortweise("<b>alt</b>", "<b>neu</b>"))

        assert "<b>" not in html
        assert "&lt;b&gt;" in html

    def test_it_is_said_in_words_what_was_added_and_what_was_struck(self):
        hoerbar = re.sub(r"<.*?>", "", wortlaut(wortweise("am Montag", "am Freitag")))

        assert hoerbar == "am [gestrichen: Montag][eingefügt: Freitag]"

    @pytest.mark.parametrize(
        ("alt", "neu", "wort"), [("a b", "a\nb", "Zeilenumbruch"), ("a b", "a  b", "Leerzeichen")]
    )
    def test_what_nobody_sees_is_named(self, alt, neu, wort):
        assert f"[eingefügt: {wort}" in re.sub(
            r'<span class="wortlaut__zeichen".*?</span>|<.*?>', "", wortlaut(wortweise(alt, neu))
        )

    def test_what_is_left_out_says_so(self):
        html = wortlaut(kuerze(wortweise("eins " * 99 + "alt", "eins " * 99 + "neu")))

        assert "(unveränderter Text)" in html
        assert html.count("eins") < 30
