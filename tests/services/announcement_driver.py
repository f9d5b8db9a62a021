"""Kills the worker that sends an announcement to a class, then reports who received it and how often.

Run as a process of its own with the environment of the broker and database under test; prints one JSON line.
"""

import json
import sys
import time
import uuid

from tests.services.kill_driver import DEADLINE_SECONDS, run_queued_jobs, successor, wait_for, worker  # sets Django up

# isort: split
from core.jobs.models import Job
from core.messages.models import Notification
from courses.runs.services.announcements import announcement_publish
from lms.discussion.services import announcements
from lms.enrolment.models.enrolment import Enrolment
from tests.factories.courses import CourseRunFactory, course
from tests.factories.learning import LearnerFactory

PEOPLE = 30
UNFINISHED = [Job.State.QUEUED, Job.State.RUNNING]


def a_class(point: str) -> tuple[object, object]:
    """A run and one of its participants, enrolled without the requirements of a class."""
    tag = uuid.uuid4().hex[:6]
    run = CourseRunFactory(course=course(title=f"Kursus {point} {tag}"), evaluation_form__name=f"Evaluasi {tag}")
    people = [LearnerFactory(email=f"{uuid.uuid4().hex}@example.id") for _ in range(PEOPLE)]
    Enrolment.objects.bulk_create(Enrolment(user=person, run=run) for person in people)
    return run, people[0]


def main(point: str) -> None:
    run_queued_jobs()
    run, by = a_class(point)
    words = {"title": "Kabar", "text": "Isi", "pinned": False}
    announcement = announcement_publish(run=run, by=by, token=uuid.uuid4(), **words)
    struck = Job.objects.get(kind=announcements.JOB_KIND, subject=f"announcement:{announcement.pk}")
    messages = Notification.objects.filter(key__startswith=f"announcement:{announcement.pk}:")
    killed_by = worker(point).wait(timeout=DEADLINE_SECONDS)
    told_before = messages.count()
    started = time.monotonic()
    with successor():
        wait_for("everybody is told", lambda: Job.objects.filter(pk=struck.pk, state=Job.State.DONE).exists())
        recovery = time.monotonic() - started
        wait_for("the messages are sent", lambda: not Job.objects.filter(state__in=UNFINISHED).exists())
    struck.refresh_from_db()
    result = {
        "killed_by": killed_by,
        "recovery_seconds": round(recovery, 1),
        "told_before": told_before,
        "people": messages.values("recipient").distinct().count(),
        "messages": messages.count(),
        "sent": messages.filter(state=Notification.State.SENT).count(),
        "progress": [struck.progress_done, struck.progress_total],
        "attempts": struck.attempts,
        "kills": struck.kills,
        "said": struck.message,
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main(sys.argv[1])
