"""Checks and processes of ``make run``: what must be so before anything starts, and what starts."""

import errno
import fcntl
import os
import shutil
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MINIMUM_FREE_BYTES = 200 * 1024 * 1024


class CannotServe(Exception):
    """One Indonesian line: why the system can't start here and what to do."""


def check_port(bind: str, port: int) -> None:
    """Raises CannotServe when something already listens on ``port``, or this machine has no address ``bind``."""
    with socket.socket(socket.AF_INET6 if ":" in bind else socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((bind, port))
        except OSError as error:
            if error.errno == errno.EADDRNOTAVAIL:
                raise CannotServe(f"Alamat {bind} tidak ada di komputer ini; perbaiki BIND atau hapus.") from None
            raise CannotServe(f"Porta {port} sudah dipakai; pilih yang lain, misalnya: make run PORT={port + 1}") from None


def check_disk(folder: Path) -> None:
    """Raises CannotServe when ``folder`` can't be written or its disk is nearly full."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".writable"
        probe.write_text("ok")
        probe.unlink()
    except OSError as error:
        raise CannotServe(f"Folder {folder} tidak dapat ditulisi: {error.strerror}.") from None
    free = shutil.disk_usage(folder).free
    if free < MINIMUM_FREE_BYTES:
        raise CannotServe(f"Ruang disk di {folder} tinggal {free // 2**20} MB; perlu {MINIMUM_FREE_BYTES // 2**20} MB.")


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold ``folder`` while running: two copies on one state folder would share a database and a queue by accident."""
    with (folder / "run.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise CannotServe(
                f"Salinan lain sedang berjalan dengan folder {folder}; pakai yang lain: make run SIJAWARA_VAR=var2 PORT=8001"
            ) from None
        yield


def commands(*, bind: str, port: int, state: Path) -> dict[str, str]:
    """The processes of one machine, by name."""
    python = sys.executable
    listen = f"[{bind}]:{port}" if ":" in bind else f"{bind}:{port}"
    (state / "beat").mkdir(exist_ok=True)
    return {
        # Loaded once and then forked: nobody exchanges the code of a copy while it runs.
        "web": f"{python} -m gunicorn config.wsgi:application --preload --bind {listen}"
        " --workers 2 --threads 4 --log-level warning",
        "worker": f"{python} -m celery --quiet -A config worker --pool prefork --concurrency 1"
        f" --hostname sijawara-{port}@%h"  # two copies may share a broker; a worker's control queue may not be shared
        " --without-gossip --without-mingle --without-heartbeat --loglevel WARNING",
        "beat": f"{python} -m celery --quiet -A config beat --schedule {state}/beat/schedule --pidfile= --loglevel WARNING",
    }


def local_address(bind: str, port: int) -> str:
    """Where a browser on this machine finds the site."""
    if bind in {"127.0.0.1", "0.0.0.0", "::", "::1"}:  # noqa: S104 - compared only
        return f"http://localhost:{port}"
    return f"http://[{bind}]:{port}" if ":" in bind else f"http://{bind}:{port}"


def announce_when_ready(address: str) -> threading.Thread:
    """Print ``address`` once the web process answers there."""

    def wait() -> None:
        for _ in range(240):
            try:
                with urllib.request.urlopen(f"{address}/healthz", timeout=2):  # noqa: S310 - our own address
                    print(f"\nSi-Jawara+ siap di {address} (hentikan dengan Ctrl-C)\n", flush=True)
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.25)

    thread = threading.Thread(target=wait, daemon=True)
    thread.start()
    return thread


def environment(state: Path) -> dict[str, str]:
    """What the processes inherit: this environment, quieter logs, and output that appears as it is written."""
    return {
        **os.environ,
        "SIJAWARA_VAR": str(state),
        "PYTHONUNBUFFERED": "1",
        "LOG_LEVEL": os.environ.get("LOG_LEVEL", "WARNING"),
    }
