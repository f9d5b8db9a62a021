from celery import shared_task

from lms.assessment.services import attempts


@shared_task(name="lms.sweep_attempts")
def sweep_attempts() -> int:
    """Every few minutes: tests whose time is over are closed and marked."""
    return attempts.attempts_sweep()
