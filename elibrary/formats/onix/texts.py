"""What a catalogue shows of it: a description and a cover."""

from collections.abc import Iterator

from elibrary.formats.onix.markup import paragraphs
from elibrary.formats.onix.node import Node
from elibrary.formats.onix.notes import Notes

_DESCRIPTIONS = ("03", "02", "05", "27")
"""List 153: description, short description, cover copy."""
_OLD_DESCRIPTIONS = ("01", "03", "02", "18", "17")
"""List 33, of 2.1: main, long and short description, back cover, flap."""
_PUBLIC = {"00", "03", "04", "05", "06"}
"""List 154: unrestricted, buyers, librarians, teachers, students; others are for the trade and the press."""
_FRONT_COVER, _COVER_THUMBNAIL = "01", "27"
_OLD_COVERS = ("06", "04", "07")
"""List 38: front cover in high quality, as it is, as a thumbnail."""
_OURS = "ind"


def description(product: Node) -> str:
    """The fullest kind there is; of texts of one kind the one in Indonesian."""
    texts = [one for one in product.part("CollateralDetail").all("TextContent") if _is_public(one)]
    found = _best(texts, "TextType", _DESCRIPTIONS)
    found = found or _best(list(product.all("OtherText")), "TextTypeCode", _OLD_DESCRIPTIONS)
    node = found or product.first("MainDescription") or product.first("Annotation")
    return paragraphs(node) if node else ""


def _is_public(content: Node) -> bool:
    audiences = content.values("ContentAudience")
    return not audiences or bool(_PUBLIC & set(audiences))


def _best(composites: list[Node], kind: str, order: tuple[str, ...]) -> Node | None:
    for code in order:
        texts = [text for one in composites if one.value(kind) == code for text in one.all("Text") if text.text.strip()]
        if texts:
            return min(texts, key=lambda text: text.attributes.get("language") != _OURS)
    return None


def cover_url(product: Node, notes: Notes) -> str:
    links = list(_covers(product))
    usable = [link for link in links if link.lower().startswith(("https://", "http://")) and len(link) <= 2000]
    if links and not usable:
        sentence = f"Sampul “{links[0][:60]}” bukan alamat http(s) sehingga tidak dapat diambil."
        notes.say(sentence, "Kirim tautan lengkap ke gambar.")
    return usable[0] if usable else ""


def _covers(product: Node) -> Iterator[str]:
    for code in (_FRONT_COVER, _COVER_THUMBNAIL):
        for resource in product.part("CollateralDetail").all("SupportingResource"):
            if resource.value("ResourceContentType") == code:
                yield from (link for version in resource.all("ResourceVersion") for link in version.values("ResourceLink"))
    for code in _OLD_COVERS:
        for file in product.all("MediaFile"):
            if file.value("MediaFileTypeCode") == code:
                yield from file.values("MediaFileLink")
    yield from product.values("CoverImageLink")
