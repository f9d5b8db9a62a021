"""A connection that lay idle is used again without a question, and replaced when its server has ended it."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection, connections

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def own() -> Iterator[Any]:
    """A connection besides that of the tests, as a web thread finds it at its next request."""
    assert connection.vendor == "postgresql"
    one = connections["default"].copy()
    one.ensure_connection()
    yield one
    one.close()


def begin_a_request(one: Any) -> None:
    one.health_check_done = False
    one.close_if_unusable_or_obsolete()


def pid(one: Any) -> int:
    with one.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def test_an_idle_connection_is_not_asked(own: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    before = pid(own)
    sent = []
    execute = psycopg.Cursor.execute
    monkeypatch.setattr(psycopg.Cursor, "execute", lambda *args, **kwargs: sent.append(args[1]) or execute(*args, **kwargs))
    begin_a_request(own)
    assert pid(own) == before
    assert sent == ["SELECT pg_backend_pid()"]


def test_one_that_the_server_has_ended_is_replaced(own: Any) -> None:
    before = pid(own)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [before])
        assert cursor.fetchone() == (True,)
    begin_a_request(own)
    assert pid(own) != before


def test_a_message_that_waits_is_no_farewell(own: Any) -> None:
    before = pid(own)
    with own.cursor() as cursor:
        cursor.execute("LISTEN kabar")
    with connection.cursor() as cursor:
        cursor.execute("NOTIFY kabar")
    begin_a_request(own)
    assert pid(own) == before


def test_one_that_this_side_has_closed_is_replaced(own: Any) -> None:
    before = pid(own)
    own.connection.close()
    begin_a_request(own)
    assert pid(own) != before
