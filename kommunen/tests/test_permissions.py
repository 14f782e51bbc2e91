import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from kinderschutz.identity import acting_as
from kommunen import permissions
from kommunen.tests.factories import MassnahmeFactory, ProjektFactory, TeilnahmeFactory

# What a Rolle of the own scope may do: profile and measures, publish, contact.
DARF = {
    "fachkraft": (True, False, True),
    "leitung": (True, True, True),
    "netzwerkkoordination": (False, False, True),
    "moderation": (False, False, False),
    "datenschutz": (False, False, False),
}


def darf(user, teilnahme):
    return (
        permissions.can_profil_bearbeiten(user, teilnahme),
        permissions.can_profil_veroeffentlichen(user, teilnahme),
        permissions.can_kontakt_bearbeiten(user, teilnahme),
    )


@pytest.mark.django_db
class TestTeilnahme:
    @pytest.mark.parametrize(("art", "erwartet"), DARF.items())
    def test_in_the_own_jugendamt(self, rolle_als, art, erwartet):
        teilnahme, fremde = TeilnahmeFactory(), TeilnahmeFactory()

        with acting_as(rolle_als(art, jugendamt=teilnahme.jugendamt)) as user:
            assert darf(user, teilnahme) == erwartet
            assert darf(user, fremde) == (False, False, False)

    def test_coordination_writes_but_the_leitung_publishes(self, rolle_als):
        teilnahme, fremde = TeilnahmeFactory(), TeilnahmeFactory()

        with acting_as(rolle_als("projektkoordination", projekt=teilnahme.projekt)) as user:
            assert darf(user, teilnahme) == (True, False, True)
            assert darf(user, fremde) == (False, False, False)

    def test_coordination_publishes_where_no_jugendamt_takes_part(self, rolle_als):
        teilnahme = TeilnahmeFactory(jugendamt=None)

        with acting_as(rolle_als("projektkoordination", projekt=teilnahme.projekt)) as user:
            assert darf(user, teilnahme) == (True, True, True)

    def test_the_public_does_nothing(self):
        assert darf(AnonymousUser(), TeilnahmeFactory(jugendamt=None)) == (False, False, False)


@pytest.mark.django_db
class TestMassnahme:
    def test_is_edited_in_the_own_jugendamt_or_projekt(self, rolle_als):
        massnahme = MassnahmeFactory(projekt=ProjektFactory())

        for art, bereich, erwartet in [
            ("fachkraft", {"jugendamt": massnahme.jugendamt}, True),
            ("projektkoordination", {"projekt": massnahme.projekt}, True),
            ("fachkraft", {}, False),
            ("ministerium", {}, False),
        ]:
            with acting_as(rolle_als(art, **bereich)) as user:
                assert permissions.can_massnahme_bearbeiten(user, massnahme) is erwartet


@pytest.mark.django_db
class TestSeiten:
    def test_coordination_follows_her_own_projekt(self, rolle_als):
        projekt = ProjektFactory()

        with acting_as(rolle_als("projektkoordination", projekt=projekt)) as user:
            assert permissions.can_cluster_fortschritt(user, projekt.pk)
            assert not permissions.can_cluster_fortschritt(user, projekt.pk + 1)

    @pytest.mark.parametrize(
        ("art", "erwartet"), [("ministerium", True), ("landesjugendamt", True), ("leitung", False)]
    )
    def test_the_land_has_an_overview(self, rolle_als, art, erwartet):
        with acting_as(rolle_als(art)) as user:
            assert permissions.can_landesuebersicht(user) is erwartet


def test_require_refuses():
    permissions.require(True)
    with pytest.raises(PermissionDenied):
        permissions.require(False)
