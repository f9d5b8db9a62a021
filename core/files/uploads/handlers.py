"""Uploads while Django reads the request (FILE_UPLOAD_HANDLERS): a full disk must not cost the rest of the form.

Reading breaks off where the disk has no room, which happens before any view runs, since the check of the form's token
reads the request too. So the file is let go, the other fields are read on, and whoever looks into the file is told.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, NoReturn

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from core.files.uploads.checks import DISK_FULL


class UnwritableUpload(UploadedFile):
    """A file that arrived and found no room: its name and size are known, reading it fails as writing did."""

    def _no_room(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    read = seek = open = _no_room

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        self._no_room()

    def close(self) -> None:
        """There is nothing open."""


class DiskFullUploadHandler(TemporaryFileUploadHandler):
    """Writes large files to the disk like Django's own; one that no longer fits becomes an UnwritableUpload."""

    is_full = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self.is_full = False
        self.__dict__.pop("file", None)  # of the form's file before
        with self._noticing():
            super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if not self.is_full:
            with self._noticing():
                super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if not self.is_full:
            with self._noticing():
                return super().file_complete(file_size)
        return UnwritableUpload(None, self.file_name, self.content_type, file_size, self.charset, self.content_type_extra)

    @contextmanager
    def _noticing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if error.errno not in DISK_FULL:
                raise
            self.is_full = True
            if hasattr(self, "file"):
                with suppress(OSError):  # what it still held has no room either
                    self.file.close()
