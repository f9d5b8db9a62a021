"""Changing single fields of a whole record; every other field stays as and where it is. Free of Django."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from elibrary.formats.marc.record import WholeField, WholeRecord

Change = Callable[[WholeField], WholeField | None]


def field(tag: str, indicators: str, *subfields: tuple[str, str]) -> WholeField:
    """Subfields without a value are left out."""
    return WholeField(tag, indicators=indicators, subfields=tuple(one for one in subfields if one[1]))


class Fields:
    """The fields of a record on their way to another one."""

    def __init__(self, whole: WholeRecord) -> None:
        self._whole = whole
        self.fields = list(whole.fields)

    def record(self) -> WholeRecord:
        return replace(self._whole, fields=tuple(self.fields))

    def named(self, *tags: str) -> list[WholeField]:
        return [one for one in self.fields if one.tag in tags]

    def change(self, tags: Iterable[str], how: Change) -> None:
        """``how`` returns the replacement of a field, None to delete it."""
        wanted = set(tags)
        changed = [how(one) if one.tag in wanted else one for one in self.fields]
        self.fields = [one for one in changed if one is not None]

    def drop(self, *tags: str) -> None:
        self.change(tags, lambda one: None)

    def add(self, *new: WholeField) -> None:
        """Each behind the last field with a tag that isn't higher: records are mostly in the order of their tags."""
        for one in new:
            places = [at for at, other in enumerate(self.fields, start=1) if other.tag <= one.tag]
            self.fields.insert(max(places, default=0), one)

    def put(self, tag: str, *new: WholeField) -> None:
        """``new`` instead of all fields with this tag, at the place of the first of them."""
        at = next((at for at, one in enumerate(self.fields) if one.tag == tag), None)
        self.drop(tag)
        if at is None:
            self.add(*new)
        else:
            self.fields[at:at] = new

    def set_fixed(self, tag: str, start: int, text: str) -> None:
        """Characters of a control field by their place; a record without the field is left so."""

        def written(one: WholeField) -> WholeField:
            data = one.data.ljust(start + len(text))
            return replace(one, data=data[:start] + text + data[start + len(text) :])

        self.change([tag], written)


def with_subfield(one: WholeField, code: str, value: str) -> WholeField:
    """Set the first subfield of this code to ``value``; appended where there is none, removed when empty."""
    parts, is_done = list[tuple[str, str]](), False
    for name, said in one.subfields:
        if name != code or is_done:
            parts.append((name, said))
        elif value:
            parts.append((code, value))
        is_done = is_done or name == code
    if not is_done and value:
        parts.append((code, value))
    return replace(one, subfields=tuple(parts))
