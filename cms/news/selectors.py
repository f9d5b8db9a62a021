"""Reads of news."""

from django.core.paginator import InvalidPage, Paginator
from django.core.paginator import Page as PaginatorPage
from django.http import Http404
from wagtail.query import PageQuerySet

from cms.news.models import NewsIndexPage, NewsPage

NEWS_PER_PAGE = 10
NEWS_AT_HOME = 3
NEWS_IN_FEED = 20


def live_news() -> "PageQuerySet[NewsPage]":
    """Public news, newest first; ``body`` is deferred."""
    return NewsPage.objects.live().public().select_related("unit").defer_streamfields().order_by("-date", "-pk")


def live_news_index() -> NewsIndexPage | None:
    return NewsIndexPage.objects.live().public().first()


def news_page(*, number: str) -> PaginatorPage:
    """One page of the news. Raises Http404 for a number that doesn't exist (see ``services_page``)."""
    try:
        return Paginator(live_news(), NEWS_PER_PAGE).page(number)
    except InvalidPage:
        raise Http404 from None
