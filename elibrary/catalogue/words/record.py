"""A record in plain Indonesian: names of codes, one function a part, and what became another. Free of Django."""

from elibrary.catalogue.records import ProductRecord
from elibrary.catalogue.words.parts import SAY
from elibrary.catalogue.words.said import difference


def part_in_words(part: str, record: ProductRecord) -> list[str]:
    """A line an item."""
    return [str(one) for one in SAY[part](record)]


def part_changed(part: str, old: ProductRecord, new: ProductRecord) -> tuple[str, str]:
    """What the part said that it no longer does, and what it says instead."""
    return difference(list(SAY[part](old)), list(SAY[part](new)))
