"""Pages of the information site. One concept a file."""

from cms.models.audience import Audience
from cms.models.contact import ContactPage
from cms.models.faq import FaqPage
from cms.models.home import HomePage
from cms.models.info import InfoPage
from cms.models.news import NewsIndexPage, NewsPage
from cms.models.office import OfficeContact
from cms.models.service import ServicePage
from cms.models.service_index import ServiceIndexPage
from cms.models.service_legal_basis import ServiceLegalBasis
from cms.models.standards_import import StandardsImport
from cms.models.unit_editors import UnitEditors
from cms.models.work_unit import WorkUnitPage

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
