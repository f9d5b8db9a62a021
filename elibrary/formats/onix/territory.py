"""Where something holds: countries, regions, the world, and what is left out.

3.x has it in a Territory composite, 2.1 in lists of its own; sub-national regions (list 49) stay as they are given.
"""

import re
from collections.abc import Iterable

from elibrary.formats.onix.node import Node
from elibrary.formats.onix.notes import Notes
from elibrary.formats.records import Territory

WORLD, REST = "WORLD", "ROW"
FOR_SALE = {"01", "02", "07", "08"}
NOT_FOR_SALE = {"03", "04", "05", "06"}
"""List 46."""
_REGION = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}|ECZ")
_OLD_REGIONS = {"000": WORLD, "001": REST}
"""List 47, of 2.1."""


def of(node: Node, notes: Notes) -> Territory:
    """The territory of a market or price of 3.x; senders forget the composite around it."""
    inside = node.first("Territory")
    inside = inside if inside is not None and inside.children else node
    return _territory(
        _listed(inside, ("CountriesIncluded", "RegionsIncluded"), notes),
        _listed(inside, ("CountriesExcluded", "RegionsExcluded"), notes),
    )


def of_lists(node: Node, included: tuple[str, ...], excluded: tuple[str, ...], notes: Notes) -> Territory:
    """The territory that 2.1 gives in elements of these names."""
    return _territory(_listed(node, included, notes), _listed(node, excluded, notes))


def of_sales_rights(detail: Node, notes: Notes) -> Territory:
    """All statements of sales rights together. ``ROWSalesRightsType`` applies to the countries that none of them names."""
    sold, unsold = _rights(detail, notes)
    rest = notes.code(46, detail.value("ROWSalesRightsType"))
    is_world = rest in FOR_SALE or any(one.is_world for one in sold)
    included = tuple(dict.fromkeys(code for one in sold for code in one.included))
    outside = {code for one in sold for code in one.excluded} - set(included)
    excluded = dict.fromkeys(code for one in unsold for code in one.included)
    return Territory(() if is_world else included, tuple(sorted({*excluded, *outside})), is_world)


def _rights(detail: Node, notes: Notes) -> tuple[list[Territory], list[Territory]]:
    sold: list[Territory] = []
    unsold: list[Territory] = []
    for one in detail.all("SalesRights"):
        kind = notes.code(46, one.value("SalesRightsType"))
        if kind in FOR_SALE | NOT_FOR_SALE:
            (sold if kind in FOR_SALE else unsold).append(_of_rights(one, notes))
    unsold += [_of_rights(one, notes) for one in detail.all("NotForSale")]
    return sold, unsold


def _of_rights(node: Node, notes: Notes) -> Territory:
    inside = of(node, notes)
    old = of_lists(node, ("RightsCountry", "RightsTerritory", "RightsRegion"), (), notes)
    return inside if inside != Territory() else old


def _listed(node: Node, names: Iterable[str], notes: Notes) -> list[str]:
    """Codes separated by spaces, in elements that 2.1 may also repeat."""
    return [code for name in names for text in node.values(name) for code in _checked(text.upper().split(), notes)]


def _checked(codes: list[str], notes: Notes) -> list[str]:
    found = [_OLD_REGIONS.get(code, code) for code in codes]
    return [code if code in {WORLD, REST} or _REGION.fullmatch(code) else notes.code(91, code) for code in found]


def _territory(included: list[str], excluded: list[str]) -> Territory:
    places = tuple(dict.fromkeys(code for code in included if code not in {WORLD, REST}))
    is_world = bool({WORLD, REST} & set(included))
    return Territory(() if is_world else places, tuple(dict.fromkeys(excluded)), is_world)
