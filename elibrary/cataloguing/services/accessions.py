"""The accession register: numbers are given in order, once and for all."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.audit.services import audit_log
from core.documents.services import next_number
from elibrary.cataloguing.models.accession import Accession
from elibrary.cataloguing.models.bibliographic import BibliographicRecord
from elibrary.cataloguing.services.bibliographic import record_for_offer
from elibrary.cataloguing.services.title_index import titles_index
from elibrary.ordering.models.line import OrderLine
from elibrary.ordering.models.order import Order

SERIES = "elibrary.accession"
PATTERN = "{number:05d}/PSJ/{year}"
"""PSJ: Perpustakaan Si-Jawara."""
MOST_AT_ONCE = 500
DETAILS = ("form", "source", "order_line", "price_idr", "received_on", "note")


class ChangedMeanwhile(Exception):
    """The record has another number of items than whoever asked had seen: a second tap, or a colleague."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


class NotDelivered(Exception):
    """Nothing of this line has come, so there is nothing to give a number."""


class AlreadyWithdrawn(Exception):
    """The item left the collection before."""


@transaction.atomic
def accessions_assign(
    *, record: BibliographicRecord, count: int, by: Any, seen: int | None = None, **details: Any
) -> list[Accession]:
    """Give ``count`` items of ``record`` the next numbers of this year. ``details`` are DETAILS of each.

    ``seen``: how many items the record had when somebody decided. Raises ChangedMeanwhile, and ValueError for a count
    outside 1 to MOST_AT_ONCE.
    """
    if not 1 <= count <= MOST_AT_ONCE:
        raise ValueError(count)
    if unknown := set(details) - set(DETAILS):
        raise TypeError(f"not details of an item: {', '.join(sorted(unknown))}")
    BibliographicRecord.objects.select_for_update().get(pk=record.pk)
    if seen is not None and seen != (there := record.accessions.count()):
        raise ChangedMeanwhile(there)
    year = timezone.localdate().year
    items = [Accession.objects.create(record=record, number=_free_number(year), **details) for _ in range(count)]
    _note_assigned(record, items, by=by)
    return items


@transaction.atomic
def accessions_for_line(*, line: OrderLine, by: Any) -> list[Accession]:
    """Give each copy of a delivered line its number, with what the order says about it; return those that are new.

    At most MOST_AT_ONCE of them. A copy that has its number keeps it, also once it has left the collection: a second tap
    gives none. The offer's description is begun when there is none. Raises NotDelivered.
    """
    Order.objects.select_for_update().get(pk=line.order_id)
    line = OrderLine.objects.select_related("offer").get(pk=line.pk)
    if line.delivered_at is None:
        raise NotDelivered(line.pk)
    numbered = set(line.accessions.values_list("line_copy", flat=True))
    missing = [copy for copy in range(1, line.copies + 1) if copy not in numbered][:MOST_AT_ONCE]
    if not missing:
        return []
    record = record_for_offer(offer=line.offer, by=by)
    said = {
        "form": Accession.Form.COPY if line.route == OrderLine.Route.PRINT else Accession.Form.LICENCE,
        "source": _source_of(line),
        "order_line": line,
        "price_idr": line.total_idr // line.copies,
        "received_on": timezone.localdate(line.delivered_at),
    }
    year = timezone.localdate().year
    items = [Accession(record=record, number=_free_number(year), line_copy=copy, **said) for copy in missing]
    made = Accession.objects.bulk_create(items)
    _note_assigned(record, made, by=by)
    return made


@transaction.atomic
def accession_withdraw(*, accession: Accession, reason: str, by: Any, on: dt.date | None = None) -> Accession:
    """The item leaves the collection; its number stays. With its last item a title leaves its readers.

    Raises AlreadyWithdrawn and ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("reason")
    kept = Accession.objects.select_for_update().get(pk=accession.pk)
    if kept.is_withdrawn:
        raise AlreadyWithdrawn(kept.number)
    kept.withdrawn_on, kept.withdrawal_reason = on or timezone.localdate(), reason.strip()[:200]
    kept.save(update_fields=["withdrawn_on", "withdrawal_reason"])
    audit_log.record(
        actor=by,
        action="elibrary.accession.withdrawn",
        subject=kept,
        after={"number": kept.number, "reason": kept.withdrawal_reason},
    )
    titles_index([kept.record], by=by)
    return kept


@transaction.atomic
def accession_edit(*, accession: Accession, answers: dict[str, Any], by: Any) -> Accession:
    """What the register says about an item; number and record stay."""
    kept = Accession.objects.select_for_update().get(pk=accession.pk)
    changed = [name for name in DETAILS if name in answers and getattr(kept, name) != answers[name]]
    for name in changed:
        setattr(kept, name, answers[name])
    if changed:
        kept.save(update_fields=changed)
        audit_log.record(actor=by, action="elibrary.accession.changed", subject=kept, after={"fields": changed}, log=True)
    else:
        audit_log.log_unchanged(actor=by, subject=kept)
    return kept


def accessions_take_over(*, record: BibliographicRecord, numbers: Iterable[str]) -> list[Accession]:
    """Items that another system has numbered. Inside the caller's transaction and under its audit row."""
    return Accession.objects.bulk_create([Accession(record=record, number=number) for number in numbers])


def _source_of(line: OrderLine) -> str:
    if line.licence == OrderLine.Licence.OPEN_ACCESS:
        return Accession.Source.OPEN
    return Accession.Source.PURCHASE if line.total_idr else Accession.Source.GIFT


def _note_assigned(record: BibliographicRecord, items: list[Accession], *, by: Any) -> None:
    audit_log.record(
        actor=by,
        action="elibrary.accession.assigned",
        subject=record,
        after={"from": items[0].number, "to": items[-1].number, "count": len(items)},
    )


def _free_number(year: int) -> str:
    """The next of the year; one that came in with an import is passed over."""
    while True:
        number = PATTERN.format(number=next_number(series=SERIES, year=year), year=year)
        if not Accession.objects.filter(number=number).exists():
            return number
