"""The price of a record that is valid on a day for a library in Indonesia, and a note on the others. Free of Django."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from elibrary.formats.records import Price, ProductRecord, Supply

HOME = "ID"
MOST_RUPIAH = 10**12
_FOR_LIBRARIES = ("16", "10", "06", "12")
"""ONIX list 59, the nearest first: public library, library, institution or library, corporate."""
_FOR_EVERYBODY = ("", "00")
_FOR_OTHERS = {"01", "03", "04", "07", "09", "13", "14", "15", "18"}
"""ONIX list 59, what this library is not or does not do: member, part of a set, voucher, reservation before publication,
linked price, subscription service, school library, academic library, consortium."""


@dataclass(frozen=True)
class PriceOfDay:
    """``amount`` in whole rupiah, None where no price in rupiah holds; ``tax_percent`` None where the catalogue has none.

    ``note``: what the price holds for, and prices that may be valid on another day or for other buyers.
    """

    amount: int | None
    is_tax_included: bool | None
    tax_percent: Decimal | None
    note: str


def price_on(record: ProductRecord, day: dt.date) -> PriceOfDay:
    """The price in rupiah that holds on ``day``: one for libraries before one for all buyers, then the one that began last.

    Of one price with tax and without, the one with. A price that holds on other days, or for others, is noted and not
    taken. What costs nothing costs no rupiah, whatever currency is or isn't named.
    """
    prices = [one for supply in supplies_here(record) for one in supply.prices if one.territory.covers(HOME) is not False]
    rupiah = [one for one in prices if _is_rupiah(one)]
    free = prices if not any(one.amount for one in prices) else []
    holding = [one for one in rupiah or free if one.qualifier not in _FOR_OTHERS and _holds(one, day)]
    newest = sorted(sorted(holding, key=lambda one: not _with_tax(one)), key=lambda one: one.valid_from, reverse=True)
    best = min(newest, key=lambda one: (_rank(one), not _is_dated(one)), default=None)
    if best is None:
        return PriceOfDay(None, None, None, ", ".join(map(_price_text, prices)))
    others = [_price_text(one) for one in rupiah if one is not best and _is_limited(one)]
    return PriceOfDay(
        amount=int(best.amount.quantize(Decimal(1), ROUND_HALF_UP)),
        is_tax_included=_with_tax(best),
        tax_percent=best.tax_percent,
        note="; ".join(filter(None, (best.constraint_note, ", ".join(others)))),
    )


def supplies_here(record: ProductRecord) -> Iterator[Supply]:
    return (supply for supply in record.supplies if supply.market.covers(HOME) is not False)


def _is_rupiah(price: Price) -> bool:
    return price.currency.upper() == "IDR" and price.amount.is_finite() and 0 <= price.amount < MOST_RUPIAH


def _holds(price: Price, day: dt.date) -> bool:
    """Partial dates compare as text: 2026 begins with 2026-01-01 and ends with 2026-12-31."""
    text = day.isoformat()
    ends = not price.valid_until or text[: len(price.valid_until)] <= price.valid_until
    return price.valid_from <= text and ends


def _is_limited(price: Price) -> bool:
    """By its dates or its buyers, not by the day: what is noted beside a price stays until that price is another."""
    return _is_dated(price) or price.qualifier in _FOR_OTHERS


def _is_dated(price: Price) -> bool:
    return bool(price.valid_from or price.valid_until)


def _rank(price: Price) -> int:
    ranked = (*_FOR_LIBRARIES, *_FOR_EVERYBODY)
    return ranked.index(price.qualifier) if price.qualifier in ranked else len(ranked)


def _with_tax(price: Price) -> bool | None:
    if price.is_tax_included is not None:
        return price.is_tax_included
    return {"01": False, "02": True}.get(price.kind)


def _price_text(price: Price) -> str:
    """Of one in rupiah also when and for whom it holds: that is why it wasn't taken."""
    amount = f"{price.currency} {price.amount}"
    return f"{amount} ({'; '.join(said)})" if _is_rupiah(price) and (said := list(_limits(price))) else amount


def _limits(price: Price) -> Iterable[str]:
    if price.constraint_note:
        yield price.constraint_note
    if price.valid_from:
        yield f"mulai {price.valid_from}"
    if price.valid_until:
        yield f"sampai {price.valid_until}"
