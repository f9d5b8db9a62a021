"""Reads of catalogues and offers."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from core.imports.models import ImportLine, ImportRun
from core.imports.selectors import CHANGES
from elibrary.catalogue.facts import facts_of
from elibrary.catalogue.labels import MARC, PARTS, display_value, label_of
from elibrary.catalogue.models.offer import Offer, OfferChange
from elibrary.catalogue.report import line_and_record
from elibrary.catalogue.wording.record import part_lines
from elibrary.formats.extraction import record_of

Verdict, Outcome = ImportLine.Verdict, ImportLine.Outcome
MOST_LINES, MOST_LETTERS = 8, 600
"""Of a part of a record that is shown unfolded."""


@dataclass(frozen=True)
class Summary:
    """What came of a catalogue, by record; before it is applied: what would come of it."""

    format: str
    total: int
    created: int
    updated: int
    unchanged: int
    refused: int
    problems: Sequence[dict[str, Any]] = ()

    def as_json(self) -> dict[str, object]:
        return asdict(self)


@dataclass(frozen=True)
class Correction:
    label: str
    ours: str
    theirs: str


@dataclass(frozen=True)
class Part:
    """One part of a catalogue record, a line an item."""

    label: str
    lines: Sequence[str]

    @property
    def is_long(self) -> bool:
        return len(self.lines) > MOST_LINES or sum(map(len, self.lines)) > MOST_LETTERS


def catalogue_summary(run: ImportRun, *, with_problems: bool = False) -> Summary:
    done = Q(outcome__in=[Outcome.NONE, Outcome.DONE])
    records = run.lines.order_by().values("key").distinct()
    changes = records.filter(verdict__in=CHANGES)
    created = changes.filter(done, verdict=Verdict.NEW).count()
    updated = changes.filter(done, verdict=Verdict.CHANGED).count()
    unchanged = records.filter(Q(verdict=Verdict.SAME) | Q(verdict__in=CHANGES, outcome=Outcome.UNCHANGED)).count()
    refused = records.filter(Q(verdict=Verdict.PROBLEM) | Q(verdict__in=CHANGES, outcome=Outcome.SKIPPED)).count()
    total = created + updated + unchanged + refused
    problems = _problems(run) if with_problems else ()
    return Summary(run.options.get("recognised", ""), total, created, updated, unchanged, refused, problems)


def corrections_of(offer: Offer) -> list[Correction]:
    """The fields in which staff and catalogue differ."""
    said = facts_of(record_of(offer.record), today=timezone.localdate()) if offer.corrected else {}
    return [
        Correction(label_of(name), display_value(name, getattr(offer, name)), display_value(name, said[name]))
        for name in offer.corrected
        if getattr(offer, name) != said[name]
    ]


def changes_of(offer: Offer, *, most: int) -> list[tuple[str, OfferChange]]:
    """The newest changes first, each after the name that people call its field by."""
    changes = offer.changes.select_related("run", "author")[:most]
    return [(label_of(change.field), change) for change in changes]


def parts_of(offer: Offer) -> list[Part]:
    """The catalogue's data without a column, except the MARC record, which is stored separately."""
    if not offer.record:
        return []
    record = record_of(offer.record)
    parts = (Part(label, part_lines(name.removeprefix("record."), record)) for name, label in PARTS.items() if name != MARC)
    return [part for part in parts if part.lines]


def other_forms(offer: Offer) -> QuerySet[Offer]:
    """The same content in another form (print and e-book), whichever of the two names the other."""
    named = Q(isbn13__in=offer.related_isbns.split())
    naming = Q(related_isbns__contains=offer.isbn13) if offer.isbn13 else Q(pk=None)
    return Offer.objects.filter(named | naming, publisher=offer.publisher_id).exclude(pk=offer.pk).order_by("title", "pk")


def _problems(run: ImportRun) -> list[dict[str, object]]:
    """Problems for the publisher; differences between staff and catalogue are internal and left out."""
    lines = run.lines.filter(verdict__in=[Verdict.PROBLEM, Verdict.NOTE]).exclude(message="").filter(before="", after="")
    found = []
    for key, message, advice in lines.order_by("number").values_list("key", "message", "advice"):
        line, record = line_and_record(key)
        found.append({"line": line, "record": record, "message": f"{message} {advice}".strip()})
    return found
