"""The public site. Secrets come from the environment alone; the process names what is missing and refuses to start."""

from config.env import items, required

from .base import *  # noqa: F403

_secrets = required("SECRET_KEY", "FIELD_ENCRYPTION_KEYS", "FIELD_HASH_KEY", "ALLOWED_HOSTS", "SITE_URL")
SECRET_KEY = _secrets["SECRET_KEY"]
FIELD_ENCRYPTION_KEYS = items("FIELD_ENCRYPTION_KEYS")
FIELD_HASH_KEY = _secrets["FIELD_HASH_KEY"]
DEBUG = False
