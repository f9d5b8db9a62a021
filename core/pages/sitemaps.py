"""Sitemap sections (sitemaps.org). Subjects register theirs in ``register.py``.

``/sitemap.xml`` lists the sections, ``/sitemap-<section>.xml?page=n`` the addresses of one. All of them name the site as
SITE_URL does, whatever name the request came by.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sites.requests import RequestSite
from django.db.models import Model, QuerySet
from wagtail.contrib.sitemaps import Sitemap as WagtailSitemap

from core.registry import Registry

_sections: Registry[type[Sitemap]] = Registry("sitemap sections")


def register_sitemap(name: str, section: type[Sitemap]) -> None:
    """Add a section under ``name``, which stands in its address."""
    _sections.register(name, section)


def sections() -> Mapping[str, type[Sitemap]]:
    return dict(sorted((str(name), section) for name, section in _sections.items()))


def absolute(path: str) -> str:
    return f"{settings.SITE_URL.rstrip('/')}{path}"


class _ConfiguredSite(RequestSite):
    """The site of SITE_URL, whatever host the request names."""

    def __init__(self, domain: str) -> None:
        self.domain = self.name = domain


def addresses(section: Sitemap, page: int | str) -> list[dict[str, Any]]:
    """The entries of one page of a section. Raises EmptyPage."""
    site = urlsplit(settings.SITE_URL)
    return section.get_urls(page=page, site=_ConfiguredSite(site.netloc), protocol=site.scheme)


class PageTreeSitemap(WagtailSitemap):
    """Every live public page that has a URL; a lesson has none."""

    limit = 5000


class FixedSitemap(Sitemap):
    """Paths that don't depend on the database: ``paths`` of the subclass."""

    paths: tuple[str, ...] = ()

    def items(self) -> list[str]:
        return list(self.paths)

    def location(self, item: str) -> str:
        return item


def fixed(*paths: str) -> type[Sitemap]:
    return type("PathsSitemap", (FixedSitemap,), {"paths": paths})


def of_rows(rows: Callable[[], QuerySet[Model]], *, changed: str) -> type[Sitemap]:
    """A section of rows with ``get_absolute_url``, thousands a page; ``changed`` names their time of change."""

    class RowsSitemap(Sitemap):
        limit = 5000

        def items(self) -> QuerySet[Model]:
            return rows()

        def lastmod(self, item: Model) -> datetime | None:
            moment: datetime | None = getattr(item, changed)
            return moment

    return RowsSitemap
