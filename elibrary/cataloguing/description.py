"""A bibliographic description for export, independent of its source: columns, headings, items."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SlimsCells = dict[str, Any]
"""Column of SLiMS's exchange → text, or a list of texts for the columns in ``rows.MANY``."""


@dataclass(frozen=True)
class Named:
    """A heading: its form and the kind of its authority."""

    name: str
    kind: str


@dataclass(frozen=True)
class Description:
    """``words`` are the columns of a description. ``control``: this library's control number of the record (MARC 001)."""

    control: str
    words: Mapping[str, str]
    creators: Sequence[Named] = ()
    subjects: Sequence[Named] = ()
    items: Sequence[str] = ()


def slims_cells(description: Description) -> SlimsCells:
    """In the columns of SLiMS's exchange; names and items are lists."""
    get = description.words.get
    title, subtitle = get("title", ""), get("subtitle", "")
    return {
        "title": f"{title} : {subtitle}" if subtitle else title,
        "gmd_name": get("material", ""),
        "edition": get("edition", ""),
        "isbn_issn": get("isbn_issn", ""),
        "publisher_name": get("publisher_name", ""),
        "publish_year": get("published", ""),
        "collation": get("collation", ""),
        "series_title": get("series", ""),
        "call_number": get("call_number", ""),
        "language_name": get("language", ""),
        "place_name": get("place", ""),
        "classification": get("ddc", "") or get("other_class", ""),
        "notes": get("notes", ""),
        "image": get("image", ""),
        "sor": get("responsibility", ""),
        "authors": [one.name for one in description.creators],
        "topics": [one.name for one in description.subjects],
        "item_code": list(description.items),
    }
