"""The settings: safe without any variable but the secrets, and nothing of the demo by mistake."""

import json
import os
import subprocess
import sys

import psycopg2
import pytest
from django.conf import settings
from django.db import connection

SECRETS = {
    "DJANGO_SECRET_KEY": "x" * 25 + "abcdefghijklmnopqrstuvwxyz0123456789-_",
    "FIELD_KEYS": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
}
# What a development machine or this test run may have set.
OURS = ("DJANGO_", "KINDERSCHUTZ_", "INSECURE_", "SECOND_", "FIELD_", "ALLOWED_", "TRUSTED_")
NAMES = (
    "DEBUG",
    "DEMO",
    "SECOND_FACTOR_REQUIRED",
    "SESSION_COOKIE_SECURE",
    "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SAMESITE",
    "SESSION_COOKIE_NAME",
    "CSRF_COOKIE_SECURE",
    "CSRF_COOKIE_NAME",
    "SECURE_SSL_REDIRECT",
    "SECURE_HSTS_SECONDS",
    "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN",
    "ALLAUTH_TRUSTED_PROXY_COUNT",
    "SILENCED_SYSTEM_CHECKS",
)


def run(arguments, **variables):
    database = settings.DATABASES["default"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    url = "postgres://{USER}:{PASSWORD}@/{NAME}".format(**database)
    environment = kept | {
        "DJANGO_SETTINGS_MODULE": "kinderschutz.settings",
        # Given, so that these short-lived processes never start a server.
        "DATABASE_URL": os.environ.get("DATABASE_URL", url),
    }
    return subprocess.run(  # noqa: S603 (our own program)
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        # A start of the demo leaves its .env here, and that is not what these tests are about.
        env=environment | {"ENV_FILE": "/dev/null"} | variables,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def values(**variables):
    program = (
        "import json; from kinderschutz import settings;"
        f"print(json.dumps({{name: getattr(settings, name) for name in {NAMES!r}}}))"
    )
    done = run(["-c", program], **variables)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


class TestWithoutAnyVariable:
    @pytest.mark.parametrize("missing", list(SECRETS))
    def test_a_missing_secret_is_a_crash_and_no_default(self, missing):
        done = run(["manage.py", "check"], **{k: v for k, v in SECRETS.items() if k != missing})

        assert done.returncode != 0
        assert missing in done.stderr

    def test_nothing_of_demo_and_development_is_on(self):
        assert values(**SECRETS) == {
            "DEBUG": False,
            "DEMO": False,
            "SECOND_FACTOR_REQUIRED": True,
            "SESSION_COOKIE_SECURE": True,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_COOKIE_NAME": "__Host-sessionid",
            "CSRF_COOKIE_SECURE": True,
            "CSRF_COOKIE_NAME": "__Host-csrftoken",
            "SECURE_SSL_REDIRECT": True,
            "SECURE_HSTS_SECONDS": 31_536_000,
            "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": False,
            "ALLAUTH_TRUSTED_PROXY_COUNT": 1,
            "SILENCED_SYSTEM_CHECKS": [],
        }

    def test_the_check_of_a_deployment_finds_nothing(self):
        done = run(["manage.py", "check", "--deploy", "--fail-level", "WARNING"], **SECRETS)

        assert done.returncode == 0, done.stderr
        assert "no issues (0 silenced)" in done.stdout

    def test_the_demo_has_to_be_asked_for(self):
        demo = values(**SECRETS, KINDERSCHUTZ_DEMO="1")

        assert demo["DEMO"] is True
        assert demo["DEBUG"] is False
        assert demo["SECOND_FACTOR_REQUIRED"] is False
        assert demo["SESSION_COOKIE_SECURE"] is False

    def test_the_second_factor_can_be_asked_for_in_a_demo(self):
        demo = values(**SECRETS, KINDERSCHUTZ_DEMO="1", SECOND_FACTOR_REQUIRED="1")
        assert demo["SECOND_FACTOR_REQUIRED"] is True


class TestDatabase:
    def test_is_reached_through_psycopg2(self, db):
        connection.ensure_connection()
        assert isinstance(connection.connection, psycopg2.extensions.connection)
        assert "psycopg" not in sys.modules

    def test_cuts_off_what_takes_too_long(self, db):
        with connection.cursor() as cursor:
            cursor.execute("SHOW statement_timeout")
            assert cursor.fetchone() == ("10s",)
            cursor.execute("SHOW idle_in_transaction_session_timeout")
            assert cursor.fetchone() == ("1min",)

    def test_opens_a_transaction_for_every_request(self):
        assert settings.DATABASES["default"]["ATOMIC_REQUESTS"] is True

    def test_is_new_enough(self, db):
        assert connection.pg_version >= 150_000


class TestMiddleware:
    def test_identity_is_last(self):
        assert settings.MIDDLEWARE[-1] == "kinderschutz.identity.IdentityMiddleware"

    def test_every_page_needs_a_sign_in_unless_it_says_otherwise(self):
        assert "kinderschutz.requests.SignInMiddleware" in settings.MIDDLEWARE


class TestPasswords:
    def test_are_kept_with_argon2(self):
        done = run(
            ["-c", "from kinderschutz import settings; print(settings.PASSWORD_HASHERS[0])"],
            **SECRETS,
        )
        assert done.stdout.strip() == "django.contrib.auth.hashers.Argon2PasswordHasher"
