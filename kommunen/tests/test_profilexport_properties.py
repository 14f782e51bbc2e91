"""import(export(x)) = x: a page written as text and read again is the same page, whatever it says."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kommunen.profilimport import Profiltext, Punkt, lies, normalform, schreibe
from kommunen.profilimport.profiltext import ABSCHNITTE

PROFILE = sorted((Path(__file__).parent / "profile").glob("*.txt"))
GRUENDLICH = settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])

# What a text may begin with, contain or be that looks like the form itself.
FALLEN = [
    "Teilnehmende", "Kommunal", "In Planung", "Zentrale", "Themen", "Fußnoten", "BESONDERHEITEN:",
    "MODELLKOMMUNE", "gut.PARTNERKOMMUNE", "• Kurs", "- für Eltern", "a) für Väter", "(1) Recht",
    "2. Orte", "* Verein", "*", "** Zwei", "o klein", "Siegel*", "Schulung:", "www.trier.de",
    "Modellkommune: Trier", "\xa0Blatt", "\xa0\xa0\xa0Blatt", "BUNDESLAND: HESSEN", "|", "A | B",
    "\u2063Text", "\u2060Teilnehmende", "=1+1", "Qualitätsentwicklungs-", "interesse", "e\u0301",
]  # fmt: skip
irgendein_text = st.text(st.characters(codec="utf-8"), max_size=20)
zeilen = st.one_of(st.sampled_from(FALLEN), irgendein_text)
texte = st.lists(zeilen, min_size=1, max_size=4).map("\n".join)
punkte = st.lists(
    st.builds(
        lambda text, ist_absatz: Punkt(0, None if ist_absatz else "punkt", 0, [text]),
        texte,
        st.booleans(),
    ),
    max_size=4,
)
namen = st.sampled_from(["Stadt Trier", "Landkreis Mainz-Bingen", "Kreis Herzogtum Lauenburg"])
seiten = st.builds(
    Profiltext,
    rolle=st.sampled_from(["MODELLKOMMUNE", "PARTNERKOMMUNE"]),
    kommune=namen,
    web=st.sampled_from([None, "www.trier.de", "https://lohmar.de/kinder"]),
    bundesland=st.sampled_from([None, "HESSEN", "MECKLENBURG-VORPOMMERN"]),
    cluster=st.one_of(st.none(), st.integers(1, 999)),
    modellkommune=st.one_of(st.none(), namen),
    partnerkommunen=st.lists(namen, max_size=3),
    punkte=st.dictionaries(st.sampled_from(ABSCHNITTE), punkte, min_size=1),
)


def content(profil):
    """Return what of a page must survive: its statements, and the form of every point."""
    return profil.als_dict(), {
        name: [(punkt.text, punkt.ist_absatz) for punkt in profil.punkte[name]]
        for name in ABSCHNITTE
        # Participants stand on the page in one point, by whatever name they are listed.
        if name in profil.punkte and name != "teilnehmende"
    }


class TestRoundTrip:
    @GRUENDLICH
    @given(seiten)
    def test_of_any_page_changes_nothing(self, seite):
        erwartet = normalform(seite)

        gelesen = lies(schreibe(seite))

        assert content(gelesen) == content(erwartet)
        assert [zeile for _nummer, zeile in gelesen.streuzeilen] == []

    @GRUENDLICH
    @given(seiten)
    def test_a_second_time_writes_the_same_text(self, seite):
        text = schreibe(seite)

        assert schreibe(lies(text)) == text

    @pytest.mark.parametrize("pfad", PROFILE, ids=[pfad.stem for pfad in PROFILE])
    def test_of_a_real_page_changes_nothing(self, pfad):
        seite = lies(pfad.read_bytes())

        gelesen = lies(schreibe(seite))

        assert content(gelesen) == content(seite)
        assert gelesen.unvollstaendig == seite.unvollstaendig

    def test_of_both_plans_nested_points_and_an_empty_section(self):
        def punkt(text):
            return Punkt(0, "punkt", 0, [text])

        seite = Profiltext(
            rolle="MODELLKOMMUNE",
            kommune="Stadt Trier",
            punkte={
                "teilnehmende": [],
                "kommunal_in_planung": [punkt("Zwei Kurse*:\na) für Eltern\nb) für Fachkräfte")],
                "clusteruebergreifend_in_planung": [punkt("Ein Netz")],
                "fussnoten": [Punkt(0, None, 0, ["* Mit dem Verein"])],
            },
        )

        text = schreibe(seite)

        assert text.endswith(
            "Teilnehmende\n\nErgebnisse\n\nKommunal in Planung\n\n"
            "  • Zwei Kurse*:\n    a) für Eltern\n    b) für Fachkräfte\n\n"
            "Clusterübergreifend in Planung\n\n  • Ein Netz\n\n* Mit dem Verein\n"
        )
        assert content(lies(text)) == content(normalform(seite))
