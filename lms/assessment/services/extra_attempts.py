"""An extra attempt for one person."""

import uuid

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core.audit.services import audit_log
from lms.assessment.errors import AttemptsLeft, TestPassed
from lms.assessment.models import ExtraAttempt
from lms.assessment.services.attempts import locked_enrolment, standing_now
from lms.enrolment.errors import EnrolmentEnded, RunCancelled
from lms.enrolment.models.enrolment import Enrolment
from lms.users.contact import notify_user
from lms.users.models import User

CATEGORY = "kelas"


@transaction.atomic
def extra_attempt_give(*, enrolment: Enrolment, reason: str, by: User, token: uuid.UUID) -> ExtraAttempt:
    """Give a person whose attempts are used up one more, and notify them with the reason.

    The enrolment is locked, so that the second of two concurrent calls raises AttemptsLeft. The same form sent again (its
    ``token``) returns the existing row. The audit entry omits the reason: it may be personal data.
    Raises NoTest, EnrolmentEnded, RunCancelled, TestPassed or AttemptsLeft.
    """
    enrolment = locked_enrolment(enrolment.pk)
    before = ExtraAttempt.objects.filter(token=token, enrolment=enrolment).first()
    if before is not None:
        return before
    standing = standing_now(enrolment, timezone.now())
    if enrolment.state == Enrolment.State.CANCELLED:
        raise EnrolmentEnded
    if enrolment.run.is_cancelled:
        raise RunCancelled
    if enrolment.state == Enrolment.State.COMPLETED or standing.is_passed:
        raise TestPassed
    if not standing.is_used_up:
        raise AttemptsLeft
    extra = ExtraAttempt.objects.create(
        token=token,
        enrolment=enrolment,
        test=standing.test,
        after_sittings=standing.used,
        reason=" ".join(reason.split()),
        given_by=by,
    )
    after = {"enrolment": enrolment.pk, "test": standing.test.pk, "after_sittings": standing.used}
    audit_log.record(actor=by, action="lms.extra_attempt.given", subject=extra, after=after)
    _notify(extra)
    return extra


def _notify(extra: ExtraAttempt) -> None:
    person, run = extra.enrolment.user, extra.enrolment.run
    address = settings.SITE_URL.rstrip("/") + reverse("class_test", args=[run.public_id])
    notify_user(
        key=f"extra-attempt:{extra.pk}",
        category=CATEGORY,
        user=person,
        subject=f"Satu kesempatan lagi untuk {extra.test.title}",
        body_text=(
            f"Halo {person.get_short_name()},\n\n"
            f"Petugas memberi Anda satu kesempatan lagi mengerjakan {extra.test.title} "
            f"di kelas {run.name} pada pelatihan {run.course.title}.\n"
            f"Alasan: {extra.reason}\n\n"
            f"Kerjakan di sini:\n{address}\n"
        ),
    )
