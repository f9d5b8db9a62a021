"""Search provider of news."""

from wagtail.query import PageQuerySet

from cms.news.models import NewsPage
from cms.pages.search import index_on_change, provider

KIND = "berita"


def live_news() -> PageQuerySet:
    return NewsPage.objects.live().public()


PROVIDER = provider(KIND, "Berita", live_news, order=40)


def connect() -> None:
    index_on_change(KIND, NewsPage)
