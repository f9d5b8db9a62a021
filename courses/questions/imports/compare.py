"""Compares rows of a question file with the bank of a course: a decision and its report lines. Writes nothing.

Questions are matched by their normalized text. An existing question is changed only when a user chooses so, because
attempts may be open.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.imports.models import ImportLine
from core.imports.records import Line
from courses.content.models.pages import CoursePage
from courses.questions.imports.records import QuestionRecord
from courses.questions.models.question import Question
from courses.questions.snapshots import normalized_text

Verdict = ImportLine.Verdict
ROW, QUESTION = "Baris", "Pertanyaan"
FILE_KEY = "berkas"
_REPAIR = "Perbaiki baris ini, lalu unggah lagi berkasnya."


@dataclass(frozen=True)
class Decision:
    """``question``: the existing question that the row would change; None for a new one."""

    record: QuestionRecord
    question: Question | None
    lines: tuple[Line, ...]

    @property
    def changes(self) -> bool:
        return any(line.verdict in {Verdict.NEW, Verdict.CHANGED} for line in self.lines)


def bank_of(course: CoursePage) -> dict[str, Question]:
    """Questions by normalized text; an active one takes precedence over an archived one. Two queries."""
    found: dict[str, Question] = {}
    for question in course.questions.prefetch_related("choices").order_by("pk"):
        key = normalized_text(question.text)
        if key not in found or (found[key].is_archived and not question.is_archived):
            found[key] = question
    return found


def report(raw: Mapping[str, Any], records: Sequence[QuestionRecord], bank: Mapping[str, Question]) -> Iterator[Line]:
    """Notes on the file, then the lines of each row in row order."""
    yield from _file_lines(raw)
    first: dict[str, int] = {}
    for record in records:
        duplicate = first.get(record.match_key)
        if duplicate is not None and record.text:
            message = f"Pertanyaan yang sama dengan baris {duplicate}. Baris ini dilewati."
            yield _line(record, ROW, Verdict.PROBLEM, message=message, advice="Hapus baris yang keliru, lalu unggah lagi.")
            continue
        if not record.problem:
            first[record.match_key] = record.row
        yield from decide(record, bank).lines


def decide(record: QuestionRecord, bank: Mapping[str, Question]) -> Decision:
    if record.is_example:
        return Decision(record, None, (_line(record, ROW, Verdict.NOTE, message="Baris contoh, dilewati."),))
    if record.problem:
        line = _line(record, ROW, Verdict.PROBLEM, message=record.problem, advice=_REPAIR)
        return Decision(record, None, (line,))
    question = bank.get(record.match_key)
    if question is None:
        return Decision(record, None, (_line(record, QUESTION, Verdict.NEW, after=_whole(record)),))
    if question.is_archived:
        message = "Pertanyaan ini ada di arsip, jadi tidak dibuat lagi. Pilih Pakai lagi di Bank pertanyaan."
        return Decision(record, question, (_line(record, ROW, Verdict.NOTE, message=message),))
    lines = tuple(_differences(record, question))
    return Decision(record, question, lines or (_line(record, QUESTION, Verdict.SAME, after=record.text),))


def _differences(record: QuestionRecord, question: Question) -> Iterator[Line]:
    fields = [
        (QUESTION, question.text, record.text),
        ("Jenis", question.get_kind_display(), _kind_label(record)),
        ("Pilihan dan jawaban", question.answers_label, record.answers),
        ("Topik", question.topic, record.topic or question.topic),
        ("Penjelasan", question.explanation, record.explanation or question.explanation),
    ]
    for part, before, after in fields:
        if _folded(before) != _folded(after):
            yield _line(record, part, Verdict.CHANGED, before=before, after=after, needs_choice=True)


def _folded(text: str) -> list[str]:
    """Lines without repeated spaces and empty lines, which the file does not preserve."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _whole(record: QuestionRecord) -> str:
    head = f"{_kind_label(record)}{f', topik {record.topic}' if record.topic else ''}"
    return "\n".join([head, record.text, record.answers, *([record.explanation] if record.explanation else [])])


def _kind_label(record: QuestionRecord) -> str:
    labels: dict[str, str] = dict(Question._meta.get_field("kind").choices)
    return str(labels[record.kind])


def _line(
    record: QuestionRecord,
    part: str,
    verdict: str,
    *,
    before: str = "",
    after: str = "",
    message: str = "",
    advice: str = "",
    needs_choice: bool = False,
) -> Line:
    return Line(record.key, record.title, part, verdict, before, after, message, advice, needs_choice)


def _file_lines(raw: Mapping[str, Any]) -> Iterator[Line]:
    if raw["ignored"]:
        message = f"Kolom yang tidak dikenal, tidak dibaca: {', '.join(raw['ignored'])}."
        yield Line(FILE_KEY, "Berkas", "Kolom", Verdict.NOTE, message=message[:1000])
    if raw["other_sheets"]:
        message = f"Hanya lembar “{raw['sheet']}” yang dibaca. Lembar lain: {', '.join(raw['other_sheets'])}."
        yield Line(FILE_KEY, "Berkas", "Lembar", Verdict.NOTE, message=message[:1000])
