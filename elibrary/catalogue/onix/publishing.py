"""Who published it under which imprint, when, and how that stands."""

from elibrary.catalogue.onix import dates
from elibrary.catalogue.onix.markup import one_line
from elibrary.catalogue.onix.node import Node
from elibrary.catalogue.onix.notes import Notes

_PUBLISHER, _PUBLICATION = "01", "01"


def publisher_name(detail: Node, notes: Notes) -> str:
    publishers = list(detail.all("Publisher"))
    roles = [notes.code(45, one.value("PublishingRole")) for one in publishers]
    main = [one for one, role in zip(publishers, roles, strict=True) if role in {_PUBLISHER, ""}]
    found = [one.value("PublisherName") for one in main or publishers]
    return one_line(next(filter(None, found), detail.value("PublisherName")))


def imprint(detail: Node) -> str:
    found = [one.value("ImprintName") for one in detail.all("Imprint")]
    return one_line(next(filter(None, found), detail.value("ImprintName")))


def publication_date(product: Node, detail: Node, notes: Notes) -> str:
    """That of the product; a market's own date where the product has none."""
    stated = dates.of_role(detail, "PublishingDate", _PUBLICATION, notes) or dates.of(product, "PublicationDate", notes)
    markets = [block.part("MarketPublishingDetail") for block in product.all("ProductSupply")]
    markets += product.all("MarketRepresentation")
    return stated or next(filter(None, (dates.of_role(one, "MarketDate", _PUBLICATION, notes) for one in markets)), "")


def status(detail: Node, notes: Notes) -> str:
    return notes.code(64, detail.value("PublishingStatus"))
