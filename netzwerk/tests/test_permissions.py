import pytest

from kinderschutz.identity import acting_as
from kommunen.tests.factories import JugendamtFactory
from netzwerk.permissions import can_netzwerk_bearbeiten
from netzwerk.tests.factories import NetzwerkFactory


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("art", "erwartet"), [("netzwerkkoordination", True), ("leitung", True), ("fachkraft", False)]
)
def test_who_keeps_a_network_of_the_own_jugendamt(rolle_als, art, erwartet):
    amt = JugendamtFactory()
    netzwerk, fremdes = NetzwerkFactory(jugendaemter=[amt]), NetzwerkFactory()

    with acting_as(rolle_als(art, jugendamt=amt)) as user:
        assert can_netzwerk_bearbeiten(user, netzwerk) is erwartet
        assert not can_netzwerk_bearbeiten(user, fremdes)
