"""Backup and restore, line by line as docs/operations.md has them, on both databases."""

import getpass
import grp
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from tests.databases import copy_to_state, postgres_template
from tests.environment import ROOT, bare_environment

pytestmark = pytest.mark.slow

ISSUE = """
import django; django.setup()
from tests.factories.learning import certified
for _ in range(3): certified()
"""
LIST = """
import django; django.setup()
from lms.certificates.models import Certificate
for each in Certificate.objects.order_by("pk"): print(each.number, each.sha256)
"""


def lines_of(heading: str) -> list[str]:
    """The commands under a heading of docs/operations.md."""
    text = (ROOT / "docs/operations.md").read_text()
    section = re.search(rf"^### {re.escape(heading)}$(.*?)^##", text, re.MULTILINE | re.DOTALL)
    assert section, heading
    return re.findall(r"^ {4}(\S.*)$", section[1], re.MULTILINE)


@dataclass(frozen=True)
class Machine:
    """A machine of docs/operations.md in ``folder``: its paths, accounts and database have other names."""

    folder: Path
    database: str
    environment: dict[str, str]

    @property
    def state(self) -> Path:
        return self.folder / "state"

    def shell(self, line: str) -> str:
        group = grp.getgrgid(os.getgid()).gr_name
        for written, here in (
            ("sudo -u postgres ", ""),
            ("/var/lib/si-jawara", str(self.state)),
            ("/backup", str(self.folder / "backup")),
            ("db-….dump", "db-*.dump"),
            ("-o sijawara -g sijawara", f"-o {getpass.getuser()} -g {group}"),
            ("--chown=sijawara:sijawara", f"--chown={getpass.getuser()}:{group}"),
            ("--role=sijawara ", ""),
            ("custom sijawara ", f"custom {self.database} "),
            ("--dbname=sijawara", f"--dbname={self.database}"),
            ("deploy/manage.sh", f"{sys.executable} manage.py"),
        ):
            line = line.replace(written, here)
        assert "sijawara " not in line.replace(str(self.folder), ""), line
        return self._run("sh", "-euc", line)

    def python(self, code: str) -> str:
        return self._run(sys.executable, "-c", code)

    def _run(self, *command: str) -> str:
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=600)
        assert done.returncode == 0, f"{command[-1]}\n{done.stdout[-1000:]}\n{done.stderr[-2000:]}"
        return done.stdout


def machine(folder: Path, database: str, url: str, **environment: str) -> Machine:
    (folder / "backup").mkdir(parents=True)
    settings = {"DJANGO_SETTINGS_MODULE": "config.settings.dev", "DATABASE_URL": url}
    return Machine(folder, database, bare_environment(var=folder / "state", **settings, **environment))


def back_up_and_restore(old: Machine, new: Machine, database: str) -> None:
    """The new machine has the old one's secrets and backup, and nothing else of it."""
    old.python(ISSUE)
    for line in lines_of(f"Back up {database}"):
        old.shell(line)
    new.state.mkdir()
    shutil.copy(old.state / "secrets.json", new.state)
    shutil.copytree(old.folder / "backup", new.folder / "backup", dirs_exist_ok=True)
    said = [new.shell(line) for line in lines_of(f"Restore {database}")]
    assert new.python(LIST) == old.python(LIST)
    assert "3 sertifikat diperiksa, semuanya cocok." in said[-1]


def test_a_restore_of_sqlite_gives_the_same_certificates(tmp_path: Path) -> None:
    old, new = (machine(tmp_path / name, "", f"sqlite:///{tmp_path / name}/state/db.sqlite3") for name in ("old", "new"))
    copy_to_state(old.state)
    back_up_and_restore(old, new, "SQLite")


@pytest.fixture
def server() -> str:
    """``postgres://user@host:port`` of the run. The slow tier of .ci/run has one."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        pytest.skip("needs DATABASE_URL of a PostgreSQL server")
    return url.rpartition("/")[0]


@pytest.fixture
def databases(server: str) -> Iterator[tuple[str, str]]:
    """A migrated database and an empty one."""
    full, empty = (f"sijawara_restore_{name}_{os.getpid()}" for name in ("old", "new"))
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        template = sql.Identifier(postgres_template(server))
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(full), template))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(empty)))
        yield full, empty
        for name in (full, empty):
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def test_a_restore_of_postgresql_gives_the_same_certificates(
    tmp_path: Path, server: str, databases: tuple[str, str]
) -> None:
    info = psycopg.conninfo.conninfo_to_dict(server)
    libpq = {f"PG{name.upper()}": str(info[key]) for name, key in (("host", "host"), ("port", "port"), ("user", "user"))}
    libpq |= {"PGPASSWORD": str(info["password"])} if "password" in info else {}
    old, new = (
        machine(tmp_path / folder, name, f"{server}/{name}", **libpq)
        for folder, name in zip(("old", "new"), databases, strict=True)
    )
    back_up_and_restore(old, new, "PostgreSQL")


def test_a_changed_and_a_missing_file_are_named(tmp_path: Path) -> None:
    one = machine(tmp_path / "one", "", f"sqlite:///{tmp_path}/one/state/db.sqlite3")
    copy_to_state(one.state)
    one.python(ISSUE)
    changed, missing, _ = sorted(one.state.glob("files/**/*.pdf"))
    changed.write_bytes(b"%PDF-1.7 another")
    missing.unlink()
    done = subprocess.run(
        [sys.executable, "manage.py", "check_certificates"], cwd=ROOT, env=one.environment, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "berkasnya bukan yang diterbitkan" in done.stdout
    assert "berkasnya tidak ada" in done.stdout
    assert "2 dari 3 sertifikat tidak cocok." in done.stderr
