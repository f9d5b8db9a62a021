"""Staff screens of the waiting lists, for staff of participants and for trainers of the run."""

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn

from core.admin.read_only import ReadOnlyViewSet
from core.admin.spreadsheet_export import WorkbookIndexView
from courses.runs.access import runs_for
from courses.runs.models.run import CourseRun
from lms.enrolment.models.waiting import WaitingEntry
from lms.enrolment.selectors.waiting import queue_for_staff


def _runs(request: HttpRequest) -> QuerySet[CourseRun]:
    """Classes that have a queue, among those the person may see."""
    return runs_for(request.user).filter(waiting_entries__isnull=False).distinct().order_by("-enrolment_opens")


def _offer_end(entry: WaitingEntry) -> str:
    """The absolute time: Wagtail's DateColumn shows how long ago a moment was, and this one is in the future."""
    return date_format(timezone.localtime(entry.offer_expires_at), "j M Y, H.i") if entry.offer_expires_at else "–"


class WaitingFilterSet(WagtailFilterSet):
    run = django_filters.ModelChoiceFilter(label="Kelas", queryset=_runs)

    class Meta:
        model = WaitingEntry
        fields = ["run", "state", "joined_at"]


class WaitingIndexView(WorkbookIndexView):
    page_title = "Daftar tunggu"

    def get_base_queryset(self) -> QuerySet[WaitingEntry]:
        return queue_for_staff(self.request.user)


class WaitingViewSet(ReadOnlyViewSet):
    """Read-only: the queue's order is fixed. Staff raise the quota, or enrol a person through the roster."""

    model = WaitingEntry
    name = "daftar-tunggu"
    menu_label = "Daftar tunggu"
    icon = "list-ol"
    inspect_view_enabled = False
    ordering = ["run", "number"]
    index_view_class = WaitingIndexView
    filterset_class = WaitingFilterSet
    list_display = [
        Column("number", label="Nomor", sort_key="number"),
        Column("user", label="Peserta", sort_key="user__full_name"),
        Column("run", label="Kelas", sort_key="run__name"),
        Column("get_state_display", label="Keadaan", sort_key="state"),
        DateColumn("joined_at", label="Masuk daftar", sort_key="joined_at"),
        Column("offer_expires_at", label="Kursi disimpan sampai", accessor=_offer_end, sort_key="offer_expires_at"),
    ]
    search_fields = ["user__full_name", "user__email", "run__name", "run__course__title"]
    search_backend_name = None
    list_export = ["number", "user", "run", "get_state_display", "joined_at", "offered_at", "offer_expires_at", "ended_at"]
    export_headings = {
        "number": "Nomor",
        "user": "Peserta",
        "run": "Kelas",
        "get_state_display": "Keadaan",
        "joined_at": "Masuk daftar",
        "offered_at": "Ditawari",
        "offer_expires_at": "Kursi disimpan sampai",
        "ended_at": "Berakhir",
    }
