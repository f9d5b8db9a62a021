"""A MARC record with all that is in it: leader, fields in their order, indicators, subfields. Free of Django."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

LEADER_LENGTH = 24
SAME_FIELDS = "(ruas yang sama dalam urutan lain)"
Subfields = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class WholeField:
    """``indicators`` are two characters; a control field has ``data`` instead of indicators and subfields."""

    tag: str
    data: str = ""
    indicators: str = ""
    subfields: Subfields = ()

    @property
    def is_control(self) -> bool:
        return not self.indicators

    def __str__(self) -> str:
        """As catalogues print it: ``245 10 $a Bumi manusia``; a blank indicator is ``#``."""
        if self.is_control:
            return f"{self.tag} {self.data}"
        words = " ".join(f"${code} {value}" for code, value in self.subfields)
        return f"{self.tag} {self.printed_indicators} {words}"

    @property
    def printed_indicators(self) -> str:
        return self.indicators.replace(" ", "#")

    def get(self, code: str) -> str:
        return next((value for one, value in self.subfields if one == code), "")


@dataclass(frozen=True)
class WholeRecord:
    """``mended``: Indonesian sentences about repairs made when the record was read."""

    leader: str
    fields: tuple[WholeField, ...]
    mended: tuple[str, ...] = ()

    def fields_json(self) -> list[list[object]]:
        """As short as it can be: a control field has two parts, another one three."""
        return [
            [one.tag, one.data]
            if one.is_control
            else [one.tag, one.indicators, [[code, value] for code, value in one.subfields]]
            for one in self.fields
        ]

    def fingerprint(self) -> str:
        """Another one as soon as anything in the record is another."""
        written = json.dumps([self.leader, self.fields_json()], ensure_ascii=True, separators=(",", ":"))
        return hashlib.sha256(written.encode()).hexdigest()


def whole_of(leader: str, fields: Iterable[Sequence[Any]], mended: Iterable[str] = ()) -> WholeRecord:
    """The record that ``fields_json`` was made from."""
    return WholeRecord(leader, tuple(_field(*one) for one in fields), tuple(mended))


def differences(old: WholeRecord, new: WholeRecord) -> tuple[str, str]:
    """Fields only in the one record and only in the other, a line a field."""
    before, after = (Counter([f"LDR {one.leader}", *map(str, one.fields)]) for one in (old, new))
    gone, come = before - after, after - before
    return ("\n".join(gone.elements()), "\n".join(come.elements())) if gone or come else (SAME_FIELDS, SAME_FIELDS)


def _field(tag: str, said: str, subfields: Sequence[Sequence[str]] | None = None) -> WholeField:
    if subfields is None:
        return WholeField(tag, data=said)
    return WholeField(tag, indicators=said, subfields=tuple((code, value) for code, value in subfields))
