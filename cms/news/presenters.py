"""Template context of news pages."""

from collections.abc import Iterable

from django.http import HttpRequest

from cms.news.models import NewsIndexPage, NewsPage
from cms.news.selectors import NEWS_AT_HOME, live_news, live_news_index, news_page
from cms.pages.presenters import OFFICE
from cms.pages.selectors import breadcrumb_items
from core.documents.formatting import tanggal


def sender(page: NewsPage) -> str:
    """Title of the work unit, or the office; never a person."""
    return page.unit.title if page.unit else OFFICE


def news_cards(pages: Iterable[NewsPage]) -> list[dict[str, str]]:
    return [
        {"title": page.title, "url": page.url, "text": page.summary, "meta": f"{tanggal(page.date)} · {sender(page)}"}
        for page in pages
    ]


def news_panel() -> dict[str, object]:
    """Context of the front page: the newest news and the index; empty without news."""
    cards = news_cards(live_news()[:NEWS_AT_HOME])
    index = live_news_index() if cards else None
    return {"news": cards, "news_index": index}


def news_index_context(page: NewsIndexPage, request: HttpRequest) -> dict[str, object]:
    page_obj = news_page(number=request.GET.get("page", "1"))
    return {"breadcrumb": breadcrumb_items(page), "page_obj": page_obj, "cards": news_cards(page_obj)}


def news_context(page: NewsPage, request: HttpRequest) -> dict[str, object]:
    return {"breadcrumb": breadcrumb_items(page), "sender": sender(page)}
