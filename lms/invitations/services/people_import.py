"""Brings people in from a spreadsheet: accounts with invitations, empty details filled, seats in a class taken."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from core.files.uploads.kinds import XLSX
from core.imports.driver import upload
from core.imports.kinds import ImportKind, ReportProgress, Stage, apply_each_key
from core.imports.models import ImportRun
from core.imports.records import Line
from core.jobs.errors import JobError
from core.jobs.services import enqueue
from core.sandbox.verdict import MEBIBYTE, Limits
from courses.runs.models.run import CourseRun
from lms.invitations.imports.extract import RawTable
from lms.invitations.imports.records import PersonRecord, record_of
from lms.invitations.imports.report import lines
from lms.invitations.models import PEOPLE_KIND, PeopleImport
from lms.invitations.services.people_apply import apply_person
from lms.users.models import User

REPORT_RETENTION = timedelta(days=30)
"""A report holds people's data and has served its purpose by then. The file goes as soon as it was applied."""
_NO_CLASS = "Kelas yang dipilih untuk berkas ini sudah tidak ada. Unggah lagi berkasnya."


@dataclass(frozen=True)
class PeopleFile:
    """``course_run`` is the class that the file is for, if any."""

    raw: RawTable
    records: Mapping[str, PersonRecord]
    course_run: CourseRun | None


def people_upload(*, file: File, course_run: CourseRun | None, by: User) -> ImportRun:
    """Store a list of people and enqueue its check. Raises UploadRefused and imports.AlreadyChecking."""
    number = course_run.pk if course_run else None
    options = {"course_run": number} if number else {}
    return upload(PEOPLE, file=file, by=by, target=number or "", options=options)


def _content(run: ImportRun, raw: RawTable) -> PeopleFile:
    today = timezone.localdate()
    records = (record_of(row, today=today) for row in raw["rows"])
    return PeopleFile(raw, {record.key: record for record in records}, _course_run_of(run))


def _course_run_of(run: ImportRun) -> CourseRun | None:
    """Raises JobError when the class is gone."""
    number = run.options.get("course_run")
    if number is None:
        return None
    found = CourseRun.objects.select_related("course").filter(pk=number).first()
    if found is None:
        raise JobError(_NO_CLASS, retry=False)
    return found


def _compare(run: ImportRun, file: PeopleFile, tell: ReportProgress) -> Iterator[Line]:
    """Each row with the accounts."""
    return lines(file.raw, list(file.records.values()), file.course_run, tell)


def _apply_person(run: ImportRun, file: PeopleFile, key: str) -> None:
    apply_person(run=run, record=file.records[key], course_run=file.course_run)


def reports_purge() -> int:
    """Delete reports after REPORT_RETENTION, and unapplied files; accounts and audit entries remain."""
    old = PeopleImport.objects.filter(created_at__lt=timezone.now() - REPORT_RETENTION).exclude(
        state__in=[ImportRun.State.CHECKING, ImportRun.State.APPLYING]
    )
    return sum(_purge(run) for run in old)


@transaction.atomic
def _purge(run: PeopleImport) -> bool:
    _remove_file(run)
    return bool(run.delete()[0])


def _remove_file(run: ImportRun) -> None:
    enqueue(kind="lms.remove_files", subject=f"import:{run.pk}", payload={"names": [run.file.name]})


PEOPLE = ImportKind(
    name=PEOPLE_KIND,
    model=PeopleImport,
    allowed=(XLSX,),
    most_bytes=5 * MEBIBYTE,
    function="lms.invitations.imports.extract.read",
    limits=Limits(memory=768 * MEBIBYTE, cpu=60, wall=90.0),
    check=Stage(
        job="lms.people_check",
        label="Periksa daftar peserta",
        progress="Memeriksa orang {done} dari {total}.",
        done="Pemeriksaan selesai.",
    ),
    apply=Stage(
        job="lms.people_apply",
        label="Proses daftar peserta",
        progress="Memproses orang {done} dari {total}.",
        done="Semua orang sudah diproses.",
    ),
    content=_content,
    compare=_compare,
    apply_parts=apply_each_key(_apply_person),
    applies_as_uploader=True,
    progress_every=10,
    on_applied=_remove_file,
    stopped="Penerapan terhenti. Yang sudah diproses tetap; tekan lagi.",
)
