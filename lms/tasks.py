"""Job handlers of lms."""

from celery import shared_task
from django.utils import timezone

from core.jobs.registry import job_handler
from core.jobs.run import JobRun
from lms import tasks_talk  # noqa: F401 - registers its jobs
from lms.services import (
    attempts,
    erasure,
    export,
    invitations,
    people_import,
    reminders,
    roster,
    run_messages,
    waiting,
    waiting_notices,
    waiting_queue,
)
from lms.services.cancellation import tell_participants
from lms.services.files import remove_now


@job_handler("lms.tell_cancelled", label="Beri tahu peserta kelas yang dibatalkan")
def tell_cancelled(run: JobRun) -> None:
    tell_participants(run, run_id=run.job.payload["run"])


@job_handler(run_messages.JOB, label="Kirim pesan kepada peserta kelas")
def deliver_run_message(run: JobRun) -> None:
    run_messages.message_deliver(run, message_id=run.job.payload["message"])


@job_handler(roster.JOB, label="Pindahkan atau keluarkan peserta kelas")
def change_roster(run: JobRun) -> None:
    roster.change_execute(run, change_id=run.job.payload["change"])


@job_handler("lms.remove_files", label="Hapus berkas peserta", max_attempts=5)
def remove_files(run: JobRun) -> None:
    remove_now(run.job.payload["names"])


@job_handler("lms.data_export", label="Siapkan salinan data", on_failed=export.export_failed)
def data_export(run: JobRun) -> None:
    export.export_build(run, public_id=run.job.payload["export"])


@job_handler("lms.erase_account", label="Hapus akun", on_failed=erasure.erasure_failed)
def erase_account(run: JobRun) -> None:
    erasure.erasure_execute(run, request_id=run.job.payload["erasure"])


@job_handler(people_import.CHECK, label="Periksa daftar peserta", on_failed=people_import.people_check_failed)
def people_check(run: JobRun) -> None:
    people_import.people_check(run, run_id=run.job.payload["run"])


@job_handler(people_import.APPLY, label="Proses daftar peserta", on_failed=people_import.people_apply_failed)
def people_apply(run: JobRun) -> None:
    people_import.people_apply(run, run_id=run.job.payload["run"])


@shared_task(name="lms.sweep_personal_data")
def sweep_personal_data() -> None:
    """Every hour: what has expired goes, what is late is said."""
    export.exports_expire()
    erasure.overdue_remind()
    erasure.farewells_forget()
    invitations.invitations_forget()
    people_import.reports_forget()


@shared_task(name="lms.sweep_attempts")
def sweep_attempts() -> int:
    """Every few minutes: tests whose time is over are closed and marked."""
    return attempts.attempts_sweep()


@shared_task(name="lms.remind_participants")
def remind_participants() -> bool:
    """Beat asks every hour of the day, the job of a day is made once."""
    return reminders.enqueue_for(timezone.localdate())


@job_handler(reminders.JOB_KIND, label="Ingatkan peserta")
def send_reminders(run: JobRun) -> None:
    """What is due is told as of the day on which the job runs, whatever day it was made for."""
    reminders.remind(run, now=timezone.now())


@shared_task(name="lms.sweep_waiting")
def sweep_waiting() -> None:
    """Every few minutes: offers that ran out, classes whose enrolment is over, reminders."""
    waiting.sweep()
    waiting.remind()


@job_handler(waiting.SETTLE, label="Jalankan daftar tunggu kelas")
def settle_waiting(run: JobRun) -> None:
    waiting.settle_run(run, run_id=run.job.payload["run"])


@job_handler(waiting_queue.TELL, label="Beri tahu tentang kursi dari daftar tunggu")
def tell_waiting(run: JobRun) -> None:
    waiting_notices.tell_person(run, entry_id=run.job.payload["entry"])


@job_handler(waiting_queue.TELL_CLOSED, label="Beri tahu daftar tunggu yang berakhir")
def tell_queue_closed(run: JobRun) -> None:
    waiting_notices.tell_queue(run, run_id=run.job.payload["run"])


@job_handler(waiting.REMIND, label="Ingatkan kursi yang masih disimpan")
def remind_waiting(run: JobRun) -> None:
    waiting_notices.remind_person(run, entry_id=run.job.payload["entry"])
