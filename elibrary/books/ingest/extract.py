"""Has the sandbox read a file in batches and hands out frozen records, so that progress shows and a bad page is named."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.files.uploads.checks import refuse_when_disk_is_full
from core.sandbox import parent as sandbox
from core.sandbox.verdict import Limits, Verdict
from elibrary.books.ingest.records import ExtractedPage
from elibrary.books.models import Book

BATCH = 20
# A batch stays well under the 120 seconds of a job's lease, which each batch renews.
_BATCH_LIMITS = Limits(cpu=60, wall=75.0)


class UnreadableFile(Exception):
    """The sandbox's verdict on a file that could not be read."""

    def __init__(self, verdict: Verdict, sentence: str) -> None:
        super().__init__(sentence)
        self.verdict = verdict
        self.sentence = sentence


@contextmanager
def work_folder(book: Book) -> Iterator[Path]:
    """A temporary folder holding a copy of the book's file as ``book.pdf``; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="sijawara-intake-") as name:
        folder = Path(name)
        with refuse_when_disk_is_full(), book.file.open("rb") as source, (folder / "book.pdf").open("wb") as copy:
            shutil.copyfileobj(source, copy)
        yield folder


def count_pages(folder: Path) -> int:
    """Raises UnreadableFile."""
    verdict = sandbox.run("elibrary.books.ingest.pdf.count_pages", path=str(folder / "book.pdf"))
    if not verdict.ok:
        raise UnreadableFile(verdict, verdict.sentence)
    return int(verdict.value)


def read_batches(folder: Path, pages: int) -> Iterator[list[ExtractedPage]]:
    """All pages in order, a batch at a time. A batch's pictures are deleted when the next is requested.

    Raises UnreadableFile.
    """
    for first in range(1, pages + 1, BATCH):
        last = min(first + BATCH - 1, pages)
        with tempfile.TemporaryDirectory(dir=folder) as pictures:
            yield _read(folder / "book.pdf", first, last, Path(pictures))


def _read(path: Path, first: int, last: int, pictures: Path) -> list[ExtractedPage]:
    verdict = sandbox.run(
        "elibrary.books.ingest.pdf.read_pages",
        limits=_BATCH_LIMITS,
        path=str(path),
        first=first,
        last=last,
        folder=str(pictures),
    )
    if not verdict.ok:
        raise UnreadableFile(verdict, f"Halaman {first} sampai {last} tidak dapat dibaca. {verdict.sentence}")
    return [ExtractedPage(**{**page, "picture": pictures / page["picture"]}) for page in verdict.value]
