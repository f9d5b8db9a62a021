"""What a line costs, to the rupiah."""

from decimal import Decimal

import pytest

from elibrary.ordering.pricing import Price, price_of


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param({"unit_price_idr": 75_000, "copies": 2}, Price(150_000, 0, 150_000, 0, 150_000), id="plain"),
        pytest.param(
            {"unit_price_idr": 75_000, "copies": 2, "discount_percent": Decimal("12.5"), "tax_percent": Decimal(11)},
            Price(150_000, 18_750, 131_250, 14_438, 145_688),  # 14.437,5 goes up
            id="discount-then-tax",
        ),
        pytest.param(
            {"unit_price_idr": 111_000, "copies": 1, "tax_percent": Decimal(11), "is_tax_included": True},
            Price(111_000, 0, 111_000, 11_000, 111_000),
            id="tax-inside",
        ),
        pytest.param(
            {"unit_price_idr": 1, "copies": 1, "discount_percent": Decimal(50)}, Price(1, 1, 0, 0, 0), id="half-up"
        ),
        pytest.param(
            {"unit_price_idr": 5_000, "copies": 3, "discount_percent": Decimal(100), "tax_percent": Decimal(11)},
            Price(15_000, 15_000, 0, 0, 0),
            id="a-gift",
        ),
        pytest.param({"unit_price_idr": 0, "copies": 7, "tax_percent": Decimal(11)}, Price(0, 0, 0, 0, 0), id="free"),
    ],
)
def test_a_price_is_taken_apart_in_whole_rupiah(asked, expected):
    assert price_of(**asked) == expected


@pytest.mark.parametrize("unit", [1, 33, 99_999, 12_345_678])
def test_what_stands_on_the_paper_adds_up(unit):
    price = price_of(unit_price_idr=unit, copies=3, discount_percent=Decimal("7.77"), tax_percent=Decimal("11"))
    assert price.gross - price.discount + price.tax == price.total
