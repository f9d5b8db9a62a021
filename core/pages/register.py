"""The page cache follows what changes on pages; the page tree is a section of the sitemap."""

from core import pagecache_signals
from core.sitemaps import PageTreeSitemap, register_sitemap


def register() -> None:
    pagecache_signals.connect()
    register_sitemap("halaman", PageTreeSitemap)
