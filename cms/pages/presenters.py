"""Template context of simple pages."""

from django.http import HttpRequest

from cms.pages.counter import counter_of_office
from cms.pages.models.contact import ContactPage
from cms.pages.models.faq import FaqPage
from cms.pages.models.info import InfoPage
from cms.pages.selectors import breadcrumb_items, office_contact, pages_below
from cms.pages.structured_data import as_script_text, faq_node, office_node

OFFICE = "Dinas Koperasi dan UKM Provinsi Jawa Timur"


def info_context(page: InfoPage, request: HttpRequest) -> dict[str, object]:
    return {"breadcrumb": breadcrumb_items(page), "below": pages_below(page)}


def faq_context(page: FaqPage, request: HttpRequest) -> dict[str, object]:
    return {"breadcrumb": breadcrumb_items(page), "structured_data": as_script_text(faq_node(page))}


def contact_context(page: ContactPage, request: HttpRequest) -> dict[str, object]:
    office = office_contact(request)
    counter = counter_of_office(office)
    structured_data = as_script_text(office_node(counter, url=office.website)) if office.name else ""
    return {
        "breadcrumb": breadcrumb_items(page),
        "office": office,
        "counter": counter,
        "structured_data": structured_data,
    }
