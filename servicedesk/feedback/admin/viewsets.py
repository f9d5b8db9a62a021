"""The menu "Masukan warga"."""

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.urls import URLPattern, path
from wagtail.admin.ui.tables import Column, DateColumn

from core.admin.read_only import ReadOnlyViewSet
from servicedesk.feedback.admin.filters import FeedbackFilterSet
from servicedesk.feedback.admin.views import (
    VIEWSET,
    FeedbackIndexView,
    FeedbackInspectView,
    FeedbackSummaryView,
    HandleFeedback,
    ReopenFeedback,
)
from servicedesk.feedback.models import PageFeedback


class FeedbackViewSet(ReadOnlyViewSet):
    """Page feedback: read only, except marking it as handled."""

    model = PageFeedback
    name = VIEWSET
    icon = "comment"
    menu_label = "Masukan warga"
    menu_order = 250
    add_to_admin_menu = True
    ordering = ["-created_at"]
    index_view_class = FeedbackIndexView
    inspect_view_class = FeedbackInspectView
    filterset_class = FeedbackFilterSet
    list_display = [
        Column("page", label="Halaman"),
        Column("answer", label="Jawaban", sort_key="helpful"),
        Column("remark", label="Kata-kata pembaca"),
        Column("state", label="Keadaan", sort_key="handled_at"),
        DateColumn("created_at", label="Dikirim", sort_key="created_at"),
    ]
    search_fields = ["remark", "page__title"]
    search_backend_name = None
    list_export = ["page", "answer", "remark", "state", "created_at", "handled_at"]
    export_headings = {"page": "Halaman", "answer": "Jawaban", "state": "Keadaan"}
    export_filename = "masukan-halaman"
    inspect_view_fields = ["page", "answer", "remark", "created_at", "state", "handled_at", "handled_by"]

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        content_type = ContentType.objects.get_for_model(self.model)
        return Permission.objects.filter(
            content_type=content_type, codename__in=["view_pagefeedback", "change_pagefeedback"]
        )

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("handle/<int:pk>/", HandleFeedback.as_view(), name="handle"),
            path("reopen/<int:pk>/", ReopenFeedback.as_view(), name="reopen"),
            path("ringkasan/", FeedbackSummaryView.as_view(), name="summary"),
            path("ringkasan/results/", FeedbackSummaryView.as_view(results_only=True), name="summary_results"),
        ]
