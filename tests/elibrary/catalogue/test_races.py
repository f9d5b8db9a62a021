"""Two catalogues of one publisher at the same moment, and two workers on one run; on PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from core.imports.driver import request_apply
from core.imports.models import ImportRun
from elibrary.catalogue.identity import FileIndex
from elibrary.catalogue.models.offer import Offer, OfferChange
from elibrary.catalogue.services import imports
from elibrary.catalogue.services.apply import apply_batch
from elibrary.publishers.models import Publisher
from tests.factories.catalogue import PublisherFactory, Reader, book, checked

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]

BOOKS = [book(number) for number in range(40)]


@pytest.fixture
def publisher() -> Publisher:
    return PublisherFactory(slug="balai-pustaka")


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "BATCH", 5)


def at_once(runs: list[ImportRun], publisher: Publisher) -> None:
    """Each run by a worker of its own, as the job does it."""

    def work(run: ImportRun) -> None:
        try:
            index = FileIndex.of(imports._records_read(run))
            for batch in imports._batches(run):
                apply_batch(run=run, publisher=publisher, batch=batch, index=index, today=timezone.localdate())
        finally:
            connection.close()

    with ThreadPoolExecutor(len(runs)) as pool:
        list(pool.map(work, runs))


def ready(reader: Reader, *lists: Any) -> list[ImportRun]:
    """A run for each list; all are checked before the first waits to be applied, which another check would do."""
    runs = [checked(reader.file_of(records), publisher="balai-pustaka") for records in lists]
    for run in runs:
        request_apply(run=run, chosen=[], by=None)
    return runs


def outcomes(runs: list[ImportRun]) -> dict[str, int]:
    found: dict[str, int] = {}
    for run in runs:
        for outcome in run.lines.values_list("outcome", flat=True):
            found[outcome] = found.get(outcome, 0) + 1
    return found


def test_the_same_list_imported_four_times_at_once_makes_each_offer_once(reader: Reader, publisher: Publisher) -> None:
    runs = ready(reader, *[BOOKS] * 4)
    at_once(runs, publisher)
    assert Offer.objects.count() == len(BOOKS)
    assert outcomes(runs) == {"done": len(BOOKS), "unchanged": 3 * len(BOOKS)}
    assert not OfferChange.objects.exists()


def test_two_lists_in_opposite_order_wait_for_each_other_and_finish(reader: Reader, publisher: Publisher) -> None:
    newer = [replace(one, edition="2") for one in reversed(BOOKS)]
    runs = ready(reader, BOOKS, newer)
    at_once(runs, publisher)
    assert Offer.objects.count() == len(BOOKS)
    assert set(outcomes(runs)) <= {"done", "unchanged"}
    for offer in Offer.objects.all():
        last = offer.changes.first()
        assert last is None or last.new == offer.edition


def test_two_workers_on_one_run_do_each_batch_once(reader: Reader, publisher: Publisher) -> None:
    [run] = ready(reader, BOOKS)
    at_once([run, run], publisher)
    assert Offer.objects.count() == len(BOOKS)
    assert outcomes([run]) == {"done": len(BOOKS)}


def test_a_code_that_two_catalogues_bring_at_once_is_one_publisher() -> None:
    def name(code: str) -> None:
        try:
            imports.publisher_for_code(code=code, by=None)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(name, ["baru"] * 6))
    assert Publisher.objects.filter(slug="baru").count() == 1
