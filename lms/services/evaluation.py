"""The last step of a class: the evaluation goes in, the certificate comes out, in one transaction."""

from django.db import transaction
from django.utils import timezone

from core.services import audit
from courses.services.evaluation import Answers, answers_store
from lms.errors_learning import EnrolmentEnded, RunCancelled, StepsMissing
from lms.models.certificate import Certificate
from lms.models.enrolment import Enrolment
from lms.selectors_learning import checklist
from lms.services.certificate import certificate_issue


@transaction.atomic
def evaluation_submit(*, enrolment: Enrolment, answers: Answers) -> Certificate | None:
    """Store the anonymous answers, mark the class completed and issue the certificate.

    Everything else that the run asks comes before (lms.completion). Whoever sends it twice (double tap, two tabs) waits for
    the lock and gets the certificate of the first; None when that one was revoked meanwhile.
    Raises StepsMissing, EnrolmentEnded, RunCancelled or CertificateNotStored; then nothing is kept.
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
    audit.record(actor=enrolment.user, action="lms.enrolment.completed", subject=enrolment)
