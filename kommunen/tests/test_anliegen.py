from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from kinderschutz.identity import acting_as
from kinderschutz.system_context import system_context
from kommunen import anliegen
from kommunen.anliegen import Anliegen, anliegen_fuer, registriere
from kommunen.tests.factories import (
    ImportdokumentFactory,
    MassnahmeFactory,
    ProfilFactory,
    TeilnahmeFactory,
)


@pytest.fixture
def quellen(monkeypatch):
    """Start without what the apps registered."""
    monkeypatch.setattr(anliegen, "_quellen", [])


class TestRegister:
    def test_sorts_by_urgency(self, quellen):
        def quelle(user):
            yield Anliegen("ohne Frist", "/a/", "Darum.")
            yield Anliegen("später", "/b/", "Darum.", faellig_am=date(2026, 12, 1))
            yield Anliegen("bald", "/c/", "Darum.", faellig_am=date(2026, 6, 1))

        registriere(quelle)
        registriere(quelle)

        assert [eines.text for eines in anliegen_fuer(AnonymousUser())] == [
            "bald",
            "später",
            "ohne Frist",
        ]


@pytest.mark.django_db
class TestEigeneAnliegen:
    def texte(self, rolle):
        with acting_as(rolle) as user:
            return [eines.text for eines in anliegen_fuer(user)]

    def test_a_missing_profile_waits_for_leitung_and_coordination(self, rolle_als):
        teilnahme = TeilnahmeFactory(kommune__name="Stadt Trier", projekt__kurztitel="Bund")

        erwartet = "Profil fehlt: Stadt Trier, Bund"
        assert erwartet in self.texte(rolle_als("leitung", jugendamt=teilnahme.jugendamt))
        assert erwartet in self.texte(rolle_als("projektkoordination", projekt=teilnahme.projekt))
        assert erwartet not in self.texte(rolle_als("fachkraft", jugendamt=teilnahme.jugendamt))
        assert erwartet not in self.texte(rolle_als("leitung"))

    def test_a_draft_says_since_when(self, rolle_als):
        profil = ProfilFactory(status_seit=date(2026, 3, 1), teilnahme__kommune__name="Stadt Trier")

        texte = self.texte(rolle_als("leitung", jugendamt=profil.teilnahme.jugendamt))

        assert any(text.startswith("Profil ist Entwurf seit 01.03.2026") for text in texte)

    def test_a_published_profile_waits_for_nobody(self, rolle_als):
        profil = ProfilFactory(veroeffentlicht=True)

        texte = self.texte(rolle_als("leitung", jugendamt=profil.teilnahme.jugendamt))

        assert not any("Profil" in text for text in texte)

    def test_a_draft_beside_the_profile_waits_for_who_can_publish_it(self, rolle_als):
        profil = ProfilFactory(
            veroeffentlicht=True, entwurf_version=2, teilnahme__kommune__name="Stadt Trier"
        )
        teilnahme = profil.teilnahme

        erwartet = "Geändertes Profil ist noch nicht veröffentlicht: Stadt Trier"
        assert erwartet in self.texte(rolle_als("leitung", jugendamt=teilnahme.jugendamt))
        assert erwartet not in self.texte(
            rolle_als("projektkoordination", projekt=teilnahme.projekt)
        )
        assert erwartet not in self.texte(rolle_als("fachkraft", jugendamt=teilnahme.jugendamt))

    def test_overdue_measures_are_one_thing_per_kommune(self, rolle_als):
        teilnahme = TeilnahmeFactory(kommune__name="Stadt Trier")
        for _ in range(2):
            MassnahmeFactory(jugendamt=teilnahme.jugendamt, ueberfaellig=True)
        MassnahmeFactory(jugendamt=teilnahme.jugendamt)
        MassnahmeFactory(ueberfaellig=True)

        with acting_as(rolle_als("leitung", jugendamt=teilnahme.jugendamt)) as user:
            (eines,) = [a for a in anliegen_fuer(user) if "überfällig" in a.text]

        assert eines.text == "2 Maßnahmen sind überfällig: Stadt Trier"
        assert eines.anzahl == 2
        assert eines.url.startswith(teilnahme.kommune.get_absolute_url())
        assert "Ihres Jugendamts" in eines.warum

    def test_a_page_that_was_read_in_waits_for_those_who_may_take_it_over(self, rolle_als):
        with system_context("Test"):
            dokument = ImportdokumentFactory(name="Stadt Wolfsburg")
        eigene, fremde = rolle_als("fachkraft", jugendamt=dokument.jugendamt), rolle_als("leitung")

        def waits(rolle):
            with acting_as(rolle) as user:
                return "Eingelesene Seite wartet: Stadt Wolfsburg" in [
                    eines.text for eines in anliegen_fuer(user)
                ]

        assert (waits(eigene), waits(fremde)) == (True, False)

    def test_nothing_waits_for_the_public(self):
        ProfilFactory()

        assert anliegen_fuer(AnonymousUser()) == []
