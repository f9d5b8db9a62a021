"""CACHE_URL: files that all processes of one machine share, or Redis. PAGE_CACHE: are finished public pages kept there?"""

from urllib.parse import unquote

from config.env import VAR, flag, text, url

_url = url("CACHE_URL", f"file://{VAR}/cache", schemes={"file", "redis", "rediss", "unix"})

if _url.scheme == "file":
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": unquote(_url.path),
            "OPTIONS": {"MAX_ENTRIES": 20_000},
        }
    }
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": text("CACHE_URL"),
            "KEY_PREFIX": "sijawara",
        }
    }

SESSION_ENGINE = "django.contrib.sessions.backends.db"
PAGE_CACHE = flag("PAGE_CACHE", True)
