"""Django's settings, from the environment. What a variable means stands in `variables.py`."""

import os
import zoneinfo
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from pacesetter.config import databases, plug_ins, registries, variables
from pacesetter.config.content_security import CONTENT_SECURITY_POLICY as CONTENT_SECURITY_POLICY
from pacesetter.config.english import know_other_english
from pacesetter.config.environment import Environment
from pacesetter.config.logs import logging_to_stderr
from pacesetter.config.push_key import kept_push_key
from pacesetter.config.sealing_keys import NAME as SEALING_KEYS_NAME
from pacesetter.config.sealing_keys import kept_ring
from pacesetter.config.secret_key import kept_secret_key
from pacesetter.config.templates import engines
from pacesetter.core.http import Rules

environment = Environment(variables.ALL, os.environ)

# Time zone rules come from the tzdata package alone: two machines whose systems carry different rules would count
# the same call on different days.
zoneinfo.reset_tzpath(to=())

PACKAGE = Path(__file__).resolve().parent.parent
DATA = environment[variables.DATA]
DEBUG = environment[variables.DEBUG]
SECRET_KEY = environment[variables.SECRET_KEY] or kept_secret_key(DATA)
# Read from the file each time where they are in one, so that keys can be changed while everything runs.
SEALING_KEYS = environment[variables.SEALING_KEYS] or kept_ring(DATA)
SEALING_KEYS_FILE = None if environment[variables.SEALING_KEYS] else DATA / SEALING_KEYS_NAME
PUSH_KEY = environment[variables.PUSH_KEY] or kept_push_key(DATA)
LISTEN = environment[variables.LISTEN]
PUBLIC_URL = environment[variables.URL] or f"http://localhost:{LISTEN.port}"
SERVER_PROCESSES = environment[variables.PROCESSES]
SERVER_THREADS = environment[variables.THREADS]

INSTALLED_APPS = [
    "pacesetter.web",  # first, so that its templates stand in for those of the packages below
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "django_tasks",
    "template_partials.apps.SimpleAppConfig",
    "pacesetter.tenancy",
    "pacesetter.jobs",
    "pacesetter.events",
    "pacesetter.mail",
    "pacesetter.people",
    "pacesetter.crm",
    "pacesetter.activities",
    "pacesetter.kpis",
    "pacesetter.meetings",
    "pacesetter.imports",
    "pacesetter.rewards",
    "pacesetter.demo",
    "pacesetter.telephony",
    "pacesetter.capture",
    "pacesetter.integrations",
    "pacesetter.notifications",
    "pacesetter.addins",
    "pacesetter.api",
]

# A mapping of 40 KPIs to 40 activities, or targets of 200 people, is one form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

MIDDLEWARE = [
    "pacesetter.config.health.HealthMiddleware",
    "pacesetter.config.visitor.VisitorAddressMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # A board of 200 members is 370 kB, and 23 kB compressed. The only secret in pages, the token of forms, is masked
    # anew each time, so its length on the wire tells nothing.
    "django.middleware.gzip.GZipMiddleware",
    "pacesetter.web.policy_header.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "pacesetter.web.opener.OpenerMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "pacesetter.web.form_method.FormMethodMiddleware",
    "pacesetter.web.authentication.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "pacesetter.web.middleware.MemberMiddleware",
    "pacesetter.config.once_more.OnceMoreMiddleware",
]

ROOT_URLCONF = "pacesetter.config.urls"
WSGI_APPLICATION = "pacesetter.config.wsgi.application"
SERVER_APPLICATION = "pacesetter.config.server.Application"
ASGI_APPLICATION = "pacesetter.config.asgi.application"
TEMPLATES = engines(reload=DEBUG)
FORM_RENDERER = "pacesetter.web.forms.renderer.QuickRenderer"

# Database -------------------------------------------------------------------------------------------------------------
_database = environment[variables.DATABASE_URL]
if _database is None:
    _database = databases.sqlite(DATA / "pacesetter.sqlite3")
DATABASES = {"default": databases.with_pool(_database, environment[variables.DATABASE_POOL])}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Who is asking --------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
SESSION_ENGINE = "pacesetter.people.session_store"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_DEFAULT_HTTP_PROTOCOL = urlsplit(PUBLIC_URL).scheme
ACCOUNT_ADAPTER = "pacesetter.web.account_adapter.AccountAdapter"
ACCOUNT_FORMS = {"login": "pacesetter.web.log_in_form.MemberLoginForm"}
# The invitation that made the log-in went to the address, which proves it.
ACCOUNT_EMAIL_VERIFICATION = "none"
# Whoever types any address into the password page can't make us write to it.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {"add_webauthn": "pacesetter.web.passkey_form.NewPasskeyForm"}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = urlsplit(PUBLIC_URL).hostname == "localhost"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
# The pair is locked, not the address alone (an office shares one) and not the account alone (anybody could lock a
# colleague out).
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "pacesetter.config.visitor.address_of"
AXES_USERNAME_CALLABLE = "pacesetter.web.account_adapter.log_in_name"
AXES_LOCKOUT_CALLABLE = "pacesetter.web.views.lockout.locked_out"

# Safety ---------------------------------------------------------------------------------------------------------------
_https = PUBLIC_URL.startswith("https://")
_public_host = urlsplit(PUBLIC_URL).hostname or ""
# How identity providers of organisations are reached.
PROVIDER_RULES = Rules(
    allowed_networks=environment[variables.PRIVATE_NETWORKS],
    ports=frozenset({443, 8443}),
    plain_http=False,
    seconds=10,
    answer_bytes=1_000_000,
)
# Whose word logs add-ins in, where an organisation has registered an application there.
ENTRA_URL = "https://login.microsoftonline.com"
# How browsers' push services are reached: their addresses come from browsers, so nothing inside is ever among them.
PUSH_RULES = Rules(ports=frozenset({443}), plain_http=False, seconds=10, answer_bytes=100_000)
# At which the makers of push services reach whoever runs this.
PUSH_CONTACT = PUBLIC_URL if _https else f"mailto:{parseaddr(environment[variables.MAIL_FROM])[1]}"
# How members' mailboxes are reached.
MAILBOX_RULES = Rules(allowed_networks=environment[variables.PRIVATE_NETWORKS], ports=frozenset({143, 993}))
# How other systems are reached that an organisation is connected to.
INTEGRATION_RULES = Rules(
    allowed_networks=environment[variables.PRIVATE_NETWORKS],
    ports=frozenset({443, 8443}),
    plain_http=False,
    seconds=60,
    answer_bytes=20_000_000,
)
# Which may frame the panes of the add-in in Outlook, beside Microsoft's.
OUTLOOK_HOSTS = environment[variables.OUTLOOK_HOSTS]
# The add-on in Gmail: who calls us, where Google keeps the keys of its tokens, and where mail is asked for. Somebody
# waits in front of the card, and Google gives up after 30 seconds.
GMAIL_SERVICE_ACCOUNT = environment[variables.GMAIL_SERVICE_ACCOUNT]
GMAIL_CLIENT_ID = environment[variables.GMAIL_CLIENT_ID]
GOOGLE_KEYS_URL = "https://www.googleapis.com/oauth2/v3/certs"
GMAIL_API_URL = "https://gmail.googleapis.com"
GOOGLE_RULES = Rules(ports=frozenset({443}), plain_http=False, seconds=10, answer_bytes=1_000_000)
TRUSTED_PROXIES = environment[variables.PROXIES]
ALLOWED_HOSTS = [_public_host, *environment[variables.HOSTS], "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
# Whoever serves https has a proxy in front that ends it; the header only spares the redirect, it grants nothing.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _https else None
SECURE_SSL_REDIRECT = _https
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _https
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
# The __Host- prefix makes browsers refuse the cookie from a sister host; it is only allowed over https.
SESSION_COOKIE_NAME = "__Host-session" if _https else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if _https else "csrf"
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = [
    "security.W021",  # HSTS preload is a promise about the whole domain, which is not ours to give
    "templates.W003",  # `i18n` and `static` are replaced on purpose (see `web.kept_tags`)
]

# Mail -----------------------------------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment[variables.MAIL_FROM]
_mail_server = environment[variables.MAIL_URL]
# Without a mail server mails are files, which nobody is sent.
SENDS_MAIL = _mail_server is not None
if _mail_server is None:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(DATA / "mail")
else:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _mail_server.host
    EMAIL_PORT = _mail_server.port
    EMAIL_HOST_USER = _mail_server.user
    EMAIL_HOST_PASSWORD = _mail_server.password
    EMAIL_USE_TLS = _mail_server.security == "starttls"
    EMAIL_USE_SSL = _mail_server.security == "tls"
    EMAIL_TIMEOUT = 20  # seconds

INBOUND_LISTEN = environment[variables.INBOUND_LISTEN]
INBOUND_PROTOCOL = environment[variables.INBOUND_PROTOCOL]
INBOUND_DOMAIN = environment[variables.INBOUND_DOMAIN]
INBOUND_IMAP = environment[variables.INBOUND_IMAP]
INBOUND_SERVICE = environment[variables.INBOUND_SERVICE]
# A service vouches under a name of its own where no mail server of ours has one.
INBOUND_VOUCHED_BY = environment[variables.INBOUND_VOUCHED_BY] or (INBOUND_SERVICE and f"{INBOUND_SERVICE}.invalid")
ANYMAIL: dict[str, Any] = {
    "WEBHOOK_SECRET": [] if INBOUND_SERVICE == "mailgun" else environment[variables.INBOUND_SECRET] or [],
    "MAILGUN_WEBHOOK_SIGNING_KEY": environment[variables.INBOUND_SECRET],
}
if INBOUND_SERVICE not in ("", "mailgun") and ":" not in environment[variables.INBOUND_SECRET]:
    # Every report would be refused, and nobody would be told.
    raise ImproperlyConfigured(
        "The environment is not right.\n"
        f"  PACESETTER_INBOUND_SECRET: {INBOUND_SERVICE} proves itself by a user and a password.\n"
        "    Right would be: pacesetter:a-long-random-secret"
    )
if INBOUND_SERVICE:
    # A mail of 25 MB, as the service writes it into one field.
    DATA_UPLOAD_MAX_MEMORY_SIZE = 40_000_000

# Language and time ----------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
# Those in which the pages are complete, each with its forms of dates and numbers.
LANGUAGES = [
    ("en", "English (United States)"),
    ("en-gb", "English (United Kingdom)"),
    ("en-au", "English (Australia, New Zealand)"),
    ("de", "Deutsch"),
]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = "pacesetter.config.formats"
know_other_english()
TIME_ZONE = "UTC"
USE_TZ = True

# Files ----------------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
MEDIA_ROOT = DATA / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG

LOGGING_CONFIG = "logging.config.dictConfig"
LOGGING = logging_to_stderr(environment[variables.LOG_LEVEL])

# Jobs -----------------------------------------------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "pacesetter.jobs.tasks.OutboxBackend"}}
JOBS_RECURRING = "pacesetter.config.recurring.RECURRING"

# Tables of plug-ins ---------------------------------------------------------------------------------------------------
ACTIVITY_CATEGORIES = plug_ins.with_installed(registries.ACTIVITY_CATEGORIES, plug_ins.CATEGORIES)
ACTIVITY_LEDGERS = registries.ACTIVITY_LEDGERS
SETTINGS_LISTENERS = registries.SETTINGS_LISTENERS
HANDOVERS = registries.HANDOVERS
LEAVING_LISTENERS = registries.LEAVING_LISTENERS
MERGERS = registries.MERGERS
INBOUND_ROUTES = registries.INBOUND_ROUTES
ANSWER_LISTENERS = registries.ANSWER_LISTENERS
MAILBOX_REPLIES = registries.MAILBOX_REPLIES
MEETING_TRANSPORTS = registries.MEETING_TRANSPORTS
BUSY_SOURCES = registries.BUSY_SOURCES
TIMELINE_SOURCES = registries.TIMELINE_SOURCES
INTEGRATION_PROVIDERS = registries.INTEGRATION_PROVIDERS
