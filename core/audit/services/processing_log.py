"""Writes the processing log: who did what with whose personal data."""

from collections.abc import Iterable

from django.contrib.auth.base_user import AbstractBaseUser
from django_guid import get_guid

from core.audit.models import ProcessingEntry

REASON_LENGTH = 200


def log(
    *, person: AbstractBaseUser, actor: AbstractBaseUser | None, kind: str, what: str, reason: str = ""
) -> ProcessingEntry:
    """Add one row: ``actor`` (None is the system) did ``kind`` with ``what`` of ``person``; never the data itself."""
    return ProcessingEntry.objects.create(
        person_id=person.pk,
        actor_id=actor.pk if actor is not None else None,
        kind=kind,
        what=what,
        reason=reason[:REASON_LENGTH],
        request_id=get_guid() or "",
    )


def log_all(*, people: Iterable[int], actor: AbstractBaseUser, kind: str, what: str) -> None:
    """The same act on the data of many, named by the keys of their accounts: a row for each."""
    request_id = get_guid() or ""
    entries = (
        ProcessingEntry(person_id=person, actor_id=actor.pk, kind=kind, what=what, request_id=request_id)
        for person in people
    )
    ProcessingEntry.objects.bulk_create(entries, batch_size=500)
