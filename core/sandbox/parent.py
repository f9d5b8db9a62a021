"""Starts the child, watches the clock and the pipe, and turns every end into a verdict."""

import contextlib
import json
import logging
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from core.sandbox.verdict import Limits, Reason, Verdict, failure

logger = logging.getLogger(__name__)

_ROOT = Path(__file__).resolve().parents[2]
_CHUNK = 65_536
TICK_SECONDS = 10.0
_LOGGED_ERROR_BYTES = 8192


def run(
    function: str, /, *, limits: Limits | None = None, heartbeat: Callable[[], None] | None = None, **arguments: Any
) -> Verdict:
    """Call ``function`` (dotted path) with JSON arguments in a child process; never raises for what happens there.

    The function's module must not need Django. It returns JSON; anything large it writes as files into a folder that it
    was given. It may raise ``Refused``. The child starts clean, in a process group of its own, and dies with this process.
    ``heartbeat`` is called now and then while it works; what that raises ends the child and passes through.
    """
    limits = limits or Limits()
    order = {"function": function, "arguments": arguments, "limits": asdict(limits), "parent": os.getpid()}
    with tempfile.TemporaryFile() as errors:
        child = subprocess.Popen(
            [sys.executable, "-s", "-m", "core.sandbox.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            cwd=_ROOT,
            env={"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
            start_new_session=True,
            bufsize=0,
        )
        try:
            verdict = _verdict(child, json.dumps(order).encode(), limits, heartbeat or _nothing)
        finally:
            _end(child)
            _log_errors(errors, function)
    if not verdict.ok:
        logger.warning("sandbox: %s", verdict.reason, extra={"function": function, "detail": verdict.detail})
    return verdict


def _nothing() -> None:
    """The heartbeat of a caller that needs none."""


def _log_errors(errors: IO[bytes], function: str) -> None:
    """Log the beginning of what the child wrote to its error stream, at most ``_LOGGED_ERROR_BYTES``."""
    errors.seek(0)
    written = errors.read(_LOGGED_ERROR_BYTES).decode("utf-8", "replace").strip()
    if written:
        logger.warning("sandbox: %s wrote to stderr:\n%s", function, written)


def _verdict(child: "subprocess.Popen[bytes]", order: bytes, limits: Limits, heartbeat: Callable[[], None]) -> Verdict:
    assert child.stdin is not None
    deadline = time.monotonic() + limits.wall
    with contextlib.suppress(BrokenPipeError):  # it died already; the end of its output says how
        child.stdin.write(order)
        child.stdin.close()
    output = _read(child, limits.output, deadline, heartbeat)
    if isinstance(output, Reason):
        return failure(output, detail=f"stopped by us: {output.name}")
    try:
        child.wait(timeout=max(0.1, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        return failure(Reason.TIME, detail="did not end after its answer")
    return _judge(output, child.returncode)


def _read(child: "subprocess.Popen[bytes]", most: int, deadline: float, heartbeat: Callable[[], None]) -> bytes | Reason:
    """Everything the child says, or why we stopped listening."""
    assert child.stdout is not None
    said = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        while True:
            if not selector.select(max(0.0, min(TICK_SECONDS, deadline - time.monotonic()))):
                if time.monotonic() >= deadline:
                    return Reason.TIME
                heartbeat()
                continue
            chunk = os.read(child.stdout.fileno(), _CHUNK)
            if not chunk:
                return bytes(said)
            said += chunk
            if len(said) > most:
                return Reason.TOO_LARGE


def _judge(output: bytes, status: int) -> Verdict:
    if status == -signal.SIGXCPU:
        return failure(Reason.TIME, detail="CPU limit")
    if status != 0:
        return failure(Reason.STOPPED, detail=f"exit status {status}")
    try:
        answer = json.loads(output)
    except ValueError:
        return failure(Reason.STOPPED, detail="no whole answer")
    if answer["ok"]:
        return Verdict(ok=True, value=answer["value"])
    return failure(Reason(answer["reason"]), sentence=answer["sentence"], detail=answer["detail"])


def _end(child: "subprocess.Popen[bytes]") -> None:
    """Kill the whole group: a parser may have started processes of its own."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    assert child.stdout is not None
    child.stdout.close()
