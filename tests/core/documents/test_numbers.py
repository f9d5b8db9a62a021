"""Running numbers: without gaps, never twice."""

import threading

import pytest
from django.db import connection, transaction

from core.documents.services import next_number


@pytest.mark.django_db
def test_each_series_and_year_counts_from_one():
    assert [next_number(series="a", year=2026) for _ in range(3)] == [1, 2, 3]
    assert next_number(series="a", year=2027) == 1
    assert next_number(series="b", year=2026) == 1


@pytest.mark.django_db
def test_a_number_comes_back_with_what_was_rolled_back():
    with transaction.atomic():
        next_number(series="a", year=2026)
        transaction.set_rollback(True)
    assert next_number(series="a", year=2026) == 1


@pytest.mark.django_db(transaction=True)
def test_a_number_needs_a_transaction():
    with pytest.raises(RuntimeError, match="transaction"):
        next_number(series="a", year=2026)


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_get_twenty_numbers():
    given, start = [], threading.Barrier(20)

    def take():
        start.wait()
        try:
            with transaction.atomic():
                given.append(next_number(series="race", year=2026))
        finally:
            connection.close()

    threads = [threading.Thread(target=take) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(given) == list(range(1, 21))
