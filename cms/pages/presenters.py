"""Template context of simple pages."""

from urllib.parse import urlencode

from django.http import HttpRequest

from cms.pages.models.contact import ContactPage, OfficeContact
from cms.pages.models.faq import FaqPage
from cms.pages.models.info import InfoPage
from cms.pages.selectors import breadcrumb_items, office_contact, pages_below
from cms.pages.structured_data import as_script_text, faq_node

OFFICE = "Dinas Koperasi dan UKM Provinsi Jawa Timur"
MAP = "https://www.google.com/maps/search/?"


def info_context(page: InfoPage, request: HttpRequest) -> dict[str, object]:
    return {"breadcrumb": breadcrumb_items(page), "below": pages_below(page)}


def faq_context(page: FaqPage, request: HttpRequest) -> dict[str, object]:
    return {"breadcrumb": breadcrumb_items(page), "structured_data": as_script_text(faq_node(page))}


def contact_context(page: ContactPage, request: HttpRequest) -> dict[str, object]:
    office = office_contact(request)
    return {"breadcrumb": breadcrumb_items(page), "office": office, "map_url": map_url(office)}


def map_url(office: OfficeContact) -> str:
    """Link to a map search for the address; an embedded map would track visitors. "" without a street."""
    words = ", ".join(part for part in (office.street, office.city, office.postal_code) if part)
    return MAP + urlencode({"api": 1, "query": words}) if office.street else ""
