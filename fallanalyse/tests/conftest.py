from kinderschutz.testing import *  # noqa: F403
