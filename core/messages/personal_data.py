"""Personal data of messages."""

from django.contrib.auth.base_user import AbstractBaseUser

from core.messages.models import Notification, NotificationOptOut
from core.personal_data.registry import PersonalDataProvider, RowCount

MESSAGE_COLUMNS = ("category", "channel", "address", "subject", "body_text", "state", "delivery", "created_at", "sent_at")


class MessageData(PersonalDataProvider):
    key = "pesan"
    label = "Pesan yang kami kirim"
    purpose = "Untuk tahu apakah pesan sampai. Isi pesan yang memuat kode dihapus begitu terkirim."
    retention = "Selama akun ada; dihapus bersama akun."
    models = ("core.Notification", "core.NotificationOptOut")
    correct_url_name = "lms_consents"

    def row_counts(self, user: AbstractBaseUser) -> list[RowCount]:
        return [RowCount("Pesan", Notification.objects.filter(recipient_id=user.pk), "%d pesan")]

    def export(self, user: AbstractBaseUser) -> dict[str, object]:
        messages = Notification.objects.filter(recipient_id=user.pk)
        return {
            "pesan": list(messages.values(*MESSAGE_COLUMNS)),
            "dimatikan": list(NotificationOptOut.objects.filter(user_id=user.pk).values("category", "at")),
        }
