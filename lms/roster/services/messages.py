"""Messages of staff to participants of a run: stored once, put into the outbox per person by a job."""

import uuid
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from core.audit.services import audit_log
from core.jobs.run import JobRun
from core.jobs.services import enqueue
from courses.runs.models.run import CourseRun
from lms.enrolment.models.enrolment import Enrolment
from lms.roster.models import RunMessage
from lms.roster.selectors import recipients_among
from lms.users.contact import notify_user
from lms.users.models import User

CATEGORY = "kelas"
JOB = "lms.deliver_run_message"


class NoRecipients(ValueError):
    """None of the selected people is a participant of the run."""


@transaction.atomic
def message_send(
    *, run: CourseRun, subject: str, text: str, enrolments: Iterable[int], by: User, token: uuid.UUID
) -> RunMessage:
    """Send a message to those of ``enrolments`` (keys) that are participants of ``run``.

    Idempotent by ``token``: the same form sent again returns the existing message. Raises NoRecipients.
    """
    message, created = RunMessage.objects.get_or_create(
        token=token, defaults={"run": run, "subject": " ".join(subject.split()), "text": text.strip(), "author": by}
    )
    if not created:
        return message
    recipients = list(recipients_among(run=run, enrolments=enrolments).order_by("pk"))
    if not recipients:
        raise NoRecipients
    message.recipients.set(recipients)
    message.recipient_count = len(recipients)
    message.save(update_fields=["recipient_count"])
    after = {"run": str(run.public_id), "people": len(recipients)}
    audit_log.record(actor=by, action="lms.run_message.sent", subject=message, after=after)
    enqueue(kind=JOB, subject=f"run-message:{message.pk}", payload={"message": message.pk}, requested_by=by)
    return message


def message_deliver(job: JobRun, *, message_id: int) -> None:
    """One notification per recipient. Idempotent: a restarted job skips existing message keys."""
    message = RunMessage.objects.select_related("run__course").get(pk=message_id)
    recipients = message.recipients.select_related("user").order_by("pk")
    total = message.recipient_count
    for done, enrolment in enumerate(recipients.iterator(chunk_size=500), start=1):
        _notify(enrolment, message)
        if done % 50 == 0:
            job.progress(done, total, f"{done} dari {total} peserta.")
    with job.completing("Semua pesan diserahkan untuk dikirim."):
        pass


def _notify(enrolment: Enrolment, message: RunMessage) -> None:
    run, person = message.run, enrolment.user
    notify_user(
        key=f"{message.key_prefix}{enrolment.pk}",
        category=CATEGORY,
        user=person,
        subject=message.subject,
        body_text=(
            f"Halo {person.get_short_name()},\n\n"
            f"{message.text}\n\n"
            f"Pesan dari pengelola kelas {run.course.title} ({run.name}):\n"
            f"{settings.SITE_URL.rstrip('/')}{reverse('class_home', args=[run.public_id])}\n"
        ),
    )
