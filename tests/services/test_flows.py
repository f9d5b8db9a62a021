"""The three main user journeys with each database, broker and file store, over HTTP to real processes."""

import hashlib
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
import requests

from tests import walk
from tests.services.conftest import Stack
from tests.services.system import ROOT, START_SECONDS, free_port, running, wait_for_line


def walk_all(address: str, mail: Path, email: str) -> None:
    visitor = walk.Visitor(address)
    walk.read_the_service(visitor)
    walk.find_the_book(visitor)
    walk.earn_the_certificate(visitor, email=email, read_code=lambda: walk.code_from_folder(mail, email))


@pytest.mark.services
def test_the_three_ways_on_real_parts(own_stack: Stack, s3: str, tmp_path: Path):
    port = free_port()
    environment = own_stack.environment | {"STORAGE_URL": s3, "JOB_SWEEP_SECONDS": "60", "JOB_LEASE_SECONDS": "120"}
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    with running(command, environment, port=port, log=tmp_path / "log") as address:
        checks = requests.get(f"{address}/readyz", timeout=10).json()["checks"]
        assert set(checks) == {"database", "broker", "cache", "storage", "search"}
        walk_all(address, Path(environment["SIJAWARA_VAR"]) / "mail", f"siti-{own_stack.name.replace('+', '-')}@example.com")


def clean_environment(**changes: str) -> dict[str, str]:
    """What a newcomer's shell has, without anything that this test run set."""
    ours = ("SIJAWARA_", "DJANGO_", "DATABASE_URL", "CACHE_URL", "CELERY_", "STORAGE_URL", "SEARCH_URL", "EMAIL_URL", "JOB_")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)} | changes


def contents(database: Path) -> str:
    """A digest of every row of every table."""
    with sqlite3.connect(database) as connection:
        return hashlib.sha256("\n".join(connection.iterdump()).encode()).hexdigest()


@pytest.mark.process
def test_make_run_serves_the_three_ways_twice_whatever_interrupted_it_before_and_ctrl_c_ends_it_all(tmp_path: Path):
    state, port = tmp_path / "state", free_port()
    environment = clean_environment(PORT=str(port), SIJAWARA_VAR=str(state))
    for seconds in (3, 4, 5, 7):  # while tables are made
        killed_start(environment, tmp_path / f"killed-after-{seconds}", after=seconds)
    killed_start(environment, tmp_path / "killed-late", tables=state / "db.sqlite3", after=5)  # while the demo content is
    with running(["make", "run"], environment, port=port, log=tmp_path / "first") as address:
        walk_all(address, state / "mail", "siti@example.com")
    before = contents(state / "db.sqlite3")
    subprocess.run(["make", "setup"], cwd=ROOT, env=environment, check=True, capture_output=True)
    assert contents(state / "db.sqlite3") == before
    started = time.monotonic()
    with running(["make", "run"], environment, port=port, log=tmp_path / "second") as address:
        print(f"second start: {time.monotonic() - started:.1f} s")
        assert requests.get(address, timeout=30).status_code == 200
        assert "Halaman tidak ditemukan" in requests.get(f"{address}/tidak-ada/", timeout=30).text
        wait_for_line(tmp_path / "second", f"http://localhost:{port}")
    printed = (tmp_path / "second").read_text()
    assert log_ins(printed) == log_ins((tmp_path / "first").read_text())
    for role in ("Admin", "Editor Konten", "Penyetuju Konten", "Analis Kurikulum", "Pengajar", "Pustakawan", "Peserta"):
        assert role in printed


def log_ins(printed: str) -> list[tuple[str, ...]]:
    """E-mail, password and, of staff, TOTP secret of each account printed."""
    return re.findall(r"(\S+@contoh\.id)\s+(coba-\S+)\s+(?:\d{6}\s+([A-Z2-7]{32})|–)", printed)


def has_tables(database: Path) -> bool:
    if not database.exists():
        return False
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return connection.execute("SELECT count(*) FROM sqlite_master").fetchone() != (0,)


def killed_start(environment: dict[str, str], log: Path, *, after: float, tables: Path | None = None) -> None:
    """Start the system and kill all of it at once, ``after`` seconds, counted from when there are ``tables``."""
    with log.open("w") as output:
        half = subprocess.Popen(
            ["make", "run"], cwd=ROOT, env=environment, start_new_session=True, stdout=output, stderr=subprocess.STDOUT
        )
        end = time.monotonic() + START_SECONDS
        while tables is not None and not has_tables(tables):
            assert half.poll() is None, log.read_text()
            assert time.monotonic() < end, log.read_text()
            time.sleep(0.1)
        time.sleep(after)
    assert half.poll() is None, log.read_text()
    os.killpg(half.pid, signal.SIGKILL)
    half.wait()


@pytest.mark.process
def test_a_port_in_use_is_said_in_one_line(tmp_path: Path):
    with socket.socket() as taken:
        taken.bind(("0.0.0.0", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            ["make", "run"],
            cwd=ROOT,
            env=clean_environment(PORT=str(port), SIJAWARA_VAR=str(tmp_path / "state")),
            capture_output=True,
            text=True,
            check=False,
        )
    lines = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    assert done.returncode != 0
    assert lines == [f"CommandError: Porta {port} sudah dipakai; pilih yang lain, misalnya: make run PORT={port + 1}"]
