"""The page cache follows what changes on pages; the page tree is a section of the sitemap."""

from core.pages import page_cache_signals
from core.pages.sitemaps import PageTreeSitemap, register_sitemap


def register() -> None:
    page_cache_signals.connect()
    register_sitemap("halaman", PageTreeSitemap)
