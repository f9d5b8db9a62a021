"""Starts the whole system as its operator would, and stops it with Ctrl-C."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import requests

ROOT = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 300
STOP_SECONDS = 30


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def descendants(ancestor: int) -> set[int]:
    """Living processes below ``ancestor``, whatever session they made for themselves."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] != "Z":
            parents[int(path.parent.name)] = int(fields[1])
    found: set[int] = set()
    while more := {pid for pid, parent in parents.items() if parent in found | {ancestor}} - found:
        found |= more
    return found


@contextmanager
def running(command: list[str], environment: Mapping[str, str], *, port: int, log: Path) -> Iterator[str]:
    """Run ``command`` until the block ends, then send Ctrl-C; yields the address once ``/readyz`` is content.

    Fails when a process is left over or the port stays taken.
    """
    with log.open("w") as output:
        system = subprocess.Popen(
            command, cwd=ROOT, env=dict(environment), stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
        address = f"http://127.0.0.1:{port}"
        children: set[int] = set()
        try:
            _wait_until_ready(system, address, log)
            children = descendants(system.pid)
            assert len(children) >= 6, "web with two workers, worker with one, beat, honcho's own"
            yield address
        finally:
            os.killpg(system.pid, signal.SIGINT)
            try:
                system.wait(timeout=STOP_SECONDS)
            finally:
                left = [pid for pid in children if not _gone(pid)]
                for pid in left:
                    os.kill(pid, signal.SIGKILL)
        assert not left, f"still running after Ctrl-C: {left}"


def _gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def wait_for_line(log: Path, text: str) -> None:
    """The line that says the address comes a moment after the first answer: whoever prints it asks on its own."""
    end = time.monotonic() + STOP_SECONDS
    while text not in log.read_text():
        assert time.monotonic() < end, f"{text!r} was not printed:\n{log.read_text()[-3000:]}"
        time.sleep(0.1)


def _wait_until_ready(system: "subprocess.Popen[bytes]", address: str, log: Path) -> None:
    """It may say at first that a part is too slow: a process that has just begun meets each of them for the first time."""
    end, told = time.monotonic() + START_SECONDS, ""
    while time.monotonic() < end:
        assert system.poll() is None, f"ended with {system.returncode}:\n{log.read_text()[-3000:]}"
        try:
            answer = requests.get(f"{address}/readyz", timeout=10)
        except requests.RequestException:
            answer = None
        if answer is not None and answer.status_code == 200:
            return
        told = answer.text if answer is not None else told
        time.sleep(0.2)
    raise AssertionError(f"not ready after {START_SECONDS} s:\n{told}\n{log.read_text()[-3000:]}")
