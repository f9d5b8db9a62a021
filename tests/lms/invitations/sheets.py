"""Spreadsheets as offices send them, and a worker that does what they start."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from openpyxl import Workbook

from core.imports.driver import request_apply
from core.jobs.models import Job
from core.jobs.services import run
from core.people import roles
from courses.runs.models.run import CourseRun
from lms.invitations.models import PeopleImport
from lms.invitations.services.people_import import people_upload
from lms.users.models import User
from tests.factories.lms import make_staff

HEADINGS = ("Nama", "E-mail", "NIK", "Kabupaten/Kota", "No. HP")
SRI = ("Sri Wahyuni", "sri@example.id", "3515015708900001", "Kab. Sidoarjo", "0812-3456-7890")
BUDI = ("Budi Santoso", "budi@example.id", "3578011708850002", "Surabaya", "0813 1111 2222")


def sheet(
    rows: Sequence[Sequence[Any]], headings: Sequence[str] = HEADINGS, *, above: Sequence[Sequence[Any]] = ()
) -> bytes:
    workbook = Workbook()
    page: Any = workbook.active
    for row in (*above, headings, *rows):
        page.append(list(row))
    return saved(workbook)


def saved(workbook: Workbook) -> bytes:
    target = BytesIO()
    workbook.save(target)
    return target.getvalue()


def work() -> None:
    """Do every job that waits for an import, as the worker would once its time has come."""
    waiting = Job.objects.filter(kind__startswith="lms.people", state=Job.State.QUEUED)
    waiting.update(run_after=timezone.now())
    for job in waiting:
        run(job.pk)


def uploaded(content: bytes, *, course_run: CourseRun | None = None, by: User | None = None) -> PeopleImport:
    """A file that was sent and checked."""
    by = by or make_staff(roles.CURRICULUM_ANALYST)
    sent = people_upload(file=ContentFile(content, name="peserta.xlsx"), course_run=course_run, by=by)
    work()
    return PeopleImport.objects.get(pk=sent.pk)


def applied(sent: PeopleImport) -> PeopleImport:
    assert isinstance(sent.uploaded_by, User)
    request_apply(run=sent, chosen=[], by=sent.uploaded_by)
    work()
    sent.refresh_from_db()
    return sent


def brought_in(rows: Sequence[Sequence[Any]], headings: Sequence[str] = HEADINGS, **options: Any) -> PeopleImport:
    return applied(uploaded(sheet(rows, headings), **options))


def told(sent: PeopleImport, row: int) -> list[tuple[str, str, str]]:
    """Part, verdict and words of each line about a row."""
    lines = sent.lines.filter(key=f"baris:{row}").order_by("number")
    return [(line.part, line.verdict, f"{line.message} {line.advice}".strip()) for line in lines]
