"""The child process: limits first, then the parser, then one JSON answer on the pipe."""

import ctypes
import errno
import importlib
import json
import os
import resource
import signal
import sys
from typing import Any

from core.sandbox.own_errors import log_if_own
from core.sandbox.verdict import Reason, Refused

_PR_SET_PDEATHSIG = 1


def main() -> None:
    order = json.load(sys.stdin)
    die_with(order["parent"])
    # What the parser or its libraries print must not mix with the answer.
    pipe = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    limit(**order["limits"])
    json.dump(answer(order["function"], order["arguments"]), pipe)
    pipe.flush()
    os._exit(0)


def die_with(parent: int) -> None:
    """Ask Linux to kill this process when its parent ends; exit if the parent ended before this call."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def limit(*, memory: int, cpu: int, file: int, **_by_the_parent: float) -> None:
    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_FSIZE, file),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most + 1 if kind == resource.RLIMIT_CPU else most))


def answer(function: str, arguments: dict[str, Any]) -> dict[str, Any]:
    try:
        module, _, name = function.rpartition(".")
        return {"ok": True, "value": getattr(importlib.import_module(module), name)(**arguments)}
    except Refused as refusal:
        return _no(Reason.REFUSED, refusal, sentence=str(refusal))
    except MemoryError as error:
        return _no(Reason.MEMORY, error)
    except OSError as error:
        reasons = {errno.EFBIG: Reason.TOO_LARGE, errno.ENOSPC: Reason.DISK_FULL, errno.ENOMEM: Reason.MEMORY}
        return _no(reasons.get(error.errno or 0, Reason.BROKEN), error)
    except Exception as error:  # a parser given hostile bytes may raise anything
        if log_if_own(error, what=function):
            return {"ok": False, "reason": Reason.OWN_ERROR, "sentence": "", "detail": type(error).__name__}
        return _no(Reason.BROKEN, error)


def _no(reason: Reason, error: BaseException, *, sentence: str = "") -> dict[str, Any]:
    return {"ok": False, "reason": reason, "sentence": sentence, "detail": f"{type(error).__name__}: {error}"[:500]}


if __name__ == "__main__":
    main()
