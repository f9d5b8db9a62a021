"""Jobs of the search: one subject's documents into the index, and old counts out of the database."""

from celery import shared_task

from core.jobs.errors import JobError
from core.jobs.failpoints import failpoint
from core.jobs.registry import job_handler
from core.jobs.run import JobRun
from core.jobs.services import enqueue
from core.search.protocol import SearchUnavailable
from core.search.services import indexing, missed_queries


@job_handler("core.index_subject", label="Perbarui indeks pencarian", max_attempts=8)
def index_subject(run: JobRun) -> None:
    """Eight attempts last about twenty minutes: longer than a rebuild holds the lock."""
    payload = run.job.payload
    try:
        count = indexing.bring_up_to_date(kind=payload["kind"], ref=payload["ref"])
    except SearchUnavailable as error:
        raise JobError(str(error)) from error
    failpoint("search.indexed")
    with run.completing(f"{count} dokumen tercatat di indeks pencarian."):
        pass


@job_handler("core.forget_missed_queries", label="Hapus catatan pencarian lama")
def forget_old_misses(run: JobRun) -> None:
    with run.completing("Catatan pencarian tanpa hasil yang lama sudah dihapus."):
        missed_queries.forget_missed_queries()


@shared_task(name="core.forget_missed_queries")
def forget_missed_queries() -> None:
    """Once a day by beat; the job does it."""
    enqueue(kind="core.forget_missed_queries", subject="search:missed-queries")
