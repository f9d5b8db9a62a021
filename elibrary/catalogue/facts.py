"""What staff filter and read of a record, as the columns of an offer. Free of Django.

The same record gives the same facts whatever format it came in; a text that is too long for its column is cut here and whole
in the record.
"""

import datetime as dt
import re
from typing import Any

from elibrary.catalogue.identity import reference_of, related_isbns
from elibrary.catalogue.price_of_day import HOME, price_on, supplies_here
from elibrary.formats.records import ProductRecord
from elibrary.formats.values.isbn import isbn13_of

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
MOST_PAGES = 100_000
_AVAILABLE = re.compile(r"2\d")  # ONIX list 65: available, in stock, to order …
_GONE = re.compile(r"[45]\d")  # not available, whatever the reason
_PAGES = {"00", "05", "06", "07", "08", "10", "11"}  # ONIX list 23, counts of pages


def facts_of(record: ProductRecord, *, today: dt.date) -> dict[str, object]:
    """Column → value. The price is that of ``today``; an order asks for that of its own day."""
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
    """Whether it may be and is sold to Indonesia; None where the catalogue has no data on it."""
    rights = record.sales_territory.covers(HOME)
    if rights is False:
        return False
    markets = [supply.market.covers(HOME) for supply in record.supplies]
    if markets and all(market is False for market in markets):
        return False
    codes = [supply.availability for supply in supplies_here(record) if supply.availability]
    if codes and all(_GONE.fullmatch(code) for code in codes):
        return False
    return True if rights or any(_AVAILABLE.fullmatch(code) for code in codes) else None


def _price(record: ProductRecord, today: dt.date) -> dict[str, object]:
    price = price_on(record, today)
    return {"price_idr": price.amount, "is_tax_included": price.is_tax_included, "price_note": price.note}


def _year(date: str) -> int | None:
    year = date[:4]
    return int(year) if year.isascii() and year.isdigit() and 1450 <= int(year) <= 2100 else None


def _page_count(record: ProductRecord) -> int | None:
    """ONIX list 24: unit 03 is pages."""
    for extent in record.extents:
        if extent.unit == "03" and extent.kind in _PAGES and extent.value.isascii() and extent.value.isdigit():
            return min(int(extent.value[:9]), MOST_PAGES) or None
    return None
