"""The whole report of a file: notes on the file, then a verdict a person, in the order of the rows."""

from collections.abc import Callable, Iterator, Sequence

from core.imports.records import Line
from courses.runs.models.run import CourseRun
from lms.invitations.imports.compare import ROW, Verdict, decide, line_of
from lms.invitations.imports.extract import RawTable
from lms.invitations.imports.known import known_of
from lms.invitations.imports.records import PersonRecord
from lms.invitations.imports.seats import Roster

BATCH = 200
FILE_KEY = "berkas"


def lines(
    raw: RawTable,
    records: Sequence[PersonRecord],
    course_run: CourseRun | None,
    progress: Callable[[int, int], None],
) -> Iterator[Line]:
    yield from _file_lines(raw)
    roster = Roster.of(course_run) if course_run else None
    seen: dict[str, PersonRecord] = {}
    for start in range(0, len(records), BATCH):
        batch = records[start : start + BATCH]
        known = known_of(batch, course_run)
        for record in batch:
            if earlier := _duplicate(record, seen):
                yield _duplicate_line(record, earlier)
                continue
            decision = decide(record, known)
            yield from decision.lines
            if roster and not decision.problem:
                yield roster.line(decision, known)
        progress(start + len(batch), len(records))


def _file_lines(raw: RawTable) -> Iterator[Line]:
    if raw["ignored"]:
        message = f"Kolom yang tidak dikenal, tidak dibaca: {', '.join(raw['ignored'])}."
        yield Line(FILE_KEY, "Berkas", "Kolom", Verdict.NOTE, message=message[:1000])
    if raw["other_sheets"]:
        message = f"Hanya lembar “{raw['sheet']}” yang dibaca. Lembar lain: {', '.join(raw['other_sheets'])}."
        yield Line(FILE_KEY, "Berkas", "Lembar", Verdict.NOTE, message=message[:1000])


def _duplicate(record: PersonRecord, seen: dict[str, PersonRecord]) -> PersonRecord | None:
    """An earlier row about the same person; the first one counts."""
    names = [name for name in (record.email, record.nik) if name]
    earlier = next((seen[name] for name in names if name in seen), None)
    if earlier is None and not record.problems:
        seen.update(dict.fromkeys(names, record))
    return earlier


def _duplicate_line(record: PersonRecord, earlier: PersonRecord) -> Line:
    what = "E-mail" if record.email and record.email == earlier.email else "NIK"
    message = f"Orang yang sama dengan baris {earlier.row} ({what} sama). Baris ini dilewati."
    return line_of(record, ROW, Verdict.PROBLEM, message=message, advice="Hapus baris yang keliru, lalu unggah lagi.")
