"""Search provider of services."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.db.models.signals import post_delete
from wagtail.signals import page_published, page_unpublished

from cms.standards.durations import span_text
from cms.standards.models.service import ServicePage
from cms.standards.selectors import live_services
from core.people.types import Person
from core.search.protocol import Document
from core.search.registry import SearchProvider, SearchResult
from core.search.services.indexing import index_subject

KIND = "layanan"


def refs() -> Iterable[str]:
    return (str(key) for key in live_services().values_list("pk", flat=True))


def documents(ref: str) -> Sequence[Document]:
    """One document for a public page; an empty list removes it from the index."""
    page = live_services().filter(pk=ref).first()
    if page is None:
        return []
    return [Document(kind=KIND, ref=ref, ordinal=0, title=page.title, body=page_text(page), url=page.url)]


def resolve(found: Sequence[str], person: Person) -> Mapping[str, SearchResult]:
    """Results of pages that are still public; a page unpublished since it was indexed is omitted."""
    pages = live_services().filter(pk__in=found)
    return {str(page.pk): SearchResult(page.title, page.url, page.summary) for page in pages}


def page_text(page: ServicePage) -> str:
    """The 14 components as sentences; the most requested ones come first, because snippets are taken from there."""
    groups = [group.value for group in page.requirements]
    parts = [page.summary]
    parts += [part for group in groups for part in (group["title"], *group["items"])]
    parts += [step.value["text"] for step in page.procedure]
    parts += [span_text(span.value) for span in page.durations]
    parts += [page.fee_words, page.product]
    parts += [channel.value["name"] for channel in page.complaint_channels]
    parts += [str(link.legal_basis) for link in page.legal_basis_links.select_related("legal_basis")]
    for stream in (page.facilities, page.competence, page.staff_roles, page.safety_guarantee, page.evaluation):
        parts += [str(item.value) for item in stream]
    parts += [page.supervision, page.service_guarantee]
    return "\n".join(f"{part.strip().rstrip('.')}." for part in parts if part.strip())


def connect() -> None:
    """Reindex a page when it is published, unpublished or deleted."""
    for signal in (page_published, page_unpublished, post_delete):
        signal.connect(_changed, sender=ServicePage, dispatch_uid="cms-search")


def _changed(*, instance: ServicePage, **kwargs: object) -> None:
    with transaction.atomic():
        index_subject(kind=KIND, ref=str(instance.pk))


PROVIDER = SearchProvider(
    kind=KIND, label="Layanan", refs=refs, documents=documents, resolve=resolve, order=10, own_business=True
)
