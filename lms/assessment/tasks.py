from celery import shared_task

from lms.assessment.services import attempts


@shared_task(name="lms.sweep_attempts")
def sweep_attempts() -> int:
    """Periodic: close and mark attempts past their deadline."""
    return attempts.attempts_sweep()
