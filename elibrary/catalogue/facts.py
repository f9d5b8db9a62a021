"""What staff filter and read of a record, as the columns of an offer. Free of Django.

The same record gives the same facts whatever format it came in; a text that is too long for its column is cut here and whole
in the record.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from .identity import isbn13_of, reference_of, related_isbns
from .records import Price, ProductRecord, Supply

HOME = "ID"
LENGTHS = {
    "title": 500,
    "subtitle": 500,
    "creators": 1000,
    "language": 20,
    "series": 300,
    "edition": 100,
    "imprint": 200,
    "subjects": 1000,
    "file_format": 40,
    "cover_url": 1000,
    "price_note": 300,
    "related_isbns": 300,
}
MOST_RUPIAH = 10**12
MOST_PAGES = 100_000
_AVAILABLE = re.compile(r"2\d")  # ONIX list 65: available, in stock, to order …
_GONE = re.compile(r"[45]\d")  # not available, whatever the reason
_PAGES = {"00", "05", "06", "07", "08", "10", "11"}  # ONIX list 23, counts of pages


def facts_of(record: ProductRecord, *, today: dt.date) -> dict[str, Any]:
    """Column → value. ``today`` decides between prices with dates."""
    texts: dict[str, Any] = {
        "title": record.title,
        "subtitle": record.subtitle,
        "creators": "; ".join(dict.fromkeys(one.name for one in record.contributors if one.name)),
        "language": " ".join(record.languages),
        "series": record.series,
        "edition": record.edition,
        "imprint": record.imprint,
        "subjects": "; ".join(dict.fromkeys(filter(None, (one.text or one.code for one in record.subjects)))),
        "file_format": record.file_format.lower(),
        "cover_url": record.cover_url if len(record.cover_url) <= LENGTHS["cover_url"] else "",
        "related_isbns": " ".join(related_isbns(record)),
        **_price(record, today),
    }
    return {
        "reference": reference_of(record),
        "isbn13": isbn13_of(record.identifiers) or None,
        "carrier": str(record.carrier),
        "year": _year(record.publication_date),
        "page_count": _page_count(record),
        "description": record.description,
        "available_in_indonesia": is_available_here(record),
        **{name: value[: LENGTHS[name]] if name in LENGTHS else value for name, value in texts.items()},
    }


def is_available_here(record: ProductRecord) -> bool | None:
    """Whether it may be and is sold to Indonesia; None where the catalogue doesn't say."""
    rights = record.sales_territory.covers(HOME)
    if rights is False:
        return False
    markets = [supply.market.covers(HOME) for supply in record.supplies]
    if markets and all(market is False for market in markets):
        return False
    codes = [supply.availability for supply in _here(record.supplies) if supply.availability]
    if codes and all(_GONE.fullmatch(code) for code in codes):
        return False
    return True if rights or any(_AVAILABLE.fullmatch(code) for code in codes) else None


def _here(supplies: Iterable[Supply]) -> Iterator[Supply]:
    return (supply for supply in supplies if supply.market.covers(HOME) is not False)


def _price(record: ProductRecord, today: dt.date) -> dict[str, Any]:
    """The price in rupiah for Indonesia that holds today, with tax before without; else none, and what was said instead.

    What costs nothing costs no rupiah, whatever currency is or isn't named.
    """
    prices = [one for supply in _here(record.supplies) for one in supply.prices if one.territory.covers(HOME) is not False]
    rupiah = [one for one in prices if _is_rupiah(one)]
    free = prices if not any(one.amount for one in prices) else []
    best = min(rupiah or free, key=lambda one: (not _holds(one, today), not _with_tax(one)), default=None)
    if best is None:
        note = ", ".join(f"{one.currency} {one.amount}" for one in prices)
        return {"price_idr": None, "is_tax_included": None, "price_note": note}
    return {
        "price_idr": int(best.amount.quantize(Decimal(1), ROUND_HALF_UP)),
        "is_tax_included": _with_tax(best),
        "price_note": best.constraint_note,
    }


def _is_rupiah(price: Price) -> bool:
    return price.currency.upper() == "IDR" and price.amount.is_finite() and 0 <= price.amount < MOST_RUPIAH


def _holds(price: Price, today: dt.date) -> bool:
    """Partial dates compare as text: 2026 begins with 2026-01-01 and ends with 2026-12-31."""
    day = today.isoformat()
    starts = price.valid_from <= day
    ends = not price.valid_until or day[: len(price.valid_until)] <= price.valid_until
    return starts and ends


def _with_tax(price: Price) -> bool | None:
    if price.is_tax_included is not None:
        return price.is_tax_included
    return {"01": False, "02": True}.get(price.kind)


def _year(date: str) -> int | None:
    year = date[:4]
    return int(year) if year.isascii() and year.isdigit() and 1450 <= int(year) <= 2100 else None


def _page_count(record: ProductRecord) -> int | None:
    """ONIX list 24: unit 03 is pages."""
    for extent in record.extents:
        if extent.unit == "03" and extent.kind in _PAGES and extent.value.isascii() and extent.value.isdigit():
            return min(int(extent.value[:9]), MOST_PAGES) or None
    return None
