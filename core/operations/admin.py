"""Listings that staff look up when something seems not to have happened."""

from wagtail.admin.viewsets.base import ViewSetGroup

from core.audit.admin import AuditEntryViewSet, ProcessingEntryViewSet
from core.jobs.admin import JobViewSet
from core.messages.admin import NotificationViewSet


class OperationsGroup(ViewSetGroup):
    menu_label = "Pemantauan"
    menu_icon = "glasses"
    menu_order = 900
    items = (JobViewSet, NotificationViewSet, AuditEntryViewSet, ProcessingEntryViewSet)
