"""What seats, enrolments and the waiting list register with the rest of the site."""

from django.db.models.signals import post_save

from core.messages.services import register_category
from core.people.roles import ADMINISTRATOR, CURRICULUM_ANALYST, TRAINER, register_role_permissions
from core.personal_data.registry import register_personal_data
from courses.runs.models.run import CourseRun
from courses.runs.registry import register_run_link, register_seat_counter
from courses.runs.signals import run_cancelled
from lms.enrolment.personal_data import WaitingData
from lms.enrolment.selectors.enrolments import seats_left_of, seats_taken_of
from lms.enrolment.services.cancellation import CATEGORY, enqueue_messages
from lms.enrolment.services.waiting import run_changed


def register() -> None:
    register_category(CATEGORY, label="Kabar penting tentang kelas Anda", optional=False)
    register_personal_data(WaitingData(), order=90)
    register_seat_counter(left=seats_left_of, taken=seats_taken_of)
    register_run_link("Daftar tunggu", "daftar-tunggu:index", "list-ol", "lms.view_waitingentry", query="run", order=40)
    run_cancelled.connect(enqueue_messages, dispatch_uid="lms.run_cancelled")
    post_save.connect(_settle_queue, sender=CourseRun, dispatch_uid="lms.look_after_queue")
    for role in (ADMINISTRATOR, CURRICULUM_ANALYST, TRAINER):  # trainers: of the classes they teach
        register_role_permissions(role, "lms.view_enrolment", "lms.view_waitingentry")
    for role in (ADMINISTRATOR, CURRICULUM_ANALYST):
        register_role_permissions(role, "lms.change_enrolment")


def _settle_queue(instance: CourseRun, created: bool, **kwargs: object) -> None:
    """Settle the waiting list after any save of a run (quota, dates, cancellation)."""
    if not created:
        run_changed(run=instance)
