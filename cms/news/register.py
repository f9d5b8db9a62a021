"""Registers news: presenters and search."""

from cms.news import search
from cms.news.models import NewsIndexPage, NewsPage
from cms.news.presenters import news_context, news_index_context
from core.pages.presenters import register_presenter
from core.search.registry import register_search_provider


def register() -> None:
    register_presenter(NewsIndexPage, news_index_context)
    register_presenter(NewsPage, news_context)
    register_search_provider(search.PROVIDER)
    search.connect()
