"""Extra attempts: when one can be given, its effect, and its notification."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core.audit.models import AuditEntry
from core.messages.models import Notification
from core.people.roles import CURRICULUM_ANALYST, TRAINER
from courses.questions.models.test import Test
from courses.runs.models.run import CourseRun
from lms.assessment.errors import AttemptsLeft, NoAttemptsLeft, NoTest, TestPassed
from lms.assessment.models import ExtraAttempt
from lms.assessment.selectors.attempts import standing_of
from lms.assessment.selectors.results import USED_UP, marks_of, marks_page
from lms.assessment.services.attempts import attempt_start
from lms.assessment.services.extra_attempts import extra_attempt_give
from lms.enrolment.errors import EnrolmentEnded, RunCancelled
from lms.enrolment.services.enrolment import enrolment_cancel, enrolment_create
from lms.learning.selectors import checklist
from tests.courses.runs.test_admin import staff
from tests.factories.courses import CourseRunFactory
from tests.factories.learning import LearnerFactory, enrolled
from tests.factories.lms import UserFactory
from tests.factories.post_test import attempted, learner_with_test

pytestmark = pytest.mark.django_db


@pytest.fixture
def used_up():
    enrolment = learner_with_test(attempts_allowed=1)
    attempted(enrolment, right=1)
    return enrolment


def give(enrolment, reason="Listrik padam", token=None):
    return extra_attempt_give(enrolment=enrolment, reason=reason, by=UserFactory(), token=token or uuid.uuid4())


def test_one_more_try_is_counted_everywhere_and_can_be_used_once(used_up):
    assert standing_of(enrolment=used_up).is_used_up
    give(used_up)
    standing = checklist(enrolment=used_up).test
    assert (standing.allowed, standing.used, standing.left, standing.is_used_up) == (2, 1, 1, False)
    assert "sisa 1 kesempatan" in standing.words
    attempted(used_up, right=2)
    with pytest.raises(NoAttemptsLeft):
        attempt_start(enrolment=used_up)


def test_the_person_is_notified_once_with_the_reason_and_the_audit_entry_has_none(used_up):
    extra = give(used_up, reason="Listrik  padam\nsaat tes")
    note = Notification.objects.get(recipient=used_up.user)
    assert note.key == f"extra-attempt:{extra.pk}"
    assert "Alasan: Listrik padam saat tes" in note.body_text
    assert reverse("class_test", args=[used_up.run.public_id]) in note.body_text
    entry = AuditEntry.objects.get(action="lms.extra_attempt.given")
    assert entry.after == {"enrolment": used_up.pk, "test": extra.test_id, "after_sittings": 1}


def test_the_same_form_twice_gives_one_and_a_second_gift_waits_until_that_is_used(used_up):
    token = uuid.uuid4()
    assert give(used_up, token=token) == give(used_up, token=token)
    with pytest.raises(AttemptsLeft):
        give(used_up)
    attempt_start(enrolment=used_up)
    with pytest.raises(AttemptsLeft):
        give(used_up)
    attempted(used_up, right=0)
    give(used_up)
    assert standing_of(enrolment=used_up).left == 1
    assert Notification.objects.filter(recipient=used_up.user).count() == 2


def test_an_extra_attempt_is_for_one_person_and_survives_re_enrolment(used_up):
    other = enrolment_create(user=LearnerFactory(), run=used_up.run)
    attempted(other, right=0)
    give(used_up)
    assert standing_of(enrolment=other).left == 0
    enrolment_cancel(enrolment=used_up, by=used_up.user)
    with pytest.raises(EnrolmentEnded):
        give(used_up)
    back = enrolment_create(user=used_up.user, run=used_up.run)
    assert standing_of(enrolment=back).left == 1


def test_an_extra_attempt_is_refused_where_it_has_no_effect(used_up):
    with pytest.raises(NoTest):
        give(enrolled(requires_lessons=False))
    unlimited = learner_with_test(attempts_allowed=None)
    attempted(unlimited, right=0)
    with pytest.raises(AttemptsLeft):
        give(unlimited)
    passed = learner_with_test(attempts_allowed=1)
    attempted(passed, right=4)
    with pytest.raises(TestPassed):
        give(passed)
    CourseRun.objects.update(cancelled_at=timezone.now(), cancellation_reason="Banjir")
    with pytest.raises(RunCancelled):
        give(used_up)
    assert not ExtraAttempt.objects.exists()


def test_the_database_asks_for_a_reason_and_keeps_each_occasion_to_one(used_up):
    extra = give(used_up)
    for fields in ({"reason": "", "after_sittings": 2}, {"reason": "Lagi", "after_sittings": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ExtraAttempt.objects.create(enrolment=used_up, test=extra.test, **fields)


def test_right_answers_hide_again_while_a_try_is_left(used_up):
    Test.objects.update(show_answers=Test.ShowAnswers.AT_END)
    assert standing_of(enrolment=used_up).shows_answers
    give(used_up)
    assert not standing_of(enrolment=used_up).shows_answers


def address(enrolment):
    return reverse("lms_test:extra", args=[enrolment.run_id, enrolment.pk])


def test_staff_give_it_from_the_results_and_the_person_sees_it(used_up, client):
    client.force_login(staff(CURRICULUM_ANALYST))
    results = reverse("lms_test:results", args=[used_up.run_id])
    assert address(used_up) in client.get(results, {"hasil": USED_UP}).text
    form = client.get(address(used_up))
    assert "mungkin sudah membacanya" in form.text
    token = form.context["form"]["token"].value()
    without = client.post(address(used_up), {"token": token, "reason": " "})
    assert without.context["form"].errors["reason"]
    for _ in range(2):
        assert client.post(address(used_up), {"token": token, "reason": "Listrik padam"}).url == results
    assert ExtraAttempt.objects.count() == 1
    listed = client.get(results).text
    assert "1 kesempatan tambahan" in listed
    assert address(used_up) not in listed
    again = client.post(address(used_up), {"token": uuid.uuid4(), "reason": "Lagi"})
    assert "masih punya kesempatan" in again.text
    client.force_login(used_up.user)
    page = client.get(reverse("class_test", args=[used_up.run.public_id])).text
    assert "Sisa 1 dari 2" in page
    assert "1 di antaranya tambahan dari petugas" in page


def test_a_trainer_gives_it_in_the_classes_they_teach_alone(used_up, client):
    trainer = staff(TRAINER)
    client.force_login(trainer)
    assert client.get(address(used_up)).status_code == 404
    used_up.run.instructors.add(trainer)
    assert client.get(address(used_up)).status_code == 200
    elsewhere = CourseRunFactory(course=used_up.run.course)
    elsewhere.instructors.add(trainer)
    assert client.get(reverse("lms_test:extra", args=[elsewhere.pk, used_up.pk])).status_code == 404


def test_the_list_knows_whose_tries_are_used_up(used_up):
    fresh = enrolment_create(user=LearnerFactory(), run=used_up.run)
    run = CourseRun.objects.get(pk=used_up.run_id)
    told = {one.pk: (one.is_used_up, one.extra) for one in marks_of(run=run)}
    assert told == {used_up.pk: (True, 0), fresh.pk: (False, 0)}
    assert [one.pk for one in marks_page(run=run, words="", wanted=USED_UP, number=None)] == [used_up.pk]
    give(used_up)
    assert marks_of(run=run).get(pk=used_up.pk).is_used_up is False
    attempt_start(enrolment=used_up)
    assert marks_of(run=run).get(pk=used_up.pk).is_used_up is False
