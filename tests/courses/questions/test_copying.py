"""A copied course and a new class from an old one take the questions and tests along."""

import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.audit.models import AuditEntry
from courses.catalogue import services
from courses.catalogue.services import course_copy
from courses.content.models.pages import CourseCopy, CoursePage
from courses.questions.models.question import Question, QuestionChoice
from courses.questions.models.test import Test
from courses.questions.selectors import counterpart_of, pool_of
from courses.questions.snapshots import Kind
from courses.runs.models.run import CourseRun
from courses.runs.services.runs import next_run
from tests.courses.runs.test_admin import with_second_factor
from tests.factories.courses import CourseRunFactory, course
from tests.factories.lms import UserFactory
from tests.factories.post_test import bank, post_test, question

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return UserFactory(is_superuser=True, is_staff=True)


def archived(one):
    one.archived_at = timezone.now()
    one.save()
    return one


def told(page):
    """A bank as people read it."""
    rows = Question.objects.filter(course=page).order_by("pk")
    return [(row.kind, row.topic, row.text, row.statement_is_true, row.explanation, row.answers_label) for row in rows]


def test_a_copy_has_its_own_questions_with_their_choices_and_leaves_archived_ones_behind(staff):
    page = course()
    question(page, "Satu", topic="Harga", explanation="Karena", version=3)
    question(page, "Dua", kind=Kind.TRUE_FALSE, statement_is_true=False)
    question(page, "Tiga", kind=Kind.NUMBER, choices=[("25.000", True)])
    before = told(page)
    archived(question(page, "Lama"))
    copy = course_copy(course=page, by=staff)
    assert told(copy) == before
    assert set(copy.questions.values_list("version", flat=True)) == {1}
    Question.objects.filter(course=copy).delete()
    assert page.questions.count() == 4


def test_a_copied_test_keeps_its_rule_and_asks_the_copied_questions(staff):
    page = course()
    questions = bank(page, 3)
    test = Test.objects.create(
        course=page, title="Akhir", pass_mark=85, number_drawn=2, attempts_allowed=None, shuffled=False
    )
    test.questions.set([questions[0], archived(questions[1])])
    copy = course_copy(course=page, by=staff)
    made = copy.tests.get()
    assert (made.title, made.pass_mark, made.number_drawn, made.attempts_allowed, made.shuffled) == (
        "Akhir",
        85,
        2,
        None,
        False,
    )
    assert list(pool_of(test=made).values_list("course", "text")) == [(copy.pk, "Pertanyaan 1")]
    assert list(test.questions.order_by("pk")) == questions[:2]
    entry = AuditEntry.objects.get(action="courses.course.copied")
    assert (entry.after["questions"], entry.after["tests"]) == (2, 1)


def test_a_test_of_archived_questions_alone_stays_behind_rather_than_asking_everything(staff):
    page = course()
    old, _ = bank(page, 2)
    Test.objects.create(course=page, title="Kosong").questions.set([archived(old)])
    assert not course_copy(course=page, by=staff).tests.exists()


def test_the_same_form_sent_twice_gives_one_copy(staff, client):
    page = course()
    bank(page, 2)
    client.force_login(with_second_factor(staff))
    address = reverse("courses_copy", args=[page.pk])
    sent = {"token": client.get(address).context["form"]["token"].value()}
    client.post(address, sent)
    client.post(address, sent)
    assert CourseCopy.objects.get().source == page
    assert Question.objects.exclude(course=page).count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        CourseCopy.objects.create(token=sent["token"], source=page, copy=page)


def test_a_copy_that_fails_half_way_leaves_nothing(staff, monkeypatch):
    page = course()
    bank(page, 2)

    def breaks(**kwargs):
        raise RuntimeError

    monkeypatch.setattr(services.audit_log, "record", breaks)
    with pytest.raises(RuntimeError):
        course_copy(course=page, by=staff, token=uuid.uuid4())
    assert CoursePage.objects.count() == 1
    assert Question.objects.count() == 2


def test_the_number_of_queries_does_not_grow_with_the_bank(staff):
    counts = []
    for title, number in (("Kecil", 2), ("Besar", 40)):
        page = course(title, lessons=0)
        bank(page, number)
        with CaptureQueriesContext(connection) as queries:
            copy = course_copy(course=page, by=staff)
        counts.append(len(queries))
        assert QuestionChoice.objects.filter(question__course=copy).count() == 3 * number
    assert counts[1] <= counts[0] + 2


def test_a_new_class_of_the_same_course_keeps_the_test_and_one_of_a_copy_takes_the_copied_one(staff):
    run = CourseRunFactory()
    test = post_test(run)
    assert next_run(run=run).post_test == test
    copy = course_copy(course=run.course, by=staff)
    of_copy = next_run(run=run, course=copy)
    assert (of_copy.course, of_copy.post_test) == (copy, copy.tests.get())
    again = course_copy(course=copy, by=staff)
    assert next_run(run=run, course=again).post_test == again.tests.get(), "a copy of a copy is still a relative"
    copy.tests.all().delete()
    assert next_run(run=run, course=copy).post_test is None
    assert counterpart_of(test=test, course_id=course("Lain").pk) is None


def new_class(run, page, **changed):
    return {
        "course": page.pk,
        "name": "Angkatan baru",
        "mode": "self_paced",
        "enrolment_opens": "2026-12-01 08:00",
        "post_test": run.post_test_id,
        "requires_lessons": "on",
        "evaluation_form": run.evaluation_form_id,
        "certificate_title": "Sertifikat",
        "certificate_statement": "selesai",
        "certificate_signatory": "Kepala",
        "sessions-TOTAL_FORMS": 0,
        "sessions-INITIAL_FORMS": 0,
        **changed,
    }


def test_the_form_of_a_new_class_offers_and_keeps_the_copied_test(staff, client):
    run = CourseRunFactory()
    test = post_test(run)
    client.force_login(with_second_factor(staff))
    listed = client.post(reverse("courses_copy", args=[run.course_id]), follow=True)
    copy = CourseCopy.objects.get().copy
    address = f"{reverse('courses_run:copy', args=[run.pk])}?pelatihan={copy.pk}"
    assert address in listed.content.decode()
    form = client.get(address).context["form"]
    assert (form["course"].value(), form["post_test"].value()) == (copy.pk, copy.tests.get().pk)
    client.post(reverse("courses_run:add"), new_class(run, copy, post_test=test.pk))
    assert CourseRun.objects.get(name="Angkatan baru").post_test == copy.tests.get()
    refused = client.post(reverse("courses_run:add"), new_class(run, copy))
    assert "sudah punya kelas dengan nama itu" in refused.content.decode()
    elsewhere = client.post(reverse("courses_run:add"), new_class(run, course("Lain"), name="Lain"))
    assert "Pilih tes dari pelatihan yang sama" in elsewhere.content.decode()


def test_wagtails_own_way_to_copy_leads_to_the_whole_copy(staff, client):
    page = course()
    client.force_login(with_second_factor(staff))
    response = client.get(reverse("wagtailadmin_pages:copy", args=[page.pk]))
    assert response.url == reverse("courses_copy", args=[page.pk])
