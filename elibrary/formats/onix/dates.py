"""Dates of ONIX (list 55) → ISO 8601, as exact as they are given."""

import datetime as dt
import re

from elibrary.formats.onix.node import Node
from elibrary.formats.onix.notes import Notes
from elibrary.formats.values import dates as written_dates
from elibrary.formats.values.errors import NotUnderstood

_ROLES = {"PublishingDate": 163, "MarketDate": 163, "SupplyDate": 166, "PriceDate": 173}
"""Code lists of roles."""
_HIJRI = re.compile(r"2[0-5]|32")
_YEAR_ONLY = {"02", "03", "04"}
"""Weeks, quarters and seasons: their first four digits are a year, the others no month."""
_DIGITS = re.compile(r"(\d{4})(?:-?(\d\d)(?:-?(\d\d))?)?(?:T.*|\d{2,8})?")
_SPAN = re.compile(r"(\d{8})(\d{8})|(\d{6})(\d{6})")
"""List 55, 06 and 07."""
_ANY_YEAR = re.compile(r"(?<!\d)((?:1[5-9]|20)\d\d)(?!\d)")


def of_role(node: Node, composite: str, role: str, notes: Notes) -> str:
    """The date with that role among the composites of that name."""
    for one in node.all(composite):
        stated = notes.code(_ROLES[composite], one.value(f"{composite}Role"))
        if stated == role and (found := of(one, "Date", notes)):
            return found
    return ""


def span_of_role(node: Node, composite: str, role: str, notes: Notes) -> tuple[str, str]:
    """From and until, as two dates of one length without a space between; until is empty where there is one date alone."""
    for one in node.all(composite):
        if one.value(f"{composite}Role") == role and (found := _SPAN.fullmatch(one.value("Date"))):
            return _read(found[1] or found[3], "", notes), _read(found[2] or found[4], "", notes)
    return of_role(node, composite, role, notes), ""


def of(node: Node, name: str, notes: Notes) -> str:
    """The date in the first child of that name; empty where there is none or none that can be."""
    child = node.first(name)
    text = " ".join(child.text.split()) if child else ""
    if child is None or not text:
        return ""
    form = child.attributes.get("dateformat") or node.value("DateFormat")
    return _read(text, form, notes)


def _read(text: str, form: str, notes: Notes) -> str:
    if _HIJRI.fullmatch(form):
        notes.say(f"Tanggal Hijriah “{text[:20]}” tidak dibaca.", "Kirim tanggal Masehi.")
        return ""
    found = _DIGITS.fullmatch(text)
    if found is None:
        return _year_only(text, notes)
    parts = [int(part) for part in found.groups() if part]
    return _iso(parts[:1] if form in _YEAR_ONLY else parts) or _unreadable(text, notes)


def _iso(parts: list[int]) -> str:
    try:
        whole = dt.date(*[*parts, 1, 1][:3])
    except ValueError:
        return ""
    return whole.isoformat()[: (4, 7, 10)[len(parts) - 1]]


def _year_only(text: str, notes: Notes) -> str:
    """For text in no form of the list: any year of our era; a day that doesn't exist is reported."""
    try:
        written_dates.read(text)
    except NotUnderstood as error:
        if error.instead:
            notes.say(str(error), "Tulis sebagai TTTTBBHH, misalnya 20261125.")
            return error.instead
    year = _ANY_YEAR.search(text)
    return year[1] if year else _unreadable(text, notes)


def _unreadable(text: str, notes: Notes) -> str:
    notes.say(f"Tanggal “{text[:20]}” tidak dapat dibaca.", "Tulis sebagai TTTTBBHH, misalnya 20261125.")
    return ""
