"""Is every part there that the site stands on? Asked all at once, answered within seconds even when one hangs.

The answer names parts and milliseconds, never hosts, users or what went wrong: that is in the log.
"""

import logging
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from celery import current_app
from django.conf import settings
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connections

from core.search.engines.current import get_engine

logger = logging.getLogger(__name__)

DEADLINE = 2.5
"""Seconds for all parts together; what has not answered by then counts as down."""
KEPT = 2.0
"""Seconds an answer is given again, so that asking often costs nothing."""
CONNECT_TIMEOUT = 2


@dataclass(frozen=True)
class PartState:
    ok: bool
    ms: int


@dataclass(frozen=True)
class Readiness:
    parts: dict[str, PartState]

    @property
    def ok(self) -> bool:
        return all(part.ok for part in self.parts.values())


def check_database() -> None:
    """A connection of its own, past any pool of idle ones, and a table that every migrated database has."""
    connection = connections["default"].copy()
    if connection.vendor == "postgresql":
        options = connection.settings_dict["OPTIONS"]
        connection.settings_dict["OPTIONS"] = {**options, "connect_timeout": CONNECT_TIMEOUT}
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")
            cursor.fetchone()
    finally:
        connection.close()


def check_broker() -> None:
    """The queue takes messages: a server answers, or the folder can be written to."""
    folder = settings.CELERY_BROKER_TRANSPORT_OPTIONS.get("data_folder_out")
    if folder:
        probe = Path(str(folder)).parent / f"{uuid.uuid4().hex}.ready"
        probe.write_bytes(b"")
        probe.unlink()
        return
    with current_app.connection_for_write(connect_timeout=CONNECT_TIMEOUT) as connection:
        connection.connect()


def check_cache() -> None:
    key, value = f"ready:{uuid.uuid4().hex}", "1"
    cache = caches["default"]
    cache.set(key, value, timeout=10)
    found = cache.get(key)
    cache.delete(key)
    if found != value:
        raise LookupError("what was put into the cache is not there")


def check_storage() -> None:
    storage, content = storages["private"], b"sijawara"
    name = storage.save(f"ready/{uuid.uuid4().hex}", ContentFile(content))
    try:
        with storage.open(name) as file:
            if file.read() != content:
                raise LookupError("what was written to storage is not there")
    finally:
        storage.delete(name)


def check_search() -> None:
    get_engine().check()


PARTS: dict[str, Callable[[], None]] = {
    "database": check_database,
    "broker": check_broker,
    "cache": check_cache,
    "storage": check_storage,
    "search": check_search,
}

_lock = threading.Lock()
_kept: tuple[float, Readiness] | None = None
_running: dict[str, "_Probe"] = {}


def readiness() -> Readiness:
    """The state of all parts, at most KEPT seconds old."""
    global _kept
    with _lock:
        if _kept is None or time.monotonic() - _kept[0] > KEPT:
            answer = _ask_all()
            _kept = (time.monotonic(), answer)
        return _kept[1]


def forget() -> None:
    """Ask anew next time."""
    global _kept
    _kept = None


class _Probe(threading.Thread):
    """One part being asked. A daemon: a part that hangs must not keep the process from ending."""

    def __init__(self, name: str, check: Callable[[], None]) -> None:
        super().__init__(name=f"ready-{name}", daemon=True)
        self._check = check
        self.state: PartState | None = None

    def run(self) -> None:
        start = time.monotonic()
        ok = True
        try:
            self._check()
        except Exception as error:  # each part has errors of its own; all mean "not ready"
            ok = False
            logger.warning("not ready: %s", self.name.removeprefix("ready-"), extra={"error": type(error).__name__})
        self.state = PartState(ok, round((time.monotonic() - start) * 1000))


def _ask_all() -> Readiness:
    """Start a thread a part, wait for all until DEADLINE. A part that still hangs from last time is not asked again."""
    start = time.monotonic()
    for name, check in PARTS.items():
        previous = _running.get(name)
        if previous is None or not previous.is_alive():
            _running[name] = _Probe(name, check)
            _running[name].start()
    parts = {}
    for name in PARTS:
        probe = _running[name]
        probe.join(max(0.0, DEADLINE - (time.monotonic() - start)))
        parts[name] = probe.state or PartState(False, round((time.monotonic() - start) * 1000))
    return Readiness(parts)
