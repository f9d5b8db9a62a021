"""Which function does which kind of job. Apps register in ``<app>/tasks.py``, imported at start by the core app."""

from collections.abc import Callable
from dataclasses import dataclass

from core.jobs.errors import UnknownJobKind
from core.jobs.models import Job
from core.jobs.run import JobRun
from core.registry import Registry


@dataclass(frozen=True)
class JobKind:
    """``lease_seconds`` of None means the JOB_LEASE_SECONDS setting; ``on_failed`` runs in the transaction that gives up."""

    name: str
    label: str
    handler: Callable[[JobRun], None]
    max_attempts: int
    lease_seconds: int | None
    on_failed: Callable[[Job], None] | None


_kinds: Registry[JobKind] = Registry("job kinds")


def job_handler(
    name: str,
    *,
    label: str,
    max_attempts: int = 3,
    lease_seconds: int | None = None,
    on_failed: Callable[[Job], None] | None = None,
) -> Callable[[Callable[[JobRun], None]], Callable[[JobRun], None]]:
    """Register the decorated function as the handler of ``name`` ("elibrary.intake"); ``label`` is what staff read."""

    def register(handler: Callable[[JobRun], None]) -> Callable[[JobRun], None]:
        _kinds.register(name, JobKind(name, label, handler, max_attempts, lease_seconds, on_failed))
        return handler

    return register


def get_kind(name: str) -> JobKind:
    """The registered kind. Raises UnknownJobKind."""
    try:
        return _kinds[name]
    except KeyError:
        raise UnknownJobKind(name) from None


def label_of(name: str) -> str:
    """What staff call this kind of work; of a kind that is no longer registered, its name."""
    kind = _kinds.get(name)
    return kind.label if kind is not None else name
