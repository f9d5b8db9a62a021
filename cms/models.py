"""Gathers the models of cms: Django looks for them here."""

from cms.home.models import HomePage
from cms.news.models import NewsIndexPage, NewsPage
from cms.pages.models.contact import ContactPage, OfficeContact
from cms.pages.models.faq import FaqPage
from cms.pages.models.info import InfoPage
from cms.standards.models.service import Audience, ServiceLegalBasis, ServicePage
from cms.standards.models.service_index import ServiceIndexPage
from cms.standards.models.standards_import import StandardsImport
from cms.standards.models.work_unit import UnitEditors, WorkUnitPage

__all__ = [
    "Audience",
    "ContactPage",
    "FaqPage",
    "HomePage",
    "InfoPage",
    "NewsIndexPage",
    "NewsPage",
    "OfficeContact",
    "ServiceIndexPage",
    "ServiceLegalBasis",
    "ServicePage",
    "StandardsImport",
    "UnitEditors",
    "WorkUnitPage",
]
