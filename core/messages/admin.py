from django.urls import URLPattern, path, reverse
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.widgets import Button

from core.admin.actions import ConfirmAction
from core.admin.read_only import ReadOnlyViewSet, RecordView
from core.messages.models import Notification
from core.messages.services import NotResendable, resend


class ResendNotification(ConfirmAction):
    permission = "core.change_notification"
    model = Notification
    object: Notification
    viewset = "pemberitahuan"
    question = "Pesan ini mungkin sudah sampai. Kirim sekali lagi kepada penerima yang sama?"
    button = "Kirim ulang"

    def act(self) -> tuple[bool, str]:
        assert self.request.user.is_authenticated
        try:
            resend(notification=self.object, by=self.request.user)
        except NotResendable:
            return False, "Pesan ini tidak dapat dikirim ulang: sudah terkirim atau isinya sudah dihapus."
        return True, "Pesan dijadwalkan untuk dikirim ulang."


class NotificationInspectView(RecordView):
    @property
    def header_more_buttons(self) -> list[Button]:
        if self.object.state not in {Notification.State.FAILED, Notification.State.UNCERTAIN}:
            return []
        url = reverse("pemberitahuan:resend", args=[self.object.pk])
        return [Button("Kirim ulang", url=url, icon_name="mail", priority=10)]


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
