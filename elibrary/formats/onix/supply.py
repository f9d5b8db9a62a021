"""From whom it can be had, where, from when and for how much: one Supply for each SupplyDetail."""

from collections.abc import Iterator

from elibrary.formats.onix import dates, prices, territory
from elibrary.formats.onix.markup import one_line
from elibrary.formats.onix.node import Node
from elibrary.formats.onix.notes import Notes
from elibrary.formats.records import Supply, Territory

_OLD_AVAILABILITY = {
    "AB": "01",
    "AD": "44",
    "CS": "99",
    "EX": "43",
    "IP": "20",
    "MD": "23",
    "NP": "10",
    "NY": "11",
    "OF": "42",
    "OI": "31",
    "OP": "51",
    "OR": "41",
    "PP": "09",
    "RF": "43",
    "RM": "47",
    "RP": "32",
    "RU": "32",
    "TO": "22",
    "TP": "30",
    "TU": "30",
    "UR": "33",
    "WR": "47",
    "WS": "46",
}
"""List 54, of 2.1 → list 65."""
_EMBARGO, _EXPECTED = "02", "08"
_PUBLICATION = "01"


def of(product: Node, header: Node, notes: Notes) -> tuple[Supply, ...]:
    new = [_supply(detail, block, market, header, notes) for detail, block, market in _of_markets(product, notes)]
    old = [_old_supply(detail, product, header, notes) for detail in product.all("SupplyDetail")]
    return tuple(new + old)


def _of_markets(product: Node, notes: Notes) -> Iterator[tuple[Node, Node, Territory]]:
    for block in product.all("ProductSupply"):
        market = _joined([territory.of(one, notes) for one in block.all("Market")])
        for detail in block.all("SupplyDetail"):
            yield detail, block, market


def _joined(markets: list[Territory]) -> Territory:
    if len(markets) == 1:
        return markets[0]
    included = tuple(dict.fromkeys(code for one in markets for code in one.included))
    excluded = tuple(dict.fromkeys(code for one in markets for code in one.excluded if code not in included))
    return Territory(included, excluded, any(one.is_world for one in markets))


def _supply(detail: Node, block: Node, market: Territory, header: Node, notes: Notes) -> Supply:
    details = block.part("MarketPublishingDetail")
    starts = (
        dates.of_role(detail, "SupplyDate", _EMBARGO, notes),
        dates.of_role(details, "MarketDate", _EMBARGO, notes),
        dates.of_role(detail, "SupplyDate", _EXPECTED, notes),
        dates.of_role(details, "MarketDate", _PUBLICATION, notes),
    )
    return Supply(
        supplier=one_line(detail.part("Supplier").value("SupplierName")),
        availability=notes.code(65, detail.value("ProductAvailability")),
        market=market,
        prices=prices.of(detail, header, notes),
        on_sale_from=next(filter(None, starts), ""),
    )


def _old_supply(detail: Node, product: Node, header: Node, notes: Notes) -> Supply:
    included = ("SupplyToCountry", "SupplyToTerritory", "SupplyToRegion")
    market = territory.of_lists(detail, included, ("SupplyToCountryExcluded",), notes)
    represented = _representation(product, market, notes)
    starts = (
        dates.of(detail, "OnSaleDate", notes),
        dates.of_role(represented, "MarketDate", _EMBARGO, notes),
        dates.of(detail, "ExpectedShipDate", notes),
        dates.of_role(represented, "MarketDate", _PUBLICATION, notes),
    )
    return Supply(
        supplier=one_line(detail.value("SupplierName")),
        availability=_old_availability(detail, notes),
        market=market,
        prices=prices.of(detail, header, notes),
        on_sale_from=next(filter(None, starts), ""),
    )


def _representation(product: Node, market: Territory, notes: Notes) -> Node:
    """2.1 has a market beside its supply; the two meet where they name the same countries.

    A supply that names none takes the only market there is.
    """
    found = list(product.all("MarketRepresentation"))
    included, excluded = ("MarketCountry", "MarketTerritory"), ("MarketCountryExcluded",)
    same = [one for one in found if territory.of_lists(one, included, excluded, notes) == market]
    alone = found if len(found) == 1 and market == Territory() else []
    return next(iter(same or alone), Node("MarketRepresentation", {}))


def _old_availability(detail: Node, notes: Notes) -> str:
    if code := detail.value("ProductAvailability"):
        return notes.code(65, code)
    return _OLD_AVAILABILITY.get(notes.code(54, detail.value("AvailabilityCode")), "")
