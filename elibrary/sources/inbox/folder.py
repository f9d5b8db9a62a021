"""A folder on the server, one below it for each publisher, into which they write by SFTP or the office by a share.

Its writers may create links. Everything is opened relative to a folder that is open already and no link is followed,
so that no name leads out of it.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath
from typing import IO

from elibrary.sources.inbox.waiting import SourceError, Waiting, is_partial

TAKEN, REFUSED = "selesai", "ditolak"
MOST_FILES = 1000
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_CHUNK = 1024 * 1024


class FolderInbox:
    may_be_half_written = True

    def __init__(self, root: Path | None, name: str) -> None:
        if root is None:
            raise SourceError("Folder katalog belum disetel di server (CATALOGUE_FOLDER). Hubungi pengelola sistem.")
        self.root, self.name, self.strange = root, name, 0

    def waiting(self) -> list[Waiting]:
        found: list[tuple[int, Waiting]] = []
        self.strange = 0
        with self._opened() as folder, os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False) or is_partial(entry.name):
                    continue
                about = entry.stat(follow_symlinks=False)
                if not _is_plain(about):
                    self.strange += 1
                elif len(found) < MOST_FILES:
                    found.append((about.st_mtime_ns, Waiting(_text(entry.name), about.st_size, _mark(about), entry.name)))
        return [file for _time, file in sorted(found, key=lambda one: (one[0], one[1].name))]

    def copy(self, file: Waiting, target: IO[bytes]) -> bool:
        with self._opened() as folder:
            try:
                source = os.open(file.raw, _FILE, dir_fd=folder)
            except OSError as error:
                if error.errno in (errno.EACCES, errno.EPERM):
                    raise SourceError(f"Berkas {file.name} tidak boleh dibaca. Periksa izinnya di server.") from error
                return False
            with open(source, "rb") as opened:  # noqa: PTH123 - a descriptor, not a path
                if not _is_same(os.fstat(source), file):
                    return False
                while chunk := opened.read(_CHUNK):
                    target.write(chunk)
                return _is_same(os.fstat(source), file)

    def put_away(self, file: Waiting, *, sha256: str, is_refused: bool) -> bool:
        """Into a folder beside it, under a name that its contents give: nothing there is ever overwritten by another."""
        aside = _name_aside(file.raw, sha256)
        try:
            with self._opened() as folder, _beside(folder, REFUSED if is_refused else TAKEN) as there:
                if not _is_same(os.stat(file.raw, dir_fd=folder, follow_symlinks=False), file):
                    return False
                os.rename(file.raw, aside, src_dir_fd=folder, dst_dir_fd=there)
                if not _is_same(os.stat(aside, dir_fd=there, follow_symlinks=False), file):
                    _back(there, aside, folder, file.raw)
                    return False
        except OSError:
            return False
        return True

    @contextmanager
    def _opened(self) -> Iterator[int]:
        try:
            root = os.open(self.root, _FOLDER)
        except OSError as error:
            raise SourceError("Folder katalog di server tidak dapat dibuka. Hubungi pengelola sistem.") from error
        try:
            folder = os.open(self.name, _FOLDER | os.O_NOFOLLOW, dir_fd=root)
        except OSError as error:
            raise SourceError(_why_not(error, self.name)) from error
        finally:
            os.close(root)
        try:
            yield folder
        finally:
            os.close(folder)


def _why_not(error: OSError, name: str) -> str:
    if error.errno == errno.ENOENT:
        return f"Folder {name} belum ada di folder katalog. Minta pengelola sistem membuatnya."
    if error.errno in (errno.ELOOP, errno.ENOTDIR):
        return f"{name} di folder katalog adalah tautan atau berkas, bukan folder; itu tidak dibuka."
    return f"Folder {name} tidak dapat dibuka. Minta pengelola sistem memeriksa izinnya."


def _is_plain(about: os.stat_result) -> bool:
    """No link, pipe or device, and no second name: a hard link may refer to a file elsewhere."""
    return stat.S_ISREG(about.st_mode) and about.st_nlink == 1


def _is_same(about: os.stat_result, file: Waiting) -> bool:
    return _is_plain(about) and _mark(about) == file.mark


def _mark(about: os.stat_result) -> str:
    return f"{about.st_size}-{about.st_mtime_ns}-{about.st_ino}"


def _text(name: str) -> str:
    return name.encode("utf-8", "replace").decode()[:300]


def _name_aside(raw: str, sha256: str) -> str:
    path = PurePath(raw)
    stem = os.fsdecode(os.fsencode(path.stem)[:150])
    suffix = path.suffix if len(path.suffix) <= 20 else ""
    return f"{stem}-{sha256[:16]}{suffix}"


@contextmanager
def _beside(folder: int, name: str) -> Iterator[int]:
    with suppress(FileExistsError):
        os.mkdir(name, 0o770, dir_fd=folder)
    there = os.open(name, _FOLDER | os.O_NOFOLLOW, dir_fd=folder)
    try:
        yield there
    finally:
        os.close(there)


def _back(there: int, aside: str, folder: int, raw: str) -> None:
    """The file was still being written: it is moved back, unless a new one has its name. Then it is found where it is."""
    os.link(aside, raw, src_dir_fd=there, dst_dir_fd=folder, follow_symlinks=False)
    os.unlink(aside, dir_fd=there)
