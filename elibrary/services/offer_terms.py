"""What a line of an order takes over from its offer."""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from elibrary.catalogue.price_of_day import PriceOfDay, price_on
from elibrary.catalogue.writing import record_of
from elibrary.models import Offer, OrderLine


def terms_of(offer: Offer, *, on: dt.date) -> dict[str, Any]:
    """Route, price and tax, as they hold on the day that the line is made: the catalogue may be from long before."""
    is_print = offer.carrier == Offer.Carrier.PRINT
    return {"route": OrderLine.Route.PRINT if is_print else OrderLine.Route.HOSTED, **_price(offer, on)}


def _price(offer: Offer, on: dt.date) -> dict[str, Any]:
    """A price that staff have corrected stays theirs; how it is taxed the catalogue says.

    One without a word on tax counts as it stands. One without tax, and no rate either, leaves the rate to staff.
    """
    said = _said(offer, on)
    rate = _rate(said.tax_percent)
    if rate is None and said.is_tax_included is not False:
        rate = Decimal(0)
    return {
        "unit_price_idr": offer.price_idr if "price_idr" in offer.corrected else said.amount,
        "is_tax_included": bool(said.is_tax_included),
        "tax_percent": rate,
    }


def _said(offer: Offer, on: dt.date) -> PriceOfDay:
    """By the catalogue's record; by the columns where it names no supplier."""
    if offer.record.get("supplies"):
        return price_on(record_of(offer.record), on)
    return PriceOfDay(offer.price_idr, offer.is_tax_included, None, offer.price_note)


def _rate(percent: Decimal | None) -> Decimal | None:
    """In hundredths of a percent; a rate that can't be one is none."""
    if percent is None or not 0 <= percent <= 100:
        return None
    return percent.quantize(Decimal("0.01"), ROUND_HALF_UP)
