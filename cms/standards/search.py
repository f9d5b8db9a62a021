"""Service pages in the search of the whole site."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.db.models.signals import post_delete
from wagtail.signals import page_published, page_unpublished

from cms.standards.durations import span_text
from cms.standards.models.service import ServicePage
from cms.standards.selectors import live_services
from core.search.protocol import Document
from core.search.registry import Person, SearchProvider, SearchResult
from core.search.services.indexing import index_subject

KIND = "layanan"


def refs() -> Iterable[str]:
    return (str(key) for key in live_services().values_list("pk", flat=True))


def documents(ref: str) -> Sequence[Document]:
    """One document a published page; none takes it out of the index."""
    page = live_services().filter(pk=ref).first()
    if page is None:
        return []
    return [Document(kind=KIND, ref=ref, ordinal=0, title=page.title, body=page_text(page), url=page.url)]


def resolve(found: Sequence[str], person: Person) -> Mapping[str, SearchResult]:
    """Published pages are everyone's; a page that went private or away since it was indexed isn't shown."""
    pages = live_services().filter(pk__in=found)
    return {str(page.pk): SearchResult(page.title, page.url, page.summary) for page in pages}


def page_text(page: ServicePage) -> str:
    """All fourteen components as sentences: what people ask for first, so that snippets come from there."""
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
    """Follow every way a page becomes public or stops being so."""
    for signal in (page_published, page_unpublished, post_delete):
        signal.connect(_changed, sender=ServicePage, dispatch_uid="cms-search")


def _changed(*, instance: ServicePage, **kwargs: object) -> None:
    with transaction.atomic():
        index_subject(kind=KIND, ref=str(instance.pk))


PROVIDER = SearchProvider(kind=KIND, label="Layanan", refs=refs, documents=documents, resolve=resolve, order=10)
