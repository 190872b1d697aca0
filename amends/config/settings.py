"""Django's settings, all of them from the environment or a sound default."""

import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from amends.config.environment import ENVIRONMENT, SettingError

HOME = ENVIRONMENT.home
HOME.mkdir(parents=True, exist_ok=True, mode=0o700)
DEBUG = ENVIRONMENT.flag("AMENDS_DEBUG")
DEMO = ENVIRONMENT.flag("AMENDS_DEMO")


def _kept_secret(path: Path) -> str:
    """Return the secret in `path`, made on the first start; readable by the owner only."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return path.read_text(encoding="ascii").strip()


SECRET_KEY = ENVIRONMENT.text("AMENDS_SECRET_KEY") or _kept_secret(HOME / "secret")


def _database(url: str) -> dict[str, Any]:
    """Return Django's database entry for `url`, or the embedded SQLite where it is empty."""
    if not url:
        # A mail touches the same few pages of the indexes as the one before it; what is copied less often from the log
        # into the file is copied once for many mails. It is as durable either way: the log itself is synced.
        pragmas = (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000;"
            " PRAGMA cache_size=-8000; PRAGMA temp_store=MEMORY;"
        )
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HOME / "amends.sqlite3",
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas},
            # Pages are served by a few lasting threads, each with a connection that stays open.
            "CONN_MAX_AGE": None,
            # Tests run several threads and processes on one database, so it is a file there too.
            "TEST": {"NAME": HOME / "test.sqlite3"},
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        msg = "AMENDS_DATABASE_URL must read postgresql://user:password@host:port/name"
        raise SettingError(msg)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.strip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        # What runs for every mail is prepared by the server (amends/desk/jobs/statements.py).
        "OPTIONS": {"prepare_threshold": 5},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": _database(ENVIRONMENT.text("AMENDS_DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "amends.doors.shell",  # before allauth, whose templates it replaces
    "allauth",
    "allauth.account",
    "amends.desk.jobs",
    "amends.desk.people",
    "amends.desk.channels",
    "amends.desk.policies",
    "amends.desk.cases",
    "amends.desk.advice",
    "amends.desk.search",
    "amends.desk.owed",
    "amends.desk.delivery",
    "amends.desk.drafting",
    "amends.desk.followups",
    "amends.desk.offers",
    "amends.desk.handoffs",
    "amends.desk.plays",
    "amends.desk.replies",
    "amends.desk.intake",
    "amends.doors.workbench",
    "amends.doors.office",
    "amends.doors.portal",
    "amends.doors.demo",
]
MIDDLEWARE = [
    "amends.doors.shell.cookies.SecureCookiesMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "amends.doors.shell.first_run.FirstRunMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "amends.doors.demo.doorkeeper.Doorkeeper",
    "amends.doors.shell.coming_back.LoginFirstMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "amends.config.clock.ClockMiddleware",
    "amends.doors.shell.refusals.RefusalMiddleware",
]
ROOT_URLCONF = "amends.config.urls"
ASGI_APPLICATION = "amends.config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "amends.doors.shell.context.desk",
            ],
        },
    },
]

AUTH_USER_MODEL = "people.Agent"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_ADAPTER = "amends.doors.shell.accounts.ClosedAdapter"
ACCOUNT_LOGOUT_ON_GET = False
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.number("AMENDS_TRUSTED_PROXIES", 0)
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
MAILERS = {"default": {"BACKEND": "amends.config.mailer.DeskMailer"}}

# Limits of tries must be seen by every process, so they are kept in the database.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}
TASKS = {"default": {"BACKEND": "amends.desk.jobs.backend.LeasedBackend"}}

# What the desk and the doors are handed down by name, since they never import this package.
CLOCK = "amends.config.clock.now"
CLOCK_MOVED = "amends.config.clock.look_again"
REACTIONS = "amends.config.reactions.REACTIONS"
SCHEDULE = "amends.config.schedule.SCHEDULE"
FETCHERS = "amends.config.schedule.FETCHERS"
MAILBOX_TRIAL = "amends.doors.mailbox.trying.test_connection"

# Mail that others hand over: mail servers at a port of ours, mail services at a web address.
SMTP_LISTEN = ENVIRONMENT.text("AMENDS_SMTP_LISTEN")
LMTP_LISTEN = ENVIRONMENT.text("AMENDS_LMTP_LISTEN")
MAIL_CERTIFICATE = ENVIRONMENT.text("AMENDS_MAIL_CERTIFICATE")
MAIL_KEY = ENVIRONMENT.text("AMENDS_MAIL_KEY")
_HOOK_SECRET, _HOOK_KEY = ENVIRONMENT.text("AMENDS_MAIL_HOOK_SECRET"), ENVIRONMENT.text("AMENDS_MAIL_HOOK_KEY")
ANYMAIL = {
    "WEBHOOK_SECRET": [_HOOK_SECRET] if _HOOK_SECRET else [],
    # Without a key, what is signed with none would pass.
    **({"MAILGUN_WEBHOOK_SIGNING_KEY": _HOOK_KEY, "MANDRILL_WEBHOOK_KEY": _HOOK_KEY} if _HOOK_KEY else {}),
}

ALLOWED_HOSTS = ENVIRONMENT.names("AMENDS_ALLOWED_HOSTS") or ["*"]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
    "form-action": ["'self'"],
    "img-src": ["'self'", "data:"],
}
# Some mail services post a mail twice in one call, as it came and in pieces: twice the largest that is read by default.
DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
# Agents read English; the portal speaks the customer's language.
LANGUAGES = [("en", "English"), ("de", "German")]
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": HOME / "files"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
if DEBUG or not (STATIC_ROOT / "staticfiles.json").exists():
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

_LEVEL = ENVIRONMENT.text("AMENDS_LOG_LEVEL", "info").upper()
if _LEVEL not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
    _MESSAGE = "AMENDS_LOG_LEVEL must be debug, info, warning or error"
    raise SettingError(_MESSAGE)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "amends.config.logs.DiscreetFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "filters": {"refusals": {"()": "amends.config.logs.WithoutRefusals"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Without handlers of its own: everything is written by the one formatter above.
    "loggers": {
        "amends": {"level": _LEVEL},
        "django": {"handlers": [], "level": "WARNING"},
        "django.request": {"filters": ["refusals"]},
    },
}
