"""What a record would change, field by field, against the offers as they are now. Writes nothing."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import MISSING, Field, dataclass, field, fields, replace
from typing import Any

from core.imports.models import ImportLine
from elibrary.catalogue.facts import facts_of
from elibrary.catalogue.identity import LONGEST_REFERENCE, FileIndex, reference_of
from elibrary.catalogue.known import Known, Unclear, known_of
from elibrary.catalogue.labels import MARC, PARTS, display_value
from elibrary.catalogue.models.offer import Offer
from elibrary.catalogue.wording.record import part_changed
from elibrary.formats.extraction import record_of
from elibrary.formats.marc.record import WholeRecord, differences
from elibrary.formats.records import Extracted, Notice, Problem, ProductRecord
from elibrary.publishers.models import Publisher

Verdict = ImportLine.Verdict


_UNREAD = ("Rekaman ini tidak terbaca.", "Minta penerbit memperbaiki rekaman ini, lalu impor lagi.")


_ONLY_CHANGES = (
    "Rekaman ini hanya memuat perubahan, tetapi produknya belum ada.",
    "Minta rekaman lengkapnya dari penerbit.",
)


@dataclass(frozen=True)
class Change:
    """``value`` goes into the column ``field``, unless ``is_kept``: staff have corrected it and their word stays."""

    field: str
    old: str
    new: str
    value: object = None
    is_kept: bool = False


def key_of(number: int, found: Extracted) -> str:
    """Order, line and name of a record, for the lines of the report."""
    return f"{number}|{found.line}|{name_of(found)[:90]}"


@dataclass(frozen=True)
class Decision:
    """The verdict on one record.

    ``record`` is what the offer will keep, None where it keeps what it has. ``differences``: where the word of staff and
    that of the catalogue are not the same.
    """

    number: int
    found: Extracted
    verdict: str
    record: ProductRecord | None = None
    offer: Offer | None = None
    facts: dict[str, object] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    differences: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def key(self) -> str:
        return key_of(self.number, self.found)


def name_of(found: Extracted) -> str:
    """What the publisher calls a record, also one that stays out."""
    if found.record is not None:
        return reference_of(found.record)
    return next((problem.record for problem in found.problems if problem.record), "")


Numbered = tuple[int, Extracted]


def decide(publisher: Publisher | None, batch: Sequence[Numbered], index: FileIndex, today: dt.date) -> list[Decision]:
    """A verdict for each of ``batch``, in their order; a fixed number of queries."""
    records = [one.record for _, one in batch if one.record is not None]
    known = known_of(publisher, records)
    return [_decision(number, found, known, index, today) for number, found in batch]


def _decision(number: int, found: Extracted, known: Known, index: FileIndex, today: dt.date) -> Decision:
    record = found.record
    refusal = _refusal(number, found, index)
    if record is None or refusal:
        return _refused(number, found, refusal)
    try:
        offer = known.offer_for(record, index)
    except Unclear as error:
        problem = Problem(found.line, record.reference, error.message, advice=error.advice, is_refusal=True)
        return _refused(number, found, problem)
    if record.notice is Notice.DELETE:
        return _deletion(number, found, offer, index)
    if record.is_partial and offer is None:
        return _refused(number, found, Problem(found.line, reference_of(record), *_ONLY_CHANGES, is_refusal=True))
    if record.is_partial and offer is not None:
        record = completed(record, record_of(offer.record))
    if offer is not None and not record.marc:
        record = replace(record, marc=offer.record.get("marc", ""))
    return _offered(number, found, record, offer, today)


def _offered(number: int, found: Extracted, record: ProductRecord, offer: Offer | None, today: dt.date) -> Decision:
    facts = facts_of(record, today=today)
    if offer is None:
        return Decision(number, found, Verdict.NEW, record, facts=facts, problems=found.problems)
    changes = (*_column_changes(offer, facts, today), *_part_changes(offer, record, found.marc))
    differences = tuple(_differences(offer, facts, changes))
    verdict = Verdict.CHANGED if changes else Verdict.SAME
    return Decision(number, found, verdict, record, offer, facts, changes, differences, found.problems)


def _refusal(number: int, found: Extracted, index: FileIndex) -> Problem | None:
    """Why a record is refused, as far as its own file shows; empty otherwise."""
    told = next((problem for problem in found.problems if problem.is_refusal), None)
    record = found.record
    if told or record is None:
        return told
    reference = reference_of(record)
    message, advice = "", "Minta penerbit melengkapi rekaman ini, lalu impor lagi."
    if not reference:
        message = "Rekaman ini tanpa nomor rekaman dan tanpa ISBN."
    elif len(reference) > LONGEST_REFERENCE:
        message = f"Nomor rekaman lebih dari {LONGEST_REFERENCE} huruf."
    elif not record.title and record.notice is not Notice.DELETE and not record.is_partial:
        message = "Judul tidak ada."
    elif (last := index.last.get(reference, number)) != number:
        message = f"Nomor rekaman ini diulang; yang dipakai rekaman ke-{last} di berkas."
        advice = "Minta penerbit menghapus yang tidak berlaku."
    return Problem(found.line, reference, message, advice=advice, is_refusal=True) if message else None


def _refused(number: int, found: Extracted, problem: Problem | None) -> Decision:
    problem = problem or Problem(found.line, "", *_UNREAD, is_refusal=True)
    others = tuple(one for one in found.problems if not one.is_refusal)
    return Decision(number, found, Verdict.PROBLEM, problems=(problem, *others))


def _deletion(number: int, found: Extracted, offer: Offer | None, index: FileIndex) -> Decision:
    """A withdrawal notice carries no other data about the product: the last record is retained.

    Who renumbers a record deletes it under its old reference and offers it under the new one: that withdraws nothing.
    """
    assert found.record is not None
    reference = reference_of(found.record)
    is_moved = offer is not None and index.is_offered_elsewhere(offer.isbn13 or "", than=reference)
    if offer is None or offer.is_withdrawn or is_moved:
        return Decision(number, found, Verdict.SAME, offer=offer, problems=found.problems)
    change = _change("is_withdrawn", False, True)
    return Decision(number, found, Verdict.CHANGED, offer=offer, changes=(change,), problems=found.problems)


def _column_changes(offer: Offer, facts: dict[str, object], today: dt.date) -> Iterator[Change]:
    said = facts_of(record_of(offer.record), today=today) if offer.corrected else {}
    for name, value in facts.items():
        if name in offer.corrected:
            if said[name] != value:
                yield _change(name, said[name], value, is_kept=True)
        elif name == "reference" and offer.reference != value:
            yield _change(name, offer.record.get(name) or offer.reference, value)
        elif getattr(offer, name) != value:
            yield _change(name, getattr(offer, name), value)
    if offer.is_withdrawn:
        yield _change("is_withdrawn", True, False)


def _part_changes(offer: Offer, record: ProductRecord, marc: WholeRecord | None) -> Iterator[Change]:
    if offer.record == record.as_json():
        return
    before = record_of(offer.record)
    for name in PARTS:
        part = name.removeprefix("record.")
        if getattr(before, part) == getattr(record, part):
            continue
        yield _marc_change(offer, marc) if name == MARC and marc else Change(name, *part_changed(part, before, record))


def _marc_change(offer: Offer, marc: WholeRecord) -> Change:
    """Field by field: which are no longer there, and which are new."""
    known = getattr(offer, "marc_record", None)
    old, new = differences(known.whole, marc) if known else ("", "\n".join(map(str, marc.fields)))
    return Change(MARC, old, new)


def _differences(offer: Offer, facts: dict[str, object], changes: Sequence[Change]) -> Iterator[Change]:
    told = {change.field for change in changes}
    for name in offer.corrected:
        if name not in told and getattr(offer, name) != facts[name]:
            yield _change(name, getattr(offer, name), facts[name], is_kept=True)


def _change(name: str, old: object, new: object, *, is_kept: bool = False) -> Change:
    return Change(name, display_value(name, old), display_value(name, new), new, is_kept)


def completed(partial: ProductRecord, known: ProductRecord) -> ProductRecord:
    """Return ``known`` updated by the fields of ``partial``; a field absent from ``partial`` is unchanged."""
    said = {one.name: getattr(partial, one.name) for one in fields(partial)}
    changes = {one.name: said[one.name] for one in fields(partial) if said[one.name] != _unsaid(one)}
    return replace(known, **{**changes, "is_partial": False})


def _unsaid(field: Field[Any]) -> object:
    if field.default_factory is not MISSING:
        return field.default_factory()
    return "" if field.default is MISSING else field.default
