"""What has to hold before a page goes public. Each function returns messages by form field; none means yes."""

from datetime import datetime
from typing import Any, Protocol

from django.utils.text import capfirst
from wagtail.models import Page

from core.pages.blank import is_blank, is_blank_text
from core.publishing.errors import GENERAL, NotPublishable
from core.publishing.models.publication import Publication

OWN_WORK = (
    "Anda mengubah halaman ini sesudah terakhir diterbitkan, jadi Anda tidak dapat menerbitkan atau menyetujuinya; "
    "minta orang lain menyetujuinya."
)
OWN_WORK_NEEDS_REASON = (
    "Anda mengubah halaman ini sesudah terakhir diterbitkan. Minta orang lain menyetujuinya, atau tulis alasan Anda "
    "menerbitkannya sendiri; alasan itu dicatat."
)


class Published(Protocol):
    """Whether a page was ever public."""

    pk: Any
    first_published_at: datetime | None


class ExplainedPage(Published, Protocol):
    """A page whose changes are explained to the public."""

    change_note: str
    change_basis: str


def refuse(page: Page, errors: dict[str, str]) -> None:
    """Raises NotPublishable when there is any message."""
    if errors:
        raise NotPublishable(page, errors)


def empty_field_errors(page: Page) -> dict[str, str]:
    """The page class's own fields that must be filled in and show nothing; Wagtail looks after those every page has."""
    own = [field for field in page._meta.concrete_fields if field.model is page._meta.model and not field.primary_key]
    required = [field for field in own if not field.blank and is_blank(getattr(page, field.name))]
    return {field.name: f"“{capfirst(field.verbose_name)}” masih kosong." for field in required}


def was_published(page: Published) -> bool:
    return page.first_published_at is not None or Publication.objects.filter(page_id=page.pk).exists()


def change_note_errors(page: ExplainedPage) -> dict[str, str]:
    """A page that citizens have seen says what is different now, and by which decree or letter."""
    if not was_published(page):
        return {}
    errors = {}
    if is_blank_text(page.change_note):
        errors["change_note"] = "Tulis apa yang berubah, dengan kata-kata yang dipahami warga."
    if is_blank_text(page.change_basis):
        errors["change_basis"] = "Tulis dasar perubahan: nomor keputusan atau surat."
    return errors


def four_eyes_errors(*, user: Any, is_own: bool, reason: str) -> dict[str, str]:
    """Nobody publishes or approves a change of their own. A superuser may, and says why."""
    if not is_own:
        return {}
    if not user.is_superuser:
        return {GENERAL: OWN_WORK}
    return {"override_reason": OWN_WORK_NEEDS_REASON} if is_blank_text(reason) else {}
