"""The settings of the tests: the real ones, with as little changed as possible."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("DJANGO_SECRET_KEY", "nur-fuer-die-tests-" + "x" * 40)
os.environ.setdefault("FIELD_KEYS", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=")
os.environ["KINDERSCHUTZ_DEMO"] = "1"

from kinderschutz.settings import *  # noqa: F403
from kinderschutz.settings import DATABASES, STORAGES

# Several people test on one machine: each with a database of her own.
DATABASES["default"]["TEST"] = {"NAME": f"test_kinderschutz_{os.environ.get('TEST_DB', 'alle')}"}
# A server thread and the test share the connection's settings, nothing may stay open between them.
DATABASES["default"]["CONN_MAX_AGE"] = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ACCOUNT_RATE_LIMITS = False
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
# The tests need no collectstatic: files come from where they lie.
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
# What tests attach goes away with their transactions; a server in a browser test commits.
# Each process of pytest-xdist has its own, like its database.
ANHAENGE_DIR = Path(
    tempfile.gettempdir(),
    f"kinderschutz-anhaenge-{os.environ.get('TEST_DB', 'alle')}",
    os.environ.get("PYTEST_XDIST_WORKER", "allein"),
)
CLAMAV_SOCKET = ""
