"""What announcements and questions register with the rest of the site."""

from core.messages.services import register_category
from core.people import roles
from core.personal_data.registry import register_personal_data
from courses.runs.registry import register_delivery_status_provider
from courses.runs.signals import announcement_published
from lms.discussion.personal_data import QuestionData
from lms.discussion.services import announcements, notifications
from lms.discussion.services.questions import questions_delete
from lms.enrolment.models.enrolment import Enrolment
from lms.enrolment.signals import enrolment_ended


def register() -> None:
    register_category(announcements.CATEGORY, label="Pengumuman kelas", optional=True)
    register_category(notifications.NEW_ANSWER, label="Jawaban atas pertanyaan Anda", optional=True)
    register_category(notifications.NEW_QUESTION, label="Pertanyaan baru dari peserta", optional=True, for_staff=True)
    register_personal_data(QuestionData(), order=60)
    announcement_published.connect(announcements.enqueue_announcement, dispatch_uid="lms.announcement_published")
    enrolment_ended.connect(_delete_questions, dispatch_uid="lms.discussion.forget_questions")
    register_delivery_status_provider(announcements.progress_of)
    for role in (roles.ADMINISTRATOR, roles.CURRICULUM_ANALYST, roles.TRAINER):
        roles.register_role_permissions(role, "lms.view_question", "lms.change_question")


def _delete_questions(enrolment: Enrolment, **kwargs: object) -> None:
    questions_delete(enrolment=enrolment)
