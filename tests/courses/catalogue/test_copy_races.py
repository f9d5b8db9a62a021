"""The same moment twice, on PostgreSQL, where transactions really overlap."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from core.imports.driver import request_apply
from core.jobs.models import Job
from core.jobs.services import run as run_job
from courses.catalogue.services import course_copy
from courses.content.models.pages import CourseCopy, CoursePage
from courses.questions.models.question import Question
from tests.courses.questions.test_import import ALL, HEADINGS, uploaded
from tests.factories.courses import course
from tests.factories.lms import UserFactory
from tests.factories.post_test import bank
from tests.lms.invitations.sheets import sheet

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


def at_once(work, arguments):
    def run(argument):
        try:
            return work(argument)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        return list(pool.map(run, arguments))


def test_one_form_sent_six_times_at_once_gives_one_copy_and_other_forms_give_their_own():
    page, staff = course(), UserFactory()
    bank(page, 3)
    token = uuid.uuid4()

    def copy(token):
        return course_copy(course=CoursePage.objects.get(pk=page.pk), by=staff, token=token).pk

    assert len(set(at_once(copy, [token] * 6))) == 1
    assert len(set(at_once(copy, [uuid.uuid4() for _ in range(3)]))) == 3
    assert CourseCopy.objects.count() == 4
    assert Question.objects.exclude(course=page).count() == 12


def test_two_files_at_once_write_a_question_once():
    page = course()
    for rows in (ALL, ALL[::-1]):
        sent = uploaded(sheet(rows, HEADINGS), page)
        request_apply(run=sent, chosen=(), by=sent.uploaded_by)
    at_once(run_job, list(Job.objects.filter(kind="courses.questions_apply").values_list("pk", flat=True)))
    assert sorted(page.questions.values_list("text", flat=True)) == sorted(row[2] for row in ALL)
