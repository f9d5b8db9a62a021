"""Compiled queries: the SQL of a queryset is built once in a process and executed with other parameters each time.

Django compiles a query anew at each evaluation, which costs more than what most of ours then do in the database. Statement
and rows are those of the queryset; only the parameters change.
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


class Param(Expression):
    """A named parameter, by default a row's primary key. Never None: SQL compares NULL in other words."""

    def __init__(self, name: str, output_field: "Field[Any, Any] | None" = None) -> None:
        super().__init__(output_field=output_field or BigAutoField())
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)


class CompiledQuery(Generic[M]):
    """``CompiledQuery(lambda: Note.objects.filter(user=Param("user")))``, then ``.fetch(user=3)``.

    For model instances, ``values`` and ``values_list``, without ``prefetch_related``. ``build`` is called at the first
    execution, once the apps are ready. A parameter without a value raises KeyError.
    """

    def __init__(self, build: Callable[[], QuerySet[Any, M]]) -> None:
        self._build = build
        self._compiled: tuple[QuerySet[Any, M], Any, str, tuple[Any, ...]] | None = None

    def fetch(self, **params: Any) -> list[M]:
        queryset, _ = self._prepared(params)
        return list(queryset)

    def bind(self, **params: Any) -> "BoundQuery[M]":
        """The query with its parameters, for ``fetch_together``."""
        return BoundQuery(self, params)

    def _prepared(self, params: dict[str, Any]) -> tuple[QuerySet[Any, M], Any]:
        """A queryset and the compiler that its rows will come from."""
        if self._compiled is None:
            self._compiled = self._compile()
        compiled_from, compiler, sql, slots = self._compiled
        connection = connections[compiled_from.db]
        bound = copy(compiler)
        bound.connection = connection
        bound.as_sql = lambda *args, **kwargs: (sql, [_value(slot, params, connection) for slot in slots])
        queryset: Any = compiled_from.all()
        queryset.query.get_compiler = lambda *args, **kwargs: bound
        return queryset, bound

    def _compile(self) -> tuple[QuerySet[Any, M], Any, str, tuple[Any, ...]]:
        queryset = self._build()
        compiler = queryset.query.get_compiler(queryset.db)
        sql, slots = compiler.as_sql()
        return queryset, compiler, sql, tuple(slots)


@dataclass(frozen=True)
class BoundQuery(Generic[M]):
    """A compiled query and its parameters."""

    query: CompiledQuery[M]
    params: dict[str, Any]

    def fetch(self) -> list[M]:
        return self.query.fetch(**self.params)


def fetch_together(**queries: BoundQuery[Any]) -> dict[str, list[Any]]:
    """The rows of each query, by its name. PostgreSQL gets all statements in one pipeline: one round trip instead of one
    each. SQLite executes them one after the other."""
    prepared = {name: bound.query._prepared(bound.params) for name, bound in queries.items()}
    databases = {queryset.db for queryset, _ in prepared.values()}
    if databases == {DEFAULT_DB_ALIAS} and connections[DEFAULT_DB_ALIAS].vendor == "postgresql":
        compilers = [compiler for _, compiler in prepared.values()]
        for compiler, rows in zip(compilers, _rows_of(connections[DEFAULT_DB_ALIAS], compilers), strict=True):
            compiler.execute_sql = partial(_fetched, compiler, rows)
    return {name: list(queryset) for name, (queryset, _) in prepared.items()}


def _rows_of(connection: Any, compilers: list[Any]) -> list[list[tuple[Any, ...]]]:
    with ExitStack() as stack:
        cursors = [stack.enter_context(connection.cursor()) for _ in compilers]
        with connection.wrap_database_errors, connection.connection.pipeline():
            for cursor, compiler in zip(cursors, compilers, strict=True):
                cursor.execute(*compiler.as_sql())
        return [cursor.fetchall() for cursor in cursors]


def _fetched(compiler: Any, rows: list[tuple[Any, ...]], *args: Any, **kwargs: Any) -> list[list[tuple[Any, ...]]]:
    """In place of ``execute_sql``: one chunk with all rows, without the columns that only ORDER BY needed."""
    return [[row[: compiler.col_count] for row in rows] if compiler.has_extra_select else rows]


def _value(slot: Any, params: dict[str, Any], connection: Any) -> Any:
    if isinstance(slot, Param):
        return slot.output_field.get_db_prep_value(params[slot.name], connection)
    return slot
