"""Brings questions into the bank of a course from a spreadsheet: checked first, applied when somebody asks."""

import shutil
import tempfile
from collections.abc import Collection
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.base import File
from django.db import transaction

from core.faults import reach
from core.imports import services as imports
from core.imports.selectors import CHANGES, open_keys
from core.jobs.errors import JobError
from core.jobs.run import JobRun
from core.models.imports import ImportLine, ImportRun
from core.models.job import Job
from core.sandbox import parent as sandbox
from core.sandbox.verdict import Limits, Verdict
from core.uploads.kinds import XLSX
from core.uploads.office import refuse_other_office_files
from courses.imports.compare import bank_of, decide, report
from courses.imports.records import QuestionRecord, record_of
from courses.models.pages import CoursePage
from courses.models.question import Question, QuestionChoice
from courses.models.question_import import QUESTIONS_KIND, QuestionImport
from courses.services.questions import question_keep

CHECK, APPLY = "courses.questions_check", "courses.questions_apply"
MOST_BYTES = 2 * 1024 * 1024
_MEBIBYTE = 1024 * 1024
_LIMITS = Limits(memory=512 * _MEBIBYTE, cpu=30, wall=60.0)
_NO_COURSE = "Pelatihan yang dipilih untuk berkas ini sudah tidak ada. Unggah lagi berkasnya."
_BEHIND = "Bank pertanyaan berubah sesudah berkas ini diperiksa. Unggah lagi berkasnya."
_NOT_CHOSEN = "Dibiarkan: tidak dicentang."


def questions_upload(*, file: File, course: CoursePage, by: AbstractBaseUser) -> ImportRun:
    """Keep a list of questions and have it checked. Raises UploadRefused and imports.AlreadyChecking."""
    refuse_other_office_files(file)
    return imports.run_open(
        kind=QUESTIONS_KIND,
        file=file,
        allowed=[XLSX],
        most_bytes=MOST_BYTES,
        check=CHECK,
        by=by,
        target=course.pk,
        options={"course": course.pk},
    )


def questions_apply_request(*, run: ImportRun, chosen: Collection[str], by: AbstractBaseUser) -> None:
    """Have the report carried out; ``chosen`` are the keys of questions to change. Raises imports.WrongState."""
    imports.request_apply(run=run, chosen=chosen, apply=APPLY, by=by)


def questions_check(job: JobRun, *, run_id: str) -> None:
    """Compare each row with the bank. Nothing but the report is written."""
    run = QuestionImport.objects.get(pk=run_id)
    if run.state != ImportRun.State.CHECKING:
        return
    verdict = _read(run)
    if verdict.may_pass_later:
        raise JobError(verdict.sentence)
    if not verdict.ok:
        with job.completing("Berkas ditolak."):
            imports.refuse(run=run, sentence=verdict.sentence)
        return
    lines = list(report(verdict.value, _records(verdict.value), bank_of(_course_of(run))))
    with job.completing("Pemeriksaan selesai."):
        imports.check_done(run=run, lines=lines)


def questions_check_failed(job: Job) -> None:
    run = QuestionImport.objects.filter(pk=job.payload["run"], state=ImportRun.State.CHECKING).first()
    if run is not None:
        imports.refuse(run=run, sentence=job.message or "Berkas ini tidak dapat dibaca. Coba unggah lagi.")


def questions_apply(job: JobRun, *, run_id: str) -> None:
    """One transaction a question; a killed run goes on with those that aren't settled."""
    run = QuestionImport.objects.select_related("uploaded_by").get(pk=run_id)
    if run.state != ImportRun.State.APPLYING:
        return
    course = _course_of(run)
    verdict = _read(run)
    if not verdict.ok:
        raise JobError(verdict.sentence, retry=verdict.may_pass_later)
    records = {record.key: record for record in _records(verdict.value)}
    keys = open_keys(run)
    for done, key in enumerate(keys, start=1):
        _apply_one(run, records[key], course)
        reach("courses.question_applied")
        if done % 20 == 0:
            job.progress(done, len(keys), f"Memproses pertanyaan {done} dari {len(keys)}.")
    with job.completing("Semua pertanyaan sudah diproses."):
        imports.run_done(run=run)


def questions_apply_failed(job: Job) -> None:
    run = QuestionImport.objects.filter(pk=job.payload["run"], state=ImportRun.State.APPLYING).first()
    if run is not None:
        imports.run_stopped(run=run, sentence=job.message or "Penerapan terhenti. Yang sudah diproses tetap; tekan lagi.")


@transaction.atomic
def _apply_one(run: ImportRun, record: QuestionRecord, course: CoursePage) -> None:
    """The course is the lock, so that two files at once don't write one question twice; the bank of now decides."""
    CoursePage.objects.select_for_update(of=("self",)).only("pk").get(pk=course.pk)
    waiting = list(run.lines.filter(key=record.key, outcome="", verdict__in=CHANGES))
    if not waiting:
        return
    if any(line.needs_choice for line in waiting) and record.key not in run.chosen:
        imports.settle(run=run, key=record.key, outcome=ImportLine.Outcome.SKIPPED, message=_NOT_CHOSEN)
        return
    decision = decide(record, bank_of(course))
    was_new = any(line.verdict == ImportLine.Verdict.NEW for line in waiting)
    if not decision.changes:
        imports.settle(run=run, key=record.key, outcome=ImportLine.Outcome.UNCHANGED)
    elif was_new != (decision.question is None):
        imports.settle(run=run, key=record.key, outcome=ImportLine.Outcome.SKIPPED, message=_BEHIND)
    else:
        question_keep(_question(record, decision.question, course))
        imports.settle(run=run, key=record.key, outcome=ImportLine.Outcome.DONE)


def _question(record: QuestionRecord, question: Question | None, course: CoursePage) -> Question:
    """A cluster in memory, as the form would leave it."""
    question = question or Question(course=course)
    question.kind, question.text, question.statement_is_true = record.kind, record.text, record.statement
    question.topic = record.topic or question.topic
    question.explanation = record.explanation or question.explanation
    if tuple((choice.text, choice.is_right) for choice in question.choices.all()) != record.choices:
        question.choices = [
            QuestionChoice(text=text, is_right=is_right, sort_order=order)
            for order, (text, is_right) in enumerate(record.choices)
        ]
    return question


def _course_of(run: ImportRun) -> CoursePage:
    course = CoursePage.objects.filter(pk=run.options.get("course")).first()
    if course is None:
        raise JobError(_NO_COURSE, retry=False)
    return course


def _records(raw: dict[str, Any]) -> list[QuestionRecord]:
    return [record_of(row) for row in raw["rows"]]


def _read(run: ImportRun) -> Verdict:
    with run.file.open("rb") as source, tempfile.NamedTemporaryFile(prefix="sijawara-", suffix=".xlsx") as copy:
        shutil.copyfileobj(source, copy)
        copy.flush()
        return sandbox.run("courses.imports.extract.read", limits=_LIMITS, path=copy.name)
