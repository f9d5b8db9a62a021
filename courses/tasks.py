"""Job handlers of courses."""

from core.jobs.registry import job_handler
from core.jobs.run import JobRun
from courses.services import questions_import


@job_handler(questions_import.CHECK, label="Periksa daftar pertanyaan", on_failed=questions_import.questions_check_failed)
def questions_check(run: JobRun) -> None:
    questions_import.questions_check(run, run_id=run.job.payload["run"])


@job_handler(questions_import.APPLY, label="Masukkan pertanyaan ke bank", on_failed=questions_import.questions_apply_failed)
def questions_apply(run: JobRun) -> None:
    questions_import.questions_apply(run, run_id=run.job.payload["run"])
