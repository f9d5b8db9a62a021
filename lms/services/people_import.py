"""Brings people in from a spreadsheet: accounts with invitations, empty details filled, seats in a class taken."""

import shutil
import tempfile
from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from core.faults import reach
from core.imports import services as imports
from core.imports.selectors import open_keys
from core.jobs.errors import JobError
from core.jobs.run import JobRun
from core.jobs.services import enqueue
from core.models.imports import ImportRun
from core.models.job import Job
from core.sandbox import parent as sandbox
from core.sandbox.verdict import Limits, Verdict
from core.uploads.kinds import XLSX
from core.uploads.office import refuse_other_office_files
from courses.models.run import CourseRun
from lms.imports.records import PersonRecord, record_of
from lms.imports.report import lines
from lms.models.invitation import PEOPLE_KIND, PeopleImport
from lms.models.user import User
from lms.services.people_apply import apply_person

CHECK, APPLY = "lms.people_check", "lms.people_apply"
MOST_BYTES = 5 * 1024 * 1024
REPORT_KEPT = timedelta(days=30)
"""A report holds people's data and has served its purpose by then. The file goes as soon as it was applied."""
_MEBIBYTE = 1024 * 1024
_LIMITS = Limits(memory=768 * _MEBIBYTE, cpu=60, wall=90.0)
_NO_UPLOADER = "Akun pengunggah berkas ini sudah tidak ada. Unggah lagi berkasnya."
_NO_CLASS = "Kelas yang dipilih untuk berkas ini sudah tidak ada. Unggah lagi berkasnya."


def people_upload(*, file: File, course_run: CourseRun | None, by: User) -> ImportRun:
    """Keep a list of people and have it checked. Raises UploadRefused and imports.AlreadyChecking."""
    refuse_other_office_files(file)
    return imports.run_open(
        kind=PEOPLE_KIND,
        file=file,
        allowed=[XLSX],
        most_bytes=MOST_BYTES,
        check=CHECK,
        by=by,
        target=course_run.pk if course_run else "",
        options={"course_run": course_run.pk} if course_run else {},
    )


def people_apply_request(*, run: ImportRun, chosen: Collection[str], by: User) -> None:
    """Have the report carried out. Raises imports.WrongState."""
    imports.request_apply(run=run, chosen=[], apply=APPLY, by=by)


def course_run_of(run: ImportRun) -> CourseRun | None:
    """The class that the file is for. Raises JobError when it is gone."""
    number = run.options.get("course_run")
    if number is None:
        return None
    found = CourseRun.objects.select_related("course").filter(pk=number).first()
    if found is None:
        raise JobError(_NO_CLASS, retry=False)
    return found


def people_check(job: JobRun, *, run_id: str) -> None:
    """Compare each row with the accounts. Nothing but the report is written."""
    run = PeopleImport.objects.get(pk=run_id)
    if run.state != ImportRun.State.CHECKING:
        return
    verdict = _read(run)
    if verdict.may_pass_later:
        raise JobError(verdict.sentence)
    if not verdict.ok:
        with job.completing("Berkas ditolak."):
            imports.refuse(run=run, sentence=verdict.sentence)
        return
    records = _records(verdict.value)
    found = list(lines(verdict.value, records, course_run_of(run), _teller(job, "Memeriksa orang")))
    with job.completing("Pemeriksaan selesai."):
        imports.check_done(run=run, lines=found)


def people_check_failed(job: Job) -> None:
    run = PeopleImport.objects.filter(pk=job.payload["run"], state=ImportRun.State.CHECKING).first()
    if run is not None:
        imports.refuse(run=run, sentence=job.message or "Berkas ini tidak dapat dibaca. Coba unggah lagi.")


def people_apply(job: JobRun, *, run_id: str) -> None:
    """One transaction a person; a killed run goes on with whoever isn't settled."""
    run = PeopleImport.objects.select_related("uploaded_by").get(pk=run_id)
    if run.state != ImportRun.State.APPLYING:
        return
    if run.uploaded_by is None:
        raise JobError(_NO_UPLOADER, retry=False)
    course_run = course_run_of(run)
    verdict = _read(run)
    if not verdict.ok:
        raise JobError(verdict.sentence, retry=verdict.may_pass_later)
    records = {record.key: record for record in _records(verdict.value)}
    keys, tell = open_keys(run), _teller(job, "Memproses orang")
    for done, key in enumerate(keys, start=1):
        apply_person(run=run, record=records[key], course_run=course_run)
        reach("people.person_applied")
        if done % 10 == 0:
            tell(done, len(keys))
    with job.completing("Semua orang sudah diproses."):
        imports.run_done(run=run)
        _remove_file(run)


def people_apply_failed(job: Job) -> None:
    run = PeopleImport.objects.filter(pk=job.payload["run"], state=ImportRun.State.APPLYING).first()
    if run is not None:
        imports.run_stopped(run=run, sentence=job.message or "Penerapan terhenti. Yang sudah diproses tetap; tekan lagi.")


def reports_forget() -> int:
    """Remove old reports, and files that nobody applied; accounts and what the audit trail says stay."""
    old = PeopleImport.objects.filter(created_at__lt=timezone.now() - REPORT_KEPT).exclude(
        state__in=[ImportRun.State.CHECKING, ImportRun.State.APPLYING]
    )
    return sum(_forget(run) for run in old)


@transaction.atomic
def _forget(run: PeopleImport) -> bool:
    _remove_file(run)
    return bool(run.delete()[0])


def _remove_file(run: ImportRun) -> None:
    enqueue(kind="lms.remove_files", subject=f"import:{run.pk}", payload={"names": [run.file.name]})


def _records(raw: dict[str, Any]) -> list[PersonRecord]:
    today = timezone.localdate()
    return [record_of(row, today=today) for row in raw["rows"]]


def _teller(job: JobRun, what: str) -> Any:
    return lambda done, total: job.progress(done, total, f"{what} {done} dari {total}.")


def _read(run: ImportRun) -> Verdict:
    with run.file.open("rb") as source, tempfile.NamedTemporaryFile(prefix="sijawara-", suffix=".xlsx") as copy:
        shutil.copyfileobj(source, copy)
        copy.flush()
        return sandbox.run("lms.imports.extract.read", limits=_LIMITS, path=copy.name)
