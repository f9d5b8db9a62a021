"""What ``learning_data.py`` lets people do besides reading: ask, hear announcements, come to meetings, sit the post-test.

Imported once Django is set up. Everything is written as rows, so that ten thousand people are done in seconds.
"""

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from courses.questions.models.question import Question as BankQuestion
from courses.questions.models.question import QuestionChoice
from courses.questions.models.test import Test
from courses.questions.selectors import question_snapshots
from courses.runs.models.announcement import Announcement
from courses.runs.models.run import CourseRun
from courses.runs.models.session import RunSession
from lms.assessment.completion import mark_of
from lms.assessment.models import Attempt, AttemptQuestion
from lms.attendance.models import Attendance
from lms.discussion.models import Question
from lms.enrolment.models.enrolment import Enrolment

BATCH = 2_000
MEETING_CLASS = "Kelas tatap muka"
MEETINGS, MEETINGS_OVER = 8, 4
ANNOUNCEMENTS = 5  # in every class
BANK = 5
ONE_ASKS_OF, ONE_IS_ANSWERED_OF, ONE_IS_SHARED_OF = 5, 2, 50  # twenty questions for a hundred people, ten answered
ONE_SITS_OF = 4


def prepare_classes() -> None:
    """Announcements for every class, and one class with meetings and a post-test; done again it changes nothing."""
    silent = CourseRun.objects.filter(announcements=None)
    Announcement.objects.bulk_create(
        (
            Announcement(run=run, title=f"Pengumuman {number}", text="Bawa ponsel dan satu produk. " * 8, pinned=number == 1)
            for run in silent
            for number in range(1, ANNOUNCEMENTS + 1)
        ),
        batch_size=BATCH,
    )
    if not CourseRun.objects.filter(name=MEETING_CLASS).exists():
        _make_meeting_class(CourseRun.objects.filter(quota=None).order_by("-pk")[0])


def _make_meeting_class(run: CourseRun) -> None:
    """Out of the last self-paced class."""
    test = Test.objects.create(course=run.course)
    for number in range(1, BANK + 1):
        asked = BankQuestion.objects.create(course=run.course, text=f"Mana yang tepat di langkah {number}?", topic="Foto")
        QuestionChoice.objects.bulk_create(
            QuestionChoice(question=asked, text=words, is_right=words == "Ini", sort_order=order)
            for order, words in enumerate(("Itu", "Ini", "Bukan keduanya"))
        )
    today = timezone.localdate()
    run.name, run.mode, run.place_name = MEETING_CLASS, CourseRun.Mode.HYBRID, "Aula"
    run.starts_on, run.ends_on = today - timedelta(weeks=MEETINGS_OVER), today + timedelta(weeks=MEETINGS)
    run.attendance_percent, run.post_test = 75, test
    run.save()
    first = timezone.now() - timedelta(weeks=MEETINGS_OVER, hours=-1)
    starts = [first + timedelta(weeks=number) for number in range(MEETINGS)]
    RunSession.objects.bulk_create(
        RunSession(run=run, title=f"Pertemuan {number}", starts_at=moment, ends_at=moment + timedelta(hours=3))
        for number, moment in enumerate(starts, start=1)
    )


def ask_questions(enrolments: Sequence[Enrolment]) -> None:
    """Every fifth of the class asks one thing; half of it is answered, little of it for everybody."""
    now = timezone.now()
    questions = []
    for number, enrolment in enumerate(enrolments[::ONE_ASKS_OF]):
        question = Question(enrolment=enrolment, text="Apakah ponsel lama cukup untuk foto produk?", told_at=now)
        if number % ONE_IS_ANSWERED_OF == 0:
            question.answer, question.answer_version, question.answered_at = "Cukup, asal cahayanya terang.", 1, now
            question.shared = number % ONE_IS_SHARED_OF == 0
        questions.append(question)
    Question.objects.bulk_create(questions, batch_size=BATCH)


def come_to_meetings(enrolments: Sequence[Enrolment]) -> None:
    """Between none and all of the meetings that are over."""
    meetings = list(RunSession.objects.filter(run__name=MEETING_CLASS).order_by("starts_at")[:MEETINGS_OVER])
    Attendance.objects.bulk_create(
        (
            Attendance(enrolment=enrolment, session=meeting, method=Attendance.Method.QR)
            for place, enrolment in enumerate(enrolments)
            for meeting in meetings[: place % (MEETINGS_OVER + 1)]
        ),
        batch_size=BATCH,
    )


def sit_the_test(enrolments: Sequence[Enrolment]) -> None:
    """Every fourth of the class has sent in one sitting; most of them pass."""
    test = Test.objects.get(runs__name=MEETING_CLASS)
    asked = question_snapshots(list(BankQuestion.objects.filter(course=test.course_id).values_list("pk", flat=True)))
    ended = timezone.now()
    right = {enrolment.pk: BANK - place % 3 for place, enrolment in enumerate(enrolments[::ONE_SITS_OF])}
    attempts = [
        Attempt(
            enrolment_id=enrolment,
            test=test,
            state=Attempt.State.SUBMITTED,
            pass_mark=test.pass_mark,
            started_at=ended - timedelta(minutes=20),
            ended_at=ended,
            right_count=count,
            mark=mark_of(count, BANK),
            passed=mark_of(count, BANK) >= test.pass_mark,
        )
        for enrolment, count in right.items()
    ]
    Attempt.objects.bulk_create(attempts, batch_size=BATCH)
    AttemptQuestion.objects.bulk_create(
        (
            AttemptQuestion(
                attempt=attempt,
                question_id=key,
                version=version,
                position=position,
                copy=question.as_json(),
                given=[
                    choice.key for choice in question.choices if choice.is_right is (position <= right[attempt.enrolment_id])
                ][:1],
                is_right=position <= right[attempt.enrolment_id],
            )
            for attempt in attempts
            for position, (key, (version, question)) in enumerate(asked.items(), start=1)
        ),
        batch_size=BATCH,
    )
