"""The pages of a test, as a participant meets them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.questions.snapshots import Kind
from courses.runs.models.run import CourseRun
from lms.assessment.models import Attempt, AttemptQuestion
from lms.assessment.selectors.attempts import items_of
from lms.assessment.services.attempts import answers_save, attempt_start
from lms.certificates.models import Certificate
from lms.enrolment.services.enrolment import enrolment_create
from tests.factories.courses import course
from tests.factories.learning import LearnerFactory, enrolled, good_answers, lessons_read
from tests.factories.post_test import answers, attempted, learner_with_test, question

pytestmark = pytest.mark.django_db


class Participant:
    """A participant with a browser."""

    def __init__(self, client, enrolment):
        self.client, self.enrolment = client, enrolment
        client.force_login(enrolment.user)
        self.run = enrolment.run.public_id
        self.start, self.form = (reverse(name, args=[self.run]) for name in ("class_test", "class_test_form"))

    @property
    def attempt(self):
        return self.enrolment.attempts.latest("pk")

    def begin(self):
        self.client.post(self.start)
        return self.attempt

    def post(self, button, given=None, **fields):
        attempt = fields.pop("attempt", None) or self.attempt
        sent = {f"jawaban_{key}": values for key, values in (given or {}).items()}
        named = {"percobaan": attempt.pk, "versi": attempt.revision, button: "1", **fields}
        return self.client.post(self.form, {**sent, **named}, headers=self.headers)

    headers = None

    def result(self, attempt):
        return reverse("class_test_result", args=[self.run, attempt.pk])


@pytest.fixture
def participant(client):
    def begin(**fields):
        return Participant(client, learner_with_test(**fields))

    return begin


def test_the_start_page_says_what_awaits(participant):
    one = participant(questions=9, number_drawn=5, time_limit_minutes=20, attempts_allowed=3, instructions="Tenang saja.")
    page = one.client.get(one.start).text
    for words in (
        "<dd>5</dd>",
        "20 menit sejak",
        "70 dari 100",
        "Sisa 3 dari 3",
        "Tenang saja.",
        "Mulai tes",
        "Waktu berjalan terus",
    ):
        assert words in page
    assert not Attempt.objects.exists()


def test_a_class_without_a_test_has_no_such_page(client):
    one = Participant(client, enrolled())
    for address in (one.start, one.form):
        assert client.get(address).status_code == 404
    assert client.post(one.start).status_code == 404


def test_beginning_twice_goes_on_with_the_same_questions(participant):
    one = participant()
    assert one.client.post(one.start).headers["Location"] == one.form
    one.client.post(one.start)
    assert Attempt.objects.count() == 1
    assert "Lanjutkan tes" in one.client.get(one.start).text


def test_what_was_answered_is_there_again(participant):
    one = participant(questions=1)
    question(one.enrolment.run.course, "Berapa?", kind=Kind.NUMBER, choices=[("5", True)])
    question(one.enrolment.run.course, "Mana saja?", kind=Kind.MULTIPLE, choices=[("a", True), ("b", True), ("c", False)])
    attempt = one.begin()
    single, number, several = items_of(attempt)
    keys = [choice.key for choice in several.snapshot.choices]
    given = {single.pk: [single.snapshot.choices[1].key], number.pk: ["7"], several.pk: keys[:2]}
    saved = one.post("simpan", given)
    assert saved.headers["Location"] == one.form
    page = one.client.get(one.form).text
    assert page.count(" checked") == 3
    assert 'value="7"' in page
    assert "Tes belum dikirim." in page


def test_unanswered_questions_are_named_kept_and_may_be_sent_on_purpose(participant):
    one = participant()
    attempt = one.begin()
    right = answers(attempt, right=4)
    first, second, third, fourth = items_of(attempt)
    response = one.post("kirim", {first.pk: right[first.pk], third.pk: right[third.pk]})
    assert response.status_code == 422
    page = response.text
    assert "<title>Kesalahan: " in page
    for item, missing in ((first, False), (second, True), (third, False), (fourth, True)):
        assert (f"Pertanyaan {item.position} belum dijawab." in page) is missing
        assert (f'href="#id_jawaban_{item.pk}_0"' in page) is missing
    assert [item.is_answered for item in items_of(attempt)] == [True, False, True, False]
    assert one.attempt.is_open
    sent = one.post("yakin", {first.pk: right[first.pk], third.pk: right[third.pk]})
    assert sent.headers["Location"] == one.result(attempt)
    assert one.attempt.mark == 50


def test_an_unreadable_number_is_an_error_and_preserved(participant):
    one = participant(questions=0)
    question(one.enrolment.run.course, "Berapa?", kind=Kind.NUMBER, choices=[("5", True)])
    (item,) = items_of(one.begin())
    page = one.post("kirim", {item.pk: ["lima"]})
    assert page.status_code == 422
    assert "Pertanyaan 1: tulis angka, misalnya 25.000." in page.text
    assert 'value="lima"' in page.text


def test_a_mark_below_leads_to_the_lessons_and_another_try(participant):
    one = participant(attempts_allowed=2)
    attempt = one.begin()
    page = one.client.get(one.post("kirim", answers(attempt, right=2)).headers["Location"]).text
    for words in ("Belum lulus", "2 dari 4 jawaban benar", "Sisa 1 kesempatan", "Kerjakan lagi", "setelah Anda lulus"):
        assert words in page
    assert "Jawaban tepat" not in page
    again = one.begin()
    last = one.client.get(one.post("kirim", answers(again, right=0)).headers["Location"]).text
    for words in ("Kesempatan Anda habis", "Tanya pengajar", "Jawaban yang benar: <strong>Jawaban tepat</strong>"):
        assert words in last
    assert "Mulai tes" not in one.client.get(one.start).text
    assert one.client.post(one.start).headers["Location"] == one.start


def test_a_passed_test_leads_through_the_evaluation_to_the_certificate(participant):
    one = participant()
    attempt = one.begin()
    page = one.client.get(one.post("kirim", answers(attempt, right=3)).headers["Location"]).text
    for words in ("Selamat, Anda lulus", "sertifikat langsung terbit", "Isi evaluasi", "Pembahasan"):
        assert words in page
    evaluation = reverse("class_evaluation", args=[one.run])
    said = {f"jawaban_{asked.pk}": answer for asked, answer in good_answers(one.enrolment).items()}
    assert one.client.post(evaluation, said).headers["Location"] == reverse("class_done", args=[one.run])
    assert Certificate.objects.filter(enrolment=one.enrolment).exists()
    assert "Lihat sertifikat" in one.client.get(one.start).text
    assert "Lihat sertifikat" in one.client.get(one.result(attempt)).text


def test_the_badge_judges_the_answer_and_cannot_be_read_as_the_answer(participant):
    one = participant(questions=0)
    page = one.enrolment.run.course
    question(page, "Ongkos kirim bukan biaya.", kind=Kind.TRUE_FALSE, statement_is_true=False)
    attempt = one.begin()
    [item] = items_of(attempt)
    shown = one.client.get(one.post("kirim", {item.pk: ["salah"]}).headers["Location"]).text
    assert "Jawaban Anda tepat" in shown
    assert "Jawaban Anda: Salah" in shown
    assert ">Benar<" not in shown


def test_the_evaluation_is_closed_until_the_test_is_passed(participant):
    one = participant()
    evaluation = reverse("class_evaluation", args=[one.run])
    for ask in (one.client.get, one.client.post):
        assert "Evaluasi terbuka setelah Anda lulus tes akhir." in ask(evaluation, follow=True).text


def test_two_windows_and_the_back_button_give_one_mark(participant):
    one = participant()
    attempt = one.begin()
    right = answers(attempt, right=4)
    one.post("kirim", answers(attempt, right=1))
    second = one.post("kirim", right, attempt=attempt)
    assert second.headers["Location"] == one.result(attempt)
    assert "Yang dinilai adalah jawaban sebelum itu." in one.client.get(second.headers["Location"]).text
    assert one.client.get(one.form).headers["Location"] == one.start
    newer = one.begin()
    one.post("simpan", right, attempt=attempt)
    assert not any(item.is_answered for item in items_of(newer))
    assert Attempt.objects.get(pk=attempt.pk).mark == 25


def test_an_old_window_adds_its_answers_and_wipes_out_none(participant):
    one = participant()
    attempt = one.begin()
    right = answers(attempt, right=4)
    first, second, *_ = items_of(attempt)
    one.post("simpan", {first.pk: right[first.pk]}, versi=0)
    one.post("simpan", {second.pk: right[second.pk]}, versi=0)
    assert [item.is_answered for item in items_of(attempt)] == [True, True, False, False]


def test_a_script_saves_one_answer_at_a_time(participant):
    one = participant()
    attempt = one.begin()
    right = answers(attempt, right=4)
    first, second, *_ = items_of(attempt)
    answers_save(attempt=attempt, given={second.pk: right[second.pk]})
    one.headers = {"Accept": "application/json"}
    told = one.post("x", {first.pk: right[first.pk]}, hanya=first.pk, versi=0)
    assert (told.status_code, told.json()) == (200, {"versi": 2})
    assert [item.is_answered for item in items_of(attempt)] == [True, True, False, False]
    one.post("yakin", right)
    assert one.post("x", {first.pk: []}, hanya=first.pk).status_code == 409
    assert Attempt.objects.get().mark == 100


def test_time_that_is_over_closes_the_test_with_what_was_saved(participant):
    one = participant(time_limit_minutes=10)
    attempt = one.begin()
    page = one.client.get(one.form).text
    assert "masih 10 menit" in page
    right = answers(attempt, right=4)
    one.post("simpan", dict(list(right.items())[:3]))
    begun = timezone.now() - timedelta(minutes=11)
    Attempt.objects.update(started_at=begun, deadline=begun + timedelta(minutes=10))
    late = one.client.get(one.post("kirim", right).headers["Location"]).text
    for words in ("Ditutup oleh sistem", "3 dari 4 jawaban benar", "Selamat, Anda lulus"):
        assert words in late


def test_a_page_opened_after_the_time_shows_the_result_and_no_open_test(participant):
    one = participant(time_limit_minutes=10)
    one.begin()
    begun = timezone.now() - timedelta(minutes=11)
    Attempt.objects.update(started_at=begun, deadline=begun + timedelta(minutes=10))
    assert one.client.get(one.form).headers["Location"] == one.start
    page = one.client.get(one.start).text
    assert "nilai 0" in page
    assert "Sisa 2 dari 3" in page


def test_the_test_waits_for_the_lessons_and_follows_the_last_one(client):
    enrolment = learner_with_test(run={"requires_lessons": True, "course": course(lessons=1)})
    one = Participant(client, enrolment)
    page = client.get(one.start).text
    assert "Tes belum terbuka" in page
    assert client.post(one.start).headers["Location"] == one.start
    home = client.get(reverse("class_home", args=[one.run])).text
    assert "Terbuka setelah semua pelajaran selesai dan lulus tes akhir." in home
    lesson = reverse("class_lesson", args=[one.run, enrolment.run.course.get_children().get().pk])
    assert client.post(lesson).headers["Location"] == one.start
    home = client.get(reverse("class_home", args=[one.run])).text
    for words in ("Kerjakan tes akhir", "Perlu nilai 70, sisa 3 kesempatan.", "Terbuka setelah lulus tes akhir."):
        assert words in home
    assert "Ke tes akhir" in client.get(lesson).text


def test_the_home_offers_the_test_as_the_next_step(client):
    one = Participant(client, learner_with_test())
    listed = client.get(reverse("class_list")).text
    assert "Berikutnya tes akhir: perlu nilai 70, sisa 3 kesempatan." in listed
    assert "Kerjakan tes akhir (perlu nilai 70, sisa 3 kesempatan)" in listed
    one.begin()
    assert "Lanjutkan tes" in client.get(reverse("class_list")).text
    one.post("kirim", answers(one.attempt, right=4))
    assert "Isi evaluasi" in client.get(reverse("class_list")).text


def test_used_up_sends_the_person_to_the_teacher_everywhere(client):
    enrolment = learner_with_test(attempts_allowed=1)
    attempted(enrolment, right=0)
    one = Participant(client, enrolment)
    assert "Kesempatan tes akhir habis" in client.get(reverse("class_home", args=[one.run])).text
    assert "Kesempatan tes akhir habis. Hubungi pengajar." in client.get(reverse("class_list")).text


def test_a_cancelled_class_keeps_the_answers_and_takes_no_more(participant):
    one = participant()
    attempt = one.begin()
    CourseRun.objects.update(cancelled_at=timezone.now(), cancellation_reason="Banjir")
    home = reverse("class_home", args=[one.run])
    assert one.client.get(one.form).headers["Location"] == home
    assert one.post("kirim", answers(attempt, right=4)).headers["Location"] == home
    assert one.client.post(one.start).headers["Location"] in {home, one.form}
    assert "dibatalkan" in one.client.get(one.start).text
    assert one.attempt.is_open


def test_attempts_are_visible_and_writable_by_their_owner_alone(client):
    theirs = learner_with_test()
    attempt = attempt_start(enrolment=theirs)
    other = enrolment_create(user=LearnerFactory(), run=theirs.run)
    one = Participant(client, other)
    assert client.get(one.result(attempt)).status_code == 404
    assert one.post("yakin", answers(attempt, right=4), attempt=attempt).status_code == 404
    assert not AttemptQuestion.objects.exclude(given=[]).exists()


@pytest.mark.parametrize("number", ["", "x", "-1", "٣", "9" * 30])
def test_a_form_that_names_no_attempt_leads_to_the_start(participant, number):
    one = participant()
    one.begin()
    assert one.client.post(one.form, {"percobaan": number}).headers["Location"] == one.start


@pytest.mark.parametrize("versi", ["", "x", "-3", "9" * 30])
def test_a_window_that_does_not_say_what_it_has_seen_wipes_out_nothing(participant, versi):
    one = participant()
    attempt = one.begin()
    answers_save(attempt=attempt, given=answers(attempt, right=4))
    one.post("simpan", {}, versi=versi)
    assert all(item.is_answered for item in items_of(attempt))


def test_an_open_test_has_no_result_yet_and_topics_say_what_to_read_again(participant):
    one = participant(questions=0)
    for topic, text in (("Harga", "A"), ("Harga", "B"), ("Foto", "C")):
        question(one.enrolment.run.course, text, topic=topic)
    attempt = one.begin()
    assert one.client.get(one.result(attempt)).headers["Location"] == one.form
    photo, price, other_price = items_of(attempt)
    given = answers(attempt, right=3) | {price.pk: [], other_price.pk: []}
    page = one.client.get(one.post("yakin", {key: each for key, each in given.items() if each}).headers["Location"]).text
    assert page.index("0 dari 2 benar. Pelajari lagi.") < page.index("1 dari 1 benar")
    assert photo.snapshot.topic == "Foto"


def test_what_the_pages_ask_of_the_database_stays_the_same(participant, queries):
    counts = []
    for number in (2, 30):
        one = participant(questions=number, show_answers="always")
        asked = []
        for step in ("start", "form", "result"):
            if step == "form":
                one.begin()
            if step == "result":
                one.post("kirim", answers(one.attempt, right=number))
            address = {"start": one.start, "form": one.form, "result": one.result(one.attempt) if step == "result" else ""}
            with queries:
                assert one.client.get(address[step]).status_code == 200
            asked.append(len(queries))
        counts.append(asked)
    assert counts[0] == counts[1]
    assert all(count <= 15 for count in counts[0])


def test_lessons_that_were_read_and_a_test_leave_only_the_evaluation(client):
    enrolment = lessons_read(learner_with_test(run={"requires_lessons": True}))
    attempted(enrolment, right=4)
    client.force_login(enrolment.user)
    home = client.get(reverse("class_home", args=[enrolment.run.public_id])).text
    assert "Lulus dengan nilai 100." in home
    assert "Isi evaluasi" in home
