"""Reads that are the same for everybody, kept in this process until something public changes.

Where a page stands in the tree, or which lessons a course has, is asked by every request and changes when somebody
publishes. A kept value belongs to the generation of ``core.pagecache``: its token is read each time, and before the
database, so that every process sees a change at the first request after its commit. Whoever changes pages by
``QuerySet.update`` calls ``pagecache.invalidate``, as for stored pages.

Inside a transaction nothing is kept and nothing kept is used: only the database knows what was written there. What belongs
to a person never goes through here.
"""

import time
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db import transaction

from core import pagecache

SILENCE = 5
"""Seconds without a question to a cache that did not answer: a request must not wait for it at every read."""

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
_silent_until = 0.0


@dataclass(frozen=True)
class _Entry(Generic[V]):
    generation: str
    until: float
    value: V


class Kept(Generic[K, V]):
    """Values by key. What isn't there (None) is asked again each time, so unknown addresses fill no memory."""

    def __init__(self, *, most: int = 1_000) -> None:
        self._most = most
        self._entries: dict[K, _Entry[V]] = {}

    def get(self, key: K, read: Callable[[], V | None]) -> V | None:
        generation = _generation()
        entry = self._good(key, generation)
        return entry.value if entry else self._keep(key, read(), generation)

    def get_many(self, keys: Iterable[K], read: Callable[[list[K]], Mapping[K, V]]) -> dict[K, V]:
        """``read`` is given the keys that are missing, if any, and answers all of them at once."""
        generation = _generation()
        wanted = list(dict.fromkeys(keys))
        found = {key: entry.value for key in wanted if (entry := self._good(key, generation))}
        if missing := [key for key in wanted if key not in found]:
            for key, value in read(missing).items():
                found[key] = value
                self._keep(key, value, generation)
        return found

    def _good(self, key: K, generation: str | None) -> _Entry[V] | None:
        entry = self._entries.get(key) if generation else None
        return entry if entry and entry.generation == generation and entry.until > time.monotonic() else None

    def _keep(self, key: K, value: V | None, generation: str | None) -> V | None:
        if generation and value is not None:
            if len(self._entries) >= self._most:
                self._entries.clear()
            self._entries[key] = _Entry(generation, time.monotonic() + pagecache.LIFETIME, value)
        return value


def _generation() -> str | None:
    """The token that values of this moment belong to; None when the database has to be asked."""
    global _silent_until
    if _in_transaction() or time.monotonic() < _silent_until:
        return None
    generation = pagecache.generation()
    if generation is None:
        _silent_until = time.monotonic() + SILENCE
    return generation


def _in_transaction() -> bool:
    return transaction.get_connection().in_atomic_block
