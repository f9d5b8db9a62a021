"""DATABASE_URL: SQLite under the state folder, or PostgreSQL."""

from urllib.parse import parse_qsl, unquote

from config.env import BASE_DIR, VAR, url

_url = url("DATABASE_URL", f"sqlite:///{VAR}/db.sqlite3", schemes={"sqlite", "postgres", "postgresql"})

if _url.scheme == "sqlite":
    # WAL lets pages be read while one process writes; IMMEDIATE takes the write lock at BEGIN, so that a
    # transaction that reads first and writes later waits its turn instead of failing with "database is locked".
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(BASE_DIR / unquote(_url.path[1:])),
            # The last connection to close folds the WAL away: opening one a request costs a fifth of a page.
            "CONN_MAX_AGE": 60,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
            },
        }
    }
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(_url.path.lstrip("/")),
            "USER": unquote(_url.username or ""),
            "PASSWORD": unquote(_url.password or ""),
            "HOST": _url.hostname or "",
            "PORT": str(_url.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": dict(parse_qsl(_url.query)),
        }
    }
