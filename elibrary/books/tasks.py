from core.jobs.registry import job_handler
from core.jobs.run import JobRun
from elibrary.books.services.intake import book_intake, book_intake_failed


@job_handler("elibrary.intake", label="Periksa berkas buku", on_failed=book_intake_failed)
def intake(run: JobRun) -> None:
    book_intake(run, book_id=run.job.payload["book"])
