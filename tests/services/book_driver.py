"""Kills the worker between a book's file and its index entry, then reports what readers would find.

Run as a process of its own with the environment of the broker and database under test; prints one JSON line.
"""

import json
import sys
import time

from tests.services.kill_driver import DEADLINE_SECONDS, successor, wait_for, worker  # sets Django up

# isort: split
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile

from core.audit.models import AuditEntry
from core.jobs import services as jobs
from core.jobs.models import Job
from core.jobs.services import latest_job
from core.search.engines.current import get_engine
from core.search.selectors import search_site
from elibrary.books.models import Book, BookPage
from elibrary.books.services.books import SEARCH_KIND, book_create, book_publish, intake_subject
from tests.factories.elibrary import pdf_bytes

PAGES = 3
# One word a point: the stack's index serves all of them, and each must find its own pages alone.
WORDS = {"intake.extracted": "rumbia", "job.before_commit": "kemenyan", "search.indexed": "gambir"}


def take_in(point: str) -> tuple[Book, Job]:
    data = pdf_bytes(*(f"Halaman {number} tentang {WORDS[point]}." for number in range(1, PAGES + 1)))
    book = book_create(by=None, file=ContentFile(data, name="buku.pdf"), title=f"Buku {point}")
    return book, latest_job(kind="elibrary.intake", subject=intake_subject(book))


def publish(book: Book) -> Job:
    book_publish(by=None, book=book)
    return latest_job(kind="core.index_subject", subject=f"{SEARCH_KIND}:{book.pk}")


def is_done(job: Job) -> bool:
    return Job.objects.filter(pk=job.pk, state=Job.State.DONE).exists()


def main(point: str) -> None:
    book, struck = take_in(point)
    intake = struck
    if point == "search.indexed":
        jobs.run(intake.pk)  # here, so that the doomed worker finds the index job alone
        struck = publish(book)
    killed_by = worker(point).wait(timeout=DEADLINE_SECONDS)
    pages_before = BookPage.objects.filter(book=book).count()
    started = time.monotonic()
    with successor():
        wait_for("the struck job is done", lambda: is_done(struck))
        recovery = time.monotonic() - started
        indexing = publish(book) if struck == intake else struck
        wait_for("the book is indexed", lambda: is_done(indexing))
    struck.refresh_from_db()
    found = search_site(text=WORDS[point], person=AnonymousUser())
    result = {
        "killed_by": killed_by,
        "recovery_seconds": round(recovery, 1),
        "attempts": struck.attempts,
        "kills": struck.kills,
        "pages_before": pages_before,
        "books": Book.objects.filter(sha256=book.sha256).count(),
        "pages": list(BookPage.objects.filter(book=book).order_by("number").values_list("number", flat=True)),
        "times_read": AuditEntry.objects.filter(action="elibrary.book.read", subject_id=str(book.pk)).count(),
        "unfinished": Job.objects.exclude(state=Job.State.DONE).count(),
        "found": [len(subject.hits) + subject.more for kind in found.kinds for subject in kind.subjects],
        "documents_a_book": get_engine().check() / Book.objects.filter(state=Book.State.PUBLISHED).count(),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main(sys.argv[1])
