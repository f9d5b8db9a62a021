"""The test suite: development settings with fast hashing, memory e-mail and a state folder of its own."""

import os
import tempfile

# Before any component reads it: tests never touch the state folder of a running copy.
TEST_STATE_IS_TEMPORARY = "SIJAWARA_TEST_VAR" not in os.environ
os.environ["SIJAWARA_VAR"] = os.environ.get("SIJAWARA_TEST_VAR") or tempfile.mkdtemp(prefix="sijawara-test-")

from .base import *  # noqa: F403

_worker = os.environ.get("PYTEST_XDIST_WORKER", "")
if _worker and CACHES["default"]["BACKEND"].endswith("RedisCache"):
    # A test that empties its cache empties a Redis database: each test process has one of its own, counting down.
    _server, _, _database = CACHES["default"]["LOCATION"].rpartition("/")
    CACHES["default"]["LOCATION"] = f"{_server}/{int(_database) - int(_worker.removeprefix('gw'))}"

SECRET_KEY = "development-only-secret-key-of-the-tests"
FIELD_ENCRYPTION_KEYS = ["dGVzdHMtb25seS1maWVsZC1lbmNyeXB0aW9uLWtleTE="]
FIELD_HASH_KEY = "development-only-hash-key-of-the-tests"
ALLOWED_HOSTS = ["*"]
DEBUG = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
DEMO_ALLOWED = True
PAGE_CACHE = False  # its own tests turn it on: a rolled-back test must not leave pages behind
