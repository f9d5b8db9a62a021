"""Staff screens of erasure requests, ordered by due time."""

from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.widgets.button import HeaderButton

from core.admin.actions import ConfirmAction
from core.admin.read_only import ReadOnlyViewSet, RecordView
from lms.privacy.models import ErasureRequest
from lms.privacy.services.erasure import STAFF_REFUSAL, StaffAccount, erasure_approve
from lms.users.decorators import AuthenticatedRequest


class ErasuresIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet[ErasureRequest]:
        return super().get_base_queryset().select_related("user")


class ErasureInspectView(RecordView):
    page_title = "Permintaan hapus data"

    def get_fields(self) -> list[str]:
        return [
            "user",
            "account_number",
            "state",
            "clock",
            "requested_at",
            "due_at",
            "approved_at",
            "approved_by",
            "ended_at",
        ]

    def get_field_label(self, field_name: str, field: object) -> str:
        return "Waktu" if field_name == "clock" else super().get_field_label(field_name, field)

    @property
    def header_buttons(self) -> list[HeaderButton]:
        waits = self.object.state == ErasureRequest.State.REQUESTED
        if not waits or not self.request.user.has_perm("lms.change_erasurerequest"):
            return []
        return [
            HeaderButton(
                "Hapus akun ini", url=reverse("hapus-data:approve", args=[self.object.pk]), icon_name="bin", priority=10
            )
        ]


class ApproveErasure(ConfirmAction):
    request: AuthenticatedRequest
    object: ErasureRequest
    permission = "lms.change_erasurerequest"
    model = ErasureRequest
    viewset = "hapus-data"
    question = (
        "Akun, data diri, berkas, kelas, dan pesan orang ini dihapus dan tidak dapat dikembalikan. "
        "Daftar sertifikat tetap ada. Jalankan sekarang?"
    )
    button = "Hapus akun ini"

    def act(self) -> tuple[bool, str]:
        try:
            request = erasure_approve(request=self.object, by=self.request.user)
        except StaffAccount:
            return False, STAFF_REFUSAL
        if request.state != ErasureRequest.State.APPROVED:
            return False, "Permintaan ini sudah selesai atau dibatalkan."
        return True, "Penghapusan dijadwalkan; hasilnya tampak di sini dalam satu menit."


class ErasureViewSet(ReadOnlyViewSet):
    model = ErasureRequest
    name = "hapus-data"
    menu_label = "Hapus data"
    icon = "bin"
    ordering = ["due_at"]
    index_view_class = ErasuresIndexView
    inspect_view_class = ErasureInspectView
    list_display = [
        TitleColumn("number", label="Nomor", accessor="pk", url_name="hapus-data:inspect"),
        Column("user", label="Pemohon", accessor=lambda one: str(one.user) if one.user else f"akun {one.account_number}"),
        Column("clock", label="Waktu"),
        DateColumn("due_at", label="Batas waktu", sort_key="due_at"),
        Column("get_state_display", label="Keadaan", sort_key="state"),
    ]
    list_filter = ["state", "requested_at"]
    search_fields = ["user__full_name", "user__email"]
    list_export = ["pk", "account_number", "state", "requested_at", "due_at", "approved_at", "ended_at"]
    inspect_view_fields = ["user", "state"]

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("approve/<int:pk>/", ApproveErasure.as_view(), name="approve")]
