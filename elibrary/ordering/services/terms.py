"""What a line of an order takes over from its offer."""

import datetime as dt
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from elibrary.catalogue.models.offer import Offer
from elibrary.catalogue.price_of_day import HOME, PriceOfDay, price_on
from elibrary.formats.extraction import record_of
from elibrary.formats.records import ProductRecord, Territory, UsageConstraint
from elibrary.ordering.models.line import OrderLine

_USES = {"may_print": "02", "may_copy": "03", "may_read_aloud": "05"}
"""ONIX list 145."""
_UNLIMITED = "01"
"""ONIX list 146; the others are limited and prohibited."""
_LONGEST_TERRITORY = OrderLine._meta.get_field("territory").max_length


def terms_of(offer: Offer, *, on: dt.date) -> dict[str, object]:
    """Route, price, tax, territory and what readers may do; data that the catalogue lacks is absent.

    The price is that of the day on which the line is made: the catalogue may be from long before.
    """
    is_print = offer.carrier == Offer.Carrier.PRINT
    record = record_of(offer.record) if offer.record else None
    return {
        "route": OrderLine.Route.PRINT if is_print else OrderLine.Route.HOSTED,
        **_price(offer, record, on),
        **(_permissions(record.constraints) if record else {}),
        **(_territory(record.sales_territory) if record else {}),
    }


def _price(offer: Offer, record: ProductRecord | None, on: dt.date) -> dict[str, object]:
    """A price that staff have corrected is retained; its tax comes from the catalogue.

    One without a word on tax counts as it stands. One without tax, and no rate either, leaves the rate to staff.
    """
    price = _price_of_day(offer, record, on)
    rate = _rate(price.tax_percent)
    if rate is None and price.is_tax_included is not False:
        rate = Decimal(0)
    return {
        "unit_price_idr": offer.price_idr if "price_idr" in offer.corrected else price.amount,
        "is_tax_included": bool(price.is_tax_included),
        "tax_percent": rate,
    }


def _price_of_day(offer: Offer, record: ProductRecord | None, on: dt.date) -> PriceOfDay:
    """By the catalogue's record; by the columns where it names no supplier."""
    if record is not None and record.supplies:
        return price_on(record, on)
    return PriceOfDay(offer.price_idr, offer.is_tax_included, None, offer.price_note)


def _rate(percent: Decimal | None) -> Decimal | None:
    """In hundredths of a percent; a rate that can't be one is none."""
    if percent is None or not 0 <= percent <= 100:
        return None
    return percent.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _permissions(constraints: Iterable[UsageConstraint]) -> dict[str, bool]:
    """A limited use counts as not allowed: a line has no field for the limit. Staff may change it."""
    price = {name: [one.status for one in constraints if one.usage == usage and one.status] for name, usage in _USES.items()}
    return {name: set(statuses) == {_UNLIMITED} for name, statuses in price.items() if statuses}


def _territory(rights: Territory) -> dict[str, str]:
    """Where the licence holds, if Indonesia is among it. A list too long for the column is left at Indonesia alone."""
    if not rights.covers(HOME):
        return {}
    words = ", ".join(rights.included)
    if rights.is_world:
        words = f"seluruh dunia kecuali {', '.join(rights.excluded)}" if rights.excluded else "seluruh dunia"
    return {"territory": words} if len(words) <= (_LONGEST_TERRITORY or 0) else {}
