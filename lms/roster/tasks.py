from core.jobs.registry import job_handler
from core.jobs.run import JobRun
from lms.roster.services import changes, messages


@job_handler(messages.JOB, label="Kirim pesan kepada peserta kelas")
def deliver_run_message(run: JobRun) -> None:
    messages.message_deliver(run, message_id=run.job.payload["message"])


@job_handler(changes.JOB, label="Pindahkan atau keluarkan peserta kelas")
def change_roster(run: JobRun) -> None:
    changes.change_execute(run, change_id=run.job.payload["change"])
