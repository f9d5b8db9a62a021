"""What it costs, for whom, from when, and what is bought with it."""

import re
from decimal import Decimal

from elibrary.formats.code_lists.trade import BUYERS, USE_UNITS
from elibrary.formats.onix import dates, territory
from elibrary.formats.onix.node import Node
from elibrary.formats.onix.notes import Notes
from elibrary.formats.records import Price, Territory

_WITH_TAX = {"02", "04", "07", "09", "12", "14", "17", "22", "24", "27", "34", "42"}
"""List 58; the others there are without tax."""
_AMOUNT = re.compile(r"\d{1,15}(?:\.\d{1,4})?")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_PERCENT = re.compile(r"\d{1,3}(?:\.\d{1,4})?")
_FREE = "01"
_ZERO_RATED = "Z"
_FROM, _UNTIL, _FROM_UNTIL = "14", "15", "24"
_QUALIFIERS = {code: BUYERS[code] for code in ("01", "05", "06", "10", "11", "12", "13", "14", "15", "16", "18")}
"""List 59: whom a price is for."""
_CONSTRAINTS = {
    "01": "pratinjau",
    "06": "peminjaman",
    "07": "lisensi berjangka",
    "08": "perpanjangan",
    "09": "banyak pengguna",
}
"""List 230."""
_UNITS = {code: USE_UNITS[code] for code in ("01", "04", "05", "06", "07", "09", "10", "13", "14", "15", "31")}
"""List 147."""


def of(supply: Node, header: Node, notes: Notes) -> tuple[Price, ...]:
    """Prices with an amount, and the free ones. A price that is announced later is none."""
    found = [_price(node, header, notes) for node in supply.all("Price")]
    if not list(supply.all("Price")) and _is_free(supply, notes):
        found.append(Price(Decimal(0), _currency(supply, header)))
    return tuple(price for price in found if price is not None)


def _price(node: Node, header: Node, notes: Notes) -> Price | None:
    currency = _currency(node, header)
    amount = Decimal(0) if _is_free(node, notes) else _amount(node.value("PriceAmount"), currency, notes)
    if amount is None:
        return None
    kind = node.value("PriceType", "PriceTypeCode") or header.value("DefaultPriceType", "DefaultPriceTypeCode")
    start, end = _dates(node, notes)
    return Price(
        amount=amount,
        currency=currency,
        kind=notes.code(58, kind),
        tax_percent=_tax_percent(node),
        is_tax_included=kind in _WITH_TAX if kind else None,
        valid_from=start,
        valid_until=end,
        territory=_territory(node, notes),
        qualifier=(qualifier := notes.code(59, node.value("PriceQualifier"))),
        constraint_note=_note(node, qualifier, notes),
    )


def _currency(node: Node, header: Node) -> str:
    return (node.value("CurrencyCode") or header.value("DefaultCurrencyCode")).upper()


def _is_free(node: Node, notes: Notes) -> bool:
    return notes.code(57, node.value("UnpricedItemType")) == _FREE


def _amount(text: str, currency: str, notes: Notes) -> Decimal | None:
    """A point is the decimal sign in ONIX; Rp85.000 with three decimals can only mean thousands."""
    if not text:
        return None
    if currency == "IDR" and _GROUPED.fullmatch(text):
        whole = Decimal(re.sub("[.,]", "", text))
        notes.say(
            f"Harga “{text}” ditulis dengan pemisah ribuan dan dibaca sebagai {whole} rupiah.", "Tulis tanpa pemisah ribuan."
        )
        return whole
    if not _AMOUNT.fullmatch(text):
        notes.say(f"Harga “{text[:30]}” tidak dapat dibaca.", "Tulis angka saja, misalnya 85000.")
        return None
    return _shortest(Decimal(text))


def _shortest(amount: Decimal) -> Decimal:
    """85000.00 as 85000: two files that mean the same must read the same."""
    return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount.normalize()


def _tax_percent(node: Node) -> Decimal | None:
    taxes = [(one.value("TaxRatePercent"), one.value("TaxRateCode")) for one in node.all("Tax")]
    taxes.append((node.value("TaxRatePercent1"), node.value("TaxRateCode1")))
    for percent, code in taxes:
        if _PERCENT.fullmatch(percent):
            return _shortest(Decimal(percent))
        if code == _ZERO_RATED:
            return Decimal(0)
    return None


def _dates(node: Node, notes: Notes) -> tuple[str, str]:
    """List 173, one by one or as a span in one date."""
    begins, ends = dates.span_of_role(node, "PriceDate", _FROM_UNTIL, notes)
    start = dates.of_role(node, "PriceDate", _FROM, notes) or begins
    end = dates.of_role(node, "PriceDate", _UNTIL, notes) or ends
    return start or dates.of(node, "PriceEffectiveFrom", notes), end or dates.of(node, "PriceEffectiveUntil", notes)


def _territory(node: Node, notes: Notes) -> Territory:
    inside = territory.of(node, notes)
    old = territory.of_lists(node, ("CountryCode", "Territory"), ("CountryExcluded", "TerritoryExcluded"), notes)
    return inside if inside != Territory() else old


def _note(node: Node, qualifier: str, notes: Notes) -> str:
    """The conditions of the price as text."""
    buyers = _QUALIFIERS.get(qualifier, "")
    parts = [f"harga {buyers}" if buyers else "", node.value("PriceTypeDescription")]
    parts += [_constraint(one, notes) for one in node.all("PriceConstraint")]
    return "; ".join(part for part in parts if part)


def _constraint(node: Node, notes: Notes) -> str:
    kind = notes.code(230, node.value("PriceConstraintType"))
    limits = [
        f"{one.value('Quantity')} {_UNITS.get(unit, '')}".strip()
        for one in node.all("PriceConstraintLimit")
        if (unit := notes.code(147, one.value("PriceConstraintUnit")))
    ]
    return ", ".join(limits) or _CONSTRAINTS.get(kind, "")
