"""Enrolments, progress and private notes."""

from typing import cast

from django.contrib.auth.base_user import AbstractBaseUser

from core.personal_data.registry import PersonalDataProvider, RowCount
from lms.enrolment.models.enrolment import Enrolment
from lms.enrolment.services.enrolment import enrolment_cancel
from lms.learning.models import Note
from lms.users.models import User


class LearningData(PersonalDataProvider):
    key = "kelas"
    label = "Kelas dan kemajuan belajar"
    purpose = "Untuk menunjukkan pelajaran berikutnya dan menerbitkan sertifikat. Jawaban evaluasi disimpan tanpa nama."
    retention = "Selama akun ada; dihapus bersama akun."
    models = ("lms.Enrolment", "lms.LessonProgress")

    def row_counts(self, user: AbstractBaseUser) -> list[RowCount]:
        return [RowCount("Kelas", Enrolment.objects.filter(user_id=user.pk), "%d kelas")]

    def export(self, user: AbstractBaseUser) -> object:
        enrolments = (
            Enrolment.objects.filter(user_id=user.pk).select_related("run__course").prefetch_related("progress__lesson")
        )
        return [
            {
                "pelatihan": enrolment.run.course.title,
                "kelas": enrolment.run.name,
                "keadaan": enrolment.get_state_display(),
                "mendaftar": enrolment.enrolled_at,
                "selesai": enrolment.completed_at,
                "pelajaran": [
                    {"judul": one.lesson.title, "selesai": one.completed_at, "diterima": one.received_at}
                    for one in enrolment.progress.all()
                ],
            }
            for enrolment in enrolments
        ]

    def erase(self, user: AbstractBaseUser) -> None:
        """Cancel open enrolments to free their seats; repeated until none is left, since staff may move one concurrently."""
        open_ones = Enrolment.objects.filter(user_id=user.pk, state=Enrolment.State.ENROLLED).order_by("run_id")
        while found := list(open_ones.select_related("run")):
            for enrolment in found:
                enrolment_cancel(enrolment=enrolment, by=cast(User, user))


class NoteData(PersonalDataProvider):
    key = "catatan"
    label = "Catatan pribadi"
    purpose = "Untuk Anda sendiri. Petugas tidak dapat membacanya, dan pencarian tidak menemukannya."
    retention = "Sampai Anda mengosongkannya atau menghapus akun, juga bila Anda keluar dari kelas."
    models = ("lms.Note",)

    def row_counts(self, user: AbstractBaseUser) -> list[RowCount]:
        return [RowCount("Catatan", Note.objects.filter(user_id=user.pk).exclude(text=""), "%d pelajaran")]

    def export(self, user: AbstractBaseUser) -> object:
        notes = Note.objects.filter(user_id=user.pk).exclude(text="").select_related("course")
        return [
            {"pelatihan": one.course.title, "pelajaran": one.title, "catatan": one.text, "diubah": one.updated_at}
            for one in notes
        ]
