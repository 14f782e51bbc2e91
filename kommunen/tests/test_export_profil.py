"""A stored Profil as text: from the page and by command, and read in again it is the same Profil."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from kinderschutz.system_context import system_context
from kommunen.enums import Profilabschnitt
from kommunen.models import Profil
from kommunen.profilexport import als_text
from kommunen.profilimport import lies
from kommunen.profiluebernahme import uebernimm
from kommunen.tests.factories import ClusterFactory, ProfilFactory, TeilnahmeFactory

abschnitte = st.dictionaries(
    st.sampled_from([a for a in Profilabschnitt if a != Profilabschnitt.TEILNEHMENDE]),
    st.lists(
        st.tuples(
            st.sampled_from(
                [
                    "Zwei Kurse:\na) für Eltern\nb) für Fachkräfte",
                    "Siegel* vergeben",
                    "* Vom Verein",
                    "Teilnehmende",
                    "Schulungen:",
                    "HAnd in HaND ∧ Leitbild",
                    "– ein Gedanke",
                ]
            ),
            st.booleans(),
        ),
        max_size=3,
    ),
    min_size=1,
)


def content(profil):
    return {
        abschnitt: punkte and [(punkt.text, punkt.ist_absatz) for punkt in punkte]
        for abschnitt, punkte in profil.inhalt().items()
    }


class TestStoredProfil(TestCase):
    @settings(
        deadline=None,
        max_examples=25,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(abschnitte, st.lists(st.sampled_from(["ASD", "Polizei (zeitweise)"]), max_size=2))
    def test_written_and_read_in_again_says_the_same(self, inhalt, teilnehmende):
        if fussnoten := inhalt.get(Profilabschnitt.FUSSNOTE):
            # Footnotes are paragraphs.
            inhalt[Profilabschnitt.FUSSNOTE] = [(text, True) for text, _ist_absatz in fussnoten]
        with system_context("Test"):
            cluster = ClusterFactory(projekt__beginn="2009-04-01")
            teilnahme = TeilnahmeFactory(cluster=cluster, projekt=cluster.projekt)
            profil = ProfilFactory(teilnahme=teilnahme)
            profil.setze_inhalt(inhalt | {Profilabschnitt.TEILNEHMENDE: teilnehmende})
            vorher = content(Profil.objects.get(pk=profil.pk))

            text = als_text(Profil.objects.with_punkte().get(pk=profil.pk))
            unveraendert = uebernimm(lies(text), projekt=cluster.projekt, ersetzen=True)

            profil.setze_inhalt({Profilabschnitt.THEMEN: ["etwas anderes"]})
            uebernimm(lies(text), projekt=cluster.projekt, ersetzen=True)
            nachher = content(Profil.objects.get(pk=profil.pk))

        assert not unveraendert.is_neu
        assert nachher == vorher


@pytest.fixture
def trier(db):
    with system_context("Test"):
        profil = ProfilFactory(veroeffentlicht=True, teilnahme__kommune__name="Stadt Trier")
        profil.setze_inhalt({Profilabschnitt.THEMEN: ["Netze knüpfen"]})
    return profil


class TestPage:
    def url(self, profil):
        teilnahme = profil.teilnahme
        return reverse(
            "kommunen:profil_text", args=[teilnahme.kommune.slug, teilnahme.projekt.slug]
        )

    def test_everybody_may_take_a_published_profile_along(self, client, trier):
        response = client.get(self.url(trier))

        assert response["Content-Type"] == "text/plain; charset=utf-8"
        assert 'filename="profil-stadt-trier.txt"' in response["Content-Disposition"]
        assert lies(response.content).themen == ["Netze knüpfen"]

    def test_a_draft_is_not_there_for_the_public(self, client, trier):
        with system_context("Test"):
            trier.zurueckziehen()

        assert client.get(self.url(trier)).status_code == 404

    def test_costs_the_same_for_one_point_and_ten(self, trier, assert_constant_queries):
        assert_constant_queries(
            self.url(trier),
            add_row=lambda: trier.setze_inhalt(
                {Profilabschnitt.THEMEN: [*map(str, trier.inhalt()["themen"]), "Noch eins"]}
            ),
        )


class TestCommand:
    def run(self, *kommunen, **options):
        out = StringIO()
        call_command("export_profil", *kommunen, stdout=out, **options)
        return out.getvalue()

    def test_writes_one_to_the_output(self, trier):
        assert lies(self.run("stadt-trier")).kommune == "Stadt Trier"

    def test_writes_all_into_a_folder(self, trier, tmp_path):
        with system_context("Test"):
            ProfilFactory(teilnahme__kommune__name="Stadt Koblenz")

        assert self.run(ordner=tmp_path / "seiten") == "2 Profile ausgegeben.\n"
        namen = sorted(pfad.name for pfad in Path(tmp_path / "seiten").iterdir())
        assert [name.split(".")[0] for name in namen] == ["stadt-koblenz", "stadt-trier"]

    def test_asks_which_one_if_there_are_several(self, trier):
        with system_context("Test"):
            ProfilFactory()

        with pytest.raises(CommandError, match="Das sind 2 Profile"):
            self.run()
        with pytest.raises(CommandError, match="Ohne Profil: stadt-mainz"):
            self.run("stadt-mainz")

    def test_of_one_project_only(self, trier):
        with system_context("Test"):
            ProfilFactory()

        assert "Stadt Trier" in self.run(projekt=trier.teilnahme.projekt.kurztitel)

    def test_says_when_it_cannot_write(self, trier, tmp_path):
        datei = tmp_path / "datei"
        datei.write_text("")

        with pytest.raises(CommandError, match="lässt sich nicht schreiben"):
            self.run(ordner=datei)
