"""Queries that every request asks in the same words: their SQL is worked out once in a process.

Django builds the SQL of a query anew each time, which costs more than what most of ours then do in the database. Here only
the values change; what comes back is what the queryset would have given.
"""

from collections.abc import Callable
from contextlib import ExitStack
from copy import copy
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import BigAutoField, Expression, Field, QuerySet

M = TypeVar("M")


class Given(Expression):
    """The place of a value that is named each time the query is asked, a row's key where nothing else is said.

    Never None, which SQL compares in other words.
    """

    def __init__(self, name: str, output_field: "Field[Any, Any] | None" = None) -> None:
        super().__init__(output_field=output_field or BigAutoField())
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return "%s", [self]


class FixedQuery(Generic[M]):
    """``FixedQuery(lambda: Note.objects.filter(user=Given("user")))``, then ``.ask(user=3)``.

    For models and ``values_list``, without ``prefetch_related``. ``build`` is called at the first question, once the apps
    are ready.
    """

    def __init__(self, build: Callable[[], QuerySet[Any, M]]) -> None:
        self._build = build
        self._built: tuple[QuerySet[Any, M], Any, str, tuple[Any, ...]] | None = None

    def ask(self, **given: Any) -> list[M]:
        asked, _ = self._asked(given)
        return list(asked)

    def given(self, **given: Any) -> "Question[M]":
        """The same for ``ask_together``."""
        return Question(self, given)

    def _asked(self, given: dict[str, Any]) -> tuple[QuerySet[Any, M], Any]:
        """A queryset and the compiler that its rows will come from."""
        if self._built is None:
            self._built = self._compiled()
        queryset, compiler, sql, places = self._built
        connection = connections[queryset.db]
        asking = copy(compiler)
        asking.connection = connection
        asking.as_sql = lambda *args, **kwargs: (sql, [_value(place, given, connection) for place in places])
        asked: Any = queryset.all()
        asked.query.get_compiler = lambda *args, **kwargs: asking
        return asked, asking

    def _compiled(self) -> tuple[QuerySet[Any, M], Any, str, tuple[Any, ...]]:
        queryset = self._build()
        compiler = queryset.query.get_compiler(queryset.db)
        sql, places = compiler.as_sql()
        return queryset, compiler, sql, tuple(places)


@dataclass(frozen=True)
class Question(Generic[M]):
    """A query and what it is given this time."""

    query: FixedQuery[M]
    given: dict[str, Any]

    def ask(self) -> list[M]:
        return self.query.ask(**self.given)


def ask_together(**questions: Question[Any]) -> dict[str, list[Any]]:
    """What ``ask`` gives, by the questions' names. PostgreSQL is sent all of them at once and answers after one way there
    and back, instead of one each."""
    asked = {name: question.query._asked(question.given) for name, question in questions.items()}
    databases = {queryset.db for queryset, _ in asked.values()}
    if databases == {DEFAULT_DB_ALIAS} and connections[DEFAULT_DB_ALIAS].vendor == "postgresql":
        compilers = [compiler for _, compiler in asked.values()]
        for compiler, rows in zip(compilers, _rows_of(connections[DEFAULT_DB_ALIAS], compilers), strict=True):
            compiler.execute_sql = partial(_as_read, compiler, rows)
    return {name: list(queryset) for name, (queryset, _) in asked.items()}


def _rows_of(connection: Any, compilers: list[Any]) -> list[list[tuple[Any, ...]]]:
    with ExitStack() as stack:
        cursors = [stack.enter_context(connection.cursor()) for _ in compilers]
        with connection.wrap_database_errors, connection.connection.pipeline():
            for cursor, compiler in zip(cursors, compilers, strict=True):
                cursor.execute(*compiler.as_sql())
        return [cursor.fetchall() for cursor in cursors]


def _as_read(compiler: Any, rows: list[tuple[Any, ...]], *args: Any, **kwargs: Any) -> list[list[tuple[Any, ...]]]:
    """In place of ``execute_sql``: one piece with all rows, without the columns that the database sorted by alone."""
    return [[row[: compiler.col_count] for row in rows] if compiler.has_extra_select else rows]


def _value(place: Any, given: dict[str, Any], connection: Any) -> Any:
    if isinstance(place, Given):
        return place.output_field.get_db_prep_value(given[place.name], connection)
    return place
