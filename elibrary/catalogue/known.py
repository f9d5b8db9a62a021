"""The offers that a batch of records may be about, fetched at once, and which of them each record means."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from elibrary.catalogue.identity import FileIndex, is_same_work, reference_of
from elibrary.catalogue.models.offer import Offer, OfferChange
from elibrary.formats.extraction import record_of
from elibrary.formats.records import Notice, ProductRecord
from elibrary.formats.values.isbn import isbn13_of
from elibrary.publishers.models import Publisher


class Unclear(Exception):
    """The offer of a record is ambiguous. Messages are Indonesian."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


@dataclass
class Known:
    by_reference: dict[str, Offer] = field(default_factory=dict)
    by_isbn: dict[str, Offer] = field(default_factory=dict)

    def offer_for(self, record: ProductRecord, index: FileIndex) -> Offer | None:
        """The offer that the record is about, None for a product that is new. Raises Unclear.

        An ISBN identifies better than a reference: publishers renumber their records and reuse numbers for other books.
        """
        named = self.by_reference.get(reference_of(record))
        isbn = isbn13_of(record.identifiers)
        if not isbn or record.notice is Notice.DELETE or record.is_partial:
            return named or self.by_isbn.get(isbn)
        numbered = self.by_isbn.get(isbn)
        self._refuse_shared(record, isbn, numbered, index)
        if numbered is not None and numbered is not named and not is_same_work(record, record_of(numbered.record)):
            raise Unclear(
                f"ISBN {isbn} sudah dipakai penawaran lain: “{numbered.title[:100]}” ({numbered.reference}).",
                "Tanyakan kepada penerbit, ISBN mana yang benar.",
            )
        if numbered is None and named is not None and _is_another(record, isbn, named):
            return None
        return numbered or named

    def _refuse_shared(self, record: ProductRecord, isbn: str, numbered: Offer | None, index: FileIndex) -> None:
        owner = index.owner_of(isbn, known=numbered.reference if numbered else "")
        if owner and owner != reference_of(record):
            raise Unclear(
                f"ISBN {isbn} juga dipakai rekaman {owner} di berkas ini.",
                "Tanyakan kepada penerbit, rekaman mana yang benar.",
            )


def known_of(publisher: Publisher | None, records: Sequence[ProductRecord]) -> Known:
    """Three queries, however many records. The offers of MARC records come with the record that they were read from last.

    An offer whose ISBN staff have corrected is known by the catalogue's own number too.
    """
    if publisher is None:
        return Known()
    offers = Offer.objects.filter(publisher=publisher).order_by("-pk")
    if any(record.marc for record in records):
        offers = offers.select_related("marc_record")
    references = {reference_of(record) for record in records}
    isbns = {isbn13_of(record.identifiers) for record in records} - {""}
    by_reference = {offer.reference: offer for offer in offers.filter(reference__in=references)}
    same = {offer.pk: offer for offer in by_reference.values()}
    by_isbn = _by_catalogues_isbn(publisher, isbns) | {str(offer.isbn13): offer for offer in offers.filter(isbn13__in=isbns)}
    return Known(by_reference, {isbn: same.get(offer.pk, offer) for isbn, offer in by_isbn.items()})


def _by_catalogues_isbn(publisher: Publisher, isbns: Collection[str]) -> dict[str, Offer]:
    """The offers whose record has one of ``isbns``, where staff have corrected it since."""
    corrections = OfferChange.objects.filter(offer__publisher=publisher, field="isbn13", run=None, old__in=isbns)
    corrected = [
        change.offer for change in corrections.select_related("offer__marc_record") if change.offer.isbn13 != change.old
    ]
    by_isbn = {isbn13_of(record_of(offer.record).identifiers): offer for offer in corrected}
    return {isbn: offer for isbn, offer in by_isbn.items() if isbn in isbns}


def _is_another(record: ProductRecord, isbn: str, named: Offer) -> bool:
    """A reference that came back with another ISBN, another title and another author is another product."""
    return bool(named.isbn13) and named.isbn13 != isbn and not is_same_work(record, record_of(named.record))
