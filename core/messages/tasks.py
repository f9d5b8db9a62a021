from core.jobs.registry import job_handler
from core.jobs.run import JobRun
from core.messages import services


@job_handler(
    "core.send_notification",
    label="Kirim pemberitahuan",
    max_attempts=5,
    on_failed=services.mark_failed,
)
def send_notification(run: JobRun) -> None:
    services.deliver(run, notification_id=run.job.payload["notification"])
