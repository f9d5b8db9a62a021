"""Two windows, two taps, two teachers at the same moment, on PostgreSQL: nothing is lost and nothing happens twice."""

import uuid
from contextlib import suppress

import pytest
from django.db import connection

from core.jobs import services as job_services
from core.jobs.models import Job
from core.messages.models import Notification
from courses.content.selectors import lessons_of
from courses.runs.models.announcement import Announcement
from courses.runs.services.announcements import announcement_publish
from lms.discussion.errors import AnswerChanged, TooManyQuestions
from lms.discussion.models import Question
from lms.discussion.services.notifications import notify_teachers
from lms.discussion.services.questions import question_answer, question_ask
from lms.enrolment.errors import EnrolmentEnded
from lms.enrolment.services.enrolment import enrolment_cancel
from lms.learning.errors import NoteConflict
from lms.learning.models import Note
from lms.learning.services.notes import note_save
from tests.factories.learning import LearnerFactory, enrolled
from tests.lms.learning.test_races import at_once

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _postgresql(transactional_db):
    if connection.vendor != "postgresql":
        pytest.skip("a race needs PostgreSQL: set DATABASE_URL")


@pytest.mark.parametrize("version", [0, 1])
def test_of_eight_windows_that_save_one_note_one_wins_and_seven_get_a_conflict(version):
    enrolment = enrolled()
    lesson = lessons_of(course=enrolment.run.course)[0]

    def save(text: str, on: int) -> object:
        try:
            note_save(user=enrolment.user, course=enrolment.run.course, lesson=lesson, text=text, version=on)
        except NoteConflict as conflict:
            return conflict.note.text
        return "saved"

    if version:
        save("Awal", 0)
    answers = at_once(8, lambda number: save(f"Jendela {number}", version))
    note = Note.objects.get()
    assert answers.count("saved") == 1
    assert note.version == version + 1
    assert set(answers) == {"saved", note.text}, "whoever lost was shown what stands there"
    assert note.text == f"Jendela {answers.index('saved')}"


def test_one_form_sent_ten_times_at_once_asks_once():
    enrolment, token = enrolled(), uuid.uuid4()
    at_once(10, lambda _: question_ask(enrolment=enrolment, lesson=None, text="Kapan?", token=token))
    assert Question.objects.count() == 1


def test_fifteen_questions_at_once_are_ten_and_five_refusals():
    enrolment = enrolled()

    def ask(number: int) -> str:
        try:
            question_ask(enrolment=enrolment, lesson=None, text=f"Nomor {number}", token=uuid.uuid4())
        except TooManyQuestions:
            return "refused"
        return "asked"

    assert at_once(15, ask).count("refused") == 5
    assert Question.objects.count() == 10


def test_nothing_is_left_of_a_person_who_asks_while_leaving():
    enrolment = enrolled()

    def act(number: int) -> None:
        if number == 3:
            enrolment_cancel(enrolment=enrolment, by=enrolment.user)
            return
        with suppress(EnrolmentEnded):
            question_ask(enrolment=enrolment, lesson=None, text=f"Nomor {number}", token=uuid.uuid4())

    at_once(8, act)
    assert not Question.objects.exists()


def test_of_six_teachers_who_answer_at_once_one_is_heard_and_one_mail_goes_out():
    question = question_ask(enrolment=enrolled(), lesson=None, text="Kapan?", token=uuid.uuid4())
    teachers = [LearnerFactory(is_staff=True) for _ in range(6)]

    def act(number: int) -> str:
        try:
            question_answer(question=question, by=teachers[number], answer=f"Jawaban {number}", shared=True, seen=0)
        except AnswerChanged:
            return "late"
        return "answered"

    assert at_once(6, act).count("answered") == 1
    assert Notification.objects.filter(category="jawaban").count() == 1


def test_two_jobs_that_tell_the_teachers_tell_of_each_question_once():
    enrolment = enrolled()
    enrolment.run.instructors.add(LearnerFactory(is_staff=True))
    question_ask(enrolment=enrolment, lesson=None, text="Kapan?", token=uuid.uuid4())
    told = at_once(4, lambda number: notify_teachers(hour=f"questions:{number}"))
    assert sorted(told) == [0, 0, 0, 1]
    assert Notification.objects.filter(category="pertanyaan-peserta").count() == 1


def test_one_announcement_sent_six_times_concurrently_is_created_and_notified_once():
    run, token, by = enrolled().run, uuid.uuid4(), LearnerFactory(is_staff=True)
    words = {"title": "Kabar", "text": "Isi", "pinned": False}
    made = at_once(6, lambda _: announcement_publish(run=run, by=by, token=token, **words).pk)
    for job in Job.objects.filter(kind="lms.tell_announcement"):
        job_services.run(job.pk)
    assert len(set(made)) == Announcement.objects.count() == 1
    assert Notification.objects.filter(category="pengumuman").count() == 1
