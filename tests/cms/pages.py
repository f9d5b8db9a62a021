"""Builds pages for tests."""

from cms.models import ServicePage


def publish(page: ServicePage) -> ServicePage:
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def draft_of(page: ServicePage, title: str) -> ServicePage:
    """A second service of the same unit, not yet published."""
    copy = page.copy(
        update_attrs={"title": title, "draft_title": title, "slug": title.lower().replace(" ", "-")}, keep_live=False
    )
    return copy.specific
