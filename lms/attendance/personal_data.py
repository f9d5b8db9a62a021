"""Personal data in attendance rows."""

from django.contrib.auth.base_user import AbstractBaseUser

from core.personal_data.registry import PersonalDataProvider, RowCount
from lms.attendance.models import Attendance


class AttendanceData(PersonalDataProvider):
    """Goes with the enrolments; where staff noted it, only their name goes when their account does."""

    key = "kehadiran"
    label = "Kehadiran di pertemuan"
    purpose = "Untuk menentukan kelulusan kelas yang meminta kehadiran."
    retention = "Selama akun ada; dihapus bersama akun."
    models = ("lms.Attendance",)

    def row_counts(self, user: AbstractBaseUser) -> list[RowCount]:
        return [RowCount("Pertemuan", Attendance.objects.filter(enrolment__user_id=user.pk), "hadir di %d pertemuan")]

    def export(self, user: AbstractBaseUser) -> object:
        rows = Attendance.objects.filter(enrolment__user_id=user.pk).select_related("session__run__course")
        return [
            {
                "pelatihan": one.session.run.course.title,
                "kelas": one.session.run.name,
                "pertemuan": one.session.title,
                "mulai": one.session.starts_at,
                "dicatat": one.taken_at,
                "cara": one.get_method_display(),
            }
            for one in rows.order_by("taken_at")
        ]
