"""Sends the day's reminders, each once, in one message a person."""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.documents.formatting import days_away
from core.jobs.models import Job
from core.jobs.run import JobRun
from core.jobs.services import enqueue
from lms.reminders.models import Reminder
from lms.reminders.rules import Kind
from lms.reminders.selectors import Digest, Line, digests, enrolments_to_remind, message_key, next_people
from lms.reminders.unsubscribe import CATEGORY, unsubscribe_url
from lms.users.contact import notify_user

JOB_KIND = "lms.remind_participants"

_HEADLINES = {
    Kind.START_SOON: gettext_lazy("Kelas %(course)s dimulai %(when)s"),
    Kind.START_EVE: gettext_lazy("Kelas %(course)s dimulai %(when)s"),
    Kind.MEETING_EVE: gettext_lazy("Pertemuan kelas %(course)s %(when)s"),
    Kind.END_SOON: gettext_lazy("Kelas %(course)s berakhir %(when)s"),
    Kind.END_EVE: gettext_lazy("Kelas %(course)s berakhir %(when)s"),
    Kind.STALLED: gettext_lazy("Kelas %(course)s menunggu Anda"),
}


def enqueue_for(day: dt.date) -> bool:
    """Enqueue the reminders of ``day`` once, however often beat runs; False when they were enqueued already."""
    subject = f"reminders:{day}"
    if Job.objects.filter(kind=JOB_KIND, subject=subject).exists():
        return False
    enqueue(kind=JOB_KIND, subject=subject)
    return True


def remind(job: JobRun, *, now: dt.datetime) -> None:
    """Send in batches. A restarted job skips people who were reminded already."""
    total = enrolments_to_remind(now=now).values("user_id").distinct().count()
    seen = sent = last = 0
    while people := next_people(now=now, after=last):
        sent += remind_people(people=people, now=now)
        seen, last = seen + len(people), people[-1]
        job.progress(min(seen, total), total)
    with job.completing(f"{sent} peserta diingatkan."):
        pass


@transaction.atomic
def remind_people(*, people: list[int], now: dt.datetime) -> int:
    """Create Reminder rows and outbox messages in one transaction; return the number of messages.

    Raises IntegrityError when a concurrent call reminds the same people; one of the two succeeds.
    """
    found, today = digests(people=people, now=now), timezone.localdate(now)
    Reminder.objects.bulk_create(
        Reminder(enrolment=line.enrolment, kind=line.occasion.kind, day=line.occasion.day, told_on=today)
        for digest in found
        for line in digest.lines
    )
    for digest in found:
        _notify(digest, today)
    return len(found)


def _notify(digest: Digest, today: dt.date) -> None:
    notify_user(
        key=message_key(digest.person.pk, today),
        category=CATEGORY,
        user=digest.person,
        subject=subject_of(digest, today),
        body_text=body_of(digest, today),
    )


def subject_of(digest: Digest, today: dt.date) -> str:
    if len(digest.lines) > 1:
        return _("%(number)d pengingat dari kelas Anda") % {"number": len(digest.lines)}
    return headline(digest.lines[0], today)


def body_of(digest: Digest, today: dt.date) -> str:
    """Plain text, short enough to be read on a phone's lock screen; the rest is behind the addresses."""
    base = settings.SITE_URL.rstrip("/")
    entries = [
        {
            "headline": headline(line, today),
            "kind": line.occasion.kind.value,
            "day": line.occasion.day,
            "run": line.enrolment.run,
            "meetings": line.meetings,
            "only_test": line.only_test,
            "url": base + reverse("class_test" if line.only_test else "class_home", args=[line.enrolment.run.public_id]),
        }
        for line in digest.lines
    ]
    context = {
        "name": digest.person.get_short_name(),
        "entries": entries,
        "settings_url": base + reverse("lms_consents"),
        "off_url": unsubscribe_url(digest.person.pk),
    }
    return render_to_string("lms/reminders/mail/reminders.txt", context).strip() + "\n"


def headline(line: Line, today: dt.date) -> str:
    if line.only_test is not None:
        return _("Tinggal tes akhir di kelas %(course)s") % {"course": line.enrolment.run.course.title}
    when = days_away(line.occasion.day, today=today)
    return _HEADLINES[line.occasion.kind] % {"course": line.enrolment.run.course.title, "when": when}
