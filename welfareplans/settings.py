"""One settings file; everything that differs between machines comes from the environment.

LOCAL=1 (set by ./dev) allows plain http on the own machine; without it the settings are production's.
"""

import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import environ

env = environ.Env()  # type: ignore[no-untyped-call]
BASE_DIR = Path(__file__).resolve().parent.parent
LOCAL = env.bool("LOCAL", False)
DEBUG = env.bool("DEBUG", False)
# Invented places with accounts whose password is known; never on an installation that people work with.
DEMO = env.bool("DEMO", False)
SECRET_KEY = env("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1"] if LOCAL else [])
# Where links in mails lead that nobody's request starts.
site = f"http://127.0.0.1:{env('PORT', default='8000')}" if LOCAL else f"https://{next(iter(ALLOWED_HOSTS), '')}"
SITE_URL = env("SITE_URL", default=site)

INSTALLED_APPS = [
    "modeltranslation",  # must come before the models that it translates are shown anywhere
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "django_htmx",
    "django_prose_editor",  # for its script; see static/js/rich_text.js
    "csp",
    "pgtrigger",
    "pghistory",
    "welfareplans.organisations",
    "indicators",
    "plans",
    "reports",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "welfareplans.limits.BodyLimitMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "welfareplans.policy.PolicyMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
]
ROOT_URLCONF = "welfareplans.urls"
WSGI_APPLICATION = "welfareplans.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "welfareplans.frame.frame",
            ]
        },
    }
]

database = env.db("DATABASE_URL")
# The host may be a socket's folder, which stands percent-encoded in an address.
database["HOST"] = unquote(database["HOST"])
# A query that asks for it (welfareplans.organisations.compiled) is planned once it has come five times.
database.setdefault("OPTIONS", {}).setdefault("prepare_threshold", 5)
DATABASES = {"default": {**database, "CONN_MAX_AGE": env.int("CONN_MAX_AGE", 60), "CONN_HEALTH_CHECKS": True}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "organisations.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "welfareplans.passwords.LengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["welfareplans.organisations.signed_in.Backend"]
SESSION_ENGINE = "welfareplans.organisations.signed_in"
ACCOUNT_ADAPTER = "welfareplans.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_FORMS = {
    "login": "welfareplans.accounts.LoginForm",
    "change_password": "welfareplans.accounts.ChangePasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
# People are invited to an address that somebody in the municipality knows.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_SESSION_REMEMBER = False
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "reports:my_work"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("fi", "Suomi"), ("da", "Dansk")]
LOCALE_PATHS = [BASE_DIR / "locale"]
MODELTRANSLATION_DEFAULT_LANGUAGE = "sv"
# A text that is missing in the reader's language is shown in another one, never empty.
MODELTRANSLATION_FALLBACK_LANGUAGES = ("sv", "fi", "da")
TIME_ZONE = env("TIME_ZONE", default="Europe/Helsinki")
USE_I18N = True
USE_TZ = True

# Where this machine keeps what is not in the database.
HOME = Path(env("WELFAREPLANS_HOME", default=BASE_DIR / ".local"))
MEDIA_ROOT = Path(env("MEDIA_ROOT", default=HOME / "files"))
MEDIA_URL = env("MEDIA_URL", default="files/")

# Sign-in counts attempts here, so all web processes of an installation share it.
cache = "locmemcache://" if LOCAL else f"filecache://{HOME}/cache"
CACHES = {
    "default": env.cache_url("CACHE_URL", default=cache),
    # Composed reports; of its own, so that a crowd of readers never pushes the counted attempts out.
    "pages": env.cache_url("PAGES_CACHE_URL", default=f"filecache://{HOME}/pages"),
}

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "welfareplans" / "static"]
# On the own machine nothing is collected first.
WHITENOISE_USE_FINDERS = LOCAL
STATIC_ROOT = None if LOCAL else BASE_DIR / "staticfiles"
STORAGES: dict[str, dict[str, str]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if LOCAL
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

CELERY_BROKER_URL = env("CELERY_BROKER_URL", default="filesystem://localhost")
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TIMEZONE = TIME_ZONE
# Taken from the queue at once: a killed worker's job comes back by the sweep, and a job that kills goes round once.
CELERY_TASK_ACKS_LATE = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 600
# Reports queue apart: a worker takes from its queues in turn, so that a mail never waits behind a hundred of them.
CELERY_TASK_ROUTES = {"reports.tasks.run_job": {"queue": "reports"}}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker waits for its broker however long that is away
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
# A request does not wait for a broker that is away; the sweep sends the job later.
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0.1}
if CELERY_BROKER_URL.startswith("filesystem:"):
    broker = HOME / "broker"
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {
        "data_folder_in": str(broker / "messages"),
        "data_folder_out": str(broker / "messages"),
        "control_folder": str(broker / "control"),
        "store_processed": False,
        "polling_interval": 0.1,
    }
    CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
elif CELERY_BROKER_URL.startswith("redis"):
    CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 2, "socket_timeout": 10}
# Late copies are dropped: after a pause of the worker one sweep is enough.
CELERY_BEAT_SCHEDULE = {
    "jobs": {"task": "reports.tasks.sweep", "schedule": 30.0, "options": {"expires": 25}},
    "mails": {"task": "welfareplans.organisations.tasks.sweep_mails", "schedule": 30.0, "options": {"expires": 25}},
    "reminders": {"task": "reports.tasks.remind", "schedule": 1800.0, "options": {"expires": 1700}},
    "consultations": {"task": "plans.tasks.end_consultations", "schedule": 600.0, "options": {"expires": 500}},
}

vars().update(env.email_url("EMAIL_URL", default="consolemail://" if LOCAL else "smtp://localhost:25"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("DEFAULT_FROM_EMAIL", default="welfareplans@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "welfareplans.log.OneLine"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "stream": sys.stderr, "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env("LOG_LEVEL", default="WARNING")},
    # Django's own handlers are for DEBUG and for mails to administrators.
    "loggers": {
        "django": {"handlers": [], "propagate": True, "level": env("LOG_LEVEL", default="WARNING")},
        # Anybody can ask for any host; it is refused, and nothing for us to read.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
# A committee's form asks for figures of dozens of indicators, each broken down.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_NUMBER_FILES = 5
# Bytes; a plan table of 2,000 measures has a tenth of it.
MAX_BODY = 10_000_000
# Files that are sent never wait on the disk, so that a full one cannot break a form before it is read.
FILE_UPLOAD_MAX_MEMORY_SIZE = MAX_BODY
# By the end of the address, where a larger file is taken in; it is hashed and not kept.
LARGER_BODIES = {"/fingerprint/": 25_000_000}

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not LOCAL
SECURE_HSTS_SECONDS = 0 if LOCAL else 31536000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not LOCAL
# Set it only when a proxy in front ends https and sets this header itself, else anybody can.
if env.bool("BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
if env.bool("BENCH", False):
    MIDDLEWARE.insert(0, "welfareplans.timing.TimingMiddleware")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
