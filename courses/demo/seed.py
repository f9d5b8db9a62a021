"""Seeds the demo courses: a short one with one lesson, and a full one with modules and two runs.

What is missing is made; what staff have changed since stays as they left it.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, TypeVar

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from core.people.roles import TRAINER
from courses.catalogue.site_tree import build_course_index
from courses.content.models.lessons import LessonPage, ModulePage
from courses.content.models.pages import CourseIndexPage, CoursePage, Topic
from courses.demo import marketing, marketing_questions, photo
from courses.demo.files import kept_files
from courses.demo.practice import PRACTICE
from courses.opinions.models import EvaluationForm, EvaluationQuestion
from courses.questions.models.question import Question, QuestionChoice
from courses.questions.models.test import Test
from courses.runs.models.run import CourseRun
from courses.runs.models.session import RunSession

PageT = TypeVar("PageT", bound=Page)
_OPENS_AT, _CLOSES_AT = 9, 15  # hours of a day in class


def seed() -> Iterable[str]:
    """Files are stored before the transaction that shows them."""
    known = CoursePage.objects.filter(slug__in=(marketing.SLUG, photo.SLUG)).count()
    files = {} if known == 2 else kept_files()
    with transaction.atomic():
        index = build_course_index()
        form = _evaluation_form()
        courses = [_photo_course(index, form, files), _marketing_course(index, form, files)]
    return [f"Pelatihan contoh: {course.get_url()}" for course in courses]


def _photo_course(index: CourseIndexPage, form: EvaluationForm, files: dict[str, int]) -> CoursePage:
    course = CoursePage.objects.child_of(index).filter(slug=photo.SLUG).first()
    if course is None:
        lesson = _lesson(photo.LESSON_TITLE, photo.LESSON_SLUG, photo.PRACTICE_MINUTES, photo.LESSON_BODY, files)
        course = _add(
            index,
            CoursePage(
                title=photo.COURSE_TITLE,
                slug=photo.SLUG,
                summary=photo.COURSE_SUMMARY,
                audience=photo.COURSE_AUDIENCE,
                topic=_topic(photo.TOPIC),
                duration_minutes=lesson.duration_minutes,
                body=photo.COURSE_BODY,
            ),
        )
        _add(course, lesson)
    _run(course, photo.RUN_NAME, form)
    return course


def _marketing_course(index: CourseIndexPage, form: EvaluationForm, files: dict[str, int]) -> CoursePage:
    course = CoursePage.objects.child_of(index).filter(slug=marketing.SLUG).first()
    if course is None:
        modules = [
            (title, summary, [_lesson(*lesson[:2], *_practised(*lesson[1:]), files) for lesson in lessons])
            for title, summary, lessons in marketing.MODULES
        ]
        course = _add(
            index,
            CoursePage(
                title=marketing.TITLE,
                slug=marketing.SLUG,
                summary=marketing.SUMMARY,
                audience=marketing.AUDIENCE,
                topic=_topic(marketing.TOPIC),
                duration_minutes=sum(lesson.duration_minutes or 0 for *_, lessons in modules for lesson in lessons),
                body=marketing.BODY,
            ),
        )
        for number, (title, summary, lessons) in enumerate(modules, start=1):
            module = _add(course, ModulePage(title=title, slug=f"modul-{number}", summary=summary))
            for lesson in lessons:
                _add(module, lesson)
    _run(course, marketing.SELF_PACED, form)
    _on_site_run(course, form)
    _post_test(course)
    return course


def _post_test(course: CoursePage) -> None:
    """The bank, the test, and that the two classes of the demo ask for it: once, so that staff may take it out again."""
    if Test.objects.filter(course=course).exists():
        return
    for kind, topic, text, why, choices, truth in marketing_questions.QUESTIONS:
        listed = [
            QuestionChoice(text=words, is_right=is_right, sort_order=order)
            for order, (words, is_right) in enumerate(choices)
        ]
        Question(
            course=course,
            kind=kind,
            topic=topic,
            text=text,
            explanation=why,
            statement_is_true=truth,
            choices=listed,
        ).save()
    test = Test.objects.create(
        course=course,
        title=marketing_questions.TITLE,
        instructions=marketing_questions.INSTRUCTIONS,
        **marketing_questions.RULE,
    )
    asking = course.runs.filter(name__in=(marketing.SELF_PACED, marketing.ON_SITE), post_test=None)
    asking.update(post_test=test)


def _practised(slug: str, body: list[marketing.Block]) -> tuple[int, list[marketing.Block]]:
    """The minutes of the exercise, and the lesson with it."""
    minutes, blocks = PRACTICE[slug]
    return minutes, [*body, *blocks]


def _lesson(title: str, slug: str, practice: int, body: list[dict[str, Any]], files: dict[str, int]) -> LessonPage:
    """As long as its content is estimated to take, and its exercise."""
    lesson = LessonPage(title=title, slug=slug, body=_with_files(body, files))
    lesson.duration_minutes = lesson.study_time.minutes + practice
    return lesson


def _with_files(value: Any, files: dict[str, int]) -> Any:
    """``value`` with names of files replaced by their keys."""
    if isinstance(value, dict):
        return {key: _with_files(part, files) for key, part in value.items()}
    if isinstance(value, list):
        return [_with_files(part, files) for part in value]
    return files[value[1:]] if isinstance(value, str) and value.startswith("@") else value


def _run(course: CoursePage, name: str, form: EvaluationForm, **fields: object) -> tuple[CourseRun, bool]:
    return CourseRun.objects.get_or_create(course=course, name=name, defaults={"evaluation_form": form, **fields})


def _on_site_run(course: CoursePage, form: EvaluationForm) -> None:
    """Two days, three weeks after seeding; enrolment closes the day before."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    days = [today + timedelta(days=21 + number) for number in range(len(marketing.SESSIONS))]
    run, created = _run(
        course,
        marketing.ON_SITE,
        form,
        mode=CourseRun.Mode.ON_SITE,
        enrolment_closes=days[0] - timedelta(days=1),
        starts_on=days[0].date(),
        ends_on=days[-1].date(),
        quota=30,
        attendance_percent=75,
        place_name=marketing.PLACE,
        place_address=marketing.ADDRESS,
    )
    if not created:
        return
    run.instructors.set(get_user_model().objects.filter(groups__name=TRAINER))
    RunSession.objects.bulk_create(
        RunSession(
            run=run, title=title, starts_at=day + timedelta(hours=_OPENS_AT), ends_at=day + timedelta(hours=_CLOSES_AT)
        )
        for title, day in zip(marketing.SESSIONS, days, strict=True)
    )


def _topic(name: str) -> Topic:
    return Topic.objects.get_or_create(name=name)[0]


def _evaluation_form() -> EvaluationForm:
    form, created = EvaluationForm.objects.get_or_create(name=photo.EVALUATION_NAME)
    if created:
        EvaluationQuestion.objects.bulk_create(
            EvaluationQuestion(form=form, kind=kind, text=text, required=required, sort_order=order)
            for order, (kind, text, required) in enumerate(photo.QUESTIONS)
        )
    return form


def _add(parent: Page, page: PageT) -> PageT:
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page
