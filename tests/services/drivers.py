"""Runs drivers without waiting for Django each time: one process an environment has everything loaded and forks for each.

As a program (``python -m tests.services.drivers``) it is that process: it reads an order a line from standard input and
answers with the code that the driver ended with. It opens nothing before it forks, so a driver meets what a fresh process
would. The end of standard input is its own.
"""

import contextlib
import importlib
import json
import os
import runpy
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
_NEEDED = (
    "celery.apps.worker",
    "celery.beat",
    "celery.bin.celery",
    "celery.events",
    "core.jobs.file_broker",
    "core.documents.pdf",
    "kombu.transport.pyamqp",
    "kombu.transport.redis",
    "redis",
    "tests.factories.catalogue",
    "tests.factories.courses",
    "tests.factories.delivery",
    "tests.factories.elibrary",
    "tests.factories.learning",
    "tests.factories.sources",
    "tests.factories.web",
)
"""What drivers and the workers that they fork load, each of them; a third of their computing, if each did so itself."""


class Drivers:
    """The forking process for one environment, started with the first driver."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.services.drivers"],
            cwd=ROOT,
            env=dict(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, module: str, *arguments: str, timeout: float) -> subprocess.CompletedProcess[str]:
        """As ``python -m module arguments``. A driver that takes longer than ``timeout`` ends with all that it started."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with tempfile.TemporaryDirectory() as folder:
            output, errors = Path(folder, "output"), Path(folder, "errors")
            order = {"module": module, "arguments": arguments, "output": str(output), "errors": str(errors)}
            print(json.dumps(order), file=self._process.stdin, flush=True)
            alarm = threading.Timer(timeout, self.stop)
            alarm.start()
            answer = self._process.stdout.readline()
            alarm.cancel()
            code = int(answer) if answer else -1
            told = [path.read_text() if path.exists() else "" for path in (output, errors)]
            return subprocess.CompletedProcess([module, *arguments], code, *told)

    def stop(self) -> None:
        """Also what it forked and what that started, unless it made a session of its own."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, 9)
        self._process.wait()

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None


_running: dict[tuple[tuple[str, str], ...], Drivers] = {}


def drivers_for(environment: Mapping[str, str]) -> Drivers:
    key = tuple(sorted(environment.items()))
    if key not in _running or not _running[key].is_alive:
        _running[key] = Drivers(environment)
    return _running[key]


def stop_drivers(state: str) -> None:
    """Those whose state folder is about to go."""
    for key in [key for key in _running if ("SIJAWARA_VAR", state) in key]:
        _running.pop(key).stop()


def _load() -> None:
    """What drivers import, but for what opens or forks something as it is imported."""
    import django

    django.setup()
    for module in _NEEDED:
        importlib.import_module(module)
    from django.urls import get_resolver

    assert get_resolver().url_patterns


def _become(order: dict[str, object]) -> None:
    """The driver, with its own output and nothing of ours to read from."""
    for descriptor, name in ((1, order["output"]), (2, order["errors"])):
        file = os.open(str(name), os.O_WRONLY | os.O_CREAT)
        os.dup2(file, descriptor)
        os.close(file)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    sys.argv = [str(order["module"]), *order["arguments"]]  # type: ignore[misc]
    runpy.run_module(str(order["module"]), run_name="__main__", alter_sys=True)


def main() -> None:
    _load()
    # Unbuffered, so that a fork never holds orders that were read ahead.
    while line := _line():
        child = os.fork()
        if child == 0:
            _become(json.loads(line))
            return
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _line() -> bytes:
    found = b""
    while not found.endswith(b"\n"):
        more = os.read(0, 1)
        if not more:
            return b""
        found += more
    return found


if __name__ == "__main__":
    main()
