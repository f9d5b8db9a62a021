"""A new database is there whole or not at all."""

import sqlite3
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from core.management.commands.migrate import OthersFirst
from tests.environment import run_python

MIGRATE = """
import os, signal
import django; django.setup()
from django.db import connection
from core import migrating

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


@pytest.mark.django_db
def test_others_tables_are_made_before_ours_but_for_the_account_that_they_point_to() -> None:
    executor = OthersFirst(connection)
    leaves = executor.loader.graph.leaf_nodes()
    plan = [migration for migration, _ in executor.migration_plan(leaves, clean_start=True)]
    ours = ("core", "cms", "lms", "courses", "elibrary", "servicedesk")
    last = max(at for at, migration in enumerate(plan) if migration.app_label not in ours)
    assert [str(migration) for migration in plan[:last] if migration.app_label in ours] == ["lms.0001_user"]
    djangos = MigrationExecutor(connection).migration_plan(leaves, clean_start=True)
    assert sorted(map(str, plan)) == sorted(str(migration) for migration, _ in djangos)


def test_the_command_uses_that_order(tmp_path: Path) -> None:
    done = run_python("manage.py", "migrate", "--plan", var=tmp_path, DJANGO_SETTINGS_MODULE="config.settings.dev")
    assert done.returncode == 0, done.stderr
    steps = [line.split(".")[0] for line in done.stdout.splitlines() if line and not line.startswith(" ")]
    assert max(at for at, label in enumerate(steps) if label.startswith("wagtail")) < steps.index("elibrary")
