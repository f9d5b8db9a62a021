"""CACHE_URL: files that all processes of one machine share, or Redis. PAGE_CACHE: are finished public pages kept there?

``default`` may be lost at any time; ``exact`` is in the database: what is counted or used up there is never guessed.
"""

from typing import Any

from config.env import flag, folder, folder_url, text, url

CACHES: dict[str, dict[str, Any]]

_url = url("CACHE_URL", folder_url("file", "cache"), schemes={"file", "redis", "rediss", "unix"})

if _url.scheme == "file":
    _default: dict[str, Any] = {
        "BACKEND": "core.pages.shared_cache.SafeFileCache",
        "LOCATION": str(folder("CACHE_URL", _url)),
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
else:
    # Seconds. A cache that does not answer must not hold a page longer than building it would take.
    _connect = {} if _url.scheme == "unix" else {"socket_connect_timeout": 1}
    _default = {
        "BACKEND": "core.pages.shared_cache.SafeRedisCache",
        "LOCATION": text("CACHE_URL"),
        "KEY_PREFIX": "sijawara",
        "OPTIONS": {"socket_timeout": 2, **_connect},
    }

CACHES = {
    "default": _default,
    "exact": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_exact_cache",
        # An entry that was dropped early could be used twice; the hourly purge keeps the table small.
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    },
}

# Erasure deletes the rows of a person's sessions; a cache might outlive them.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
PAGE_CACHE = flag("PAGE_CACHE", True)
