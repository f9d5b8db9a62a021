"""ONIX for Books 2.1, 3.0 and 3.1: a product of a message → its record and its problems for the publisher."""

from collections.abc import Iterator

from elibrary.formats.onix import dates, forms, identifiers, people, subjects, supply, territory, texts, titles
from elibrary.formats.onix import product as publishing
from elibrary.formats.onix.markup import one_line
from elibrary.formats.onix.node import Node
from elibrary.formats.onix.notes import Notes
from elibrary.formats.onix.reader import Read, read
from elibrary.formats.records import Extracted, Notice, Problem, ProductRecord
from elibrary.formats.values import isbn

_DELETE = "05"


_TESTS = {"88", "89"}


_PARTIAL = {"04", "12", "13", "14"}
"""List 1: updates that give only what has changed."""


_BOOK_NUMBERS = {"isbn13", "isbn10"}


_LOST = "Minta penerbit memperbaiki berkasnya; rekaman lain tetap dibaca."


_ASK = "Minta penerbit melengkapi rekaman ini."


def records(path: str) -> Iterator[Extracted]:
    """One for each product, in the order of the file. Raises Refused when the file is no ONIX message."""
    for one in read(path):
        if one.product is None:
            name = one.reference or f"Baris {one.line}"
            yield Extracted(one.line, None, (Problem(one.line, name, one.fault, _LOST, one.is_lost),))
        else:
            yield _extracted(one, one.product, one.header or Node("Header", {}))


def _extracted(found: Read, product: Node, header: Node) -> Extracted:
    notes = Notes(found.line, product.value("RecordReference") or f"Baris {found.line}")
    for doubt in found.doubts:
        notes.say(doubt)
    record = _record(product, header, notes)
    _judge(record, product.value("NotificationType"), notes)
    return Extracted(found.line, None if notes.is_refused else record, notes.problems)


def _judge(record: ProductRecord, notice: str, notes: Notes) -> None:
    if notice in _TESTS:
        notes.refuse(
            "Rekaman ini hanya uji coba (jenis pemberitahuan 88 atau 89).", "Abaikan, atau minta rekaman yang sebenarnya."
        )
    if not record.reference and not record.identifiers:
        notes.refuse("Rekaman ini tidak memuat RecordReference maupun nomor produk.", _ASK)
    elif not record.reference:
        notes.say("RecordReference kosong; rekaman ini dikenali dari nomor produknya.", _ASK)
    for one in record.identifiers:
        if one.scheme in _BOOK_NUMBERS:
            for fault in isbn.read(one.value)[1]:
                notes.say(fault.message, fault.advice)
    if not record.title and record.notice == Notice.OFFER and not record.is_partial:
        notes.refuse("Rekaman ini tidak memuat judul.", _ASK)


def _record(product: Node, header: Node, notes: Notes) -> ProductRecord:
    """3.x has blocks, 2.1 has not: there ``detail`` and ``publishing`` are the product itself."""
    detail, published = product.part("DescriptiveDetail"), product.part("PublishingDetail")
    notice = notes.code(1, product.value("NotificationType"))
    defaults = Node("Header", {}) if notice in {_DELETE, *_PARTIAL} else header
    title, subtitle = titles.of(product, detail, notes)
    form = forms.product_form(detail, detail is product, notes)
    return ProductRecord(
        reference=product.value("RecordReference"),
        title=title,
        notice=Notice.DELETE if notice == _DELETE else Notice.OFFER,
        is_partial=notice in _PARTIAL,
        carrier=forms.carrier(form),
        product_form=form,
        file_format=forms.file_format(detail, notes),
        subtitle=subtitle,
        series=titles.series(product, detail),
        edition=titles.edition(detail),
        identifiers=identifiers.of(product, notes),
        contributors=people.of(detail, notes),
        languages=forms.languages(detail, defaults, notes),
        publisher_name=publishing.publisher_name(published, notes),
        imprint=publishing.imprint(published),
        publication_date=publishing.publication_date(product, published, notes),
        publishing_status=publishing.status(published, notes),
        sales_territory=territory.of_sales_rights(published, notes),
        subjects=subjects.of(product, detail, notes),
        extents=forms.extents(detail, notes),
        description=texts.description(product),
        cover_url=texts.cover_url(product, notes),
        supplies=supply.of(product, header, notes),
        constraints=forms.constraints(detail, notes),
        protection=forms.protection(detail, notes),
        related=identifiers.related(product, notes),
        accessibility=forms.accessibility(detail, notes),
        extra=forms.licence(detail),
    )


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
