"""What every environment shares. One file an integration stands in ``components``."""

from config.env import BASE_DIR, VAR, flag, integer, items  # noqa: F401

from .components.accounts import *  # noqa: F403
from .components.cache import *  # noqa: F403
from .components.catalogue import *  # noqa: F403
from .components.celery import *  # noqa: F403
from .components.database import *  # noqa: F403
from .components.email import *  # noqa: F403
from .components.logging import *  # noqa: F403
from .components.request_id import *  # noqa: F403
from .components.search import *  # noqa: F403
from .components.security import *  # noqa: F403
from .components.storage import *  # noqa: F403
from .components.wagtail import *  # noqa: F403
from .components.whatsapp import *  # noqa: F403

DEBUG = False
ALLOWED_HOSTS = items("ALLOWED_HOSTS")
SITE_NAME = "Si-Jawara+"

INSTALLED_APPS = [
    "django.contrib.staticfiles",  # first: every {% static %} looks for it in this list
    "core",
    "cms",
    "servicedesk",
    "elibrary",
    "courses",
    "lms",
    "django_guid",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.styleguide",
    "wagtail.embeds",
    "wagtail.sites",
    "lms.users.wagtail_apps.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "django.forms",
]

MIDDLEWARE = [
    "django_guid.middleware.guid_middleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.operations.response_headers.PolicyMiddleware",
    "core.operations.maintenance.MaintenanceMiddleware",
    "core.pages.page_cache.PageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "lms.accounts.middleware.StaffAccessMiddleware",
    "lms.accounts.known_devices.KnownDeviceMiddleware",
    "core.publishing.middleware.RefusedPublicationMiddleware",
    "core.pages.redirects.RedirectMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]
FORM_RENDERER = "core.pages.forms.SiteFormRenderer"

AUTH_USER_MODEL = "lms.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia")]
TIME_ZONE = "Asia/Jakarta"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]

# Where `make run` listens.
BIND = "127.0.0.1"
PORT = integer("PORT", 8000, minimum=1)

# Public pictures are served by this process too; on a server nginx or S3 does it.
SERVE_MEDIA = False

# Every address answers 503 with a page that says so; /healthz stays.
MAINTENANCE = flag("SIJAWARA_MAINTENANCE", False)

# Demo accounts have passwords printed on a screen: allowed only where nobody relies on them.
DEMO_ALLOWED = flag("SIJAWARA_DEMO", False)
