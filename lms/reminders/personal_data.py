"""Personal data in reminders that were sent."""

from django.contrib.auth.base_user import AbstractBaseUser

from core.personal_data.registry import PersonalDataProvider, RowCount
from lms.reminders.models import Reminder


class ReminderData(PersonalDataProvider):
    key = "pengingat"
    label = "Pengingat kelas"
    purpose = "Supaya setiap pengingat dikirim sekali saja."
    retention = "Selama akun ada; dihapus bersama akun."
    models = ("lms.Reminder",)
    correct_url_name = "lms_consents"

    def row_counts(self, user: AbstractBaseUser) -> list[RowCount]:
        return [RowCount("Pengingat", Reminder.objects.filter(enrolment__user_id=user.pk), "%d pengingat")]

    def export(self, user: AbstractBaseUser) -> object:
        rows = Reminder.objects.filter(enrolment__user_id=user.pk).order_by("told_on", "pk")
        return list(rows.values("kind", "day", "told_on"))
