"""Give out running numbers."""

from django.db import transaction
from django.db.models import F

from core.documents.models import NumberSeries


def next_number(*, series: str, year: int) -> int:
    """The next number of ``series`` in ``year``, from 1 on.

    Call it in the transaction that keeps the number: when that is rolled back the number goes back too, so that a series
    has no gaps, and others who want one wait until it ends. Raises RuntimeError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A number is taken in the transaction that keeps it.")
    NumberSeries.objects.bulk_create([NumberSeries(series=series, year=year)], ignore_conflicts=True)
    NumberSeries.objects.filter(series=series, year=year).update(last=F("last") + 1)
    return NumberSeries.objects.values_list("last", flat=True).get(series=series, year=year)
