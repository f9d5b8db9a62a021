"""What a product is called: title, subtitle, the series it belongs to, its edition."""

from elibrary.formats.onix.markup import one_line
from elibrary.formats.onix.node import Node
from elibrary.formats.onix.notes import Notes

_DISTINCTIVE = "01"
_PRODUCT, _COLLECTION, _SUBCOLLECTION = "01", "02", "03"
"""List 149."""
_PUBLISHERS_COLLECTION = "10"
_EDITIONS = {
    "ABR": "Edisi ringkas",
    "ENL": "Edisi diperluas",
    "ILL": "Edisi bergambar",
    "NED": "Edisi baru",
    "REV": "Edisi revisi",
    "SCH": "Edisi sekolah",
    "SPE": "Edisi khusus",
    "STU": "Edisi pelajar",
    "TCH": "Edisi guru",
}
"""List 21, as on an Indonesian title page."""


def of(product: Node, detail: Node, notes: Notes) -> tuple[str, str]:
    """Title and subtitle. Of several titles the distinctive one, which is on the book."""
    titles = list(detail.all("TitleDetail", "Title"))
    for one in titles:
        notes.code(15, one.value("TitleType"))
    chosen = next((one for one in titles if one.value("TitleType") in {_DISTINCTIVE, ""}), titles[0] if titles else product)
    return _composed(chosen) if chosen.name == "TitleDetail" else (_text(chosen), one_line(chosen.value("Subtitle")))


def series(product: Node, detail: Node) -> str:
    """Series or collection with the number in it: ``Seri Koperasi Cerdas ; 3`` (ISBD)."""
    collections = list(detail.all("Collection"))
    ours = [one for one in collections if one.value("CollectionType") == _PUBLISHERS_COLLECTION]
    found = [_of_collection(one) for one in ours or collections]
    found += [_numbered(_of_series(one), one.value("NumberWithinSeries")) for one in product.all("Series")]
    found += [
        _numbered(one.value("TitleOfSet"), one.value("SetPartNumber", "ItemNumberWithinSet")) for one in product.all("Set")
    ]
    return next((one for one in [*found, _collection_of_title(detail)] if one), "")


def edition(detail: Node) -> str:
    """The statement on the book, else ``Edisi 2``, else what kind of edition it is."""
    if statement := one_line(detail.value("EditionStatement")):
        return statement
    if number := detail.value("EditionNumber"):
        return f"Edisi {number}"
    return _EDITIONS.get(detail.value("EditionType", "EditionTypeCode"), "")


def _composed(title: Node) -> tuple[str, str]:
    """The elements of the product itself; a book without a title of its own has that of its collection and a number."""
    own = [_element(one) for one in title.all("TitleElement") if one.value("TitleElementLevel") in {_PRODUCT, ""}]
    others = [_element(one) for one in _of_collections(title)]
    subtitle = next((one_line(one.value("Subtitle")) for one in title.all("TitleElement") if one.value("Subtitle")), "")
    parts = own if any(text for text, _ in own) else others + own
    text = ", ".join(part for element in parts for part in element if part)
    return text or one_line(title.value("TitleStatement")), subtitle


def _element(node: Node) -> tuple[str, str]:
    return _text(node), one_line(node.value("PartNumber"))


def _text(node: Node) -> str:
    """TitleText, or its prefix and the rest. DistinctiveTitle is that of the oldest 2.1 messages."""
    whole = node.value("TitleText", "DistinctiveTitle")
    return one_line(whole or f"{node.value('TitlePrefix')} {node.value('TitleWithoutPrefix')}")


def _of_collections(title: Node) -> list[Node]:
    levels = {_COLLECTION, _SUBCOLLECTION}
    return [one for one in title.all("TitleElement") if one.value("TitleElementLevel") in levels]


def _of_collection(collection: Node) -> str:
    title = collection.first("TitleDetail")
    if title is None:
        return ""
    elements = _of_collections(title) or list(title.all("TitleElement"))
    number = next((one.value("CollectionSequenceNumber") for one in collection.all("CollectionSequence")), "")
    number = number or next((one.value("PartNumber") for one in title.all("TitleElement") if one.value("PartNumber")), "")
    return _numbered(". ".join(filter(None, map(_text, elements))), number)


def _collection_of_title(detail: Node) -> str:
    """A collection whose title is part of the product's own title."""
    for title in detail.all("TitleDetail"):
        if elements := _of_collections(title):
            return ". ".join(filter(None, map(_text, elements)))
    return ""


def _of_series(series: Node) -> str:
    title = series.first("Title")
    return one_line(series.value("TitleOfSeries")) or (_text(title) if title else "")


def _numbered(title: str, number: str) -> str:
    return f"{one_line(title)} ; {number}" if title and number else one_line(title)
