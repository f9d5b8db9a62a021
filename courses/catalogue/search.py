"""Search provider of courses: title, summary and audience. Lessons, which only participants may read, are not indexed."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.db.models.signals import post_delete
from wagtail.signals import page_published, page_unpublished

from core.people.types import Person
from core.search.protocol import Document
from core.search.registry import SearchProvider, SearchResult
from core.search.services.indexing import index_subject
from courses.catalogue.selectors import live_courses
from courses.content.models.pages import CoursePage

KIND = "pelatihan"


def _refs() -> Iterable[str]:
    return (str(key) for key in live_courses().values_list("pk", flat=True))


def _documents(ref: str) -> Sequence[Document]:
    """One document for a published course; an empty list removes it from the index."""
    course = live_courses().filter(pk=ref).first()
    if course is None:
        return []
    body = f"{course.summary}\nUntuk {course.audience}. Tingkat {course.get_level_display().lower()}."
    return [Document(kind=KIND, ref=ref, ordinal=0, title=course.title, body=body, url=course.url)]


def _resolve(found: Sequence[str], person: Person) -> Mapping[str, SearchResult]:
    """Results of courses that are still public; a course unpublished since it was indexed is omitted."""
    courses = live_courses().filter(pk__in=found)
    return {str(course.pk): SearchResult(course.title, course.url, f"Untuk {course.audience}") for course in courses}


def connect() -> None:
    """Reindex a course when it is published, unpublished or deleted."""
    for signal in (page_published, page_unpublished, post_delete):
        signal.connect(_changed, sender=CoursePage, dispatch_uid="courses-search")


def _changed(*, instance: CoursePage, **kwargs: object) -> None:
    with transaction.atomic():
        index_subject(kind=KIND, ref=str(instance.pk))


PROVIDER = SearchProvider(kind=KIND, label="Pelatihan", refs=_refs, documents=_documents, resolve=_resolve, order=20)
