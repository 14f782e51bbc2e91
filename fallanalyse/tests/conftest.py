import pytest

from fallanalyse.tests.factories import amt
from fallanalyse.tests.treffer import detektoren  # noqa: F401
from kinderschutz.testing import *  # noqa: F403


@pytest.fixture
def eines():
    """A Jugendamt with its people, the law settled."""
    return amt()


@pytest.fixture
def analyse(eines, login_as):
    """Begun by the Fachkraft, who is signed in."""
    analyse = eines.beginne()
    login_as(eines.fachkraft)
    return analyse
