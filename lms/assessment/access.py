from django.shortcuts import get_object_or_404

from lms.assessment.models import Attempt
from lms.enrolment.models.enrolment import Enrolment


def get_attempt_for(enrolment: Enrolment, attempt_id: int) -> Attempt:
    """An attempt of the person in this run, including those of an earlier enrolment in it."""
    own = Attempt.objects.filter(enrolment__user=enrolment.user_id, enrolment__run=enrolment.run_id)
    return get_object_or_404(own.select_related("test"), pk=attempt_id)
