"""Notifications of a cancelled run: one per participant."""

from django.conf import settings
from django.urls import reverse

from core.jobs.run import JobRun
from core.jobs.services import enqueue
from courses.runs.models.run import CourseRun
from lms.enrolment.models.enrolment import Enrolment
from lms.users.contact import notify_user
from lms.users.models import User

CATEGORY = "kelas"


def enqueue_messages(*, run: CourseRun, by: User | None = None, **kwargs: object) -> None:
    """Receiver of ``run_cancelled``, in the transaction of the cancellation."""
    enqueue(kind="lms.tell_cancelled", subject=f"run:{run.pk}", payload={"run": run.pk}, requested_by=by)


def notify_participants(job: JobRun, *, run_id: int) -> None:
    """One notification per participant. Idempotent: a restarted job skips existing message keys."""
    run = CourseRun.objects.select_related("course").get(pk=run_id)
    enrolments = Enrolment.objects.filter(run=run, state=Enrolment.State.ENROLLED).select_related("user").order_by("pk")
    total = enrolments.count()
    for done, enrolment in enumerate(enrolments.iterator(chunk_size=500), start=1):
        _notify(enrolment, run)
        if done % 100 == 0:
            job.progress(done, total)
    with job.completing(f"{total} peserta diberi tahu."):
        pass


def _notify(enrolment: Enrolment, run: CourseRun) -> None:
    person = enrolment.user
    notify_user(
        user=person,
        key=f"run-cancelled:{run.pk}:{enrolment.pk}",
        category=CATEGORY,
        subject=f"Kelas {run.course.title} dibatalkan",
        body_text=(
            f"Halo {person.get_short_name()},\n\n"
            f"Kelas {run.course.title} ({run.name}) yang Anda ikuti dibatalkan.\n"
            f"Alasan: {run.cancellation_reason}\n\n"
            f"Anda tidak perlu berbuat apa-apa. Pilih kelas lain di sini:\n"
            f"{settings.SITE_URL.rstrip('/')}/pelatihan/\n\n"
            f"Keterangan kelas ini tetap ada di:\n"
            f"{settings.SITE_URL.rstrip('/')}{reverse('class_home', args=[run.public_id])}\n"
        ),
    )
