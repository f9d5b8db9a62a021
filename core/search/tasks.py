"""Jobs of the search: one subject's documents into the index, and old counts out of the database."""

from core.faults import reach
from core.jobs.errors import JobError
from core.jobs.registry import job_handler
from core.jobs.run import JobRun
from core.search import services
from core.search.protocol import SearchUnavailable
from core.services import missed_queries


@job_handler("core.index_subject", label="Perbarui indeks pencarian", max_attempts=8)
def index_subject(run: JobRun) -> None:
    """Eight attempts last about twenty minutes: longer than a rebuild holds the lock."""
    payload = run.job.payload
    try:
        count = services.bring_up_to_date(kind=payload["kind"], ref=payload["ref"])
    except SearchUnavailable as error:
        raise JobError(str(error)) from error
    reach("search.indexed")
    with run.completing(f"{count} dokumen tercatat di indeks pencarian."):
        pass


@job_handler("core.forget_missed_queries", label="Hapus catatan pencarian lama")
def forget_old_misses(run: JobRun) -> None:
    with run.completing("Catatan pencarian tanpa hasil yang lama sudah dihapus."):
        missed_queries.forget_missed_queries()
