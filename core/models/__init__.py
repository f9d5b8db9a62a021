from .audit import AuditEntry
from .job import Job
from .legal_basis import LegalBasis
from .media import SiteDocument, SiteImage, SiteRendition
from .notification import Notification, NotificationOptOut

__all__ = [
    "AuditEntry",
    "Job",
    "LegalBasis",
    "Notification",
    "NotificationOptOut",
    "SiteDocument",
    "SiteImage",
    "SiteRendition",
]
