"""Names in MARC: 100/110/111 are main entries, 700/710/711 added ones; relators in $4 (codes) and $e (words)."""

import re

from pymarc import Field, Indicators, Record, Subfield

from elibrary.formats.marc.record import WholeField
from elibrary.formats.records import Contributor
from elibrary.formats.values import people
from elibrary.formats.values.prose import one_line

TAGS = ("100", "110", "111", "700", "710", "711")
_DATES = re.compile(r",?\s*\d{4}\s*-.*$")


def contributors(record: Record) -> tuple[Contributor, ...]:
    """Without the works that 7xx with $t name. A name without a relator counts as an author's."""
    fields = [field for field in record.get_fields(*TAGS) if not field.control_field and not field.get("t")]
    found = (one for field in fields for one in _named(field))
    return tuple(dict.fromkeys(found))[:100]


def names_of(whole: WholeField) -> tuple[str, ...]:
    """As ``contributors`` reads them; none where a field names a work."""
    field = Field(whole.tag, Indicators(*whole.indicators), [Subfield(code, value) for code, value in whole.subfields])
    return () if field.get("t") else tuple(dict.fromkeys(one.name for one in _named(field)))


def _named(field: Field) -> list[Contributor]:
    is_corporate = not field.tag.endswith("00")
    codes = ("a", "b") if is_corporate else ("a", "b", "c")
    parts = [_closed(one_line(one)) for one in field.get_subfields(*codes)]
    name = _DATES.sub("", (". " if is_corporate else ", ").join(part for part in parts if part))[:200]
    found = (_contributor(name, role, is_corporate) for role in _roles(field))
    return [one for one in found if one]


def _contributor(name: str, role: str, is_corporate: bool) -> Contributor | None:
    return people.person(name, role=role, is_corporate=is_corporate)


def _roles(field: Field) -> list[str]:
    words = [*field.get_subfields("4"), *field.get_subfields("e")]
    return list(dict.fromkeys(people.role_of(word) for word in words))[:3] or [people.AUTHOR]


def _closed(name: str) -> str:
    """A full stop closes the field unless it belongs to an initial or a degree."""
    name = name.rstrip(" ,;:/")
    return name if re.search(r"\b\w{1,3}\.$", name) else name.rstrip(".")
