"""Questions to trainers, for "Data saya", its copy and the erasure."""

from django.contrib.auth.base_user import AbstractBaseUser

from core.personal_data.registry import PersonalDataProvider, RowCount
from lms.discussion.models import Question


class QuestionData(PersonalDataProvider):
    key = "pertanyaan"
    label = "Pertanyaan kepada pengajar"
    purpose = "Supaya pengajar dapat menjawab Anda. Peserta lain tidak pernah melihat siapa yang bertanya."
    retention = (
        "Sampai Anda menghapusnya, keluar dari kelas, atau menghapus akun; jawaban yang terlihat di kelas ikut hilang."
    )
    models = ("lms.Question",)

    def row_counts(self, user: AbstractBaseUser) -> list[RowCount]:
        return [RowCount("Pertanyaan", Question.objects.filter(enrolment__user_id=user.pk), "%d pertanyaan")]

    def export(self, user: AbstractBaseUser) -> object:
        questions = Question.objects.filter(enrolment__user_id=user.pk).select_related("enrolment__run__course", "lesson")
        return [
            {
                "pelatihan": one.enrolment.run.course.title,
                "kelas": one.enrolment.run.name,
                "pelajaran": one.lesson.title if one.lesson else "",
                "ditanyakan": one.asked_at,
                "pertanyaan": one.text,
                "keadaan": one.state_label,
                "jawaban": one.answer,
                "dijawab": one.answered_at,
            }
            for one in questions
        ]
