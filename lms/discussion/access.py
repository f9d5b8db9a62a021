from django.shortcuts import get_object_or_404

from lms.discussion.models import Question
from lms.enrolment.models.enrolment import Enrolment


def get_question_for(enrolment: Enrolment, question_id: int) -> Question:
    """The person's own question."""
    return get_object_or_404(Question.objects.select_related("lesson"), enrolment=enrolment, pk=question_id)
