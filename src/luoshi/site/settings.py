"""All settings. What an installation decides comes from the environment; everything else stands here.

LUOSHI_HOME   where the database, files and secret live (default: ``var`` beside the checkout)
DATABASE_URL  a PostgreSQL server instead of the embedded SQLite database
HOST, PORT    where the server listens (default: 127.0.0.1, 8000)

LUOSHI_ALLOWED_HOSTS    other names under which it is called, comma-separated
LUOSHI_TRUSTED_ORIGINS  origins such as the address of a proxy that ends HTTPS, comma-separated
LUOSHI_HTTPS            1 where people reach it by HTTPS only: cookies are then sent by HTTPS only
LUOSHI_TIME_ZONE        default Asia/Shanghai
LUOSHI_STATIC_ROOT      where static files are collected (default: static-collected beside the sources)
LUOSHI_ADDRESS          the address people type, for links in e-mails (default: http:// with HOST and PORT)
LUOSHI_SMTP_HOST        mail server for notices; without it no e-mail is sent. With it:
LUOSHI_SMTP_PORT        default 587, or 465 where LUOSHI_SMTP_SECURITY is tls
LUOSHI_SMTP_SECURITY    starttls (default), tls or none
LUOSHI_SMTP_USER        and LUOSHI_SMTP_PASSWORD, where the server asks for them
LUOSHI_SMTP_FROM        the sender, such as "落实 <luoshi@city.example>" (default: luoshi@ the server's name)
LUOSHI_NOTICES_KEPT_DAYS     after how many days notices that were read are dropped: 400, at least 90
LUOSHI_DELIVERIES_KEPT_DAYS  the same for deliveries that arrived or were given up: 180, at least 90
LUOSHI_ARCHIVE          folders of ``luoshi archive``, comma-separated (default: those in ``archives`` of the home)
LUOSHI_SECOND_READER    address of a language model (OpenAI-compatible, such as http://localhost:8080/v1) that officers
                        may ask for a second opinion; without it no text ever leaves. With it:
LUOSHI_SECOND_READER_MODEL    the model's name there, and LUOSHI_SECOND_READER_KEY, where it asks for one
LUOSHI_SECOND_READER_SECONDS  how long one answer may take (default: 120)
LUOSHI_SECRET_KEY       instead of the secret kept in the home; several machines on one database need the same
LUOSHI_LOG_LEVEL        default WARNING
LUOSHI_DEBUG            1 for those who build Luoshi, never in service
"""

from __future__ import annotations

import contextlib
import os
import secrets
import socket
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

PROJECT = Path(__file__).resolve().parents[3]
HOME = Path(os.environ.get("LUOSHI_HOME") or PROJECT / "var").resolve()
HOME.mkdir(mode=0o700, parents=True, exist_ok=True)


def _secret() -> str:
    """Give the installation's secret key, made once and readable by its owner only."""
    path = HOME / "secret"
    if not path.exists():
        draft = HOME / f".secret.{os.getpid()}"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(50))
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)  # whole or not at all, and never over another process's secret
        draft.unlink()
    return path.read_text(encoding="ascii").strip()


def _own_names() -> list[str]:
    """Give this machine's name and main address, under which a server listening everywhere is called."""
    names = [socket.gethostname().lower()]
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # chooses the way out; a datagram socket sends nothing here
        names.append(probe.getsockname()[0])
    return names


SECRET_KEY = env.str("LUOSHI_SECRET_KEY", default="") or _secret()
DEBUG = env.bool("LUOSHI_DEBUG", default=False)
LISTEN_HOST = env.str("HOST", default="127.0.0.1")
LOOPBACK_HOSTS = {"127.0.0.1", "localhost", "::1"}
OTHER_HOSTS = [host for host in env.list("LUOSHI_ALLOWED_HOSTS", default=[]) if host not in LOOPBACK_HOSTS]
# A loopback server that answers to another name stands behind a proxy: others reach it.
IS_LOOPBACK = LISTEN_HOST in LOOPBACK_HOSTS and not OTHER_HOSTS
IS_HTTPS = env.bool("LUOSHI_HTTPS", default=False)
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *OTHER_HOSTS]
if LISTEN_HOST not in LOOPBACK_HOSTS:
    everywhere = LISTEN_HOST in {"0.0.0.0", "::"}  # noqa: S104 - compared, not bound
    ALLOWED_HOSTS += _own_names() if everywhere else [LISTEN_HOST]
CSRF_TRUSTED_ORIGINS = env.list("LUOSHI_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    # The pages come first: their templates and words stand before those of the packages.
    "luoshi.pages.shared.apps.SharedPagesConfig",
    "luoshi.pages.home.apps.HomePagesConfig",
    "luoshi.pages.documents.apps.DocumentsPagesConfig",
    "luoshi.pages.tasks.apps.TasksPagesConfig",
    "luoshi.pages.organizations.apps.OrganizationsPagesConfig",
    "luoshi.pages.notices.apps.NoticesPagesConfig",
    "luoshi.pages.strategy.apps.StrategyPagesConfig",
    "luoshi.pages.projects.apps.ProjectsPagesConfig",
    "luoshi.pages.exchange.apps.ExchangePagesConfig",
    "luoshi.pages.indicators.apps.IndicatorsPagesConfig",
    "luoshi.pages.reporting.apps.ReportingPagesConfig",
    "luoshi.pages.supervision.apps.SupervisionPagesConfig",
    "luoshi.pages.bulletins.apps.BulletinsPagesConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "treebeard",
    "luoshi.domain.audit.apps.AuditConfig",
    "luoshi.domain.accounts.apps.AccountsConfig",
    "luoshi.domain.organizations.apps.OrganizationsConfig",
    "luoshi.domain.notices.apps.NoticesConfig",
    "luoshi.domain.documents.apps.DocumentsConfig",
    "luoshi.domain.indicators.apps.IndicatorsConfig",
    "luoshi.domain.strategy.apps.StrategyConfig",
    "luoshi.domain.tasks.apps.TasksConfig",
    "luoshi.domain.projects.apps.ProjectsConfig",
    "luoshi.domain.exchange.apps.ExchangeConfig",
    "luoshi.domain.reporting.apps.ReportingConfig",
    "luoshi.domain.supervision.apps.SupervisionConfig",
    "luoshi.domain.bulletins.apps.BulletinsConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "luoshi.pages.shared.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "luoshi.pages.shared.middleware.RequestFactsMiddleware",
    "luoshi.pages.shared.middleware.LoginMiddleware",
    "luoshi.pages.shared.middleware.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "luoshi.site.urls"
WSGI_APPLICATION = "luoshi.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "luoshi.pages.shared.context.frame",
            ],
            # csrf_token is ours: it also says, signed, for whom a form was made.
            "builtins": ["luoshi.pages.shared.templatetags.luoshi"],
        },
    }
]

if env.str("DATABASE_URL", default=""):
    DATABASES = {"default": env.db("DATABASE_URL") | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}}
else:
    # With Django's defaults eight writers at once answer "database is locked"; here they queue up instead.
    DATABASES = {
        "default": {
            "ENGINE": "luoshi.site.queued_sqlite",
            "NAME": HOME / "luoshi.sqlite3",
            "CONN_MAX_AGE": 60,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728;"
                    "PRAGMA cache_size=-32768; PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=67108864"
                ),
            },
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# A name of this machine only stands in for the address where none is given.
PUBLIC_ADDRESS = env.str(
    "LUOSHI_ADDRESS",
    default=f"http://{LISTEN_HOST if LISTEN_HOST not in {'0.0.0.0', '::'} else '127.0.0.1'}"  # noqa: S104 - compared
    f":{env.str('PORT', default='8000')}",
).rstrip("/")
# Under which prefix and name the open package of projects is given out; the prefix is registered with its standard.
OPEN_DATA_PREFIX = env.str("LUOSHI_OPEN_DATA_PREFIX", default="oc4ids-luoshi")
OPEN_DATA_PUBLISHER = env.str("LUOSHI_OPEN_DATA_PUBLISHER", default="")
EMAIL_HOST = env.str("LUOSHI_SMTP_HOST", default="")
MAIL_IS_ON = bool(EMAIL_HOST)
SMTP_SECURITY = env.str("LUOSHI_SMTP_SECURITY", default="starttls")
if SMTP_SECURITY not in {"starttls", "tls", "none"}:
    raise ImproperlyConfigured(f"LUOSHI_SMTP_SECURITY is {SMTP_SECURITY!r}; it may be starttls, tls or none")
EMAIL_USE_TLS, EMAIL_USE_SSL = SMTP_SECURITY == "starttls", SMTP_SECURITY == "tls"
EMAIL_PORT = env.int("LUOSHI_SMTP_PORT", default=465 if EMAIL_USE_SSL else 587)
EMAIL_HOST_USER = env.str("LUOSHI_SMTP_USER", default="")
EMAIL_HOST_PASSWORD = env.str("LUOSHI_SMTP_PASSWORD", default="")
EMAIL_TIMEOUT = 15  # seconds for each step of a conversation with the mail server
DEFAULT_FROM_EMAIL = env.str("LUOSHI_SMTP_FROM", default=f"luoshi@{EMAIL_HOST or 'localhost'}")
NOTICES_KEPT_DAYS = env.int("LUOSHI_NOTICES_KEPT_DAYS", default=400)
DELIVERIES_KEPT_DAYS = env.int("LUOSHI_DELIVERIES_KEPT_DAYS", default=180)
if min(NOTICES_KEPT_DAYS, DELIVERIES_KEPT_DAYS) < 90:  # a job that runs again would tell the same again
    raise ImproperlyConfigured("LUOSHI_NOTICES_KEPT_DAYS and LUOSHI_DELIVERIES_KEPT_DAYS are at least 90")
WEBHOOKS_MAY_STAY_HERE = DEBUG  # whether a webhook may call this machine itself

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "luoshi.pages.organizations.backends.AccountBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "luoshi.pages.organizations.login.LoginAdapter"
ACCOUNT_RATE_LIMITS = {"login_failed": False}  # django-axes counts failed logins
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Luoshi"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the page names the moment: keep to it
AXES_LOCKOUT_CALLABLE = "luoshi.pages.organizations.login.lockout_page"
CSRF_FAILURE_VIEW = "luoshi.pages.shared.views.csrf_failure"

SESSION_ENGINE = "luoshi.site.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600  # a long working day
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("LUOSHI_TIME_ZONE", default="Asia/Shanghai")

STATIC_URL = "static/"
STATIC_ROOT = env.path("LUOSHI_STATIC_ROOT", default=str(PROJECT / "static-collected"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = HOME / "files"
ARCHIVES = [Path(folder.strip()).absolute() for folder in env.list("LUOSHI_ARCHIVE", default=[]) if folder.strip()]
ARCHIVES_HOME = HOME / "archives"
SECOND_READER = {name: value for name, value in os.environ.items() if name.startswith("LUOSHI_SECOND_READER")}
DATA_UPLOAD_MAX_MEMORY_SIZE = 60 * 1024 * 1024  # pasted text; a document may have 50 MB
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {"django_tasks_db": {"level": "ERROR"}},  # it warns of every orderly stop
    "root": {"handlers": ["console"], "level": env.str("LUOSHI_LOG_LEVEL", default="WARNING")},
}
