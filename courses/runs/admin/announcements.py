"""Staff screens of announcements. Trainers see the runs they teach; users who may change runs see all."""

import uuid

import django_filters
from django import forms
from django.contrib.auth.models import AnonymousUser, PermissionsMixin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import CreateView, DeleteView, EditView
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.views.generic.usage import UsageView
from wagtail.admin.viewsets.model import ModelViewSet

from core.admin.read_only import RecordView
from core.admin.spreadsheet_export import WorkbookIndexView
from courses.runs.access import runs_for
from courses.runs.models.announcement import Announcement
from courses.runs.models.run import CourseRun
from courses.runs.registry import delivery_status_of
from courses.runs.services.announcements import announcement_delete, announcement_edit, announcement_publish


def announcements_for(user: PermissionsMixin | AnonymousUser) -> QuerySet[Announcement]:
    """Announcements of the runs that ``user`` may see. Raises PermissionDenied without the permission to view them.

    The check is here because Wagtail fetches objects before it checks permissions.
    """
    if not user.has_perm("courses.view_announcement"):
        raise PermissionDenied
    return Announcement.objects.filter(run__in=runs_for(user)).select_related("run__course", "author")


class AnnouncementForm(WagtailAdminModelForm):
    """The run is fixed once the announcement exists."""

    instance: Announcement

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["run"].queryset = runs_for(self.for_user)
        if self.instance.pk:
            self.fields["run"].disabled = True
            del self.fields["token"]

    def clean_text(self) -> str:
        """Normalize CRLF, which browsers submit, so that saving without edits is no change."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")

    def save(self, commit: bool = True) -> Announcement:
        answers = dict(self.cleaned_data)
        run = answers.pop("run")
        if self.instance.pk:
            return announcement_edit(announcement=self.instance, by=self.for_user, changes=answers)
        # Wagtail 7 uses the returned instance, Wagtail 8 ``self.instance``.
        self.instance = announcement_publish(run=run, by=self.for_user, **answers)
        return self.instance


class OwnAnnouncementMixin:
    """For views of one announcement: 404 for runs that the user may not see."""

    def get_queryset(self) -> QuerySet[Announcement]:
        return announcements_for(self.request.user)  # type: ignore[attr-defined]  # mixed into views, which have it


class OwnAnnouncementBaseMixin:
    """The same for views that list objects related to an announcement."""

    def get_base_object_queryset(self) -> QuerySet[Announcement]:
        return announcements_for(self.request.user)  # type: ignore[attr-defined]  # mixed into views, which have it


def _place(announcement: Announcement) -> str:
    return "Disematkan" if announcement.pinned else ""


def _runs(request: HttpRequest) -> QuerySet[CourseRun]:
    return runs_for(request.user)


class AnnouncementFilterSet(WagtailFilterSet):
    run = django_filters.ModelChoiceFilter(label="Kelas", queryset=_runs)
    published_at = django_filters.DateFromToRangeFilter(label="Diumumkan", widget=DateRangePickerWidget)

    class Meta:
        model = Announcement
        fields = ["run", "published_at"]


class AnnouncementIndexView(WorkbookIndexView):
    def get_base_queryset(self) -> QuerySet[Announcement]:
        return announcements_for(self.request.user)


class AnnounceView(CreateView):
    page_title = "Tulis pengumuman"
    submit_button_label = "Umumkan"
    submit_button_active_label = "Mengumumkan…"
    success_message = "Pengumuman “%(object)s” tampil di kelas. Pesertanya sedang diberi tahu lewat e-mail."

    def get_initial(self) -> dict[str, object]:
        return {**super().get_initial(), "run": self.request.GET.get("kelas")}

    def get_success_url(self) -> str:
        return reverse("courses_announcement:inspect", args=[self.object.pk])


class EditAnnouncementView(OwnAnnouncementMixin, EditView):
    page_title = "Perbaiki pengumuman"
    success_message = "Pengumuman “%(object)s” diperbaiki. Peserta tidak dikirimi e-mail lagi."


class DeleteAnnouncementView(OwnAnnouncementMixin, DeleteView):
    def delete_action(self) -> None:
        announcement_delete(announcement=self.object, by=self.request.user)


class AnnouncementHistoryView(OwnAnnouncementBaseMixin, HistoryView):
    """Log entries of an announcement."""


class AnnouncementUsageView(OwnAnnouncementBaseMixin, UsageView):
    """References to an announcement, from Wagtail's reference index."""


class AnnouncementInspectView(RecordView):
    """The announcement and the delivery status of its messages."""

    page_title = "Pengumuman"

    def get_object(self, queryset: QuerySet | None = None) -> Announcement:
        return get_object_or_404(announcements_for(self.request.user), pk=self.pk)

    def get_pinned_display_value(self) -> str:
        return "Ya" if self.object.pinned else "Tidak"

    def get_fields_context(self) -> list[dict[str, object]]:
        status: dict[str, object] = {
            "label": "E-mail kepada peserta",
            "value": delivery_status_of(self.object),
            "component": None,
        }
        return [*super().get_fields_context(), status]


class AnnouncementViewSet(ModelViewSet):
    model = Announcement
    icon = "comment"
    menu_label = "Pengumuman"
    menu_name = "pengumuman"
    url_prefix = "pelatihan/pengumuman"
    url_namespace = "courses_announcement"
    copy_view_enabled = False
    index_view_class = AnnouncementIndexView
    add_view_class = AnnounceView
    edit_view_class = EditAnnouncementView
    delete_view_class = DeleteAnnouncementView
    history_view_class = AnnouncementHistoryView
    usage_view_class = AnnouncementUsageView
    inspect_view_enabled = True
    inspect_view_class = AnnouncementInspectView
    filterset_class = AnnouncementFilterSet
    list_display = [
        TitleColumn("title", label="Judul", url_name="courses_announcement:inspect", sort_key="title"),
        Column("run", label="Kelas"),
        Column("pinned", label="Letak", accessor=_place, sort_key="pinned"),
        Column("author", label="Penulis"),
        DateColumn("published_at", label="Diumumkan", sort_key="published_at"),
    ]
    list_export = ["run", "title", "text", "pinned", "author", "published_at", "edited_at"]
    export_headings = {"run": "Kelas", "author": "Penulis"}
    export_filename = "pengumuman"
    search_fields = ["title", "text", "run__name", "run__course__title"]
    search_backend_name = None
    ordering = ["-published_at"]
    list_per_page = 25
    inspect_view_fields = ["run", "title", "text", "pinned", "author", "published_at", "edited_at"]
    edit_handler = ObjectList(
        [FieldPanel("run"), FieldPanel("title"), FieldPanel("text"), FieldPanel("pinned")],
        base_form_class=AnnouncementForm,
        heading="Pengumuman",
    )
