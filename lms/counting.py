"""Numbers of rows as columns of another query."""

from typing import Any

from django.db.models import Func, IntegerField, QuerySet, Subquery


def number_of(rows: QuerySet[Any]) -> Subquery:
    """How many they are: COUNT without a GROUP BY, which a plain ``annotate`` would add; so none gives 0."""
    counted = rows.order_by().annotate(how_many=Func("pk", function="COUNT", output_field=IntegerField()))
    return Subquery(counted.values("how_many"))
