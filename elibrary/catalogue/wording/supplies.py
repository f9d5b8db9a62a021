"""Who sells it where, and for how much: a line a supplier, then a line a price."""

from collections.abc import Iterator
from decimal import Decimal

from elibrary.catalogue.price_of_day import HOME
from elibrary.catalogue.wording.codes import name_of, place_of
from elibrary.catalogue.wording.dates import day_of
from elibrary.catalogue.wording.differences import Statement
from elibrary.formats.records import Price, ProductRecord, Supply, Territory

_MOST_PLACES = 8
"""More than these are counted in a line of many things; the sales territory names them all."""


def supplies(record: ProductRecord) -> Iterator[Statement]:
    for supply in record.supplies:
        yield _supply(supply)
        for price in supply.prices:
            yield _price(price, supply)


def territory(rights: Territory) -> Iterator[Statement]:
    """Every country by its name."""
    if rights.is_world:
        yield Statement("", ("seluruh dunia",), key="where")
    elif rights.included:
        yield Statement("hanya", tuple(map(place_of, rights.included)), key="where")
    if rights.excluded:
        yield Statement("kecuali", tuple(map(place_of, rights.excluded)), key="except")


def _supply(supply: Supply) -> Statement:
    start = f"dijual mulai {day_of(supply.on_sale_from)}" if supply.on_sale_from else ""
    market = _in_short(supply.market)
    words = (name_of(65, supply.availability), f"pasar {market}" if market else "", start)
    return Statement(supply.supplier or "pemasok tanpa nama", tuple(filter(None, words)), key=("supply", supply.supplier))


def _price(price: Price, supply: Supply) -> Statement:
    """The price alone where its supplier has no name: there is mostly one."""
    return Statement(
        supply.supplier,
        (f"harga {_amount(price)}", *filter(None, _holds_for(price))),
        key=(supply.supplier, price.currency, price.kind, price.qualifier, price.constraint_note),
        kept=1,
    )


def _holds_for(price: Price) -> Iterator[str]:
    yield name_of(58, price.kind)
    if not price.kind and price.is_tax_included is not None:
        yield "termasuk pajak" if price.is_tax_included else "belum termasuk pajak"
    if price.tax_percent is not None:
        yield f"pajak {_number(price.tax_percent)}%"
    buyers = name_of(59, price.qualifier)
    if buyers and not price.constraint_note.startswith(f"harga {buyers}"):
        yield f"untuk {buyers}"
    yield from price.constraint_note.split("; ")
    yield f"mulai {day_of(price.valid_from)}" if price.valid_from else ""
    yield f"sampai {day_of(price.valid_until)}" if price.valid_until else ""
    place = _in_short(price.territory)
    yield f"berlaku di {place}" if place else ""


def _amount(price: Price) -> str:
    return f"{price.currency} {_number(price.amount, least=2)}".strip()


def _number(number: Decimal, *, least: int = 1) -> str:
    """As Indonesians write it: 90.000 and 15,50; ``least`` digits behind the comma, if any."""
    if not number.is_finite():
        return str(number)
    whole, _, rest = f"{number:,f}".partition(".")
    rest = rest.rstrip("0")
    return whole.replace(",", ".") + (f",{rest:0<{least}}" if rest else "")


def _in_short(rights: Territory) -> str:
    included = "seluruh dunia" if rights.is_world else _places(rights.included)
    return f"{included} kecuali {_places(rights.excluded)}".strip() if rights.excluded else included


def _places(codes: tuple[str, ...]) -> str:
    if len(codes) <= _MOST_PLACES:
        return ", ".join(map(place_of, codes))
    home = "termasuk" if HOME in codes else "tanpa"
    return f"{len(codes)} negara ({home} {place_of(HOME)})"
