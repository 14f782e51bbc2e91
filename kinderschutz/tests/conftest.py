import pytest

from kinderschutz.testing import *  # noqa: F403
from kinderschutz.tests.fake_server import *  # noqa: F403


def pytest_collection_modifyitems(items):
    """Do not measure coverage where only the browser works; the server is another process."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.no_cover)
