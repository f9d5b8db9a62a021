from core.models.allowed_host import AllowedHost
from core.models.approval import SecondPersonTask
from core.models.audit import AuditEntry
from core.models.imports import ImportLine, ImportRun
from core.models.job import Job
from core.models.legal_basis import LegalBasis
from core.models.media import SiteDocument, SiteImage, SiteRendition
from core.models.media_file import MediaFile
from core.models.notification import Notification, NotificationOptOut
from core.models.numbers import NumberSeries
from core.models.processing import ProcessingEntry
from core.models.publication import Publication
from core.models.review import ReviewNotice
from core.models.search import MissedQuery, Synonym

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
