"""The screens of the question bank and of tests."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from core.audit.models import AuditEntry
from core.people.roles import CURRICULUM_ANALYST, LIBRARIAN, TRAINER
from courses.questions.models.question import Question
from courses.questions.models.test import Test
from tests.courses.runs.test_admin import staff
from tests.factories.courses import CourseRunFactory, course
from tests.factories.post_test import attempted, bank, learner_with_test, post_test, question

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst(client):
    person = staff(CURRICULUM_ANALYST)
    client.force_login(person)
    return person


def choices(*listed, existing=()):
    """What an inline form sends: (text, is right), then the rows that are there already."""
    sent = {"choices-TOTAL_FORMS": len(listed), "choices-INITIAL_FORMS": len(existing), "choices-MAX_NUM_FORMS": 8}
    for number, (text, is_right) in enumerate(listed):
        sent |= {f"choices-{number}-text": text, f"choices-{number}-ORDER": number + 1}
        sent |= {f"choices-{number}-is_right": "on"} if is_right else {}
        sent |= {f"choices-{number}-id": existing[number]} if number < len(existing) else {}
    return sent


def written(page, *listed, **fields):
    return {
        "course": page.pk,
        "kind": "single",
        "text": "Mana?",
        "topic": "",
        "explanation": "",
        **choices(*listed),
        **fields,
    }


ADD = "courses_question:add"
TWO = (("Ya", True), ("Tidak", False))


def test_an_analyst_writes_a_question(client, analyst):
    page = course()
    answer = client.post(reverse(ADD), written(page, *TWO, topic="Harga", explanation="Begitu."))
    assert answer.status_code == 302, answer.context["form"].errors
    made = Question.objects.get()
    assert (made.course.pk, made.topic, made.explanation) == (page.pk, "Harga", "Begitu.")
    assert list(made.choices.values_list("text", "is_right")) == [("Ya", True), ("Tidak", False)]
    assert AuditEntry.objects.filter(action="courses.question.created", actor_id=analyst.pk).count() == 1


@pytest.mark.parametrize(
    ("kind", "listed", "extra", "sentence"),
    [
        ("single", (), {}, "sedikitnya dua pilihan"),
        ("single", (("a", False), ("b", False)), {}, "tepat satu pilihan yang benar"),
        ("single", (("a", True), ("b", True)), {}, "tepat satu pilihan yang benar"),
        ("multiple", (("a", False), ("b", False)), {}, "sedikitnya satu pilihan yang benar"),
        ("multiple", (("Harga pokok", True), (" harga-pokok", False)), {}, "berbunyi sama"),
        ("true_false", (), {}, "benar atau salah"),
        ("true_false", (("a", True),), {"statement_is_true": "1"}, "tidak memerlukan pilihan"),
        ("number", (), {}, "satu jawaban yang diterima"),
        ("number", (("lima", False),), {}, "dengan angka saja"),
        ("word", (), {}, "satu jawaban yang diterima"),
        ("single", TWO, {"text": ""}, "Pertanyaan baru"),
    ],
    ids=[
        "none",
        "no right",
        "two right",
        "none of several",
        "alike",
        "no truth",
        "choices",
        "no number",
        "words",
        "no word",
        "no text",
    ],
)
def test_an_unmarkable_question_is_refused_and_the_input_preserved(client, analyst, kind, listed, extra, sentence):
    answer = client.post(reverse(ADD), written(course(), *listed, kind=kind, **extra))
    assert answer.status_code == 200
    assert sentence in answer.text
    assert not Question.objects.exists()


@pytest.mark.parametrize(
    ("kind", "listed", "extra"),
    [("true_false", (), {"statement_is_true": "0"}), ("number", (("25.000", False),), {}), ("word", (("HPP", False),), {})],
)
def test_every_kind_can_be_written_and_what_is_accepted_is_right(client, analyst, kind, listed, extra):
    answer = client.post(reverse(ADD), written(course(), *listed, kind=kind, **extra))
    assert answer.status_code == 302, answer.context["form"].errors
    made = Question.objects.get()
    assert made.answers_label == {"true_false": "✓ Salah", "number": "✓ 25.000", "word": "✓ HPP"}[kind]


def test_editing_a_used_question_leaves_its_snapshots(client, analyst):
    enrolment = learner_with_test(questions=1)
    attempted(enrolment, right=1)
    asked = Question.objects.get()
    rows = list(asked.choices.values_list("pk", flat=True))
    texts = [("Baru", True), ("B", False), ("C", False)]
    data = written(asked.course, text="Kata baru") | choices(*texts, existing=rows)
    answer = client.post(reverse("courses_question:edit", args=[asked.pk]), data, follow=True)
    assert "tetap memuat kata-kata yang lama" in answer.text
    asked.refresh_from_db()
    assert (asked.text, asked.version) == ("Kata baru", 2)
    assert list(asked.choices.values_list("text", flat=True)) == ["Baru", "B", "C"]
    assert enrolment.attempts.get().items.get().snapshot.text == "Pertanyaan 1"


def test_a_question_is_archived_brought_back_and_deleted_only_when_nobody_was_asked(client, analyst):
    attempted(learner_with_test(questions=2), right=1)
    first, _ = Question.objects.order_by("pk")
    inspect = reverse("courses_question:inspect", args=[first.pk])
    shown = client.get(inspect).text
    assert "Arsipkan" in shown
    assert "<br>" in shown, "each answer on a line of its own"
    assert "&lt;" not in shown
    refused = client.post(reverse("courses_question:delete", args=[first.pk]), follow=True)
    assert "sudah ditanyakan kepada peserta" in refused.text
    client.post(reverse("courses_question:archive", args=[first.pk]))
    first.refresh_from_db()
    assert first.is_archived
    assert "Pakai lagi" in client.get(inspect).text
    last = Question.objects.get(archived_at=None)
    assert "akan kekurangan pertanyaan" in client.post(reverse("courses_question:archive", args=[last.pk]), follow=True).text
    client.post(reverse("courses_question:restore", args=[first.pk]))
    unused = question(first.course, "Tak terpakai")
    client.post(reverse("courses_question:delete", args=[unused.pk]))
    assert Question.objects.filter(archived_at=None).count() == 2


def test_the_bank_is_found_filtered_and_taken_out(client, analyst, queries):
    page, other = course(), course("Kopi")
    question(page, "=Berapa harga pokok?", topic="Harga")
    question(other, "Berapa gram?", topic="Takaran", archived_at="2026-01-01T00:00Z")
    index = reverse("courses_question:index")

    def shown(**asked):
        listed = client.get(index, asked).text
        return ["harga pokok" in listed, "Berapa gram" in listed]

    assert shown() == [True, True]
    assert shown(q="pokok") == [True, False]
    assert shown(course=other.pk) == [False, True]
    assert shown(topic="harga") == [True, False]
    assert shown(state="arsip") == [False, True]
    assert shown(kind="word") == [False, False]
    book = load_workbook(BytesIO(b"".join(client.get(index, {"export": "xlsx"}).streaming_content)))
    rows = list(book.active.values)
    assert rows[1][3].lstrip("'") == "=Berapa harga pokok?"
    assert "✓ Jawaban tepat" in rows[1][4]
    counts = []
    for number in (0, 20):
        bank(page, number)
        client.get(index)
        with queries:
            client.get(index)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_trainers_write_questions_for_the_courses_they_teach_alone(client):
    mine, theirs = CourseRunFactory(), CourseRunFactory(course=course("Kopi"))
    person = staff(TRAINER)
    mine.instructors.add(person)
    client.force_login(person)
    own, other = question(mine.course, "Milik saya?"), question(theirs.course, "Milik lain?")
    listed = client.get(reverse("courses_question:index")).text
    assert ("Milik saya?" in listed, "Milik lain?" in listed) == (True, False)
    assert "pelatihan yang kelasnya Anda ajar" in listed, "the screen says whose bank it is"
    for step in ("inspect", "edit", "archive"):
        assert client.get(reverse(f"courses_question:{step}", args=[own.pk])).status_code == 200
        assert client.get(reverse(f"courses_question:{step}", args=[other.pk])).status_code == 404
    refused = client.post(reverse(ADD), written(theirs.course, *TWO))
    assert refused.status_code == 200
    assert client.post(reverse(ADD), written(mine.course, *TWO)).status_code == 302
    assert "pelatihan yang kelasnya Anda ajar" in client.get(reverse("courses_test:index")).text
    assert client.get(reverse("courses_test:add")).status_code == 302


def test_a_librarian_has_no_business_there(client):
    client.force_login(staff(LIBRARIAN))
    for name in ("courses_question:index", "courses_test:index"):
        assert client.get(reverse(name)).status_code == 302


def rule(page, **fields):
    return {
        "course": page.pk,
        "title": "Tes akhir",
        "instructions": "",
        "number_drawn": "",
        "shuffled": "on",
        "pass_mark": 70,
        "attempts_allowed": 3,
        "time_limit_minutes": "",
        "show_answers": "at_end",
        **fields,
    }


def test_an_analyst_makes_a_test_and_narrows_it_down(client, analyst):
    page = course()
    first, *_ = bank(page, 3)
    foreign = question(course("Kopi"), "Lain")
    answer = client.post(reverse("courses_test:add"), rule(page, number_drawn=2), follow=True)
    assert "Pilih tes ini di formulir kelas" in answer.text
    test = Test.objects.get()
    edit = reverse("courses_test:edit", args=[test.pk])
    assert "Pertanyaan 3" in client.get(edit).text
    assert "Anda mencentang 1" in client.post(edit, rule(page, number_drawn=2, questions=[first.pk])).text
    assert client.post(edit, rule(page, questions=[foreign.pk])).status_code == 200
    assert client.post(edit, rule(page, questions=[first.pk])).status_code == 302
    assert list(test.questions.all()) == [first]
    inspect = client.get(reverse("courses_test:inspect", args=[test.pk])).text
    for words in ("Pertanyaan yang tersedia", "Bank pertanyaan", "tidak dibatasi"):
        assert words in inspect
    assert AuditEntry.objects.filter(action="courses.test.created").count() == 1


def test_a_test_draws_no_more_than_there_are(client, analyst):
    page = course()
    bank(page, 2)
    answer = client.post(reverse("courses_test:add"), rule(page, number_drawn=5))
    assert "baru memuat 2" in answer.text
    assert not Test.objects.exists()


def test_a_test_in_use_stays(client, analyst):
    test = post_test(CourseRunFactory())
    answer = client.post(reverse("courses_test:delete", args=[test.pk]), follow=True)
    assert "jadi tidak bisa dihapus" in answer.text
    assert Test.objects.filter(pk=test.pk).exists()
    unused = Test.objects.create(course=test.course, title="Cadangan")
    client.post(reverse("courses_test:delete", args=[unused.pk]))
    assert not Test.objects.filter(pk=unused.pk).exists()


def test_tests_are_listed_searched_and_taken_out(client, analyst):
    post_test(CourseRunFactory(), time_limit_minutes=20)
    index = reverse("courses_test:index")
    listed = client.get(index, {"q": "akhir"}).text
    assert "20 menit" in listed
    assert "20 menit" not in client.get(index, {"q": "kopi"}).text
    book = load_workbook(BytesIO(b"".join(client.get(index, {"export": "xlsx"}).streaming_content)))
    assert next(iter(book.active.values))[0] == "Pelatihan"


def test_a_class_is_given_a_test_of_its_course_that_has_questions(client, analyst):
    run = CourseRunFactory()
    edit = reverse("courses_run:edit", args=[run.pk])
    empty = Test.objects.create(course=run.course, title="Kosong")
    foreign = Test.objects.create(course=course("Kopi"), title="Asing")
    question(foreign.course, "Apa?")

    def sent(test):
        form = client.get(edit).context["form"]
        data = {name: field.value() for name, field in ((bound.name, bound) for bound in form)}
        kept = {name: value for name, value in data.items() if value not in (None, False)}
        sessions = {"sessions-TOTAL_FORMS": 0, "sessions-INITIAL_FORMS": 0}
        opens = run.enrolment_opens.strftime("%Y-%m-%d %H:%M")
        return client.post(edit, kept | sessions | {"post_test": test.pk, "enrolment_opens": opens})

    assert "belum punya pertanyaan" in sent(empty).text
    assert "pelatihan yang sama" in sent(foreign).text
    question(run.course, "Apa?")
    assert sent(empty).status_code == 302
    run.refresh_from_db()
    assert run.post_test == empty
    assert "Kosong, nilai lulus 70" in client.get(reverse("courses_run:inspect", args=[run.pk])).text
