"""``make run`` and day-to-day work: everything embedded, nothing to start beforehand, never for the public internet."""

from config.env import flag

from .base import *  # noqa: F403

DEBUG = flag("DEBUG", True)
ALLOWED_HOSTS = ["*"]
SECRET_KEY = "development-only-secret-key-that-production-never-sees"
FIELD_ENCRYPTION_KEYS = ["ZGV2ZWxvcG1lbnQtb25seS1maWVsZC1rZXktMDAwMDE="]
FIELD_HASH_KEY = "development-only-hash-key"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
DEMO_ALLOWED = True
PAGE_CACHE = flag("PAGE_CACHE", False)  # a changed template shows at once
