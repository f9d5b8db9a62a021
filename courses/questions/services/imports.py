"""Imports questions from a spreadsheet into the bank of a course; the flow is ``core.imports.driver``."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.base import File
from django.db import transaction

from core.files.uploads.kinds import XLSX
from core.imports import services as imports
from core.imports.driver import upload
from core.imports.kinds import ImportKind, ReportProgress, Stage, apply_each_key
from core.imports.models import ImportLine, ImportRun
from core.imports.records import Line
from core.imports.selectors import CHANGES
from core.jobs.errors import JobError
from core.sandbox.verdict import MEBIBYTE, Limits
from courses.content.models.pages import CoursePage
from courses.questions.imports.compare import bank_of, decide, report
from courses.questions.imports.records import QuestionRecord, record_of
from courses.questions.models.question import Question, QuestionChoice
from courses.questions.models.question_import import QUESTIONS_KIND, QuestionImport
from courses.questions.services.questions import question_store

_NO_COURSE = "Pelatihan yang dipilih untuk berkas ini sudah tidak ada. Unggah lagi berkasnya."
_STALE = "Bank pertanyaan berubah sesudah berkas ini diperiksa. Unggah lagi berkasnya."
_NOT_CHOSEN = "Dibiarkan: tidak dicentang."


@dataclass(frozen=True)
class QuestionsFile:
    raw: Mapping[str, Any]
    records: Mapping[str, QuestionRecord]
    course: CoursePage


def questions_upload(*, file: File, course: CoursePage, by: AbstractBaseUser) -> ImportRun:
    """Store a question file and enqueue its check. Raises UploadRefused and imports.AlreadyChecking."""
    return upload(QUESTIONS, file=file, by=by, target=course.pk, options={"course": course.pk})


def _content(run: ImportRun, raw: Mapping[str, Any]) -> QuestionsFile:
    records = (record_of(row) for row in raw["rows"])
    return QuestionsFile(raw, {record.key: record for record in records}, _course_of(run))


def _compare(run: ImportRun, file: QuestionsFile, tell: ReportProgress) -> Iterator[Line]:
    return report(file.raw, list(file.records.values()), bank_of(file.course))


@transaction.atomic
def _apply_question(run: ImportRun, file: QuestionsFile, key: str) -> None:
    """Apply one row, compared with the current bank. The course row is locked, so that two imports add no duplicate."""
    record, course = file.records[key], file.course
    CoursePage.objects.select_for_update(of=("self",)).only("pk").get(pk=course.pk)
    waiting = list(run.lines.filter(key=record.key, outcome="", verdict__in=CHANGES))
    if not waiting:
        return
    if any(line.needs_choice for line in waiting) and record.key not in run.chosen:
        imports.record_outcome(run=run, key=record.key, outcome=ImportLine.Outcome.SKIPPED, message=_NOT_CHOSEN)
        return
    decision = decide(record, bank_of(course))
    was_new = any(line.verdict == ImportLine.Verdict.NEW for line in waiting)
    if not decision.changes:
        imports.record_outcome(run=run, key=record.key, outcome=ImportLine.Outcome.UNCHANGED)
    elif was_new != (decision.question is None):
        imports.record_outcome(run=run, key=record.key, outcome=ImportLine.Outcome.SKIPPED, message=_STALE)
    else:
        question_store(_question(record, decision.question, course))
        imports.record_outcome(run=run, key=record.key, outcome=ImportLine.Outcome.DONE)


def _question(record: QuestionRecord, question: Question | None, course: CoursePage) -> Question:
    """The question with the values of the record, unsaved, with its choices as a modelcluster relation."""
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


QUESTIONS = ImportKind(
    name=QUESTIONS_KIND,
    model=QuestionImport,
    allowed=(XLSX,),
    most_bytes=2 * MEBIBYTE,
    function="courses.questions.imports.extract.read",
    limits=Limits(memory=512 * MEBIBYTE, cpu=30, wall=60.0),
    check=Stage(
        job="courses.questions_check",
        label="Periksa daftar pertanyaan",
        done="Pemeriksaan selesai.",
    ),
    apply=Stage(
        job="courses.questions_apply",
        label="Masukkan pertanyaan ke bank",
        progress="Memproses pertanyaan {done} dari {total}.",
        done="Semua pertanyaan sudah diproses.",
    ),
    content=_content,
    compare=_compare,
    apply_parts=apply_each_key(_apply_question),
    progress_every=20,
    stopped="Penerapan terhenti. Yang sudah diproses tetap; tekan lagi.",
)
