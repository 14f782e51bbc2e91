"""Our way through HanTa's model says what HanTa's own tagger says, and the server gets it whole."""

import pickle
import subprocess
import sys

import pytest
from django.conf import settings
from HanTa import HanoverTagger
from hypothesis import given
from hypothesis import strategies as st

from fallanalyse.pseudonymisierung import bestand, pruefe
from fallanalyse.pseudonymisierung.zerlegung import UNKNOWN, Zerlegung
from fallanalyse.pseudonymisierung.zusammenhang import menge

WOERTER = sorted(
    menge("""
    hilfeplangespräch hilfeplangespräche kindeswohlgefährdung jugendamtsleitung gedolmetscht kevins
    nachtbereitschaft übergabeprotokolle yılmaz haselstrauch vier-augen-prinzip x ah überfordert
    fallübergreifende inobhutnahmestelle rückführungsgespräch schulabsentismus ungeimpft straße
""")
)
# Real words, and what typing makes of them.
wort = st.sampled_from(WOERTER) | st.text("abcdefghijklmnopqrstuvwxyzäöüßş-'", max_size=14)


@pytest.fixture(scope="module")
def unsere():
    return Zerlegung(bestand._modell_pfad())


@pytest.fixture(scope="module")
def tagger():
    return HanoverTagger.HanoverTagger(str(bestand._modell_pfad()))


def gerundet(paare):
    # The order of what is equally likely is nobody's promise.
    return {tag: round(float(gewicht), 6) for tag, gewicht in paare if tag != UNKNOWN}


class TestSameAsHanTa:
    @given(wort)
    def test_for_words_of_known_parts(self, unsere, tagger, text):
        tagger.strict = True
        assert gerundet(unsere.bekannt(text)) == gerundet(tagger.analyze_forward(text))

    @given(wort)
    def test_for_words_with_an_unknown_part(self, unsere, tagger, text):
        tagger.strict = False
        assert gerundet(unsere.vermutet(text)) == gerundet(tagger.analyze_forward(text))

    def test_the_likeliest_comes_first(self, unsere, tagger):
        tagger.strict = True
        for text in WOERTER:
            erste = unsere.bekannt(text)[:1]
            assert [tag for tag, _ in erste] == [
                tag for tag, _ in tagger.analyze_forward(text)[:1] if tag != UNKNOWN
            ]


class TestReadByAnotherProcess:
    def test_finds_what_was_found_before(self, monkeypatch):
        command = [sys.executable, "-m", "fallanalyse.pseudonymisierung"]
        gelesen = subprocess.run(  # noqa: S603 (our own module)
            command, cwd=settings.BASE_DIR, check=True, capture_output=True
        )
        text = "Kevins Mutter zog aus Insheim fort; das Hilfeplangespräch war im Herbst."
        erwartet = pruefe(text)
        monkeypatch.setattr(bestand, "_geladen", None)

        bestand.uebernimm(pickle.loads(gelesen.stdout))  # noqa: S301 (our own child)

        assert pruefe(text) == erwartet != []
