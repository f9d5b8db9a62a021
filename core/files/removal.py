"""Removes stored files once no row names them any more."""

from collections.abc import Iterable
from typing import Any

from django.core.files.storage import storages
from django.db import models

from core.jobs.services import enqueue


def remove_later(names: Iterable[str | None]) -> None:
    """Have private files deleted after this transaction commits, however often a worker dies in between.

    The names are random and say nothing about anybody.
    """
    kept = sorted(name for name in names if name)
    if kept:
        enqueue(kind="lms.remove_files", subject=f"file:{kept[0]}", payload={"names": kept})


def remove_now(names: Iterable[str]) -> None:
    """Delete them; one that is gone already is no error."""
    storage = storages["private"]
    for name in names:
        storage.delete(name)


def remove_file(instance: models.Model, **kwargs: Any) -> None:
    """Receiver of ``post_delete``: the stored file goes with its row."""
    remove_later([instance.file.name])  # type: ignore[attr-defined]
