from celery import shared_task

from core.jobs.registry import job_handler
from core.jobs.run import JobRun
from elibrary.sources.services import sources


@shared_task(name="elibrary.check_sources")
def check_sources() -> int:
    """Every minute by beat; each source has its own due time."""
    return sources.sources_due()


@job_handler(sources.CHECK_SOURCE, label="Periksa sumber katalog", on_failed=sources.source_check_failed)
def source_check(run: JobRun) -> None:
    sources.source_check(run, source_id=run.job.payload["source"], whole=run.job.payload.get("whole", False))
