"""Which product a record is about: publisher + record reference + ISBN (docs/adr/0009). Free of Django."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from elibrary.formats.records import Extracted, Notice, ProductRecord
from elibrary.formats.values.isbn import isbn13_of

LONGEST_REFERENCE = 200
IDENTITY = frozenset({"reference", "title", "notice", "is_partial", "identifiers"})
"""What of a record ``FileIndex`` looks at."""
SAME_CONTENT = {"06", "13", "27"}
"""ONIX list 51: alternative format, epublication based on, electronic version available as."""


def related_isbns(record: ProductRecord) -> tuple[str, ...]:
    """ISBNs of the same content in another form (print and e-book)."""
    found = (isbn13_of(one.identifiers) for one in record.related if one.relation in SAME_CONTENT)
    return tuple(dict.fromkeys(isbn for isbn in found if isbn))


def reference_of(record: ProductRecord) -> str:
    """The publisher's key; a record without one is known by its ISBN."""
    return record.reference.strip() or isbn13_of(record.identifiers)


def is_same_work(one: ProductRecord, other: ProductRecord) -> bool:
    """Whether two records that share an ISBN can mean one product: form and title, or form and author, agree."""
    forms = {one.carrier, other.carrier} - {"other"}
    if len(forms) > 1:
        return False
    first, second = sorted((_plain(one.title), _plain(other.title)), key=len)
    return (bool(first) and second.startswith(first)) or bool(_author(one) and _author(one) == _author(other))


@dataclass
class FileIndex:
    """What has to be known of a whole file before its first record can be judged."""

    total: int = 0
    last: dict[str, int] = field(default_factory=dict)
    by_isbn: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, found: Iterable[Extracted]) -> "FileIndex":
        index = cls()
        for number, one in enumerate(found, start=1):
            index.total = number
            if one.record is not None:
                index._add(number, one.record)
        return index

    def owner_of(self, isbn: str, *, known: str) -> str:
        """The reference that retains a shared ISBN: the one that has it already, else the first in the file."""
        references = self.by_isbn.get(isbn, [])
        return known if known in references or not references else references[0]

    def is_offered_elsewhere(self, isbn: str, *, than: str) -> bool:
        """Whether the file offers the product under another reference ``than`` this."""
        return any(reference != than for reference in self.by_isbn.get(isbn, []))

    def _add(self, number: int, record: ProductRecord) -> None:
        reference = reference_of(record)
        if not record.is_partial or reference not in self.last:
            self.last[reference] = number
        isbn = isbn13_of(record.identifiers)
        if isbn and record.notice is not Notice.DELETE:
            references = self.by_isbn.setdefault(isbn, [])
            if reference not in references:
                references.append(reference)


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", " ", letters).strip() or text.strip().lower()


def _author(record: ProductRecord) -> str:
    return _plain(record.contributors[0].name) if record.contributors else ""
