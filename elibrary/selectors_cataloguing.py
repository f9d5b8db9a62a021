"""Reads of the library's own catalogue."""

from typing import Any

from django.db.models import Q, QuerySet

from elibrary.cataloguing.description import Description, Named, slims_cells
from elibrary.models.authority import Authority, AuthorityLink
from elibrary.models.bibliographic import CLASSES, WORDS, BibliographicRecord, Heading


def neighbours_of(authority: Authority) -> QuerySet[Authority]:
    """See also, whichever of the two was linked to the other."""
    links = AuthorityLink.objects.filter(Q(first=authority) | Q(second=authority))
    found = Q(pk__in=links.values("first")) | Q(pk__in=links.values("second"))
    return Authority.objects.filter(found).exclude(pk=authority.pk)


def description_of(record: BibliographicRecord) -> Description:
    """Reads ``uses`` with their authorities and ``accessions``; whoever has many records prefetches them."""
    uses = sorted(record.uses.all(), key=lambda use: (use.position, use.pk))
    named = {
        role: [Named(use.authority.preferred, use.authority.kind) for use in uses if use.role == role]
        for role in Heading.Role
    }
    return Description(
        control=f"PSJ-{record.pk}",
        words={name: getattr(record, name) for name in (*WORDS, *CLASSES, "call_number")},
        creators=named[Heading.Role.CREATOR],
        subjects=named[Heading.Role.SUBJECT],
        items=[item.number for item in record.accessions.all() if not item.is_withdrawn],
    )


def slims_words(record: BibliographicRecord) -> dict[str, Any]:
    return slims_cells(description_of(record))
