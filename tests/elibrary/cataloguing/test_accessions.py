"""Nomor induk: in order, once and for all."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.timezone import localdate

from core.audit.models import AuditEntry
from elibrary.cataloguing.models.accession import Accession
from elibrary.cataloguing.models.authority import Authority
from elibrary.cataloguing.services.accessions import (
    AlreadyWithdrawn,
    accession_withdraw,
    accessions_assign,
    accessions_take_over,
)
from elibrary.cataloguing.services.authorities import authorities_for
from tests.factories.cataloguing import BibliographicFactory


def test_numbers_run_through_the_year(db: Any) -> None:
    record = BibliographicFactory()
    accessions_assign(record=record, count=2, by=None, form="licence", source="purchase", price_idr=25000)
    (third,) = accessions_assign(record=BibliographicFactory(), count=1, by=None)
    assert [one.number for one in record.accessions.all()] == [
        f"00001/PSJ/{localdate().year}",
        f"00002/PSJ/{localdate().year}",
    ]
    assert third.number == f"00003/PSJ/{localdate().year}"
    entry = AuditEntry.objects.filter(action="elibrary.accession.assigned").first()
    assert entry.after["count"] == 1


def test_a_number_that_came_with_an_import_is_passed_over(db: Any) -> None:
    accessions_take_over(record=BibliographicFactory(), numbers=[f"00001/PSJ/{localdate().year}", "B00012"])
    (item,) = accessions_assign(record=BibliographicFactory(), count=1, by=None)
    assert item.number == f"00002/PSJ/{localdate().year}"


def test_an_item_that_left_keeps_its_number_and_says_why(db: Any) -> None:
    (item,) = accessions_assign(record=BibliographicFactory(), count=1, by=None)
    with pytest.raises(ValueError, match="reason"):
        accession_withdraw(accession=item, reason=" ", by=None)
    item = accession_withdraw(accession=item, reason="rusak", by=None)
    assert item.is_withdrawn
    with pytest.raises(AlreadyWithdrawn):
        accession_withdraw(accession=item, reason="hilang", by=None)
    (after,) = accessions_assign(record=item.record, count=1, by=None)
    assert after.number == f"00002/PSJ/{localdate().year}"


@pytest.mark.parametrize("count", [0, 501])
def test_how_many_at_once_is_bounded(db: Any, count: int) -> None:
    with pytest.raises(ValueError, match=str(count)):
        accessions_assign(record=BibliographicFactory(), count=count, by=None)


def test_the_database_keeps_the_register(db: Any) -> None:
    (item,) = accessions_assign(record=BibliographicFactory(), count=1, by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Accession.objects.create(record=item.record, number=item.number)
    with pytest.raises(IntegrityError), transaction.atomic():
        Accession.objects.filter(pk=item.pk).update(withdrawn_on=timezone.localdate())
    with pytest.raises(ProtectedError):
        item.record.delete()


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_numbers_without_gap_or_double() -> None:
    record = BibliographicFactory()

    def assign(_: int) -> None:
        try:
            accessions_assign(record=record, count=3, by=None)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(assign, range(8)))
    assert sorted(Accession.objects.values_list("number", flat=True)) == [
        f"{n:05}/PSJ/{localdate().year}" for n in range(1, 25)
    ]


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_two_who_name_a_subject_at_once_mean_one_authority() -> None:
    def name(_: int) -> None:
        try:
            with transaction.atomic():
                authorities_for(names=["Kopi", "Teh"], kinds=["subject"], kind_of=lambda name: "subject")
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(name, range(6)))
    assert Authority.objects.count() == 2
