"""The migrated database, made once and then copied: for every test process, and for every stack that begins with tables.

Going through all migrations takes fifteen seconds of computing, a copy a moment. Whoever gets a copy still runs ``migrate``
over it, which finds nothing left to apply and does what it does at the end (content types, permissions).
"""

import fcntl
import hashlib
import inspect
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

import psycopg
from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from core.audit import triggers
from tests.environment import run_python

FOLDER = Path(tempfile.gettempdir()) / f"sijawara-templates-{os.getuid()}"
PREFIX = "sijawara_template_"
KEPT_SECONDS = 3 * 24 * 3600
MOST_SECONDS = 900


@contextmanager
def copy_for_tests(connection: BaseDatabaseWrapper, *, file: Path | None = None) -> Iterator[None]:
    """Let Django's test database of ``connection`` begin as a copy, as long as this lasts.

    SQLite's is in memory unless ``file`` says where: in memory a server's threads share one connection with the test,
    and so each other's transactions and locks, which no running copy does.
    """
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = postgres_template(os.environ["DATABASE_URL"].rpartition("/")[0])
        yield
        return
    if file is not None:
        connection.settings_dict["TEST"]["NAME"] = str(file)
        with closing(sqlite3.connect(file)) as target:
            copy_to_sqlite(target)
        yield
        return
    # In memory, shared by name, and there while somebody has it open.
    with closing(sqlite3.connect(connection.creation._get_test_db_name(), uri=True)) as target:
        copy_to_sqlite(target)
        yield


def empty_tables(connection: BaseDatabaseWrapper) -> None:
    """What Django's ``flush`` leaves behind, without touching tables that have no rows.

    Content types and permissions stay: they follow from the code, and ``flush`` would write the same ones anew. On
    PostgreSQL truncating two hundred tables takes seconds; a role that replicates meets no append-only trigger.
    """
    quote = connection.ops.quote_name
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
        filled = " UNION ALL ".join(
            f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {quote(table)})" for table in _tables_of_tests(connection.alias)
        )
        cursor.execute(filled)
        for (table,) in cursor.fetchall():
            cursor.execute(f"DELETE FROM {quote(table)}")


@cache
def _tables_of_tests(alias: str) -> list[str]:
    kept = {ContentType._meta.db_table, Permission._meta.db_table}
    return sorted(set(connections[alias].introspection.django_table_names(only_existing=True, include_views=False)) - kept)


def key() -> str:
    """Changes with any migration of any app, and with what migrations take from elsewhere."""
    digest = hashlib.sha256(Path(inspect.getfile(triggers)).read_bytes())
    for config in sorted(apps.get_app_configs(), key=lambda each: each.label):
        for path in sorted(Path(config.path, "migrations").glob("*.py")):
            digest.update(f"{config.label}/{path.name}".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def copy_to_sqlite(target: sqlite3.Connection) -> None:
    """Fill an empty SQLite database with the migrated tables."""
    with sqlite_template() as source:
        source.backup(target)


def copy_to_state(folder: Path) -> None:
    """A state folder whose ``db.sqlite3`` has its tables, for a system that is going to start there."""
    folder.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(folder / "db.sqlite3")) as target:
        copy_to_sqlite(target)


@contextmanager
def sqlite_template() -> Iterator[sqlite3.Connection]:
    """The migrated database as a file, to read from."""
    with closing(sqlite3.connect(f"file:{_sqlite_file()}?mode=ro", uri=True)) as connection:
        yield connection


def _sqlite_file() -> Path:
    path = FOLDER / f"{PREFIX}{key()}.sqlite3"
    with _alone(path.name):
        if not path.exists():
            _remove_old_files()
            with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
                made = Path(folder) / "db.sqlite3"
                _migrate(f"sqlite:///{made}", folder)
                with closing(sqlite3.connect(made)) as connection:
                    connection.execute("PRAGMA journal_mode=DELETE")  # which a database in memory can take, too
                made.rename(path)
    return path


def postgres_template(server: str) -> str:
    """The name of the migrated database on ``server``, ``postgres://user@host:port``, for ``CREATE DATABASE … TEMPLATE``."""
    name = f"{PREFIX}{key()}"
    with _alone(name), psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
            _drop_old_databases(connection)
            half = f"half_{name}"
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(half)))
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(half)))
            with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
                _migrate(f"{server}/{half}", folder)
            connection.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(half), sql.Identifier(name)))
    return name


def _migrate(database: str, state: str) -> None:
    """However busy the machine is: everybody waits for this one."""
    environment = {"DJANGO_SETTINGS_MODULE": "config.settings.dev", "DATABASE_URL": database}
    done = run_python("manage.py", "migrate", "-v", "0", var=state, timeout=MOST_SECONDS, **environment)
    assert done.returncode == 0, f"migrate: {done.stderr}"


@contextmanager
def _alone(template: str) -> Iterator[None]:
    """One process makes the template; the others wait and find it."""
    FOLDER.mkdir(mode=0o700, exist_ok=True)
    with (FOLDER / f"{template}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _remove_old_files() -> None:
    for path in FOLDER.glob(f"{PREFIX}*"):
        if path.stat().st_mtime < time.time() - KEPT_SECONDS:
            path.unlink()


def _drop_old_databases(connection: psycopg.Connection) -> None:
    old = connection.execute(
        "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
        " AND (pg_stat_file('base/' || oid || '/PG_VERSION', true)).modification < now() - make_interval(secs => %s)",
        [PREFIX, KEPT_SECONDS],
    )
    for (name,) in old.fetchall():
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
