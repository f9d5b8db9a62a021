"""Staff screens of page feedback. Staff see feedback on the pages they may edit or publish."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets import Button
from wagtail.permission_policies import ModelPermissionPolicy

from core.admin.actions import ConfirmAction
from core.admin.read_only import RecordView
from servicedesk.feedback.models import PageFeedback
from servicedesk.feedback.selectors import feedback_for, pages_of, with_counts
from servicedesk.feedback.services import feedback_handle, feedback_reopen

VIEWSET = "masukan"


def escape_formula(value: str) -> str:
    """Prefix a value that a spreadsheet would run as a formula (CSV injection)."""
    return f"'{value}" if value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value


class FeedbackIndexView(IndexView):
    custom_field_preprocess = {"remark": {"csv": escape_formula}}

    def get_base_queryset(self) -> QuerySet[PageFeedback]:
        return feedback_for(self.request.user)

    @property
    def header_more_buttons(self) -> list[Button]:
        summary = Button("Ringkasan per halaman", url=reverse(f"{VIEWSET}:summary"), icon_name="list-ul", priority=5)
        return [summary, *super().header_more_buttons]


class FeedbackInspectView(RecordView):
    def get_object(self, queryset: QuerySet | None = None) -> PageFeedback:
        """Raises Http404 for feedback on a page that the user may not edit; ``dispatch`` checks the permission to view."""
        may_see = self.request.user.has_perm("servicedesk.view_pagefeedback")
        return get_object_or_404(feedback_for(self.request.user) if may_see else PageFeedback, pk=self.pk)

    @property
    def header_more_buttons(self) -> list[Button]:
        step, label, icon = ("reopen", REOPEN, "undo") if self.object.handled_at else ("handle", HANDLE, "check")
        url = reverse(f"{VIEWSET}:{step}", args=[self.object.pk])
        return [Button(label, url=url, icon_name=icon, priority=10)]


HANDLE, REOPEN = "Tandai ditangani", "Buka lagi"


class FeedbackAction(ConfirmAction):
    """Changes whether feedback is handled; 404 for feedback on pages that the user may not edit."""

    permission = "servicedesk.change_pagefeedback"
    model = PageFeedback
    viewset = VIEWSET

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        may_act = request.user.has_perm(self.permission)
        if may_act and not feedback_for(request.user).filter(pk=str(kwargs["pk"])).exists():
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class HandleFeedback(FeedbackAction):
    object: PageFeedback
    question = "Sudah dibaca, dan halamannya sudah diperbaiki bila perlu?"
    button = HANDLE

    def act(self) -> tuple[bool, str]:
        assert self.request.user.is_authenticated  # the permission was checked in dispatch
        if feedback_handle(feedback=self.object, by=self.request.user):
            return True, "Masukan ditandai sudah ditangani."
        return False, "Masukan ini sudah ditangani petugas lain."


class ReopenFeedback(FeedbackAction):
    object: PageFeedback
    question = "Kembalikan masukan ini ke daftar yang belum ditangani?"
    button = REOPEN

    def act(self) -> tuple[bool, str]:
        assert self.request.user.is_authenticated  # the permission was checked in dispatch
        if feedback_reopen(feedback=self.object, by=self.request.user):
            return True, "Masukan kembali ke daftar yang belum ditangani."
        return False, "Masukan ini memang belum ditangani."


class FeedbackSummaryView(ReportView):
    """Counts of answers by page; most unhandled first."""

    page_title = "Ringkasan masukan"
    header_icon = "comment"
    index_url_name = f"{VIEWSET}:summary"
    index_results_url_name = f"{VIEWSET}:summary_results"
    permission_policy = ModelPermissionPolicy(PageFeedback)
    any_permission_required = ["view"]
    is_searchable = False
    columns = [
        TitleColumn("title", label="Halaman", get_url=lambda page: f"{reverse(f'{VIEWSET}:index')}?page={page.pk}"),
        Column("yes", label="Ya, membantu"),
        Column("no", label="Tidak membantu"),
        Column("waiting", label="Belum ditangani"),
    ]
    list_export = ["title", "yes", "no", "waiting"]
    export_headings = {"title": "Halaman", "yes": "Ya, membantu", "no": "Tidak membantu", "waiting": "Belum ditangani"}

    def get_queryset(self) -> QuerySet:
        return with_counts(pages_of(self.request.user))
