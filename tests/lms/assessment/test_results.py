"""What staff see of a test: marks by person, answers only all together."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from core.audit.models import AuditEntry, ProcessingEntry
from core.people.roles import CURRICULUM_ANALYST, TRAINER
from courses.questions.models.question import Question
from lms.assessment.selectors.results import question_shares
from lms.assessment.services.attempts import attempt_start
from lms.enrolment.services.enrolment import enrolment_cancel, enrolment_create
from tests.courses.runs.test_admin import staff
from tests.factories.courses import CourseRunFactory
from tests.factories.learning import LearnerFactory
from tests.factories.post_test import attempted, learner_with_test

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(client):
    """Ani has passed at the second try, Budi hasn't, Citra hasn't sat, Dewi has left."""
    first = learner_with_test()
    people = {"Ani": first}
    for name in ("Budi", "Citra", "Dewi"):
        people[name] = enrolment_create(user=LearnerFactory(), run=first.run)
    for name, enrolment in people.items():
        enrolment.user.full_name = name
        enrolment.user.save()
    attempted(people["Ani"], right=1)
    attempted(people["Ani"], right=3)
    attempted(people["Budi"], right=2)
    attempted(people["Dewi"], right=0)
    enrolment_cancel(enrolment=people["Dewi"], by=people["Dewi"].user)
    client.force_login(staff(CURRICULUM_ANALYST))
    return first.run


def results(run, name="results"):
    return reverse(f"lms_test:{name}", args=[run.pk])


def shown(client, run, **asked):
    page = client.get(results(run), asked).text
    return [name for name in ("Ani", "Budi", "Citra", "Dewi") if f"<td>{name}</td>" in page]


def test_marks_by_person_with_a_summary(client, run):
    page = client.get(results(run)).text
    for words in ("1 dari 3", "2 sudah mengerjakan", "rata-rata nilai terbaik 63", "Belum mengerjakan"):
        assert words in page
    assert shown(client, run) == ["Ani", "Budi", "Citra"]


def test_people_are_found_and_filtered(client, run):
    assert shown(client, run, q="bud") == ["Budi"]
    assert shown(client, run, hasil="lulus") == ["Ani"]
    assert shown(client, run, hasil="belum") == ["Budi"]
    assert shown(client, run, hasil="kosong") == ["Citra"]
    assert shown(client, run, hasil="asing") == ["Ani", "Budi", "Citra"]


def test_how_each_question_was_answered_by_all_the_hardest_first(client, run, queries):
    with queries:
        shares = question_shares(run=run)
    assert len(queries) == 2
    assert [(share.question.text, share.asked, share.right) for share in shares] == [
        ("Pertanyaan 4", 4, 0),
        ("Pertanyaan 3", 4, 1),
        ("Pertanyaan 2", 4, 2),
        ("Pertanyaan 1", 4, 3),
    ]
    assert shares[-1].percent == 75
    attempt_start(enrolment=run.enrolments.get(user__full_name="Citra"))
    assert question_shares(run=run)[0].asked == 4
    assert "3 (75 %)" in client.get(results(run)).text


def test_an_old_wording_stands_by_itself(client, run):
    Question.objects.filter(text="Pertanyaan 1").update(version=2, text="Kata baru")
    assert "(kata-kata yang lama)" in client.get(results(run)).text


def test_the_spreadsheet_has_marks_and_questions_and_leaves_a_trace(client, run):
    book = load_workbook(BytesIO(b"".join(client.get(results(run, "export")).streaming_content)))
    marks, questions = (list(book[name].values) for name in ("Nilai", "Pertanyaan"))
    assert [row[1:5] for row in marks[1:]] == [("Ani", 2, 75, "ya"), ("Budi", 1, 50, "belum"), ("Citra", 0, None, "belum")]
    assert questions[1][0] == "Pertanyaan 4"
    assert questions[4][-1] == 75
    assert AuditEntry.objects.get(action="lms.marks.exported").after == {"people": 3}
    assert ProcessingEntry.objects.filter(kind="export", what="nilai tes").count() == 3


def test_the_roster_shows_and_exports_the_best_mark(client, run):
    roster = reverse("lms_roster:index", args=[run.pk])
    assert "Tes" in client.get(roster).text
    book = load_workbook(BytesIO(b"".join(client.get(roster, {"export": "xlsx"}).streaming_content)))
    head, *rows = book.active.values
    column = head.index("Nilai tes")
    assert [row[column] for row in rows] == [75, 50, None]
    assert client.get(roster, {"ordering": "test_mark"}).status_code == 200


def test_a_class_without_a_test_says_how_to_ask_for_one(client):
    run = CourseRunFactory()
    client.force_login(staff(CURRICULUM_ANALYST))
    assert "tidak meminta tes" in client.get(results(run)).text
    assert client.get(results(run, "export")).headers["Location"] == results(run)
    assert "Nilai tes" not in client.get(reverse("lms_roster:index", args=[run.pk])).text


def test_trainers_see_the_results_of_the_classes_they_teach(client, run):
    person = staff(TRAINER)
    client.force_login(person)
    assert client.get(results(run)).status_code == 404
    run.instructors.add(person)
    assert client.get(results(run)).status_code == 200
    assert results(run) in client.get(reverse("courses_run:inspect", args=[run.pk])).text


def test_the_screen_asks_as_often_however_many_they_are(client, run, queries):
    counts = []
    for number in (0, 8):
        for _ in range(number):
            attempted(enrolment_create(user=LearnerFactory(), run=run), right=1)
        client.get(results(run))
        with queries:
            client.get(results(run))
        counts.append(len(queries))
    assert counts[0] == counts[1]
