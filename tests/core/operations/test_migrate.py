"""A new database is there whole or not at all."""

import sqlite3
from pathlib import Path

from tests.environment import run_python

MIGRATE = """
import os, signal
import django; django.setup()
from django.db import connection
from core.operations import migrate as migrating

def migrate(*args, **options):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE {table} (id integer)")
    if {killed}:
        os.kill(os.getpid(), signal.SIGKILL)

migrating.call_command = migrate
assert migrating.is_new_sqlite(connection)
migrating.migrate_new_sqlite(connection)
assert not migrating.is_new_sqlite(connection)
assert connection.introspection.table_names() == ["{table}"]
"""


def tables(database: Path) -> list[str]:
    with sqlite3.connect(database) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM sqlite_master")]


def test_a_process_killed_between_two_tables_leaves_nothing_that_the_next_one_meets(tmp_path: Path) -> None:
    database = tmp_path / "db.sqlite3"
    settings = {"DJANGO_SETTINGS_MODULE": "config.settings.dev"}
    killed = run_python("-c", MIGRATE.format(table="half", killed=True), var=tmp_path, **settings)
    assert killed.returncode == -9
    assert not database.exists() or tables(database) == []
    done = run_python("-c", MIGRATE.format(table="whole", killed=False), var=tmp_path, **settings)
    assert done.returncode == 0, done.stderr
    assert tables(database) == ["whole"]
    assert list(tmp_path.glob("*.draft*")) == []
