"""The broker without a server: kombu's file-system transport, safe against readers that look while a file is being written.

Kombu makes a file and fills it afterwards. A worker that lists the folder in between takes an empty message and ends with
"Unrecoverable error"; ``make run`` then ends with it. Here a file gets its name when it is complete (rename(2) is atomic
within a folder), and what can't be read is dropped: a message is only a nudge, the sweep sends another. What a process that
was killed in mid-write left unfinished, a reader clears away.
"""

import contextlib
import fcntl
import logging
import time
import uuid
from pathlib import Path
from typing import Any

from kombu.exceptions import ChannelError
from kombu.transport import filesystem
from kombu.utils.encoding import str_to_bytes
from kombu.utils.json import dumps

logger = logging.getLogger(__name__)

# Seconds. A message is written in an instant; an hour leaves alone whoever stands between opening the file and locking it.
ABANDONED_AFTER = 3600


class Channel(filesystem.Channel):
    _clears_next = 0.0  # time.monotonic(); the first look of a reader clears, too

    def _put(self, queue: str, message: Any, **kwargs: Any) -> None:  # type: ignore[override]
        """Raises ChannelError when the folder takes no file; a half of one is not left behind."""
        folder = Path(self.data_folder_out)
        _write_whole(folder / f"{round(time.monotonic() * 1000)}_{uuid.uuid4()}.{queue}.msg", message)

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        """The oldest message that can be read; raises Empty when there is none."""
        self._clear_away_now_and_then()
        while True:
            try:
                return super()._get(queue)
            except ValueError:  # kombu has removed it already; its JSON and Unicode errors are ValueErrors
                logger.warning("A message in %s could not be read and was dropped.", queue)

    def _clear_away_now_and_then(self) -> None:
        """A reader looks ten times a second; for what was abandoned, once in ``ABANDONED_AFTER`` is enough."""
        if time.monotonic() >= self._clears_next:
            self._clears_next = time.monotonic() + ABANDONED_AFTER
            for folder in (Path(self.data_folder_in), self.control_folder):
                for unfinished in folder.glob(".*.part"):
                    _remove_abandoned(unfinished)

    def _queue_bind(self, exchange: str, routing_key: str | None, pattern: str | None, queue: str) -> None:
        """Add a line to the exchange's table; who reads it meanwhile sees the table before or after, never half of it."""
        file = self._exchange_file(exchange)  # type: ignore[attr-defined]
        self.control_folder.mkdir(exist_ok=True)
        line = filesystem.exchange_queue_t(routing_key or "", pattern or "", queue or "")
        with (self.control_folder / "bind.lock").open("w") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            try:
                table = self.get_table(exchange)
            except ValueError:
                table = []
            if line not in table:
                _write_whole(file, [line, *table])


def _write_whole(path: Path, content: Any) -> None:
    """Write JSON beside ``path`` under a name that nobody looks for, then give it its own. Locked while it is written."""
    unfinished = path.with_name(f".{uuid.uuid4()}.part")
    try:
        with unfinished.open("wb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.write(str_to_bytes(dumps(content)))
            file.flush()
            unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise ChannelError(f"Cannot write {path.name}: {error.strerror}") from error


def _remove_abandoned(unfinished: Path) -> None:
    """Remove an old unfinished file whose writer is gone: the kernel drops a lock with its process, however that ended.

    Named or removed by somebody else meanwhile, or not ours to remove: nothing is done, and no reader ends by it.
    """
    with contextlib.suppress(OSError):
        if time.time() - unfinished.stat().st_mtime > ABANDONED_AFTER:
            with unfinished.open("rb+") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                unfinished.unlink()


class Transport(filesystem.Transport):
    Channel = Channel
