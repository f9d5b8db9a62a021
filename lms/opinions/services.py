"""The last step of a run: storing the evaluation and issuing the certificate in one transaction."""

from django.db import transaction
from django.utils import timezone

from core.audit.services import audit_log
from courses.opinions.services import Answers, answers_store
from lms.certificates.models import Certificate
from lms.certificates.services import certificate_issue
from lms.enrolment.errors import EnrolmentEnded, RunCancelled
from lms.enrolment.models.enrolment import Enrolment
from lms.learning.errors import StepsMissing
from lms.learning.selectors import checklist


@transaction.atomic
def evaluation_submit(*, enrolment: Enrolment, answers: Answers) -> Certificate | None:
    """Store the anonymous answers, mark the class completed and issue the certificate.

    All other criteria of the run are checked first (lms.learning.completion). A second submission (double tap, two tabs)
    waits for the lock and gets the certificate of the first; None when that one was revoked meanwhile.
    Raises StepsMissing, EnrolmentEnded, RunCancelled or CertificateNotStored; then everything is rolled back.
    """
    enrolment = Enrolment.objects.select_for_update(of=("self",)).select_related("user", "run__course").get(pk=enrolment.pk)
    if enrolment.state == Enrolment.State.CANCELLED:
        raise EnrolmentEnded
    if enrolment.state == Enrolment.State.COMPLETED:
        return enrolment.certificates.filter(revoked_at=None).first()
    if enrolment.run.is_cancelled:
        raise RunCancelled
    if missing := checklist(enrolment=enrolment).before_evaluation:
        raise StepsMissing(missing)
    answers_store(run=enrolment.run, answers=answers)
    _complete(enrolment)
    return certificate_issue(enrolment=enrolment)


def _complete(enrolment: Enrolment) -> None:
    now = timezone.now()
    enrolment.state = Enrolment.State.COMPLETED
    enrolment.evaluation_submitted_at = now
    enrolment.completed_at = now
    enrolment.save(update_fields=["state", "evaluation_submitted_at", "completed_at"])
    audit_log.record(actor=enrolment.user, action="lms.enrolment.completed", subject=enrolment)
