import pytest

from kinderschutz.testing import *  # noqa: F403
from kommunen.tests.factories import (
    ClusterFactory,
    MassnahmeFactory,
    ProjektFactory,
    TeilnahmeFactory,
)


@pytest.fixture
def projekt():
    return ProjektFactory()


@pytest.fixture
def teilnahme():
    """Trier takes part, in a cluster."""
    cluster = ClusterFactory()
    return TeilnahmeFactory(kommune__name="Stadt Trier", projekt=cluster.projekt, cluster=cluster)


@pytest.fixture
def massnahme(teilnahme):
    return MassnahmeFactory(
        jugendamt=teilnahme.jugendamt, projekt=teilnahme.projekt, text="Runde Tische halten"
    )


@pytest.fixture
def leitung(login_as, teilnahme):
    """The Leitung of the Jugendamt that takes part, signed in."""
    return login_as("leitung", jugendamt=teilnahme.jugendamt)
