"""A receiver of an event that fails, and the rows by which a test sees that nothing was left behind."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.dispatch import Signal

from core.audit.models import AuditEntry
from core.jobs.models import Job
from core.messages.models import Notification


class ReceiverFailed(Exception):
    """Raised by the last receiver, when all others have done their part."""


@contextmanager
def failing(signal: Signal) -> Iterator[None]:
    def fail(**_: Any) -> None:
        raise ReceiverFailed

    signal.connect(fail, weak=False)
    try:
        yield
    finally:
        signal.disconnect(fail)


def all_rows() -> dict[str, list[dict[str, Any]]]:
    """Every row of the library, with the audit entries, jobs and messages."""
    models = [*apps.get_app_config("elibrary").get_models(), AuditEntry, Job, Notification]
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in models}
