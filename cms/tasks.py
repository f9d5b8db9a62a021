"""Job handlers of cms."""

from cms.services import standards_import
from core.jobs.registry import job_handler
from core.jobs.run import JobRun


@job_handler(
    standards_import.CHECK, label="Bandingkan berkas standar pelayanan", on_failed=standards_import.standards_check_failed
)
def check(run: JobRun) -> None:
    standards_import.standards_check(run, run_id=run.job.payload["run"])


@job_handler(
    standards_import.APPLY, label="Terapkan berkas standar sebagai draf", on_failed=standards_import.standards_apply_failed
)
def apply(run: JobRun) -> None:
    standards_import.standards_apply(run, run_id=run.job.payload["run"])
