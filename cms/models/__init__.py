"""Pages of the information site. One concept a file."""

from .audience import Audience
from .contact import ContactPage
from .faq import FaqPage
from .home import HomePage
from .info import InfoPage
from .news import NewsIndexPage, NewsPage
from .office import OfficeContact
from .service import ServicePage
from .service_index import ServiceIndexPage
from .service_legal_basis import ServiceLegalBasis
from .standards_import import StandardsImport
from .unit_editors import UnitEditors
from .work_unit import WorkUnitPage

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
