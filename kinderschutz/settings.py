"""
Settings, safe for production without any variable but the secrets.

What a start for looking around needs is opt-in: `make start` sets KINDERSCHUTZ_DEMO (demo accounts
on the sign-in page, no forced second factor, plain HTTP on this machine). Everything else is off.
"""

from pathlib import Path
from urllib.parse import unquote

import environ
from csp.constants import NONE, SELF

from kinderschutz import embedded_postgres

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(env.str("ENV_FILE", default=str(BASE_DIR / ".env")))

DEBUG = env.bool("DJANGO_DEBUG", default=False)
DEMO = env.bool("KINDERSCHUTZ_DEMO", default=False)
SECRET_KEY = env.str("DJANGO_SECRET_KEY")
# Newest first; the others only read. Not derived from SECRET_KEY, which is rotated on its own.
FIELD_KEYS = env.list("FIELD_KEYS")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "kinderschutz",
    "kommunen",
    "netzwerk",
    "fallanalyse",
    "kinderschutz.verwaltung.VerwaltungConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "csp",
    "django_filters",
    "pgtrigger",
    "pghistory",
]

MIDDLEWARE = [
    "kinderschutz.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kinderschutz.request_id.RequestIdMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kinderschutz.requests.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "kinderschutz.sessions.ProlongSessionMiddleware",
    "kinderschutz.requests.PrivatePagesMiddleware",
    # Last: it opens the transaction in which the database knows who asks.
    "kinderschutz.identity.IdentityMiddleware",
]

ROOT_URLCONF = "kinderschutz.urls"
WSGI_APPLICATION = "kinderschutz.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kinderschutz.context_processors.layout",
                "kinderschutz.context_processors.demo_konten",
            ],
            "builtins": [
                "django.templatetags.static",
                "crispy_forms.templatetags.crispy_forms_tags",
                "kinderschutz.templatetags.bausteine",
                "kinderschutz.templatetags.wortlaut",
            ],
        },
    }
]
FORM_RENDERER = "kinderschutz.form_rendering.KernRenderer"

# --- Database ----------------------------------------------------------------------------------

if "DATABASE_URL" in env:
    DATABASES = {"default": env.db("DATABASE_URL")}
    # As in libpq's own addresses: a socket's folder is written with %2F.
    DATABASES["default"]["HOST"] = unquote(DATABASES["default"]["HOST"])
else:
    DATABASES = {"default": embedded_postgres.database(BASE_DIR)}
DATABASES["default"] |= {
    "ATOMIC_REQUESTS": True,
    "CONN_MAX_AGE": 600,
    "CONN_HEALTH_CHECKS": True,
}
# One slow query must not silence the server (performance.md 1.7).
DATABASES["default"].setdefault("OPTIONS", {})["options"] = (
    f"-c statement_timeout={env.int('STATEMENT_TIMEOUT_MS', default=10_000)}"
    " -c idle_in_transaction_session_timeout=60000"
)
# The role the system context switches to; deploy/datenbank.sql creates it.
SYSTEM_ROLE = env.str("DATABASE_SYSTEM_ROLE", default="kinderschutz_system")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- People ------------------------------------------------------------------------------------

AUTH_USER_MODEL = "kinderschutz.User"
# Both live in kommunen; the common ground only knows their names.
ROLLE_MODEL = "kommunen.Rolle"
JUGENDAMT_MODEL = "kommunen.Jugendamt"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "arbeit"
LOGOUT_REDIRECT_URL = "start"
ACCOUNT_ADAPTER = "kinderschutz.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
# Beside those of allauth: sending invitations, and trying codes of invitations.
ACCOUNT_RATE_LIMITS = {"einladung_senden": "20/h/user", "einladung_oeffnen": "20/m/ip"}
# allauth's own writes a row of addresses when somebody only looks at the link.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 (a path)
MFA_ADAPTER = "kinderschutz.accounts.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
# The Administration makes the accounts and vouches for their addresses.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Kinderschutz"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG or DEMO
# allauth cannot force a second factor (its issue 3649): kinderschutz.identity does, by Rolle.
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=not DEMO)

# Without doing anything, and from one sign-in to the next in any case.
SESSION_ENGINE = "kinderschutz.sessions"
SESSION_COOKIE_AGE = env.int("SESSION_MINUTES", default=120) * 60
SESSION_LONGEST_AGE = env.int("SESSION_HOURS", default=12) * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"

# --- Transport and browser ---------------------------------------------------------------------

INSECURE_HTTP = env.bool("INSECURE_HTTP", default=DEBUG or DEMO)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not INSECURE_HTTP
SESSION_COOKIE_NAME = "sessionid" if INSECURE_HTTP else "__Host-sessionid"
CSRF_COOKIE_NAME = "csrftoken" if INSECURE_HTTP else "__Host-csrftoken"
SECURE_SSL_REDIRECT = not INSECURE_HTTP
SECURE_HSTS_SECONDS = 0 if INSECURE_HTTP else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not INSECURE_HTTP
SECURE_HSTS_PRELOAD = not INSECURE_HTTP
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Whose address the sign-in counts: without it all visitors would share that of the proxy.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0 if INSECURE_HTTP else 1)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # KERN's icons and the TOTP picture are data URIs
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "kinderschutz.static_files.StaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 31_536_000
# Without files; those are counted by the handler.
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 4
FILE_UPLOAD_HANDLERS = ["kinderschutz.uploads.InMemoryUploadHandler"]
# Attachments, encrypted: in the backup, on a disk all web processes share, never below static/.
ANHAENGE_DIR = Path(env.str("ANHAENGE_DIR", default=str(BASE_DIR / "medien" / "anhaenge")))
# ClamAV: the path of its socket or host:port. If set, no file is taken that it did not look at.
CLAMAV_SOCKET = env.str("CLAMAV_SOCKET", default="")
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# --- Language and forms ------------------------------------------------------------------------

LANGUAGE_CODE = "de"
TIME_ZONE = "Europe/Berlin"
USE_I18N = True
USE_TZ = True
CRISPY_ALLOWED_TEMPLATE_PACKS = "kern"
CRISPY_TEMPLATE_PACK = "kern"

# How long an analysis is kept unless its Jugendamt says otherwise (§ 84 SGB X names no period).
RETENTION_DAYS = env.int("RETENTION_DAYS", default=3 * 365)

# --- Figures (design.md 7) ---------------------------------------------------------------------

# A case-related count below this is kept secret.
SMALL_CELL_THRESHOLD = env.int("SMALL_CELL_THRESHOLD", default=3)

# --- Caches, mail, logging ---------------------------------------------------------------------

# The rate limits of the sign-in live here and must count over all workers.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kinderschutz_cache",
    }
}
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
# Invitations are sent inside a request.
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="kinderschutz@localhost")
DEFAULT_EXCEPTION_REPORTER = "kinderschutz.error_reports.NoContentReporter"
DEFAULT_EXCEPTION_REPORTER_FILTER = "kinderschutz.error_reports.NoContentReporterFilter"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "kinderschutz.request_id.RequestIdFilter"}},
    "formatters": {
        "line": {
            "()": "kinderschutz.error_reports.NoContentFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s",
        }
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["request_id"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # Its messages carry SQL with parameters, and so case content.
        "django.db.backends": {"handlers": [], "propagate": False},
        # They quote the text of a PDF for which a font has no sign.
        "weasyprint": {"handlers": [], "propagate": False},
        "fontTools": {"handlers": [], "propagate": False},
    },
}
SILENCED_SYSTEM_CHECKS = []
