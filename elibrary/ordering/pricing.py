"""What a line of an order costs."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True)
class Price:
    """Whole rupiah. ``gross`` − ``discount`` = ``net``; ``total`` = ``net``, plus ``tax`` unless the price includes it."""

    gross: int
    discount: int
    net: int
    tax: int
    total: int


def price_of(
    *,
    unit_price_idr: int,
    copies: int,
    discount_percent: Decimal = Decimal(0),
    tax_percent: Decimal = Decimal(0),
    is_tax_included: bool = False,
) -> Price:
    """Unit price × copies − discount, tax on top unless it is included.

    Discount and tax are each rounded to whole rupiah, half up, as invoices print them: the printed amounts add up.
    """
    gross = unit_price_idr * copies
    discount = whole(gross * discount_percent / 100)
    net = gross - discount
    if is_tax_included:
        return Price(gross, discount, net, whole(net * tax_percent / (100 + tax_percent)), net)
    tax = whole(net * tax_percent / 100)
    return Price(gross, discount, net, tax, net + tax)


def whole(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))
