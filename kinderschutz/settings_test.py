"""The settings of the tests: the real ones, with as little changed as possible."""

import os

os.environ.setdefault("DJANGO_SECRET_KEY", "nur-fuer-die-tests-" + "x" * 40)
os.environ.setdefault("FIELD_KEYS", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=")
os.environ["KINDERSCHUTZ_DEMO"] = "1"

from kinderschutz.settings import *  # noqa: F403
from kinderschutz.settings import STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ACCOUNT_RATE_LIMITS = False
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
