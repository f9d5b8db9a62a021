from celery import shared_task

from core.jobs.registry import job_handler
from core.jobs.run import JobRun
from lms.enrolment.services import waiting, waiting_notices, waiting_queue
from lms.enrolment.services.cancellation import notify_participants


@job_handler("lms.tell_cancelled", label="Beri tahu peserta kelas yang dibatalkan")
def tell_cancelled(run: JobRun) -> None:
    notify_participants(run, run_id=run.job.payload["run"])


@shared_task(name="lms.sweep_waiting")
def sweep_waiting() -> None:
    """Every few minutes: offers that ran out, classes whose enrolment is over, reminders."""
    waiting.sweep()
    waiting.remind()


@job_handler(waiting.SETTLE, label="Jalankan daftar tunggu kelas")
def settle_waiting(run: JobRun) -> None:
    waiting.settle_run(run, run_id=run.job.payload["run"])


@job_handler(waiting_queue.NOTICE_JOB, label="Beri tahu tentang kursi dari daftar tunggu")
def tell_waiting(run: JobRun) -> None:
    waiting_notices.notify_person(run, entry_id=run.job.payload["entry"])


@job_handler(waiting_queue.CLOSED_JOB, label="Beri tahu daftar tunggu yang berakhir")
def tell_queue_closed(run: JobRun) -> None:
    waiting_notices.notify_queue(run, run_id=run.job.payload["run"])


@job_handler(waiting.REMIND, label="Ingatkan kursi yang masih disimpan")
def remind_waiting(run: JobRun) -> None:
    waiting_notices.remind_person(run, entry_id=run.job.payload["entry"])
