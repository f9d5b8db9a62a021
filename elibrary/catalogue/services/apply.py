"""Applies the verdicts on one batch of records to the current offers."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence

from django.db import transaction
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat

from core.imports import selectors as imports
from core.imports.models import ImportLine, ImportRun
from core.imports.services import record_outcomes
from core.jobs.failpoints import failpoint
from elibrary.catalogue.compare import Decision, Numbered, Verdict, decide, key_of
from elibrary.catalogue.identity import FileIndex
from elibrary.catalogue.labels import MARC
from elibrary.catalogue.models.offer import MarcRecord, Offer, OfferChange
from elibrary.publishers.models import Publisher

Outcome = ImportLine.Outcome
WITHOUT_NUMBER = "~tanpa-nomor-"


@transaction.atomic
def apply_batch(
    *, run: ImportRun, publisher: Publisher, batch: Sequence[Numbered], index: FileIndex, today: dt.date
) -> None:
    """One transaction. The publisher's row is the lock: two imports of one publisher take turns, batch by batch.

    Whatever the report left open is decided once more; a batch that another worker has done finds nothing open.
    """
    Publisher.objects.select_for_update().get(pk=publisher.pk)
    waiting = imports.pending_among(run, [key_of(number, found) for number, found in batch])
    if not waiting:
        return
    decisions = [one for one in decide(publisher, batch, index, today) if one.key in waiting]
    _make_room([one for one in decisions if one.verdict in imports.CHANGES], publisher)
    _create(run, publisher, [one for one in decisions if one.verdict == Verdict.NEW])
    _change(run, [one for one in decisions if one.verdict == Verdict.CHANGED])
    for outcome, verdicts in (
        (Outcome.DONE, imports.CHANGES),
        (Outcome.UNCHANGED, {Verdict.SAME}),
        (Outcome.SKIPPED, {Verdict.PROBLEM}),
    ):
        record_outcomes(run=run, keys=[one.key for one in decisions if one.verdict in verdicts], outcome=outcome)
    failpoint("catalogue.batch_written")


def _make_room(decisions: Collection[Decision], publisher: Publisher) -> None:
    """Who renumbers may give a reference to one product while another still has it: that one waits without a number."""
    wanted = [one.facts["reference"] for one in decisions if one.facts and _is_moving(one)]
    if wanted:
        holders = Offer.objects.filter(publisher=publisher, reference__in=wanted)
        holders.update(reference=Concat(Value(WITHOUT_NUMBER), Cast("pk", CharField())))


def _is_moving(decision: Decision) -> bool:
    return decision.offer is None or decision.offer.reference != decision.facts["reference"]


def _create(run: ImportRun, publisher: Publisher, decisions: Sequence[Decision]) -> None:
    whole = [one for one in decisions if one.record is not None]
    offers = Offer.objects.bulk_create(
        Offer(publisher=publisher, first_run=run, last_run=run, record=one.record.as_json(), **one.facts)
        for one in whole
        if one.record is not None
    )
    _keep_marc(zip(offers, whole, strict=True))


def _keep_marc(read: Iterable[tuple[Offer, Decision]]) -> None:
    """Beside the offer, not in it: lists of offers never load it."""
    rows = [
        MarcRecord(
            offer=offer,
            leader=one.found.marc.leader,
            fields=one.found.marc.fields_json(),
            mended=list(one.found.marc.mended),
        )
        for offer, one in read
        if one.found.marc is not None
    ]
    MarcRecord.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["offer"], update_fields=["leader", "fields", "mended"]
    )


def _change(run: ImportRun, decisions: Sequence[Decision]) -> None:
    rows = []
    for decision in decisions:
        offer = decision.offer
        assert offer is not None
        _put(offer, decision, run)
        rows += [
            OfferChange(offer=offer, field=one.field, old=one.old, new=one.new, is_kept=one.is_kept, run=run)
            for one in decision.changes
        ]
    OfferChange.objects.bulk_create(rows)
    _keep_marc((one.offer, one) for one in decisions if one.offer and any(change.field == MARC for change in one.changes))


def _put(offer: Offer, decision: Decision, run: ImportRun) -> None:
    columns = {one.field: one.value for one in decision.changes if not one.is_kept and not one.field.startswith("record.")}
    for name, value in columns.items():
        setattr(offer, name, value)
    if decision.record is not None:
        offer.record = decision.record.as_json()
    offer.last_run = run
    offer.save(update_fields=[*columns, "record", "last_run", "changed_at"])
