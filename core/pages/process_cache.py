"""A cache in the memory of the process for reads whose result is the same for every user.

Where a page lies in the tree and which lessons a course has is read by every request and changes when something is
published. A cached value belongs to the generation of ``core.pages.page_cache``: its token is read each time, and before the
database, so that every process sees a change at the first request after its commit. Code that changes pages by
``QuerySet.update`` calls ``pagecache.invalidate``, as for stored pages.

Inside a transaction nothing is cached and no cached value is used: only the database knows what was written there. Data of
one user never goes through here.

The cache holds pickled bytes, so every caller gets objects of its own and a change of one isn't seen by the next caller.
"""

import pickle
import time
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import transaction

from core.pages import page_cache

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@dataclass(frozen=True)
class _Entry:
    generation: str
    expires_at: float
    pickled: bytes


class ProcessCache(Generic[K, V]):
    """Values by key, at most ``max_entries``. None is not cached, so unknown addresses fill no memory.

    Values are pickled: model instances, with the related objects that were read, and plain containers. Raises
    ``pickle.PicklingError`` or ``TypeError`` for others.
    """

    def __init__(self, *, max_entries: int = 1_000) -> None:
        self._max_entries = max_entries
        self._entries: dict[K, _Entry] = {}

    def get(self, key: K, read: Callable[[], V | None]) -> V | None:
        generation = _generation()
        entry = self._valid(key, generation)
        return _unpickled(entry) if entry else self._store(key, read(), generation)

    def get_many(self, keys: Iterable[K], read: Callable[[list[K]], Mapping[K, V]]) -> dict[K, V]:
        """``read`` is called once with the keys that are missing, if any, and returns a value for each of them."""
        generation = _generation()
        wanted = list(dict.fromkeys(keys))
        found: dict[K, V] = {key: _unpickled(entry) for key in wanted if (entry := self._valid(key, generation))}
        if missing := [key for key in wanted if key not in found]:
            for key, value in read(missing).items():
                found[key] = value
                self._store(key, value, generation)
        return found

    def _valid(self, key: K, generation: str | None) -> _Entry | None:
        entry = self._entries.get(key) if generation else None
        return entry if entry and entry.generation == generation and entry.expires_at > time.monotonic() else None

    def _store(self, key: K, value: V | None, generation: str | None) -> V | None:
        if generation and value is not None:
            if len(self._entries) >= self._max_entries:
                self._entries.clear()
            pickled = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
            self._entries[key] = _Entry(generation, time.monotonic() + page_cache.LIFETIME, pickled)
        return value


def _unpickled(entry: _Entry) -> Any:
    return pickle.loads(entry.pickled)  # noqa: S301 - written by this process, never leaves its memory


def _generation() -> str | None:
    """The token that values read now belong to; None when the database has to be read."""
    return None if _in_transaction() else page_cache.generation()


def _in_transaction() -> bool:
    return transaction.get_connection().in_atomic_block
