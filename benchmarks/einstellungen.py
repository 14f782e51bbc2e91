"""The production settings, pointed at a scratch database and a scratch folder of static files."""

import os

# As `make start`: plain HTTP on the own machine, no second factor.
os.environ["KINDERSCHUTZ_DEMO"] = "1"

from kinderschutz.settings import *  # noqa: F403
from kinderschutz.settings import DATABASES

DATABASES["default"]["NAME"] = os.environ["MESSEN_DATENBANK"]
STATIC_ROOT = os.environ["MESSEN_STATISCH"]
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
