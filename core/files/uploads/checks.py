"""The checks themselves. Each refusal is one Indonesian sentence that says what to do.

Loads no Django: what looks into a file in the sandbox lies beside this module and would wait for it at each file.
"""

import errno
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.files import text_headers
from core.files.uploads.kinds import ARCHIVE, M4A, MP3, MP4, OFFICE, OGG, PICTURES, WEBM, FileKind, kind_of
from core.sandbox import parent as sandbox

if TYPE_CHECKING:
    from django.core.files.base import File
import re
import unicodedata
from pathlib import PurePosixPath

MOST_PIXELS = 40_000_000


DISK_FULL = {errno.ENOSPC, errno.EDQUOT}


_INSPECTIONS = {MP4: "mp4", M4A: "mp4", WEBM: "webm", MP3: "mp3", OGG: "ogg"}


class UploadRefused(ValueError):
    """The file is not taken; the message is an Indonesian sentence for the person who sent it."""


@dataclass(frozen=True)
class CheckedUpload:
    """What the file really is, and the name under which it may be kept."""

    kind: FileKind
    name: str
    size: int


def check_upload(file: "File", *, allowed: Collection[FileKind], most_bytes: int) -> CheckedUpload:
    """Look at ``file`` before anything is done with it. Raises UploadRefused.

    A wrong extension of an allowed kind is corrected; a file of another kind is refused whatever it is called. Pictures
    are decoded once in the sandbox.
    """
    size = file.size or 0
    if not size:
        raise UploadRefused("Berkas ini kosong. Pilih berkas lain.")
    if size > most_bytes:
        from django.template.defaultfilters import filesizeformat  # this module loads without Django

        raise UploadRefused(
            f"Berkas ini {filesizeformat(size)}, terlalu besar. Ukuran terbesar yang diterima {filesizeformat(most_bytes)}."
        )
    with refuse_when_disk_is_full():
        kind = _kind(file, allowed)
    if kind is None or kind not in allowed:
        labels = ", ".join(one.label for one in allowed)
        raise UploadRefused(f"Isi berkas ini bukan {labels}. Pilih berkas berjenis {labels}.")
    if kind in PICTURES:
        _ask_sandbox(file, "core.files.uploads.picture_inspection.measure", most_pixels=MOST_PIXELS)
    elif kind in _INSPECTIONS:
        _ask_sandbox(file, f"core.files.uploads.media_inspection.inspect_{_INSPECTIONS[kind]}")
    given = extension_of(file.name or "")
    extension = given if given in kind.extensions else kind.extensions[0]
    return CheckedUpload(kind=kind, name=f"{clean_stem(file.name or '')}.{extension}", size=size)


@contextmanager
def refuse_when_disk_is_full() -> Iterator[None]:
    """A disk without room is told to the person as it is. Raises UploadRefused; other errors pass through."""
    try:
        yield
    except OSError as error:
        if error.errno not in DISK_FULL:
            raise
        raise UploadRefused(
            "Ruang simpan server penuh, berkas tidak tersimpan. Hubungi pengelola sistem, lalu coba lagi."
        ) from error


def page_count(file: "File") -> int:
    """The number of pages of a PDF that has passed ``check_upload``. Raises UploadRefused."""
    return int(_ask_sandbox(file, "core.files.uploads.media_inspection.count_pdf_pages")["pages"])


def _kind(file: "File", allowed: Collection[FileKind]) -> FileKind | None:
    file.seek(0)
    kind = kind_of(file.read(text_headers.HEAD))
    file.seek(0)
    if kind != ARCHIVE or not set(OFFICE) & set(allowed):
        return kind
    extension = _ask_sandbox(file, "core.files.uploads.media_inspection.inspect_office")["extension"]
    return next(one for one in OFFICE if extension in one.extensions)


def _ask_sandbox(file: "File", function: str, **arguments: Any) -> dict[str, Any]:
    """What ``function`` says of the file's contents. Raises UploadRefused with its sentence."""
    with refuse_when_disk_is_full(), tempfile.NamedTemporaryFile(prefix="sijawara-") as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        file.seek(0)
        verdict = sandbox.run(function, path=copy.name, **arguments)
    if not verdict.ok:
        raise UploadRefused(verdict.sentence)
    return verdict.value  # type: ignore[no-any-return]


_LONGEST = 80


def clean_stem(name: str) -> str:
    """The name without folder and extension, in letters, digits, dash and underscore; "berkas" when nothing is left."""
    last = PurePosixPath(name.replace("\\", "/")).name
    plain = unicodedata.normalize("NFKD", PurePosixPath(last).stem).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9_-]+", "-", plain).strip("-_")[:_LONGEST] or "berkas"


def extension_of(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).suffix.lower().lstrip(".")
