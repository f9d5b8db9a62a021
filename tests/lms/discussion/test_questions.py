"""Questions to the teachers of a class: created once, answered, shared anonymously, deleted with their asker."""

import uuid
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from core.audit.models import AuditEntry, ProcessingEntry
from core.jobs.models import Job
from core.messages.models import Notification
from core.people.roles import CURRICULUM_ANALYST, TRAINER
from courses.content.selectors import lessons_of
from courses.runs.services.runs import run_cancel
from lms.discussion.errors import AnswerChanged, QuestionHidden
from lms.discussion.models import Question
from lms.discussion.personal_data import QuestionData
from lms.discussion.services.notifications import enqueue_digest
from lms.discussion.services.questions import question_answer, question_ask, question_hide, question_unhide
from lms.discussion.tasks import tell_of_questions
from lms.enrolment.errors import EnrolmentEnded, RunCancelled
from lms.enrolment.services.enrolment import enrolment_cancel, enrolment_create
from tests.courses.runs.test_admin import staff
from tests.factories.courses import CourseRunFactory, course
from tests.factories.learning import LearnerFactory, enrolled

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment(client):
    made = enrolled(course=course(lessons=2))
    made.user.full_name = "Siti Aminah"
    made.user.save()
    client.force_login(made.user)
    return made


@pytest.fixture
def trainer(enrolment):
    person = staff(TRAINER)
    person.full_name = "Bu Rina"
    person.save()
    enrolment.run.instructors.add(person)
    return person


def ask(enrolment, text="Berapa lama pelajaran ini?", **fields):
    return question_ask(enrolment=enrolment, text=text, **{"lesson": None, "token": uuid.uuid4(), **fields})


def answer(question, by, text="Dua jam.", shared=False, seen=0):
    return question_answer(question=question, by=by, answer=text, shared=shared, seen=seen)


def at(name, enrolment, *args):
    return reverse(name, args=[enrolment.run.public_id, *args])


def form(text="Apakah boleh pakai ponsel lama?", **fields):
    return {"token": str(uuid.uuid4()), "pelajaran": "", "pertanyaan": text, **fields}


# --- asking ----------------------------------------------------------------------


def test_a_question_about_a_lesson_is_sent_and_stands_among_mine(client, enrolment):
    lesson = lessons_of(course=enrolment.run.course)[1]
    page = client.get(at("class_ask", enrolment), {"pelajaran": lesson.pk}).text
    assert f'<option value="{lesson.pk}" selected>' in page
    response = client.post(at("class_ask", enrolment), form(pelajaran=lesson.pk), follow=True)
    assert "Pertanyaan terkirim" in response.text
    assert "Menunggu jawaban" in response.text
    question = Question.objects.get()
    assert (question.lesson, question.enrolment, question.text) == (lesson, enrolment, "Apakah boleh pakai ponsel lama?")


def test_errors_stand_beside_the_field_and_answers_stay(client, enrolment):
    response = client.post(at("class_ask", enrolment), form(text=" ", pelajaran="999999"))
    assert response.status_code == 422
    assert "Tulis pertanyaan Anda." in response.text
    too_long = client.post(at("class_ask", enrolment), form(text="y" * 1001))
    assert too_long.status_code == 422
    assert "y" * 1001 in too_long.text


def test_a_form_sent_twice_asks_once(client, enrolment):
    data = form()
    for _ in range(2):
        assert client.post(at("class_ask", enrolment), data).url == at("class_questions", enrolment)
    assert Question.objects.count() == 1
    assert AuditEntry.objects.filter(action="lms.question.asked").count() == 1


def test_the_same_words_from_a_new_form_are_the_same_question_for_ten_minutes(enrolment):
    first = ask(enrolment)
    assert ask(enrolment) == first
    Question.objects.update(asked_at=timezone.now() - timedelta(minutes=11))
    assert ask(enrolment) != first


def test_a_form_brought_back_with_other_words_asks_something_else(enrolment):
    token = uuid.uuid4()
    ask(enrolment, "Satu", token=token)
    ask(enrolment, "Dua", token=token)
    ask(enrolment, "Dua", token=token)
    assert sorted(Question.objects.values_list("text", flat=True)) == ["Dua", "Satu"]


def test_the_eleventh_within_an_hour_waits_and_its_words_stay(client, enrolment):
    for number in range(10):
        ask(enrolment, f"Pertanyaan {number}")
    response = client.post(at("class_ask", enrolment), form())
    assert response.status_code == 429
    assert "Apakah boleh pakai ponsel lama?" in response.text
    Question.objects.update(asked_at=timezone.now() - timedelta(minutes=61))
    assert client.post(at("class_ask", enrolment), form()).status_code == 302


def test_no_question_in_a_class_that_is_left_or_cancelled(client, enrolment):
    run_cancel(run=enrolment.run, by=LearnerFactory(), reason="Hujan")
    with pytest.raises(RunCancelled):
        ask(enrolment)
    assert client.get(at("class_ask", enrolment)).url == at("class_home", enrolment)
    assert "Tanya pengajar" not in client.get(at("class_home", enrolment)).text
    enrolment_cancel(enrolment=enrolment, by=enrolment.user)
    with pytest.raises(EnrolmentEnded):
        ask(enrolment)


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"answer": "Ya"},
        {"answer": "Ya", "answered_at": timezone.now()},
        {"answer_version": 1},
        {"shared": True},
        {"answer": "Ya", "answered_at": timezone.now(), "answer_version": 1, "shared": True, "hidden_at": timezone.now()},
    ],
)
def test_the_database_refuses_half_a_question_or_answer(enrolment, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.create(**{"enrolment": enrolment, "text": "Apa?", **wrong})


# --- answers ---------------------------------------------------------------------


def test_the_asker_is_notified_of_each_wording_once(client, enrolment, trainer):
    question = answer(ask(enrolment), trainer)
    answer(question, trainer, seen=1)
    answer(question, trainer, shared=True, seen=1)
    assert Notification.objects.filter(category="jawaban").count() == 1
    answer(question, trainer, "Tiga jam.", shared=True, seen=1)
    first, second = Notification.objects.filter(category="jawaban").order_by("pk")
    assert first.recipient == enrolment.user
    assert "Dua jam." in first.body_text
    assert "Tiga jam." in second.body_text
    assert "sudah diperbaiki" in second.body_text
    page = client.get(at("class_questions", enrolment)).text
    assert "Tiga jam." in page
    assert "Bu Rina" in page


def test_a_shared_answer_is_read_by_the_class_and_never_names_the_asker(client, enrolment, trainer):
    question = answer(ask(enrolment), trainer)
    other = enrolment_create(user=LearnerFactory(full_name="Peserta Lain"), run=enrolment.run)
    client.force_login(other.user)
    answers = at("class_answers", enrolment)
    assert "Belum ada jawaban" in client.get(answers).text
    answer(question, trainer, shared=True, seen=1)
    page = client.get(answers).text
    assert "Berapa lama pelajaran ini?" in page
    assert "Dua jam." in page
    assert "Bu Rina" in page
    assert enrolment.user.full_name not in page
    assert enrolment.user.email not in page
    assert "Jawaban pengajar untuk semua" in client.get(at("class_home", enrolment)).text
    assert client.get(at("class_question_withdraw", enrolment, question.pk)).status_code == 404
    assert "Berapa lama" not in client.get(at("class_questions", enrolment)).text


def test_a_shared_answer_stays_in_its_class(client, enrolment, trainer):
    answer(ask(enrolment), trainer, shared=True)
    elsewhere = enrolment_create(user=LearnerFactory(), run=CourseRunFactory(course=enrolment.run.course))
    client.force_login(elsewhere.user)
    assert "Berapa lama" not in client.get(at("class_answers", elsewhere)).text
    assert client.get(at("class_answers", enrolment)).status_code == 404


def test_a_second_teacher_does_not_write_over_the_first_unseen(enrolment, trainer):
    question = ask(enrolment)
    answer(question, trainer, "Jawaban pertama")
    with pytest.raises(AnswerChanged):
        answer(question, staff(CURRICULUM_ANALYST), "Jawaban kedua")
    question.refresh_from_db()
    assert question.answer == "Jawaban pertama"


def test_a_hidden_question_is_shown_to_its_asker_alone(client, enrolment, trainer):
    question = answer(ask(enrolment), trainer, shared=True)
    assert question_hide(question=question, by=trainer)
    assert not question_hide(question=question, by=trainer)
    with pytest.raises(QuestionHidden):
        answer(question, trainer, "Lagi", seen=1)
    assert "Berapa lama" not in client.get(at("class_answers", enrolment)).text
    mine = client.get(at("class_questions", enrolment)).text
    assert "Disembunyikan" in mine
    assert "Dua jam." not in mine
    assert question_unhide(question=question, by=trainer)
    assert not question_unhide(question=question, by=trainer)
    question.refresh_from_db()
    assert question.state == Question.State.ANSWERED


def test_the_asker_takes_it_back_and_a_second_tap_harms_nothing(client, enrolment, trainer):
    question = answer(ask(enrolment), trainer, shared=True)
    address = at("class_question_withdraw", enrolment, question.pk)
    assert "Ya, hapus" in client.get(address).text
    for _ in range(2):
        assert client.post(address).url == at("class_questions", enrolment)
    assert not Question.objects.exists()
    assert AuditEntry.objects.filter(action="lms.question.withdrawn").count() == 1
    assert client.get(address).status_code == 404


def test_questions_are_deleted_with_the_enrolment_or_the_account(client, enrolment, trainer):
    answer(ask(enrolment), trainer, shared=True)
    assert "ikut dihapus" in client.get(at("class_leave", enrolment)).text
    (copy,) = QuestionData().export(enrolment.user)
    assert (copy["pertanyaan"], copy["jawaban"]) == ("Berapa lama pelajaran ini?", "Dua jam.")
    assert QuestionData().facts(enrolment.user) == [("Pertanyaan", "1 pertanyaan")]
    enrolment_cancel(enrolment=enrolment, by=enrolment.user)
    assert not Question.objects.exists()
    again = enrolment_create(user=enrolment.user, run=enrolment.run)
    ask(again)
    enrolment.user.delete()
    assert not Question.objects.exists()


def test_pages_ask_as_often_for_one_as_for_many(client, enrolment, trainer, queries):
    counts = {"class_home": [], "class_questions": [], "class_answers": []}
    for number in range(9):
        Question.objects.all().update(asked_at=timezone.now() - timedelta(hours=2))
        answer(ask(enrolment, f"Nomor {number}"), trainer, shared=True)
        for name, seen in counts.items():
            with queries:
                client.get(at(name, enrolment))
            seen.append(len(queries))
    assert all(seen[1] == seen[-1] <= 12 for seen in counts.values()), counts


# --- the teachers hear of it --------------------------------------------------------


def test_teachers_get_one_message_an_hour_with_numbers_and_no_words(enrolment, trainer, run_jobs):
    for text in ("Satu rahasia", "Dua rahasia"):
        ask(enrolment, text)
    assert tell_of_questions()
    assert not tell_of_questions(), "the hour's job is there already"
    run_jobs()
    message = Notification.objects.get(category="pertanyaan-peserta")
    assert message.recipient == trainer
    assert "2 pertanyaan" in message.body_text
    assert "rahasia" not in message.body_text
    ask(enrolment, "Tiga")
    assert not tell_of_questions()
    assert enqueue_digest(timezone.now() + timedelta(hours=1))
    run_jobs()
    latest = Notification.objects.filter(category="pertanyaan-peserta").latest("pk")
    assert "1 pertanyaan" in latest.body_text
    assert not enqueue_digest(timezone.now() + timedelta(hours=2)), "everything is told"


def test_a_restarted_job_notifies_no_teacher_twice(enrolment, trainer, run_jobs):
    ask(enrolment)
    tell_of_questions()
    run_jobs()
    Job.objects.filter(kind="lms.tell_of_questions").update(state=Job.State.QUEUED)
    run_jobs()
    assert Notification.objects.filter(category="pertanyaan-peserta").count() == 1


def test_without_a_teacher_analysts_are_notified_and_without_recipients_it_is_done_later(enrolment, run_jobs):
    ask(enrolment)
    now = timezone.make_aware(datetime(2026, 11, 24, 9))
    enqueue_digest(now)
    run_jobs()
    assert Question.objects.get().told_at is None
    analyst = staff(CURRICULUM_ANALYST)
    enqueue_digest(now + timedelta(hours=1))
    run_jobs()
    assert Notification.objects.get(category="pertanyaan-peserta").recipient == analyst


# --- the staff's screen -----------------------------------------------------------


def test_a_trainer_sees_and_answers_questions_of_their_own_classes_alone(client, enrolment, trainer):
    question = ask(enrolment)
    foreign = ask(enrolled(course=course(title="Lain")), "Dari kelas lain")
    client.force_login(trainer)
    listing = client.get(reverse("pertanyaan:index")).text
    assert "Berapa lama pelajaran ini?" in listing
    assert "Dari kelas lain" not in listing
    assert enrolment.user.full_name not in listing
    for step in ("inspect", "answer", "hide", "unhide"):
        assert client.get(reverse(f"pertanyaan:{step}", args=[foreign.pk])).status_code == 404, step
    address = reverse("pertanyaan:answer", args=[question.pk])
    assert "Berapa lama pelajaran ini?" in client.get(address).text
    assert client.post(address, {"seen": "0", "answer": " "}).status_code == 200
    client.post(address, {"seen": "0", "answer": "Dua jam.", "shared": "on"})
    question.refresh_from_db()
    assert (question.answer, question.shared, question.answered_by) == ("Dua jam.", True, trainer)
    late = client.post(address, {"seen": "0", "answer": "Lain."}, follow=True)
    assert "Pengajar lain baru saja" in late.text
    client.post(reverse("pertanyaan:hide", args=[question.pk]))
    assert Question.objects.get(pk=question.pk).state == Question.State.HIDDEN


def test_opening_a_question_names_the_asker_and_is_in_their_log(client, enrolment, trainer):
    question = ask(enrolment)
    client.force_login(trainer)
    assert enrolment.user.full_name in client.get(reverse("pertanyaan:inspect", args=[question.pk])).text
    entry = ProcessingEntry.objects.get()
    assert (entry.person_id, entry.actor_id, entry.what) == (enrolment.user_id, trainer.pk, "Pertanyaan di kelas")


def test_the_list_is_filtered_and_searched_in_a_fixed_number_of_queries(client, enrolment, trainer, queries):
    lesson = lessons_of(course=enrolment.run.course)[0]
    answered = answer(ask(enrolment, "Sudah terjawab", lesson=lesson), trainer)
    client.force_login(trainer)
    index = reverse("pertanyaan:index")
    counts = []
    for number in range(4):
        ask(enrolment, f"Belum {number}", lesson=lesson)
        client.get(index)
        with queries:
            client.get(index)
        counts.append(len(queries))
    assert counts[1] == counts[-1] <= 25
    waiting = client.get(index, {"state": "waiting", "run": enrolment.run_id, "lesson": lesson.pk}).text
    assert "Belum 3" in waiting
    assert answered.text not in waiting
    assert "Belum 3" not in client.get(index, {"q": "terjawab"}).text
    assert answered.text in client.get(index, {"state": "answered"}).text


def test_the_spreadsheet_holds_no_person(client, enrolment, trainer):
    answer(ask(enrolment, "=1+1"), trainer)
    client.force_login(trainer)
    response = client.get(f"{reverse('pertanyaan:index')}?export=xlsx")
    book = load_workbook(BytesIO(b"".join(response.streaming_content)))
    cells = [str(cell.value) for row in book.active.iter_rows() for cell in row]
    assert "=1+1" in cells
    assert not any(enrolment.user.full_name in cell or enrolment.user.email in cell for cell in cells)
