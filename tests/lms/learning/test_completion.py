"""The completion rule of a run, before its evaluation opens."""

from datetime import timedelta

import pytest
from django.urls import reverse

from lms.attendance.completion import AttendanceCount
from lms.attendance.models import Attendance
from lms.attendance.services import check_in
from lms.certificates.models import Certificate
from lms.learning.completion import Step
from lms.learning.errors import StepsMissing
from lms.learning.selectors import checklist, checklists
from lms.opinions.services import evaluation_submit
from tests.factories.attendance import meeting
from tests.factories.courses import CourseRunFactory
from tests.factories.learning import enrolled, good_answers, lessons_read

pytestmark = pytest.mark.django_db
LAST = [Step.EVALUATION, Step.CERTIFICATE]


def attend(enrolment, *sessions):
    for session in sessions:
        check_in(enrolment=enrolment, session=session, method=Attendance.Method.QR)


def class_with_meetings(number, **fields):
    enrolment = enrolled(**fields)
    return enrolment, [meeting(enrolment.run, begins_in=timedelta(days=day)) for day in range(number)]


@pytest.mark.parametrize(
    ("attended", "meetings", "needed", "enough"),
    [
        (2, 3, 75, False),
        (2, 3, 67, True),  # 66.67 rounds in favour of the person
        (2, 3, 66, True),
        (3, 4, 75, True),
        (1, 3, 34, True),
        (59, 60, 100, False),
        (60, 60, 100, True),
        (1, 60, 1, True),
        (0, 60, 1, False),
        (0, 0, 1, False),
    ],
)
def test_rounding_never_goes_against_the_person(attended, meetings, needed, enough):
    assert AttendanceCount(attended, meetings, needed).is_fulfilled is enough


def test_a_class_asks_for_its_lessons_unless_told_otherwise():
    enrolment = enrolled()
    assert checklist(enrolment=enrolment).missing == [Step.LESSONS, *LAST]
    lessons_read(enrolment)
    assert checklist(enrolment=enrolment).missing == LAST


def test_a_class_may_ask_for_lessons_and_attendance():
    enrolment, (first, second, _third, fourth) = class_with_meetings(4, attendance_percent=75)
    assert checklist(enrolment=enrolment).missing == [Step.LESSONS, Step.ATTENDANCE, *LAST]
    lessons_read(enrolment)
    attend(enrolment, first, second)
    now = checklist(enrolment=enrolment)
    assert now.missing == [Step.ATTENDANCE, *LAST]
    assert now.attendance.words == "hadir 2 dari 4 pertemuan, perlu 3"
    with pytest.raises(StepsMissing) as caught:
        evaluation_submit(enrolment=enrolment, answers=good_answers(enrolment))
    assert caught.value.steps == [Step.ATTENDANCE]
    attend(enrolment, fourth)
    assert checklist(enrolment=enrolment).is_evaluation_open
    assert evaluation_submit(enrolment=enrolment, answers=good_answers(enrolment)) == Certificate.objects.get()
    enrolment.refresh_from_db()
    assert checklist(enrolment=enrolment).missing == []


def test_a_class_may_ask_for_attendance_alone():
    enrolment, (only,) = class_with_meetings(1, requires_lessons=False, attendance_percent=100)
    assert checklist(enrolment=enrolment).missing == [Step.ATTENDANCE, *LAST]
    attend(enrolment, only)
    assert evaluation_submit(enrolment=enrolment, answers=good_answers(enrolment)) is not None


def test_a_class_that_asks_for_nothing_opens_its_evaluation_at_once():
    enrolment = enrolled(requires_lessons=False)
    assert checklist(enrolment=enrolment).is_evaluation_open


def test_attendance_without_any_meeting_is_never_enough():
    enrolment = lessons_read(enrolled(attendance_percent=50))
    now = checklist(enrolment=enrolment)
    assert now.missing[0] == Step.ATTENDANCE
    assert now.attendance.words == "belum ada pertemuan"


def test_meetings_of_the_class_one_was_moved_from_do_not_count():
    enrolment, sessions = class_with_meetings(2, attendance_percent=50)
    attend(enrolment, *sessions)
    enrolment.run = CourseRunFactory(course=enrolment.run.course, attendance_percent=50)
    enrolment.save()
    meeting(enrolment.run)
    assert checklist(enrolment=enrolment).attendance.attended == 0


def test_a_rule_made_stricter_takes_nothing_away_from_who_has_finished():
    enrolment = lessons_read(enrolled())
    evaluation_submit(enrolment=enrolment, answers=good_answers(enrolment))
    enrolment.run.attendance_percent = 100
    enrolment.run.save()
    enrolment.refresh_from_db()
    assert checklist(enrolment=enrolment).missing == []


def test_checklists_of_many_cost_as_much_as_of_one(queries):
    several = [class_with_meetings(2, attendance_percent=50)[0] for _ in range(6)]
    attend(several[0], several[0].run.sessions.first())
    counts = []
    for enrolments in (several[:1], several):
        with queries:
            found = checklists(enrolments=enrolments)
        counts.append(len(queries))
    assert counts == [3, 3]
    assert [one.attendance.attended for one in found] == [1, 0, 0, 0, 0, 0]


def test_a_class_without_attendance_pays_nothing_for_it(queries):
    enrolment = enrolled()
    with queries:
        checklist(enrolment=enrolment)
    assert len(queries) == 2


def test_the_class_says_what_is_missing_and_keeps_the_evaluation_closed(client):
    enrolment, (first, _) = class_with_meetings(2, attendance_percent=100)
    attend(lessons_read(enrolment), first)
    client.force_login(enrolment.user)
    home = reverse("class_home", args=[enrolment.run.public_id])
    page = client.get(home).content.decode()
    assert "Hadir 1 dari 2 pertemuan, perlu 2." in page
    assert "Terbuka setelah kehadiran cukup." in page
    evaluation = reverse("class_evaluation", args=[enrolment.run.public_id])
    assert f'href="{evaluation}"' not in page
    for ask in (client.get, client.post):
        told = ask(evaluation, follow=True).content.decode()
        assert "Evaluasi terbuka setelah kehadiran Anda cukup." in told
    listed = client.get(reverse("class_list")).content.decode()
    assert "Ikuti pertemuan (hadir 1 dari 2 pertemuan, perlu 2)" in listed


def test_the_last_lesson_leads_to_the_evaluation_only_when_nothing_else_is_missing(client):
    enrolment, _ = class_with_meetings(1, attendance_percent=100)
    client.force_login(enrolment.user)
    only = enrolment.run.course.get_children().first().pk
    answer = client.post(reverse("class_lesson", args=[enrolment.run.public_id, only]))
    assert answer.url == reverse("class_home", args=[enrolment.run.public_id])
