"""Notifications of a published announcement: one per participant, idempotent across restarts."""

from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse

from core.jobs.failpoints import failpoint
from core.jobs.run import JobRun
from core.jobs.services import enqueue, latest_job
from courses.runs.models.announcement import Announcement
from lms.enrolment.models.enrolment import Enrolment
from lms.users.contact import notify_user
from lms.users.models import User

CATEGORY = "pengumuman"
JOB_KIND = "lms.tell_announcement"
REPORT_EVERY = 100


def enqueue_announcement(*, announcement: Announcement, by: User, **kwargs: object) -> None:
    """Part of the transaction that publishes: both happen, or neither."""
    enqueue(kind=JOB_KIND, subject=_subject(announcement), payload={"announcement": announcement.pk}, requested_by=by)


def notify_class(job: JobRun, *, announcement_id: int) -> None:
    """One notification per participant. Idempotent: a restarted job skips existing message keys.

    Participants who completed the class get none. A deleted announcement ends the job.
    """
    announcement = Announcement.objects.select_related("run__course").filter(pk=announcement_id).first()
    if announcement is None:
        with job.completing("Pengumuman sudah dihapus."):
            return
    people = _people(announcement)
    total = people.count()
    for done, person in enumerate(people.iterator(chunk_size=500), start=1):
        _notify(person, announcement)
        if done % REPORT_EVERY == 0 or done == 1:
            job.progress(done, total)
            failpoint("announcement.half_told")
    with job.completing(f"{total} peserta diberi tahu."):
        pass


def progress_of(announcement: Announcement) -> str:
    """What became of the messages, in one sentence for the staff."""
    job = latest_job(kind=JOB_KIND, subject=_subject(announcement))
    if job is None:
        return "–"
    if job.is_open and job.progress_total:
        return f"Sedang dikirim: {job.progress_done} dari {job.progress_total} peserta."
    return job.message or f"{job.get_state_display().capitalize()}."


def _subject(announcement: Announcement) -> str:
    return f"announcement:{announcement.pk}"


def _people(announcement: Announcement) -> QuerySet[User]:
    in_class = Enrolment.objects.filter(run=announcement.run, state=Enrolment.State.ENROLLED)
    return User.objects.filter(pk__in=in_class.values("user"), is_active=True).order_by("pk")


def _notify(person: User, announcement: Announcement) -> None:
    run, base = announcement.run, settings.SITE_URL.rstrip("/")
    context = {
        "person": person,
        "announcement": announcement,
        "run": run,
        "url": base + reverse("class_announcements", args=[run.public_id]),
        "settings_url": base + reverse("lms_consents"),
    }
    notify_user(
        key=f"announcement:{announcement.pk}:{person.pk}",
        category=CATEGORY,
        user=person,
        subject=f"{run.course.title}: {announcement.title}",
        body_text=render_to_string("lms/discussion/mail/announcement.txt", context).strip(),
    )
