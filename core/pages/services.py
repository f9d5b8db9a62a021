"""Adds the pages that code knows of, and opens the tree and the pictures to roles. What stands already is left alone."""

from collections.abc import Callable

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page


@transaction.atomic
def child_page(
    parent: Page, slug: str, build: Callable[[], Page], *, publish: Callable[[Page], bool] = lambda page: True
) -> tuple[Page, bool]:
    """The child of ``parent`` at ``slug``, whatever its state; built and added when there is none, and published if
    ``publish`` says so.

    The caller records the new page in the audit trail under its own action.
    """
    existing = parent.get_children().filter(slug=slug).first()
    if existing is not None:
        return existing.specific, False
    page = build()
    page.slug = slug
    page.live = False
    parent.add_child(instance=page)
    ready = publish(page)
    revision = page.save_revision(clean=ready)
    if ready:
        revision.publish()
    page.refresh_from_db()
    return page, True


def grant_on_page(role: str, page: Page, codenames: tuple[str, ...]) -> None:
    """Let ``role`` do this on ``page`` and everything below it; what it may do elsewhere stays as it is."""
    group, _ = Group.objects.get_or_create(name=role)
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames):
        GroupPagePermission.objects.get_or_create(group=group, page_id=page.pk, permission=permission)


def grant_pictures(role: str) -> None:
    """Let ``role`` upload and choose pictures for its pages. Wagtail asks for the rights of its own model, not of ours."""
    group, _ = Group.objects.get_or_create(name=role)
    root = Collection.get_first_root_node()
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailimages", codename__in=("add_image", "choose_image", "change_image")
    ):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
