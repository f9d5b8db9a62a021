"""What makes stored pages untrue. Connected once, for every app: whoever writes a page need not remember the cache."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.settings.models import AbstractSetting
from wagtail.models import Collection, Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from core.files.models.site_media import SiteImage
from core.pages.models import LegalBasis
from core.pages.page_cache import invalidate

_shown_on_pages = (LegalBasis, SiteImage, AbstractSetting, Redirect, Site, PageViewRestriction, Collection)
_draft_fields = {"draft_title", "has_unpublished_changes", "latest_revision", "latest_revision_created_at", "locked"}


def connect() -> None:
    """Called by the app's ``ready``. ``QuerySet.update`` sends no signal: code that uses it calls ``invalidate`` itself."""
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(_moved_or_published, dispatch_uid=f"pagecache-{id(signal)}")
    post_save.connect(_saved, dispatch_uid="pagecache-saved")
    post_delete.connect(_deleted, dispatch_uid="pagecache-deleted")


def _moved_or_published(**kwargs: Any) -> None:
    invalidate()


def _saved(*, instance: Model, update_fields: frozenset[str] | None = None, **kwargs: Any) -> None:
    """A draft saved (every few seconds while an editor types) changes nothing that a visitor sees."""
    is_draft_only = update_fields is not None and update_fields <= _draft_fields
    if isinstance(instance, _shown_on_pages) or (isinstance(instance, Page) and instance.live and not is_draft_only):
        invalidate()


def _deleted(*, instance: Model, **kwargs: Any) -> None:
    if isinstance(instance, (*_shown_on_pages, Page)):
        invalidate()
