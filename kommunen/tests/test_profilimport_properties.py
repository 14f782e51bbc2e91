"""Properties of the profile import that hold for any text, not only for pages someone thought of."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kommunen.profilimport import KeinProfil, lies
from kommunen.profilimport.zeilen import zeile_aus

PROFILE = sorted((Path(__file__).parent / "profile").glob("*.txt"))
TEXTE = [pfad.read_text(encoding="utf-8") for pfad in PROFILE]
RUHIG = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

UEBERSCHRIFTEN = [
    "Altersstruktur der Einwohner",
    "Qualitätsentwicklungswerkstatt",
    "Qualitätsentwicklungs- interesse",
    "Teilnehmende",
    "Zentrale Themen",
    "Ergebnisse",
    "Kommunal",
    "In Planung",
    "Clusterübergreifend",
    "Besonderheiten",
]
KOPFZEILEN = [
    "MODELLKOMMUNE",
    "Stadt Musterau",
    "www.musterau.de",
    "BUNDESLAND: HESSEN",
    "KINDERSCHUTZCLUSTER 7",
    "Modellkommune: Stadt Musterau",
    "Partnerkommunen:",
    "Kreis Lippe",
]
ANFAENGE = [
    "",
    "  • ",
    "• ",
    "- ",
    "    - ",
    "\t* ",
    "* ",
    "a) ",
    "    (1) ",
    "1. ",
    "\u00a0",
    "    ",
]
woerter = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=12)
textzeilen = st.builds(
    lambda anfang, worte: anfang + " ".join(worte),
    st.sampled_from(ANFAENGE),
    st.lists(woerter, max_size=4),
)
seitenzeilen = st.lists(st.one_of(textzeilen, st.sampled_from(["", *UEBERSCHRIFTEN])), max_size=30)


def letters(text):
    """Return what must not get lost: no space, and no bar, which only separates participants."""
    text = unicodedata.normalize("NFC", text)
    return re.sub(r"[\s|\u00ad\u200b-\u200d\u2060\ufeff]+", "", text)


def everything_read(profil):
    werte = []
    for wert in profil.als_dict().values():
        werte += [str(teil) for teil in wert] if isinstance(wert, list) else [str(wert)]
    return letters(" ".join(werte + [text for _zeile, text in profil.streuzeilen]))


class TestAnyInput:
    @RUHIG
    @given(st.one_of(st.text(), st.binary()))
    def test_is_read_or_refused(self, inhalt):
        with pytest.raises(KeinProfil):
            lies(inhalt)

    @RUHIG
    @given(st.lists(st.one_of(textzeilen, st.sampled_from(["", *KOPFZEILEN, *UEBERSCHRIFTEN]))))
    def test_made_of_the_parts_of_a_page_is_read_or_refused(self, zeilen):
        try:
            profil = lies("\n".join(zeilen))
        except KeinProfil:
            return
        assert all(isinstance(satz, str) and satz for satz in profil.warnungen)

    @RUHIG
    @given(st.sampled_from(TEXTE), st.integers(min_value=0), st.booleans())
    def test_cut_anywhere_is_read_as_far_as_it_goes_or_refused(self, text, stelle, mitten_im_byte):
        ganz = lies(text).als_dict()
        roh = text.encode()
        ende = stelle % len(roh)
        anfang = roh[:ende] if mitten_im_byte else text[: stelle % len(text)]
        try:
            profil = lies(anfang)
        except KeinProfil:
            return

        for name, wert in profil.als_dict().items():
            if isinstance(wert, list) and len(wert) > 1 and name != "fussnoten":
                assert wert[:-1] == (ganz[name] or [])[: len(wert) - 1]


class TestPages:
    @RUHIG
    @given(seitenzeilen)
    def test_lose_no_text(self, zeilen):
        text = "\n".join([*KOPFZEILEN, *UEBERSCHRIFTEN[:3], *zeilen])
        try:
            profil = lies(text)
        except KeinProfil:
            return

        gelesen = everything_read(profil)
        for nummer, zeile in enumerate(zeilen, start=1):
            teile = zeile_aus(nummer, zeile)
            if not teile.ueberschrift:
                assert letters(teile.inhalt) in gelesen

    @pytest.mark.parametrize("text", TEXTE, ids=[pfad.stem for pfad in PROFILE])
    @pytest.mark.parametrize(
        "abwandlung",
        [
            lambda text: text.replace("\n", "\r\n"),
            lambda text: text.replace("\n", "\r"),
            lambda text: "\ufeff" + text,
            lambda text: text.replace("\n\n", "\n\u00a0\n"),
            lambda text: text.replace("\n\n", "\n \n\t\n\n"),
            lambda text: re.sub(r"(?m)$", "  ", text),
            lambda text: text.replace("  •", "\t•"),
            lambda text: text.replace("  • ", "  •\u00a0"),
            lambda text: text.replace("  • ", "  - "),
            lambda text: text.replace("  • ", "– "),
            lambda text: text.replace("In Planung", "IN\u00a0PLANUNG:"),
            lambda text: text.replace("Zentrale Themen", "zentrale  themen"),
            lambda text: text.replace("Clusterübergreifend", "Cluster\u00adübergreifend"),
            lambda text: text.replace("BUNDESLAND: ", "BUNDESLAND:\u00a0"),
            lambda text: text.replace("Modellkommune: ", "Modellkommune:\u00a0"),
            lambda text: text.removesuffix("\n"),
            lambda text: f"Startseite\n\n{text}\n\n\n",
        ],
    )
    def test_read_the_same_in_every_form_of_the_file(self, text, abwandlung):
        assert lies(abwandlung(text)).als_dict() == lies(text).als_dict()
