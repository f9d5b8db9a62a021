"""The same query from many people at one moment; on PostgreSQL, where transactions really overlap."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from core.search.models import MissedQuery
from core.search.services.missed_queries import count_missed_query

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


def test_no_count_gets_lost_when_many_ask_at_once():
    def ask(number):
        try:
            return count_missed_query(text="bikin paspor" if number % 2 else "surat nikah")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(40)))
    assert dict(MissedQuery.objects.values_list("term", "count")) == {"bikin paspor": 20, "surat nikah": 20}
