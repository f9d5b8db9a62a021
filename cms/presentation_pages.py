"""News and simple pages put into words: what their templates show."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from cms.models.contact import ContactPage
from cms.models.faq import FaqPage
from cms.models.info import InfoPage
from cms.models.news import NewsIndexPage, NewsPage
from cms.models.office import OfficeContact
from cms.selectors import office_contact, trail
from cms.selectors_pages import NEWS_AT_HOME, live_news, live_news_index, news_page, pages_below
from cms.structured_data import as_script_text
from cms.structured_faq import faq_node
from core.documents.formatting import tanggal

OFFICE = "Dinas Koperasi dan UKM Provinsi Jawa Timur"
MAP = "https://www.google.com/maps/search/?"


def sender(page: NewsPage) -> str:
    """Who says it: a work unit or the office, never a person."""
    return page.unit.title if page.unit else OFFICE


def news_cards(pages: Any) -> list[dict[str, str]]:
    return [
        {"title": page.title, "url": page.url, "text": page.summary, "meta": f"{tanggal(page.date)} · {sender(page)}"}
        for page in pages
    ]


def news_panel() -> dict[str, Any]:
    """The newest news for the front page, and where the rest is; nothing while there is none."""
    cards = news_cards(live_news()[:NEWS_AT_HOME])
    index = live_news_index() if cards else None
    return {"news": cards, "news_index": index}


def news_index_context(page: NewsIndexPage, request: HttpRequest) -> dict[str, Any]:
    page_obj = news_page(number=request.GET.get("page", "1"))
    return {"breadcrumb": trail(page), "page_obj": page_obj, "cards": news_cards(page_obj)}


def news_context(page: NewsPage, request: HttpRequest) -> dict[str, Any]:
    return {"breadcrumb": trail(page), "sender": sender(page)}


def info_context(page: InfoPage, request: HttpRequest) -> dict[str, Any]:
    return {"breadcrumb": trail(page), "below": pages_below(page)}


def faq_context(page: FaqPage, request: HttpRequest) -> dict[str, Any]:
    return {"breadcrumb": trail(page), "structured_data": as_script_text(faq_node(page))}


def contact_context(page: ContactPage, request: HttpRequest) -> dict[str, Any]:
    office = office_contact(request)
    return {"breadcrumb": trail(page), "office": office, "map_url": map_url(office)}


def map_url(office: OfficeContact) -> str:
    """A search for the printed address: a plain link, so nobody's map watches who reads this page."""
    words = ", ".join(part for part in (office.street, office.city, office.postal_code) if part)
    return MAP + urlencode({"api": 1, "query": words}) if office.street else ""
