"""Search providers of pages; here of the simple ones."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from django.db import transaction
from django.db.models.signals import post_delete
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail.signals import page_published, page_unpublished

from cms.pages.models.contact import ContactPage
from cms.pages.models.faq import FaqPage
from cms.pages.models.info import InfoPage
from core.people.types import Person
from core.search.protocol import Document
from core.search.registry import SearchProvider, SearchResult
from core.search.services.indexing import index_subject

INFO = "halaman"
INFO_TYPES: tuple[type[Page], ...] = (InfoPage, FaqPage, ContactPage)


def live_info() -> PageQuerySet:
    return Page.objects.live().public().type(*INFO_TYPES)


def body_text(page: Page) -> str:
    """Searchable text of the page, one sentence a block."""
    parts = [getattr(page, name, "") for name in ("summary", "lead")]
    for name in ("body", "groups"):
        if stream := getattr(page, name, None):
            parts += stream.stream_block.get_searchable_content(stream)
    return "\n".join(f"{str(part).strip().rstrip('.')}." for part in parts if str(part).strip())


def result(page: Page) -> SearchResult:
    summary = getattr(page, "summary", "") or getattr(page, "lead", "")
    return SearchResult(page.title, page.url, summary)


def provider(kind: str, label: str, pages: Callable[[], PageQuerySet], *, order: int) -> SearchProvider:
    """Search provider of public pages; each page is one document."""

    def refs() -> Iterable[str]:
        return (str(key) for key in pages().values_list("pk", flat=True))

    def documents(ref: str) -> Sequence[Document]:
        page = pages().filter(pk=ref).specific().first()
        if page is None:
            return []
        return [Document(kind=kind, ref=ref, ordinal=0, title=page.title, body=body_text(page), url=page.url)]

    def resolve(found: Sequence[str], person: Person) -> Mapping[str, SearchResult]:
        return {str(page.pk): result(page) for page in pages().filter(pk__in=found).defer_streamfields().specific()}

    return SearchProvider(kind=kind, label=label, refs=refs, documents=documents, resolve=resolve, order=order)


PROVIDER = provider(INFO, "Halaman", live_info, order=50)


def connect() -> None:
    index_on_change(INFO, *INFO_TYPES)


def index_on_change(kind: str, *models: type[Page]) -> None:
    """Reindex pages of ``models`` as ``kind`` when they are published, unpublished or deleted."""

    def changed(*, instance: Page, **kwargs: object) -> None:
        with transaction.atomic():
            index_subject(kind=kind, ref=str(instance.pk))

    for model in models:
        for signal in (page_published, page_unpublished, post_delete):
            signal.connect(changed, sender=model, weak=False, dispatch_uid=f"cms-search-{kind}")
