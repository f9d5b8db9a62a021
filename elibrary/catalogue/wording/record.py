from elibrary.catalogue.wording.differences import difference
from elibrary.catalogue.wording.parts import SAY
from elibrary.formats.records import ProductRecord


def part_lines(part: str, record: ProductRecord) -> list[str]:
    """A line an item."""
    return [str(one) for one in SAY[part](record)]


def part_changed(part: str, old: ProductRecord, new: ProductRecord) -> tuple[str, str]:
    """Return the removed text of the part and the added text."""
    return difference(list(SAY[part](old)), list(SAY[part](new)))
