"""An error in a receiver rolls back what the signal tells of."""

import uuid
from contextlib import contextmanager

import pytest

from core.audit.models import AuditEntry
from courses.runs.models.announcement import Announcement
from courses.runs.services.announcements import announcement_publish
from courses.runs.services.runs import run_cancel
from courses.runs.signals import announcement_published, run_cancelled
from tests.factories.courses import CourseRunFactory
from tests.factories.learning import LearnerFactory

pytestmark = pytest.mark.django_db(transaction=True)


class ReceiverFailed(Exception):
    pass


@contextmanager
def failing_receiver(signal):
    def fail(**kwargs):
        raise ReceiverFailed

    signal.connect(fail)
    try:
        with pytest.raises(ReceiverFailed):
            yield
    finally:
        signal.disconnect(fail)


def test_a_run_is_not_cancelled_when_a_receiver_fails():
    run = CourseRunFactory()
    with failing_receiver(run_cancelled):
        run_cancel(run=run, by=LearnerFactory(), reason="Hujan")
    run.refresh_from_db()
    assert not run.is_cancelled
    assert not AuditEntry.objects.filter(action="courses.run.cancelled").exists()


def test_an_announcement_is_not_published_when_a_receiver_fails():
    run, by = CourseRunFactory(), LearnerFactory(is_staff=True)
    with failing_receiver(announcement_published):
        announcement_publish(run=run, title="Kelas pindah", text="Di Aula.", pinned=False, by=by, token=uuid.uuid4())
    assert not Announcement.objects.exists()
    assert not AuditEntry.objects.filter(action="courses.announcement.published").exists()
