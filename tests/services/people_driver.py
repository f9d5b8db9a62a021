"""Plays one kill while a list of people is brought in, then tells who is there and who was invited how often.

Run as a process of its own with the environment of the broker and database under test; prints one JSON line.
"""

import json
import sys
import time

from tests.services.kill_driver import DEADLINE_SECONDS, wait_for, worker  # sets Django up

# isort: split
from django.core.files.base import ContentFile

from core.audit.models import AuditEntry
from core.imports.driver import request_apply
from core.imports.models import ImportRun
from core.jobs import services as jobs
from core.jobs.models import Job
from core.jobs.services import latest_job
from core.messages.models import Notification
from core.people import roles
from courses.runs.models.run import CourseRun
from lms.enrolment.models.enrolment import Enrolment, RunSeats
from lms.invitations.models import Invitation, PeopleImport
from lms.invitations.services.people_import import people_upload
from lms.users.models import User
from tests.factories.courses import CourseRunFactory, course
from tests.factories.lms import make_staff
from tests.lms.invitations.sheets import sheet

PEOPLE = 3


def checked(point: str, course_run: CourseRun) -> PeopleImport:
    name = point.replace(".", "-")
    rows = [(f"Orang {n}", f"{name}-{n}@example.org", "", "Surabaya", "") for n in range(PEOPLE)]
    by = make_staff(roles.ADMINISTRATOR, email=f"{point}-people@example.id")
    sent = people_upload(file=ContentFile(sheet(rows), name="p.xlsx"), course_run=course_run, by=by)
    job = latest_job(kind="lms.people_check", subject=f"import:{sent.pk}")
    assert job is not None
    jobs.run(job.pk)
    return PeopleImport.objects.get(pk=sent.pk)


def do_what_waits() -> None:
    """The worker is to meet its end in the import, not in what making the course left to do."""
    for job in Job.objects.filter(state=Job.State.QUEUED):
        jobs.run(job.pk)


def main(point: str) -> None:
    own = {"course": course(f"Pelatihan {point}"), "evaluation_form__name": f"Evaluasi {point}"}
    course_run = CourseRunFactory(quota=10, **own)
    run = checked(point, course_run)
    do_what_waits()
    assert isinstance(run.uploaded_by, User)
    request_apply(run=run, chosen=[], by=run.uploaded_by)
    struck = latest_job(kind="lms.people_apply", subject=f"import:{run.pk}")
    assert struck is not None
    killed_by = worker(point).wait(timeout=DEADLINE_SECONDS)
    settled = run.lines.exclude(outcome="").values("key").distinct().count()
    started = time.monotonic()
    successor = worker(beat=True)
    try:
        wait_for("everybody is brought in", lambda: Job.objects.filter(pk=struck.pk, state=Job.State.DONE).exists())
        recovery = time.monotonic() - started
    finally:
        successor.terminate()
        successor.wait(timeout=DEADLINE_SECONDS)
    run.refresh_from_db()
    people = User.objects.filter(email__startswith=point.replace(".", "-"), email__endswith="@example.org")
    result = {
        "killed_by": killed_by,
        "recovery_seconds": round(recovery, 1),
        "settled_before": settled,
        "applied": run.state == ImportRun.State.APPLIED,
        "people": people.count(),
        "invitations": Invitation.objects.filter(user__in=people).count(),
        "mails": Notification.objects.filter(recipient__in=people).count(),
        "enrolled": Enrolment.objects.filter(run=course_run).count(),
        "seats": RunSeats.objects.get(run=course_run).taken,
        "times_applied": AuditEntry.objects.filter(action="core.import.applied", subject_id=str(run.pk)).count(),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main(sys.argv[1])
