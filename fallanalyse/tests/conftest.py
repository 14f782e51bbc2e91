from fallanalyse.tests.treffer import detektoren  # noqa: F401
from kinderschutz.testing import *  # noqa: F403
