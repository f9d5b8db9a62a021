"""Fills a site with courses and people for ``learning.py``: ``python learning_data.py COURSES PEOPLE``; prints JSON.

Every course is the demo course once more: three modules, nine lessons with every kind of block, an open class. Each person
is in three classes and has read some lessons of each. Two of the classes have everybody in them: the demo course's, in which
people ask, and one with meetings and a post-test (``learning_activity.py``). A second call with more people adds the
difference, so that the same site is measured small and large. The first person is the one who is measured: their session is
printed, with the numbers of these two classes.
"""

# ruff: noqa: E402 - models can be imported only after Django is set up

import json
import sys

import django

django.setup()

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count
from django.test import Client
from learning_activity import (
    BATCH,
    MEETING_CLASS,
    ask_questions,
    come_to_meetings,
    prepare_classes,
    sit_the_test,
)

from core.operations.services import set_up_site
from courses.content.models.lessons import LessonPage, ModulePage
from courses.content.models.pages import CourseIndexPage, CoursePage
from courses.content.selectors import lessons_by_course
from courses.demo import marketing
from courses.demo.seed import seed
from courses.runs.models.run import CourseRun
from lms.enrolment.models.enrolment import Enrolment, RunSeats
from lms.learning.models import LessonProgress
from lms.profile.models.profile import Profile, Regency
from lms.users.models import User

LESSONS_READ = 4


@transaction.atomic
def add_courses(wanted: int) -> None:
    """Beside the demo course itself; pages are added as rows of the tree, not through the editors' screens."""
    index, pattern = CourseIndexPage.objects.get(), CoursePage.objects.get(slug=marketing.SLUG)
    modules = [(module, list(LessonPage.objects.child_of(module))) for module in ModulePage.objects.child_of(pattern)]
    form = pattern.runs.first().evaluation_form
    same = {name: getattr(pattern, name) for name in ("summary", "audience", "duration_minutes", "topic", "body")}
    for number in range(CoursePage.objects.count() + 1, wanted + 1):
        course = index.add_child(instance=CoursePage(title=f"{pattern.title} {number}", slug=f"pelatihan-{number}", **same))
        for module, lessons in modules:
            part = course.add_child(instance=ModulePage(title=module.title, slug=module.slug, summary=module.summary))
            for lesson in lessons:
                shown = {name: getattr(lesson, name) for name in ("title", "slug", "duration_minutes", "body")}
                part.add_child(instance=LessonPage(**shown))
        CourseRun.objects.create(course=course, name="Kelas mandiri", evaluation_form=form)


@transaction.atomic
def add_people(wanted: int) -> None:
    known = User.objects.count()
    people = [
        User(email=f"peserta{number}@example.id", full_name=f"Peserta {number}", password="!")
        for number in range(known + 1, wanted + 1)
    ]
    User.objects.bulk_create(people, batch_size=BATCH)
    EmailAddress.objects.bulk_create(
        (EmailAddress(user=person, email=person.email, primary=True, verified=True) for person in people), batch_size=BATCH
    )
    Profile.objects.bulk_create((Profile(user=person, regency=Regency.KOTA_SURABAYA) for person in people), batch_size=BATCH)
    enrol(people)


def enrol(people: list[User]) -> None:
    """Everybody is in the demo course's class and in the one with meetings, which so grow with them, and in another."""
    runs = list(CourseRun.objects.filter(quota=None).select_related("course").order_by("pk"))
    first = next(run for run in runs if run.course.slug == marketing.SLUG)
    meeting = next(run for run in runs if run.name == MEETING_CLASS)
    others = [run for run in runs if run not in (first, meeting)]
    enrolments = [
        Enrolment(user=person, run=run)
        for place, person in enumerate(people)
        for run in (first, meeting, others[place % len(others)])
    ]
    Enrolment.objects.bulk_create(enrolments, batch_size=BATCH)
    lessons = lessons_by_course(courses=[run.course for run in runs])
    LessonProgress.objects.bulk_create(
        (
            LessonProgress(enrolment=enrolment, lesson=lesson)
            for enrolment in enrolments
            for lesson in lessons[enrolment.run.course_id][:LESSONS_READ]
        ),
        batch_size=BATCH,
    )
    ask_questions([one for one in enrolments if one.run == first])
    in_meetings = [one for one in enrolments if one.run == meeting]
    come_to_meetings(in_meetings)
    sit_the_test(in_meetings)
    taken = Enrolment.objects.values("run").annotate(number=Count("pk")).values_list("run", "number")
    for run, number in taken:
        RunSeats.objects.update_or_create(run_id=run, defaults={"taken": number})


def facts() -> dict[str, str]:
    """What the one who measures has to know: a session, a class, its longest lesson, the course's address."""
    person = User.objects.order_by("pk").first()
    client = Client()
    client.force_login(person, backend="lms.accounts.backends.AccountBackend")
    run = CourseRun.objects.get(course__slug=marketing.SLUG, quota=None)
    lessons = LessonPage.objects.descendant_of(run.course)
    lesson = max(lessons, key=lambda lesson: len(json.dumps(list(lesson.body.raw_data))))
    return {
        "cookie": f"{settings.SESSION_COOKIE_NAME}={client.session.session_key}",
        "run": str(run.public_id),
        "meeting_run": str(CourseRun.objects.get(name=MEETING_CLASS).public_id),
        "lesson": str(lesson.pk),
        "course": f"/pelatihan/{marketing.SLUG}/",
    }


def main(courses: int, people: int) -> None:
    set_up_site()
    if not CoursePage.objects.exists():
        list(seed())
    add_courses(courses)
    prepare_classes()
    add_people(people)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print("FACTS", json.dumps(facts()))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
