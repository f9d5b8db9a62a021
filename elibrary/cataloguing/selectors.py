"""Reads of the library's own catalogue."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet

from elibrary.cataloguing.description import Description, Named, SlimsCells, slims_cells
from elibrary.cataloguing.models.accession import Accession
from elibrary.cataloguing.models.authority import Authority, AuthorityLink
from elibrary.cataloguing.models.bibliographic import CLASSES, DESCRIPTION_FIELDS, BibliographicRecord, Heading
from elibrary.ordering.access_routes import ELSEWHERE
from elibrary.ordering.models.line import OrderLine
from elibrary.ordering.selectors import PricedLine


def neighbours_of(authority: Authority) -> QuerySet[Authority]:
    """See also, whichever of the two was linked to the other."""
    links = AuthorityLink.objects.filter(Q(first=authority) | Q(second=authority))
    found = Q(pk__in=links.values("first")) | Q(pk__in=links.values("second"))
    return Authority.objects.filter(found).exclude(pk=authority.pk)


def description_of(record: BibliographicRecord) -> Description:
    """Reads ``uses`` with their authorities and ``accessions``; for many records the caller prefetches them."""
    uses = sorted(record.uses.all(), key=lambda use: (use.position, use.pk))
    named = {
        role: [Named(use.authority.preferred, use.authority.kind) for use in uses if use.role == role]
        for role in Heading.Role
    }
    return Description(
        control=f"PSJ-{record.pk}",
        words={name: getattr(record, name) for name in (*DESCRIPTION_FIELDS, *CLASSES, "call_number")},
        creators=named[Heading.Role.CREATOR],
        subjects=named[Heading.Role.SUBJECT],
        items=[item.number for item in record.accessions.all() if not item.is_withdrawn],
    )


def slims_cells_of(record: BibliographicRecord) -> SlimsCells:
    return slims_cells(description_of(record))


@dataclass(frozen=True)
class DescribedLine(PricedLine):
    """``record``: its description, where there is one; ``numbers``: how many accession numbers its copies have."""

    record: BibliographicRecord | None = None
    numbers: int = 0
    first_number: str = ""
    last_number: str = ""

    @property
    def lacks_numbers(self) -> bool:
        return self.line.delivered_at is not None and self.numbers < self.line.copies


def described_lines(priced: Sequence[PricedLine]) -> list[DescribedLine]:
    """In a fixed number of queries, however many lines."""
    lines = [one.line for one in priced]
    of_lines = Accession.objects.filter(order_line__in=lines, line_copy__isnull=False).order_by().values("order_line")
    numbers = {row["order_line"]: row for row in of_lines.annotate(count=Count("pk"), first=Min("pk"), last=Max("pk"))}
    ends = [row[name] for row in numbers.values() for name in ("first", "last")]
    words = dict(Accession.objects.filter(pk__in=ends).values_list("pk", "number"))
    described = BibliographicRecord.objects.filter(offer__in=[line.offer_id for line in lines]).defer("notes")
    records = {record.offer_id: record for record in described.select_related("book")}
    return [
        DescribedLine(
            line=one.line,
            price=one.price,
            record=records.get(one.line.offer_id),
            numbers=row["count"] if row else 0,
            first_number=words[row["first"]] if row else "",
            last_number=words[row["last"]] if row else "",
        )
        for one in priced
        for row in [numbers.get(one.line.pk)]
    ]


def delivered_lines() -> QuerySet[OrderLine]:
    """On a platform or on paper, as long as a copy of it is in the collection; ``gone`` counts those that left."""
    gone = Count("accessions", filter=Q(accessions__withdrawn_on__isnull=False))
    came = OrderLine.objects.filter(route__in=ELSEWHERE, delivered_at__isnull=False)
    return came.annotate(gone=gone).filter(gone__lt=F("copies"))


def records_with_page() -> QuerySet[BibliographicRecord]:
    """The page remains after the term and shows that it is over."""
    lines = delivered_lines().filter(offer=OuterRef("offer"))
    return BibliographicRecord.objects.filter(Exists(lines), slug__isnull=False)
