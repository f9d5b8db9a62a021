"""The lines of the report: one for a record, one a field where fields change, one for each note to the publisher."""

from collections.abc import Iterator

from core.imports.records import Line
from elibrary.catalogue.compare import Change, Decision, Verdict, name_of
from elibrary.catalogue.labels import display_value, label_of
from elibrary.formats.records import Notice, Problem

WHOLE = "Penawaran"
KEPT = "Petugas sudah mengoreksi bidang ini; koreksi itu dipertahankan."
NOTHING_TO_WITHDRAW = "Penerbit menarik produk ini, tetapi produk ini tidak ada di sini."
_LONGEST = 1000


def lines_of(decision: Decision) -> Iterator[Line]:
    subject = _subject(decision)
    if decision.verdict == Verdict.NEW:
        yield Line(decision.key, subject, WHOLE, Verdict.NEW, after=_summary(decision))
    elif decision.verdict == Verdict.SAME:
        yield Line(decision.key, subject, WHOLE, Verdict.SAME, after=_summary(decision))
    for change in decision.changes:
        yield _changed(decision, subject, change, Verdict.CHANGED)
    for change in decision.differences:
        yield _changed(decision, subject, change, Verdict.NOTE)
    for problem in _told(decision):
        verdict = Verdict.PROBLEM if problem.is_refusal else Verdict.NOTE
        message, advice = problem.message[:_LONGEST], problem.advice[:_LONGEST]
        yield Line(decision.key, subject, "Rekaman", verdict, message=message, advice=advice)


def line_and_record(key: str) -> tuple[int, str]:
    """The line and the name of the record that a line of the report is about."""
    _, line, record = key.split("|", 2)
    return int(line), record


def _told(decision: Decision) -> Iterator[Problem]:
    yield from decision.problems
    record = decision.found.record
    if record and record.notice is Notice.DELETE and decision.offer is None and decision.verdict == Verdict.SAME:
        yield Problem(decision.found.line, record.reference, NOTHING_TO_WITHDRAW)


def _changed(decision: Decision, subject: str, change: Change, verdict: str) -> Line:
    message = KEPT if change.is_kept else ""
    before, after = change.old[:_LONGEST], change.new[:_LONGEST]
    return Line(decision.key, subject, label_of(change.field).capitalize(), verdict, before, after, message=message)


def _subject(decision: Decision) -> str:
    found = decision.found
    place = f"Baris {found.line}" if found.line else f"Rekaman {decision.number}"
    name = name_of(found)
    name = "" if name == place else name
    record = decision.record or found.record
    title = record.title[:180] if record else ""
    words = " ".join(filter(None, (title, name and f"({name[:80]})")))
    return f"{place}: {words}" if words else place


def _summary(decision: Decision) -> str:
    names = ("title", "creators", "isbn13", "carrier", "price_idr")
    parts = (display_value(name, decision.facts.get(name)) for name in names)
    return "; ".join(part for part in parts if part)[:_LONGEST]
