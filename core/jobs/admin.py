from django.urls import URLPattern, path, reverse
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.widgets import Button

from core.admin.actions import ConfirmAction
from core.admin.read_only import ReadOnlyViewSet, RecordView
from core.jobs.models import Job
from core.jobs.registry import label_of
from core.jobs.services import NotRetryable, retry_by_hand


class RetryJob(ConfirmAction):
    permission = "core.change_job"
    model = Job
    object: Job
    viewset = "pekerjaan"
    question = "Pekerjaan ini gagal. Jalankan lagi dari awal?"
    button = "Coba lagi"

    def act(self) -> tuple[bool, str]:
        assert self.request.user.is_authenticated
        try:
            retry_by_hand(job=self.object, by=self.request.user)
        except NotRetryable:
            return False, "Hanya pekerjaan yang gagal dapat dijalankan lagi."
        return True, "Pekerjaan dijadwalkan lagi; hasilnya muncul di daftar dalam satu menit."


class JobInspectView(RecordView):
    @property
    def header_more_buttons(self) -> list[Button]:
        if self.object.state != Job.State.FAILED:
            return []
        return [Button("Coba lagi", url=reverse("pekerjaan:retry", args=[self.object.pk]), icon_name="rotate", priority=10)]


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
        Column("kills", label="Terhenti"),
        DateColumn("created_at", label="Dibuat"),
    ]
    list_filter = ["state", "kind", "created_at"]
    search_fields = ["kind", "subject", "message", "request_id"]
    list_export = ["kind", "subject", "state", "message", "error", "attempts", "kills", "created_at", "finished_at"]
    inspect_view_class = JobInspectView
    inspect_view_fields = [
        "kind",
        "subject",
        "state",
        "message",
        "error",
        "attempts",
        "max_attempts",
        "kills",
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
