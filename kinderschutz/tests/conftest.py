from kinderschutz.testing import *  # noqa: F403
from kinderschutz.tests.fake_server import *  # noqa: F403
