"""The cache that all processes share, so built that losing it makes pages slower and nothing else.

A read that fails is a miss, a write that fails is forgotten. A *removal* that fails stays owed: this process makes it before
it reads again. Only what may be lost belongs here; what must be exact is kept by the cache ``exact``, in the database.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.filebased import FileBasedCache
from django.core.cache.backends.redis import RedisCache

logger = logging.getLogger(__name__)

BACK_OFF = 5.0
"""Seconds without a request to a server that did not answer: a page must not wait for its timeout at every read."""
MOST_OWED = 1_000
"""Removals remembered; more than that and the cache is emptied once it answers again."""

R = TypeVar("R")


class Outage:
    """What one process knows of a cache that does not answer; shared by its threads."""

    def __init__(self, back_off: float) -> None:
        self._back_off = back_off
        self._lock = threading.Lock()
        self._until = 0.0
        self._owed: set[tuple[str, Any]] = set()
        self._owes_all = False
        self._is_known = False

    def is_waiting(self) -> bool:
        return time.monotonic() < self._until

    def begin(self) -> None:
        """Log the first failure with its cause, and be quiet until the cache has answered again."""
        with self._lock:
            self._until = time.monotonic() + self._back_off
            is_known, self._is_known = self._is_known, True
        if not is_known:
            logger.exception("The shared cache doesn't answer: pages are slower.")

    def end(self) -> None:
        if self._is_known:
            self._is_known = False
            logger.warning("The shared cache answers again.")

    def owe(self, keys: Iterable[tuple[str, Any]]) -> None:
        with self._lock:
            self._owed.update(keys)
            if len(self._owed) > MOST_OWED:
                self._owed.clear()
                self._owes_all = True

    def owe_all(self) -> None:
        with self._lock:
            self._owed.clear()
            self._owes_all = True

    def owed(self) -> tuple[set[tuple[str, Any]], bool]:
        if not self._owed and not self._owes_all:
            return set(), False
        with self._lock:
            return set(self._owed), self._owes_all

    def paid(self, keys: set[tuple[str, Any]], *, all_of_it: bool) -> None:
        with self._lock:
            self._owed -= keys
            self._owes_all = self._owes_all and not all_of_it


_outages: dict[str, Outage] = {}


class FailSafeMixin(BaseCache):
    """Catches what its backend raises. Put before a backend of Django.

    ``add`` and ``has_key`` answer False, ``incr`` raises ValueError as for an absent key, while the cache is lost.
    """

    back_off = 0.0

    def __init__(self, place: str, params: dict[str, Any]) -> None:
        super().__init__(place, params)  # type: ignore[call-arg, arg-type]
        self._outage = _outages.setdefault(f"{type(self).__name__} {place}", Outage(self.back_off))

    def get(self, key: str, default: Any = None, version: Any = None) -> Any:
        return self._tried(lambda: super(FailSafeMixin, self).get(key, default, version), default)

    def get_many(self, keys: Iterable[str], version: Any = None) -> dict[str, Any]:
        return self._tried(lambda: super(FailSafeMixin, self).get_many(keys, version), {})

    def has_key(self, key: str, version: Any = None) -> bool:
        return self._tried(lambda: super(FailSafeMixin, self).has_key(key, version), False)

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> bool:
        return self._tried(lambda: super(FailSafeMixin, self).add(key, value, timeout, version), False)

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> None:
        return self._tried(lambda: super(FailSafeMixin, self).set(key, value, timeout, version), None)

    def set_many(self, data: Mapping[str, Any], timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> list[str]:
        return self._tried(lambda: super(FailSafeMixin, self).set_many(dict(data), timeout, version), list(data))

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> bool:
        return self._tried(lambda: super(FailSafeMixin, self).touch(key, timeout, version), False)

    def incr(self, key: str, delta: int = 1, version: Any = None) -> int:
        counted = self._tried(lambda: super(FailSafeMixin, self).incr(key, delta, version), None)
        if counted is None:
            raise ValueError(f"Key {key!r} can't be counted: the cache doesn't answer.")
        return int(counted)

    def delete(self, key: str, version: Any = None) -> bool:
        removed = self._tried(lambda: super(FailSafeMixin, self).delete(key, version), None)
        if removed is None:
            self._outage.owe([(key, version)])
        return bool(removed)

    def delete_many(self, keys: Iterable[str], version: Any = None) -> None:
        keys = list(keys)
        if not self._tried(lambda: super(FailSafeMixin, self).delete_many(keys, version) or True, False):
            self._outage.owe((key, version) for key in keys)

    def clear(self) -> None:
        if not self._tried(lambda: super(FailSafeMixin, self).clear() or True, False):
            self._outage.owe_all()

    def _tried(self, act: Callable[[], R], instead: R) -> R:
        """What ``act`` gives once the owed removals are made; ``instead`` when the cache doesn't answer."""
        if self._outage.is_waiting():
            return instead
        try:
            self._pay()
            done = act()
        except ValueError:  # of incr: the key is absent
            raise
        except Exception:  # each client has errors of its own
            self._outage.begin()
            return instead
        self._outage.end()
        return done

    def _pay(self) -> None:
        keys, all_of_it = self._outage.owed()
        if all_of_it:
            super().clear()
        for key, version in keys:
            super().delete(key, version)
        if keys or all_of_it:
            self._outage.paid(keys, all_of_it=all_of_it)


class SafeRedisCache(FailSafeMixin, RedisCache):
    back_off = BACK_OFF


class SafeFileCache(FailSafeMixin, FileBasedCache):
    """A folder answers at once, also when its disk is full: it is asked each time."""
