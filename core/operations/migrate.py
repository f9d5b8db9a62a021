"""The tables of a new SQLite file: all of them or none, whenever the process is killed."""

import sqlite3
from pathlib import Path

from django.core.management import call_command
from django.db.backends.base.base import BaseDatabaseWrapper


def is_new_sqlite(connection: BaseDatabaseWrapper) -> bool:
    """Nobody has made a table in this SQLite file yet."""
    if connection.vendor != "sqlite":
        return False
    path = Path(connection.settings_dict["NAME"])
    if not path.exists():
        return True
    with sqlite3.connect(path) as database:
        return database.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


def migrate_new_sqlite(connection: BaseDatabaseWrapper) -> None:
    """Run all migrations in a file beside the database and put it in place when it is whole.

    Some migrations of Wagtail can't run in a transaction; a process killed in the middle of one would leave tables that no
    later run can go on from.
    """
    path = Path(connection.settings_dict["NAME"])
    draft = path.with_name(f"{path.name}.draft")
    _remove(draft)
    connection.close()
    connection.settings_dict["NAME"] = str(draft)
    try:
        call_command("migrate", verbosity=0, interactive=False)
    finally:
        connection.close()  # the last to close writes the log of changes into the file and takes it away
        connection.settings_dict["NAME"] = str(path)
    _remove(path)
    draft.replace(path)


def _remove(path: Path) -> None:
    """The file and what SQLite keeps beside it: a log of another file's changes must never meet a new one."""
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm", f"{path.name}-journal"):
        path.with_name(name).unlink(missing_ok=True)
