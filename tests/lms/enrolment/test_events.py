"""What follows from an event is part of its transaction: a receiver's error leaves everything as it was."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest
from django.dispatch import Signal

from core.audit.models import AuditEntry
from lms.assessment.models import Attempt
from lms.assessment.services.attempts import attempt_start
from lms.consents.models import Consent
from lms.consents.services import consent_withdraw
from lms.consents.signals import consent_withdrawn
from lms.discussion.models import Question
from lms.discussion.services.questions import question_ask
from lms.enrolment.models.enrolment import Enrolment, RunSeats
from lms.enrolment.services.enrolment import enrolment_cancel
from lms.enrolment.signals import enrolment_ended
from lms.profile.models.document import PersonalDocument
from lms.profile.models.profile import Profile
from tests.factories.post_test import learner_with_test
from tests.lms.people import NIK, somebody

pytestmark = pytest.mark.django_db


class ReceiverError(Exception):
    pass


@contextmanager
def failing_receiver(signal: Signal) -> Iterator[None]:
    """One more receiver, after those of the product."""

    def fail(**kwargs: Any) -> None:
        raise ReceiverError

    signal.connect(fail)
    try:
        yield
    finally:
        signal.disconnect(fail)


def test_leaving_a_class_is_rolled_back_with_its_receivers() -> None:
    enrolment = learner_with_test()
    attempt_start(enrolment=enrolment)
    question_ask(enrolment=enrolment, lesson=None, text="Berapa lama?", token=uuid4())
    with failing_receiver(enrolment_ended), pytest.raises(ReceiverError):
        enrolment_cancel(enrolment=enrolment, by=enrolment.user)
    assert Enrolment.objects.get().state == Enrolment.State.ENROLLED
    assert Attempt.objects.get().state == Attempt.State.OPEN
    assert Question.objects.count() == 1
    assert RunSeats.objects.get(run=enrolment.run).taken == 1
    assert not AuditEntry.objects.filter(action="lms.enrolment.cancelled").exists()
    enrolment_cancel(enrolment=enrolment, by=enrolment.user)
    assert Attempt.objects.get().state == Attempt.State.CLOSED
    assert not Question.objects.exists()


def test_withdrawing_a_consent_is_rolled_back_with_its_receivers() -> None:
    user = somebody()
    with failing_receiver(consent_withdrawn), pytest.raises(ReceiverError):
        consent_withdraw(user=user, purpose=Consent.Purpose.CLASS_DATA)
    assert Consent.objects.filter(user=user, purpose=Consent.Purpose.CLASS_DATA, withdrawn_at=None).exists()
    assert Profile.objects.get(user=user).nik == NIK
    assert PersonalDocument.objects.filter(user=user).exists()
    assert not AuditEntry.objects.filter(action="lms.consent.withdrawn").exists()
