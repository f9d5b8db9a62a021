"""``make run`` and day-to-day work: everything embedded, nothing to start beforehand, never for the public internet."""

from config.env import flag, host_address
from config.local_secrets import local_secrets

from .base import *  # noqa: F403

# English error pages with details; without it a visitor meets our own, as on a server.
DEBUG = flag("DEBUG_PAGES", False)
ALLOWED_HOSTS = ["*"]
_secrets = local_secrets(VAR)
SECRET_KEY = _secrets["SECRET_KEY"]
FIELD_ENCRYPTION_KEYS = _secrets["FIELD_ENCRYPTION_KEYS"]
FIELD_HASH_KEY = _secrets["FIELD_HASH_KEY"]
BIND = host_address("BIND", "127.0.0.1")
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
SERVE_MEDIA = True  # no nginx in front
DEMO_ALLOWED = True
PAGE_CACHE = flag("PAGE_CACHE", False)  # a changed template shows at once
