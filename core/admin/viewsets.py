"""Listings that staff look up when something seems not to have happened."""

from typing import Any

from django.urls import URLPattern, path, reverse
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.widgets import Button

from core.admin.actions import ResendNotification, RetryJob
from core.admin.read_only import ReadOnlyViewSet, RecordView
from core.jobs.registry import label_of
from core.models.audit import AuditEntry
from core.models.job import Job
from core.models.notification import Notification
from core.models.processing import ProcessingEntry


class ActorIndexView(IndexView):
    """People's names in the listing come with the rows, not one query each."""

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("actor")


class PeopleIndexView(IndexView):
    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("person", "actor")


class JobInspectView(RecordView):
    @property
    def header_more_buttons(self) -> list[Button]:
        if self.object.state != Job.State.FAILED:
            return []
        return [Button("Coba lagi", url=reverse("pekerjaan:retry", args=[self.object.pk]), icon_name="rotate", priority=10)]


class NotificationInspectView(RecordView):
    @property
    def header_more_buttons(self) -> list[Button]:
        if self.object.state not in {Notification.State.FAILED, Notification.State.UNCERTAIN}:
            return []
        url = reverse("pemberitahuan:resend", args=[self.object.pk])
        return [Button("Kirim ulang", url=url, icon_name="mail", priority=10)]


class JobViewSet(ReadOnlyViewSet):
    model = Job
    name = "pekerjaan"
    menu_label = "Pekerjaan latar"
    icon = "cogs"
    ordering = ["-created_at"]
    list_display = [
        TitleColumn("kind", label="Pekerjaan", accessor=lambda job: label_of(job.kind), url_name="pekerjaan:inspect"),
        Column("subject", label="Objek"),
        "state",
        "message",
        Column("attempts", label="Percobaan"),
        DateColumn("created_at", label="Dibuat"),
    ]
    list_filter = ["state", "kind", "created_at"]
    search_fields = ["kind", "subject", "message", "request_id"]
    list_export = ["kind", "subject", "state", "message", "error", "attempts", "created_at", "finished_at"]
    inspect_view_class = JobInspectView
    inspect_view_fields = [
        "kind",
        "subject",
        "state",
        "message",
        "error",
        "attempts",
        "max_attempts",
        "progress_done",
        "progress_total",
        "lease_until",
        "requested_by",
        "request_id",
        "created_at",
        "started_at",
        "finished_at",
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("retry/<uuid:pk>/", RetryJob.as_view(), name="retry")]


class NotificationViewSet(ReadOnlyViewSet):
    """The text and address of a message are personal data and stay out of the export."""

    model = Notification
    name = "pemberitahuan"
    menu_label = "Pemberitahuan"
    icon = "mail"
    ordering = ["-created_at"]
    list_display = [
        "subject",
        "category",
        "channel",
        "state",
        Column("error", label="Keterangan"),
        Column(
            "delivery", label="Kabar pengantaran", accessor=lambda one: one.get_delivery_display() if one.delivery else ""
        ),
        DateColumn("created_at", label="Dibuat"),
    ]
    list_filter = ["state", "category", "channel", "delivery", "created_at"]
    search_fields = ["subject", "address", "key"]
    list_export = ["category", "channel", "state", "error", "delivery", "created_at", "sent_at"]
    inspect_view_class = NotificationInspectView
    inspect_view_fields = [
        "subject",
        "category",
        "channel",
        "address",
        "state",
        "error",
        "delivery",
        "delivery_at",
        "created_at",
        "sent_at",
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("resend/<int:pk>/", ResendNotification.as_view(), name="resend")]


class AuditEntryViewSet(ReadOnlyViewSet):
    model = AuditEntry
    name = "jejak-audit"
    menu_label = "Jejak audit"
    icon = "history"
    ordering = ["-at"]
    index_view_class = ActorIndexView
    list_display = [
        DateColumn("at", label="Waktu"),
        TitleColumn("action", label="Tindakan", url_name="jejak-audit:inspect"),
        Column("actor_label", label="Pelaku"),
        Column("subject_kind", label="Jenis objek"),
        Column("subject_id", label="Objek"),
    ]
    list_filter = ["action", "subject_kind", "at"]
    search_fields = ["action", "subject_kind", "subject_id", "request_id"]
    list_export = ["at", "action", "actor_id", "subject_kind", "subject_id", "before", "after", "request_id"]
    inspect_view_fields = ["at", "actor_label", "action", "subject_kind", "subject_id", "before", "after", "request_id"]


class ProcessingEntryViewSet(ReadOnlyViewSet):
    """The export holds account numbers only: names belong to the accounts, and an erased one has none."""

    model = ProcessingEntry
    name = "log-pemrosesan"
    menu_label = "Log pemrosesan"
    icon = "key"
    ordering = ["-at"]
    index_view_class = PeopleIndexView
    list_display = [
        DateColumn("at", label="Waktu"),
        TitleColumn("get_kind_display", label="Tindakan", sort_key="kind", url_name="log-pemrosesan:inspect"),
        Column("what", label="Data"),
        Column("person_label", label="Pemilik data"),
        Column("actor_label", label="Pelaku"),
    ]
    list_filter = ["kind", "at"]
    search_fields = ["what", "reason", "request_id", "person__full_name"]
    list_export = ["at", "kind", "what", "reason", "person_id", "actor_id", "request_id"]
    inspect_view_fields = ["at", "kind", "what", "reason", "person_label", "actor_label", "request_id"]


class OperationsGroup(ViewSetGroup):
    menu_label = "Pemantauan"
    menu_icon = "glasses"
    menu_order = 900
    items = (JobViewSet, NotificationViewSet, AuditEntryViewSet, ProcessingEntryViewSet)
