"""Who wrote what a page would say once it is published: whoever changed its words since the last publication."""

import json
from contextlib import suppress
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import COMMENTS_RELATION_NAME, Page, Revision

from core.publishing.models.publication import Publication

# What Wagtail keeps beside the content. When a page appears, how its change is explained, and that it was reviewed are the
# approver's too.
_BOOKKEEPING = {
    "alias_of",
    "change_basis",
    "change_note",
    "depth",
    "draft_title",
    "expire_at",
    "expired",
    "first_published_at",
    "go_live_at",
    "has_unpublished_changes",
    "last_published_at",
    "latest_revision",
    "latest_revision_created_at",
    "live",
    "live_revision",
    "locked",
    "locked_at",
    "locked_by",
    "numchild",
    "owner",
    "path",
    "review_due",
    "reviewed_on",
    "url_path",
    COMMENTS_RELATION_NAME,
}
# Given anew each time a form is saved; the order of lists says the same.
_NUMBERING = {"id", "pk", "sort_order"}


def authors_since_publication(page: Page, *, revision: Revision | None = None) -> set[int]:
    """Ids of everybody whose revision since the last publication changed something, and of who wrote ``revision``.

    Wagtail saves a revision under the name of whoever presses "publish", also when nothing was changed: one that says the
    same as the one before makes nobody an author. ``revision``: an older one that is to be published instead of the newest.
    """
    published = published_revision(page)
    authors = set()
    said = _words(published) if published is not None else None
    for draft in _after(page, published):
        words = _words(draft)
        if words != said:
            authors.add(draft.user_id)
        said = words
    if revision is not None and published is not None and _is_superseded_draft(revision, published):
        authors.add(revision.user_id)
    return authors - {None}


def published_revision(page: Page) -> Revision | None:
    """The revision that was published last, whether the page is still public or not."""
    publication = Publication.objects.filter(page_id=page.pk).select_related("revision").order_by("-number").first()
    return publication.revision if publication is not None else page.live_revision


def _after(page: Page, published: Revision | None) -> QuerySet[Revision]:
    drafts = page.revisions.order_by("created_at", "pk")
    if published is None:
        return drafts
    return drafts.filter(Q(created_at__gt=published.created_at) | Q(created_at=published.created_at, pk__gt=published.pk))


def _is_superseded_draft(revision: Revision, published: Revision) -> bool:
    """Older than what is public, and never public itself."""
    is_older = (revision.created_at, revision.pk) < (published.created_at, published.pk)
    return is_older and not Publication.objects.filter(revision=revision).exists()


def _words(revision: Revision) -> Any:
    return _plain({name: value for name, value in revision.content.items() if name not in _BOOKKEEPING})


def _plain(value: Any) -> Any:
    """A stored value without numbering and without what browsers do to line ends; streams are stored as JSON text."""
    if isinstance(value, str) and value[:1] in {"[", "{"}:
        with suppress(ValueError):
            value = json.loads(value)
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items() if name not in _NUMBERING}
    if isinstance(value, list):
        items = [_plain(item) for item in value]
        return sorted(items) if all(isinstance(item, int) for item in items) else items
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    return "" if value is None else value


def says_the_same(one: Revision, other: Revision) -> bool:
    """Whether two revisions differ in nothing but bookkeeping."""
    return _words(one) == _words(other)
