"""CACHE_URL: files that all processes of one machine share, or Redis. PAGE_CACHE: are finished public pages kept there?"""

from typing import Any

from config.env import flag, folder, folder_url, text, url

CACHES: dict[str, dict[str, Any]]

_url = url("CACHE_URL", folder_url("file", "cache"), schemes={"file", "redis", "rediss", "unix"})

if _url.scheme == "file":
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": str(folder("CACHE_URL", _url)),
            "OPTIONS": {"MAX_ENTRIES": 20_000},
        }
    }
else:
    # Seconds. A cache that does not answer must not hold a page longer than building it would take.
    _connect = {} if _url.scheme == "unix" else {"socket_connect_timeout": 1}
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": text("CACHE_URL"),
            "KEY_PREFIX": "sijawara",
            "OPTIONS": {"socket_timeout": 2, **_connect},
        }
    }

# Erasure deletes the rows of a person's sessions; a cache might outlive them.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
PAGE_CACHE = flag("PAGE_CACHE", True)
