"""Personal data in attempts and extra attempts."""

from django.contrib.auth.base_user import AbstractBaseUser

from core.personal_data.registry import PersonalDataProvider, RowCount
from lms.assessment.models import Attempt, ExtraAttempt


class AttemptData(PersonalDataProvider):
    """Goes with the enrolments. The copy has what the person answered; right answers they may not have seen yet stay out."""

    key = "tes"
    label = "Tes"
    purpose = "Untuk kelulusan kelas yang meminta tes akhir. Petugas melihat nilai; jawaban hanya dihitung bersama-sama."
    retention = "Selama akun ada; dihapus bersama akun."
    models = ("lms.Attempt", "lms.AttemptQuestion")

    def row_counts(self, user: AbstractBaseUser) -> list[RowCount]:
        return [RowCount("Tes", Attempt.objects.filter(enrolment__user_id=user.pk), "%d kali dikerjakan")]

    def export(self, user: AbstractBaseUser) -> object:
        attempts = Attempt.objects.filter(enrolment__user_id=user.pk).select_related("test", "enrolment__run__course")
        return [
            {
                "pelatihan": attempt.enrolment.run.course.title,
                "kelas": attempt.enrolment.run.name,
                "tes": attempt.test.title,
                "keadaan": attempt.get_state_display(),
                "mulai": attempt.started_at,
                "selesai": attempt.ended_at,
                "nilai": attempt.mark,
                "lulus": attempt.passed,
                "jawaban": [
                    {"pertanyaan": item.snapshot.text, "jawaban": item.given_words, "benar": item.is_right}
                    for item in sorted(attempt.items.all(), key=lambda item: item.position)
                ],
            }
            for attempt in attempts.defer("enrolment__run__course__body").prefetch_related("items")
        ]


class ExtraAttemptData(PersonalDataProvider):
    """Goes with the enrolments; of a member of staff only the name is let go."""

    key = "kesempatan_tes"
    label = "Kesempatan tes tambahan"
    purpose = "Supaya jelas siapa yang memberi kesempatan lagi mengerjakan tes, dan mengapa."
    retention = "Selama akun peserta ada; nama petugas lepas darinya bila akun petugas dihapus."
    models = ("lms.ExtraAttempt",)

    def row_counts(self, user: AbstractBaseUser) -> list[RowCount]:
        return [
            RowCount("Kesempatan tes tambahan", ExtraAttempt.objects.filter(enrolment__user_id=user.pk), "%d kali"),
            RowCount("Kesempatan tes yang Anda berikan", ExtraAttempt.objects.filter(given_by_id=user.pk), "%d kali"),
        ]

    def export(self, user: AbstractBaseUser) -> object:
        got = ExtraAttempt.objects.filter(enrolment__user_id=user.pk)
        given = ExtraAttempt.objects.filter(given_by_id=user.pk)
        return {
            "diterima": list(got.values("test__title", "reason", "given_at")),
            "diberikan": list(given.values("reason", "given_at")),
        }
