"""Registers simple pages (FAQ, contact, about, privacy …), the office contact, and permissions on redirects."""

from cms.pages import search
from cms.pages.models.contact import ContactPage
from cms.pages.models.faq import FaqPage
from cms.pages.models.info import InfoPage
from cms.pages.presenters import contact_context, faq_context, info_context
from core.pages.presenters import register_presenter
from core.people.roles import ADMINISTRATOR, CONTENT_APPROVER, register_role_permissions
from core.search.registry import register_search_provider

_redirects = tuple(f"wagtailredirects.{verb}_redirect" for verb in ("add", "change", "delete"))


def register() -> None:
    register_presenter(ContactPage, contact_context)
    register_presenter(FaqPage, faq_context)
    register_presenter(InfoPage, info_context)
    register_search_provider(search.PROVIDER)
    search.connect()
    for role in (CONTENT_APPROVER, ADMINISTRATOR):
        register_role_permissions(role, *_redirects)
    register_role_permissions(ADMINISTRATOR, "cms.change_officecontact")
