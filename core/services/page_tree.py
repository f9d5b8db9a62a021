"""Adds the pages that code knows of, and opens parts of the tree to roles. Both leave alone what stands already."""

from collections.abc import Callable

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import GroupPagePermission, Page


@transaction.atomic
def child_page(parent: Page, slug: str, build: Callable[[], Page]) -> tuple[Page, bool]:
    """The child of ``parent`` at ``slug``, whatever its state; built, added and published when there is none.

    The caller records the new page in the audit trail under its own action.
    """
    existing = parent.get_children().filter(slug=slug).first()
    if existing is not None:
        return existing.specific, False
    page = build()
    page.slug = slug
    page.live = False
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page, True


def grant_on_page(role: str, page: Page, codenames: tuple[str, ...]) -> None:
    """Let ``role`` do this on ``page`` and everything below it; what it may do elsewhere stays as it is."""
    group, _ = Group.objects.get_or_create(name=role)
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames):
        GroupPagePermission.objects.get_or_create(group=group, page_id=page.pk, permission=permission)
