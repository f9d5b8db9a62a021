"""The checks themselves. Each refusal is one Indonesian sentence that says what to do."""

import errno
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.files.base import File
from django.template.defaultfilters import filesizeformat

from core import sandbox

from .kinds import HEAD, PICTURES, FileKind, kind_of
from .names import clean_stem, extension_of

MOST_PIXELS = 40_000_000
_DISK_FULL = {errno.ENOSPC, errno.EDQUOT}


class UploadRefused(ValueError):
    """The file is not taken; the message is an Indonesian sentence for the person who sent it."""


@dataclass(frozen=True)
class CheckedUpload:
    """What the file really is, and the name under which it may be kept."""

    kind: FileKind
    name: str
    size: int


def check_upload(file: File, *, allowed: Collection[FileKind], most_bytes: int) -> CheckedUpload:
    """Look at ``file`` before anything is done with it. Raises UploadRefused.

    A wrong extension of an allowed kind is corrected; a file of another kind is refused whatever it is called. Pictures
    are decoded once in the sandbox.
    """
    size = file.size or 0
    if not size:
        raise UploadRefused("Berkas ini kosong. Pilih berkas lain.")
    if size > most_bytes:
        raise UploadRefused(
            f"Berkas ini {filesizeformat(size)}, terlalu besar. Ukuran terbesar yang diterima {filesizeformat(most_bytes)}."
        )
    file.seek(0)
    kind = kind_of(file.read(HEAD))
    file.seek(0)
    if kind is None or kind not in allowed:
        labels = ", ".join(one.label for one in allowed)
        raise UploadRefused(f"Isi berkas ini bukan {labels}. Pilih berkas berjenis {labels}.")
    if kind in PICTURES:
        _measure(file)
    given = extension_of(file.name or "")
    extension = given if given in kind.extensions else kind.extensions[0]
    return CheckedUpload(kind=kind, name=f"{clean_stem(file.name or '')}.{extension}", size=size)


@contextmanager
def refuse_when_disk_is_full() -> Iterator[None]:
    """A disk without room is told to the person as it is. Raises UploadRefused; other errors pass through."""
    try:
        yield
    except OSError as error:
        if error.errno not in _DISK_FULL:
            raise
        raise UploadRefused(
            "Ruang simpan server penuh, berkas tidak tersimpan. Hubungi pengelola sistem, lalu coba lagi."
        ) from error


def _measure(file: File) -> None:
    with refuse_when_disk_is_full(), tempfile.NamedTemporaryFile(prefix="sijawara-") as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        file.seek(0)
        verdict = sandbox.run("core.uploads.pictures.measure", path=copy.name, most_pixels=MOST_PIXELS)
    if not verdict.ok:
        raise UploadRefused(verdict.sentence)
