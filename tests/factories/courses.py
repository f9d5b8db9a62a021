"""A course with lessons, a run that is open, and its evaluation form."""

from typing import Any

import factory
from wagtail.models import Locale, Page, Site

from courses.content.models.lessons import LessonPage, ModulePage
from courses.content.models.pages import CourseIndexPage, CoursePage
from courses.opinions.models import EvaluationForm, EvaluationQuestion
from courses.runs.models.run import CourseRun


def site_root() -> Page:
    """The default site's root page; made anew after a test that emptied every table."""
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        Locale.objects.get_or_create(language_code="id")
        root = Page.add_root(instance=Page(title="Beranda", slug="root"))
        site = Site.objects.create(hostname="localhost", root_page=root, is_default_site=True)
    return site.root_page


def course_index() -> CourseIndexPage:
    existing = CourseIndexPage.objects.first()
    if existing is not None:
        return existing
    return site_root().add_child(instance=CourseIndexPage(title="Pelatihan", slug="pelatihan", introduction="Belajar."))


def lesson(parent: Page, title: str, **fields: Any) -> LessonPage:
    body = [{"type": "text", "value": f"<p>Isi {title}</p>"}]
    return parent.add_child(instance=LessonPage(title=title, **{"duration_minutes": 10, "body": body, **fields}))


def module(parent: CoursePage, title: str, **fields: Any) -> ModulePage:
    return parent.add_child(instance=ModulePage(title=title, **fields))


def course(title: str = "Foto Produk", lessons: int = 1, **fields: Any) -> CoursePage:
    defaults = {"summary": "Ringkasan", "audience": "UMKM", "duration_minutes": 25}
    page = course_index().add_child(instance=CoursePage(title=title, **{**defaults, **fields}))
    for number in range(1, lessons + 1):
        lesson(page, f"Pelajaran {number}")
    return page


class EvaluationFormFactory(factory.django.DjangoModelFactory):
    """Two scale questions and an optional free one, as the short classes ask."""

    class Meta:
        model = EvaluationForm
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Evaluasi {n}")

    @factory.post_generation
    def questions(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        asked = [("scale", "Mudah dipahami", True), ("scale", "Berguna", True), ("text", "Saran", False)]
        for order, (kind, text, required) in enumerate(asked):
            EvaluationQuestion.objects.create(form=self, kind=kind, text=text, required=required, sort_order=order)


class CourseRunFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CourseRun

    course = factory.LazyFunction(course)
    name = factory.Sequence(lambda n: f"Kelas {n}")
    evaluation_form = factory.SubFactory(EvaluationFormFactory)
