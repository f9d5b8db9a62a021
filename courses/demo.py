"""The demo class that ``make run`` shows: one course with one lesson, one open run."""

from collections.abc import Iterable
from typing import TypeVar

from django.db import transaction
from wagtail.models import Page

from courses import demo_lesson as words
from courses.models import CourseIndexPage, CoursePage, CourseRun, EvaluationForm, EvaluationQuestion, LessonPage
from courses.services.site_tree import build_course_index

PageT = TypeVar("PageT", bound=Page)


@transaction.atomic
def seed() -> Iterable[str]:
    """Create what is missing; what staff have changed since stays as they left it."""
    course_index = build_course_index()
    course = _course(course_index)
    run, created = CourseRun.objects.get_or_create(
        course=course, name=words.RUN_NAME, defaults={"evaluation_form": _evaluation_form()}
    )
    return [f"Kelas contoh: {course.get_url()} ({'dibuat' if created else 'sudah ada'}: {run.name})"]


def _course(course_index: CourseIndexPage) -> CoursePage:
    existing = CoursePage.objects.child_of(course_index).filter(slug="foto-produk-dengan-ponsel").first()
    if existing is not None:
        return existing
    course = CoursePage(
        title=words.COURSE_TITLE,
        slug="foto-produk-dengan-ponsel",
        summary=words.COURSE_SUMMARY,
        audience=words.COURSE_AUDIENCE,
        duration_minutes=25,
        body=words.COURSE_BODY,
    )
    _add(course_index, course)
    _add(
        course,
        LessonPage(title=words.LESSON_TITLE, slug="satu-jendela-lima-foto", duration_minutes=20, body=words.LESSON_BODY),
    )
    return course


def _evaluation_form() -> EvaluationForm:
    form, created = EvaluationForm.objects.get_or_create(name=words.EVALUATION_NAME)
    if created:
        EvaluationQuestion.objects.bulk_create(
            EvaluationQuestion(form=form, kind=kind, text=text, required=required, sort_order=order)
            for order, (kind, text, required) in enumerate(words.QUESTIONS)
        )
    return form


def _add(parent: Page, page: PageT) -> PageT:
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page
