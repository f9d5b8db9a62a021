"""Notifications of questions and answers: to the asker for each wording of the answer, to teachers at most hourly."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from core.jobs.models import Job
from core.jobs.services import enqueue
from core.people.roles import CURRICULUM_ANALYST
from courses.runs.models.run import CourseRun
from lms.discussion.models import Question
from lms.users.contact import notify_user
from lms.users.models import User

NEW_ANSWER = "jawaban"
NEW_QUESTION = "pertanyaan-peserta"
JOB_KIND = "lms.tell_of_questions"


def notify_asker(question: Question) -> None:
    """Part of the transaction that answers. The question was fetched with its enrolment, run and course."""
    run, person = question.enrolment.run, question.enrolment.user
    context = {
        "question": question,
        "person": person,
        "run": run,
        "url": _site(reverse("class_questions", args=[run.public_id])),
        "settings_url": _site(reverse("lms_consents")),
    }
    notify_user(
        key=f"question:{question.pk}:answered:{question.answer_version}",
        category=NEW_ANSWER,
        user=person,
        subject=f"Pertanyaan Anda di kelas {run.course.title} dijawab",
        body_text=render_to_string("lms/discussion/mail/question_answered.txt", context).strip(),
    )


def enqueue_digest(moment: datetime) -> bool:
    """Enqueue the hourly digest for teachers, once per hour however often beat runs; False when there is nothing to do."""
    if not _not_yet_notified().exists():
        return False
    subject = f"questions:{timezone.localtime(moment):%Y-%m-%dT%H}"
    if Job.objects.filter(kind=JOB_KIND, subject=subject).exists():
        return False
    enqueue(kind=JOB_KIND, subject=subject, payload={"hour": subject})
    return True


@transaction.atomic
def notify_teachers(*, hour: str) -> int:
    """One digest per teacher of all questions since the last one; return the number of messages.

    ``told_at`` and messages are written in one transaction. Without an active teacher the analysts are notified; without
    any recipient the questions stay unnotified. Messages contain counts, never texts of questions.
    """
    questions = list(_not_yet_notified().select_for_update(of=("self",)).select_related("enrolment__run__course"))
    runs = {question.enrolment.run for question in questions}
    recipients = _recipients(runs)
    reported = [question for question in questions if recipients[question.enrolment.run_id]]
    per_person: dict[User, Counter[CourseRun]] = {}
    for question in reported:
        for person in recipients[question.enrolment.run_id]:
            per_person.setdefault(person, Counter())[question.enrolment.run] += 1
    for person, counts in per_person.items():
        _notify_teacher(person, counts, hour)
    Question.objects.filter(pk__in=[question.pk for question in reported]).update(told_at=timezone.now())
    return len(per_person)


def _not_yet_notified() -> QuerySet[Question]:
    return Question.objects.filter(told_at=None, hidden_at=None, answered_at=None)


def _recipients(runs: Iterable[CourseRun]) -> dict[int, list[User]]:
    """For each class its teachers in office, else the analysts. Two queries."""
    teachers: dict[int, list[User]] = {run.pk: [] for run in runs}
    links = CourseRun.instructors.through.objects.filter(courserun__in=teachers)
    staff = User.objects.filter(is_active=True, is_staff=True)
    people = staff.in_bulk(links.values_list("user_id", flat=True).distinct())
    for run_id, user_id in links.values_list("courserun_id", "user_id"):
        if user_id in people:
            teachers[run_id].append(people[user_id])
    if not all(teachers.values()):
        analysts = list(staff.filter(groups__name=CURRICULUM_ANALYST))
        teachers = {run_id: own or analysts for run_id, own in teachers.items()}
    return teachers


def _notify_teacher(person: User, counts: Counter[CourseRun], hour: str) -> None:
    total = sum(counts.values())
    base = settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("pertanyaan:index")
    entries = [(run, count, f"{base}?state=waiting&run={run.pk}") for run, count in counts.items()]
    context = {"person": person, "entries": entries, "settings_url": _site(reverse("lms_consents"))}
    notify_user(
        key=f"{hour}:{person.pk}",
        category=NEW_QUESTION,
        user=person,
        subject=f"{total} pertanyaan baru dari peserta",
        body_text=render_to_string("lms/discussion/mail/questions_waiting.txt", context).strip(),
    )


def _site(path: str) -> str:
    return settings.SITE_URL.rstrip("/") + path
