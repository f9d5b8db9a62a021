"""Job handlers of elibrary."""

from core.jobs import JobRun, job_handler
from elibrary.services.intake import book_intake, book_intake_failed


@job_handler("elibrary.intake", label="Periksa berkas buku", on_failed=book_intake_failed)
def intake(run: JobRun) -> None:
    book_intake(run, book_id=run.job.payload["book"])
