"""The secrets of a development copy: drawn at random once for each state folder, kept there in ``secrets.json``."""

import base64
import fcntl
import json
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from config.env import SettingsError

FILE_NAME = "secrets.json"

# What development copies used before each had secrets of its own. They read old data and never write any.
PUBLISHED_FIELD_KEY = "ZGV2ZWxvcG1lbnQtb25seS1maWVsZC1rZXktMDAwMDE="
PUBLISHED_HASH_KEY = "development-only-hash-key"
_MADE_BY_A_RUN = ("db.sqlite3", "run.lock")

_NEW: dict[str, Callable[[], Any]] = {
    "SECRET_KEY": lambda: secrets.token_urlsafe(50),
    "FIELD_ENCRYPTION_KEYS": lambda: [base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()],
    "FIELD_HASH_KEY": lambda: secrets.token_urlsafe(32),
}


def local_secrets(folder: Path) -> dict[str, Any]:
    """``SECRET_KEY``, ``FIELD_ENCRYPTION_KEYS`` and ``FIELD_HASH_KEY`` of this state folder; the first caller draws them.

    A folder with data from before this file keeps that data readable: the published encryption key is second in the list,
    and the hash key, which can't be changed under stored hashes, stays. Raises SettingsError.
    """
    path = folder / FILE_NAME
    try:
        with _locked(folder):
            if not path.exists():
                _write(path, _draw(has_data=any((folder / name).exists() for name in _MADE_BY_A_RUN)))
            found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{path} tidak dapat dibaca atau dibuat: {error.strerror}.") from None
    except ValueError:
        found = None
    if not isinstance(found, dict) or not all(found.get(name) for name in _NEW):
        raise SettingsError(f"{path} rusak. Pulihkan dari cadangan; tanpa itu, mulai lagi dengan SIJAWARA_VAR yang lain.")
    return found


def _draw(*, has_data: bool) -> dict[str, Any]:
    drawn = {name: new() for name, new in _NEW.items()}
    if has_data:
        drawn["FIELD_ENCRYPTION_KEYS"].append(PUBLISHED_FIELD_KEY)
        drawn["FIELD_HASH_KEY"] = PUBLISHED_HASH_KEY
    return drawn


def _write(path: Path, content: dict[str, Any]) -> None:
    """A whole file or none, readable by its owner alone. The caller holds the lock."""
    draft = path.with_name(f"{path.name}.draft")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(content, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Processes that start together take turns: web, worker and scheduler must agree."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
