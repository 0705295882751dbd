"""Settings, read from the environment. Directories: OPENNRM_HOME (database, files), OPENNRM_KEYS beside it (wrapped keys)."""

import os
from pathlib import Path

from opennrm.portal import postgresql
from opennrm.portal.secret import instance_secret

HOME = Path(os.environ.get("OPENNRM_HOME", "var/home")).resolve()
KEYS = Path(os.environ.get("OPENNRM_KEYS", f"{HOME}-keys")).resolve()
SOURCE = Path(__file__).resolve().parent.parent

DEBUG = False
SECRET_KEY = instance_secret(KEYS)
ALLOWED_HOSTS = os.environ.get("OPENNRM_HOSTS", "localhost 127.0.0.1 [::1]").split()
SECURE = os.environ.get("OPENNRM_INSECURE_HTTP") != "1"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_cotton.apps.SimpleAppConfig",
    "simple_history",
    "opennrm.ui",
    "opennrm.journal",
    "opennrm.vault",
    "opennrm.access",
    "opennrm.mechanism",
    "opennrm.cases.spine",
    "opennrm.cases.contact",
    "opennrm.cases.referral",
    "opennrm.cases.identification",
    "opennrm.cases.notification",
    "opennrm.cases.procedure",
    "opennrm.cases.protection",
    "opennrm.cases.person",
    "opennrm.cases.correction",
    "opennrm.cases.support",
    "opennrm.statistics.carried",
    "opennrm.statistics.publication",
    "opennrm.programme.activities",
    "opennrm.programme.contacts",
    "opennrm.programme.materials",
    "opennrm.programme.interventions",
    "opennrm.programme.report",
    "opennrm.portal",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "opennrm.portal.middleware.CountryTime",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "opennrm.mechanism.middleware.ActorMiddleware",
    "opennrm.access.second_lock.SecondLock",
    "opennrm.portal.middleware.NothingStored",
]
ROOT_URLCONF = "opennrm.portal.urls"
WSGI_APPLICATION = "opennrm.portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "opennrm.portal.context.frame",
            ],
            "builtins": ["django_cotton.templatetags.cotton", "django.templatetags.i18n", "opennrm.ui.templatetags.nrm"],
        },
    }
]

SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # Not trusted_schema=OFF: with it SQLite 3.40 refuses every write to a table that checks its JSON, as Django's JSON fields do.
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA busy_timeout=20000;PRAGMA secure_delete=ON;"
            "PRAGMA temp_store=MEMORY;PRAGMA foreign_keys=ON;"
        ),
    },
}
DATABASE_URL = os.environ.get("OPENNRM_DATABASE_URL", "")
DATABASES = {
    # The cases: journal, projections, sealed values. PostgreSQL where OPENNRM_DATABASE_URL names one.
    "default": postgresql.database(DATABASE_URL) if DATABASE_URL else {**SQLITE, "NAME": HOME / "opennrm.sqlite3"},
    # The wrapped keys: a store of its own, so that a stolen database opens nobody and erasure destroys the key (security §2.5).
    "keys": {**SQLITE, "NAME": KEYS / "keys.sqlite3"},
}
DATABASE_ROUTERS = ["opennrm.vault.router.KeysRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "mechanism.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
PASSWORD_RESET_TIMEOUT = 3600
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_ADAPTER = "opennrm.mechanism.adapter.InvitedOnly"
ACCOUNT_FORMS = {
    "login": "opennrm.mechanism.sign_in_forms.SignIn",
    "reauthenticate": "opennrm.mechanism.sign_in_forms.Again",
    "change_password": "opennrm.mechanism.sign_in_forms.ChangePassword",
    "reset_password": "opennrm.mechanism.sign_in_forms.Forgotten",
    "reset_password_from_key": "opennrm.mechanism.sign_in_forms.NewPassword",
}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "opennrm.mechanism.tokens.ResetToken"  # noqa: S105
# Failures count by account and network together, slower each time, in mechanism.limits: allauth's own limits by account or by
# address alone would let a stranger lock out an account, or one guesser a whole office. Its count of codes stays.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": "10/m/ip"}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("OPENNRM_PROXIES", "0"))
MFA_ADAPTER = "opennrm.mechanism.adapter.SealedFactors"
MFA_FORMS = {
    "authenticate": "opennrm.mechanism.sign_in_forms.Code",
    "reauthenticate": "opennrm.mechanism.sign_in_forms.CodeAgain",
    "activate_totp": "opennrm.mechanism.sign_in_forms.FirstCode",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "OpenNRM"
MFA_TOTP_TOLERANCE = 1
# Limits and used codes are shared by all workers. Keys are hashed: they would name addresses of people and networks.
# Values are JSON: a pickle in the database would run in the process that opens keys.
CACHES = {
    "default": {
        "BACKEND": "opennrm.mechanism.cache.JsonCache",
        "KEY_FUNCTION": "opennrm.mechanism.cache.hidden",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
# Without a mail server nothing is sent; nothing that is sent says more than that there is something new.
MAIL_HOST = os.environ.get("OPENNRM_MAIL_HOST", "")
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend" if MAIL_HOST else "django.core.mail.backends.dummy.EmailBackend"
EMAIL_HOST = MAIL_HOST
EMAIL_PORT = int(os.environ.get("OPENNRM_MAIL_PORT", "25"))
EMAIL_USE_TLS = os.environ.get("OPENNRM_MAIL_TLS") == "1"
EMAIL_HOST_USER = os.environ.get("OPENNRM_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("OPENNRM_MAIL_PASSWORD", "")
DEFAULT_FROM_EMAIL = os.environ.get("OPENNRM_MAIL_FROM", "opennrm@localhost")

SESSION_SERIALIZER = "django.contrib.sessions.serializers.JSONSerializer"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
# no-referrer would make Chromium send `Origin: null`, and Django would refuse every form.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français"), ("ro", "Română"), ("ru", "Русский")]
LANGUAGE_COOKIE_NAME = "__Host-language" if SECURE else "language"
LANGUAGE_COOKIE_SECURE = SECURE
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [SOURCE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MANIFEST_STRICT = False

# Files never touch the disk in clear: they are held in memory, bounded, and only where a page takes some.
FILE_UPLOAD_HANDLERS = ["opennrm.access.receiving.InMemory"]
DATA_UPLOAD_MAX_NUMBER_FILES = 1000  # more than any form takes: which are too many is said on the page, and the rest stays
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

LOGGING = {
    "version": 1,
    # Django and the server have made their loggers before this is read: to disable them would silence every failure.
    "disable_existing_loggers": False,
    "filters": {"nothing_of_the_person": {"()": "opennrm.portal.logs.NothingOfThePerson"}},
    "formatters": {"line": {"()": "opennrm.portal.logs.Line"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["nothing_of_the_person"]}},
    "root": {"handlers": ["out"], "level": "WARNING"},
    # Their own handlers would write paths; what is not found is no failure of ours.
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        "django.request": {"level": "ERROR"},
        "gunicorn.error": {"handlers": [], "propagate": True},
    },
}
