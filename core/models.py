"""Gathers the models of core: Django looks for them here."""

from core.audit.models import AuditEntry, ProcessingEntry
from core.documents.models import NumberSeries
from core.fetching.models import AllowedHost
from core.files.models.media_file import MediaFile
from core.files.models.site_media import SiteDocument, SiteImage, SiteRendition
from core.imports.models import ImportLine, ImportRun
from core.jobs.models import Job
from core.messages.models import Notification, NotificationOptOut
from core.pages.models import LegalBasis
from core.people.models import AttemptCounter, ExactCacheEntry
from core.publishing.models.approval import SecondPersonTask
from core.publishing.models.publication import Publication
from core.publishing.reviews.models import ReviewNotice
from core.search.models import MissedQuery, Synonym

__all__ = [
    "AllowedHost",
    "AttemptCounter",
    "AuditEntry",
    "ExactCacheEntry",
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
