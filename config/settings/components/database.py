"""DATABASE_URL: SQLite under the state folder, or PostgreSQL.

``sqlite:///name.sqlite3`` lies beside ``manage.py``, ``sqlite:////srv/name.sqlite3`` is absolute. What stands behind ``?``
of a PostgreSQL URL goes to libpq: ``sslmode``, ``connect_timeout``, ``host`` for a socket folder.
"""

from urllib.parse import parse_qsl, quote, unquote

from config.env import BASE_DIR, VAR, SettingsError, url

_url = url("DATABASE_URL", f"sqlite:///{quote(str(VAR / 'db.sqlite3'))}", schemes={"sqlite", "postgres", "postgresql"})

if _url.netloc and _url.scheme == "sqlite":
    raise SettingsError(
        "DATABASE_URL: jalur SQLite ditulis dengan tiga garis miring (empat bila utuh): sqlite:////srv/db.sqlite3."
    )
if not _url.path.strip("/"):
    raise SettingsError("DATABASE_URL tidak menyebut nama basis data sesudah garis miring.")

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
            "HOST": unquote(_url.hostname or ""),
            "PORT": str(_url.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            # Seconds. A dead server must not hold a web thread for the minutes that TCP would wait.
            "OPTIONS": {"connect_timeout": "5", **dict(parse_qsl(_url.query))},
        }
    }
