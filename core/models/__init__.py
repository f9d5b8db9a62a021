from .allowed_host import AllowedHost
from .approval import SecondPersonTask
from .audit import AuditEntry
from .imports import ImportLine, ImportRun
from .job import Job
from .legal_basis import LegalBasis
from .media import SiteDocument, SiteImage, SiteRendition
from .media_file import MediaFile
from .notification import Notification, NotificationOptOut
from .numbers import NumberSeries
from .processing import ProcessingEntry
from .publication import Publication
from .review import ReviewNotice
from .search import MissedQuery, Synonym

__all__ = [
    "AllowedHost",
    "AuditEntry",
    "ImportLine",
    "ImportRun",
    "Job",
    "LegalBasis",
    "MediaFile",
    "MissedQuery",
    "Notification",
    "NotificationOptOut",
    "NumberSeries",
    "ProcessingEntry",
    "Publication",
    "ReviewNotice",
    "SecondPersonTask",
    "SiteDocument",
    "SiteImage",
    "SiteRendition",
    "Synonym",
]
