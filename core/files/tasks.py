from core.files.removal import remove_now
from core.jobs.registry import job_handler
from core.jobs.run import JobRun


@job_handler("lms.remove_files", label="Hapus berkas peserta", max_attempts=5)
def remove_files(run: JobRun) -> None:
    remove_now(run.job.payload["names"])
