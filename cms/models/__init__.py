"""Pages of the information site. One concept a file."""

from .audience import Audience
from .home import HomePage
from .office import OfficeContact
from .service import ServicePage
from .service_index import ServiceIndexPage
from .service_legal_basis import ServiceLegalBasis
from .work_unit import WorkUnitPage

__all__ = ["Audience", "HomePage", "OfficeContact", "ServiceIndexPage", "ServiceLegalBasis", "ServicePage", "WorkUnitPage"]
