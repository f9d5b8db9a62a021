"""The job that turns an uploaded file into pages."""

from core.audit.services import audit_log
from core.files.uploads.checks import UploadRefused
from core.jobs.errors import JobError
from core.jobs.failpoints import failpoint
from core.jobs.models import Job
from core.jobs.run import JobRun
from elibrary.books.ingest import apply, extract
from elibrary.books.ingest.records import StoredPage
from elibrary.books.models import Book


def book_intake(run: JobRun, *, book_id: int) -> None:
    """Read the book's file; its rows and the job's end are one transaction. A second run starts from the file again.

    Raises JobError: at once for a broken file, with another try when the machine was at fault.
    """
    book = Book.objects.get(pk=book_id)
    if book.state != Book.State.CHECKING:
        return
    try:
        pages = _read(run, book)
    except extract.UnreadableFile as error:
        raise JobError(error.sentence, retry=error.verdict.may_pass_later) from error
    except UploadRefused as error:
        raise JobError(str(error)) from error
    failpoint("intake.extracted")
    with run.completing(f"{len(pages)} halaman selesai dibaca."):
        apply.apply_pages(book, pages)


def book_intake_failed(job: Job) -> None:
    """The file was refused, or the attempts are used up: store the reason on the book."""
    book = Book.objects.select_for_update().filter(pk=job.payload["book"], state=Book.State.CHECKING).first()
    if book is None:
        return
    book.state, book.problem = Book.State.REFUSED, job.message
    book.save(update_fields=["state", "problem"])
    audit_log.record(
        actor=None,
        action="elibrary.book.refused",
        subject=book,
        before={"state": Book.State.CHECKING},
        after={"state": book.state, "problem": book.problem},
    )


def _read(run: JobRun, book: Book) -> list[StoredPage]:
    stored: list[StoredPage] = []
    with extract.work_folder(book) as folder:
        total = extract.count_pages(folder)
        for batch in extract.read_batches(folder, total):
            stored += apply.store_pictures(book, batch)
            run.progress(len(stored), total, f"Membaca halaman {len(stored)} dari {total}.")
    return stored
