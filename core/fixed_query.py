"""Queries that every request asks in the same words: their SQL is worked out once in a process.

Django builds the SQL of a query anew each time, which costs more than what most of ours then do in the database. Here only
the values change; what comes back is what the queryset would have given.
"""

from collections.abc import Callable
from copy import copy
from typing import Any, Generic, TypeVar

from django.db import connections
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
        if self._built is None:
            self._built = self._compiled()
        queryset, compiler, sql, places = self._built
        connection = connections[queryset.db]
        asking = copy(compiler)
        asking.connection = connection
        asking.as_sql = lambda *args, **kwargs: (sql, [_value(place, given, connection) for place in places])
        asked: Any = queryset.all()
        asked.query.get_compiler = lambda *args, **kwargs: asking
        return list(asked)

    def _compiled(self) -> tuple[QuerySet[Any, M], Any, str, tuple[Any, ...]]:
        queryset = self._build()
        compiler = queryset.query.get_compiler(queryset.db)
        sql, places = compiler.as_sql()
        return queryset, compiler, sql, tuple(places)


def _value(place: Any, given: dict[str, Any], connection: Any) -> Any:
    if isinstance(place, Given):
        return place.output_field.get_db_prep_value(given[place.name], connection)
    return place
