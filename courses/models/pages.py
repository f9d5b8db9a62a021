"""What staff write: the list of courses, a course with its public page, and lessons that only participants see."""

from typing import Any, ClassVar, NoReturn

from django.core.validators import MinValueValidator
from django.db import models
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from core.blocks import BodyBlock


class CourseIndexPage(Page):
    """``/pelatihan/``: every published course."""

    introduction = models.TextField("pengantar", max_length=400)

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("introduction")]
    subpage_types: ClassVar[list[str]] = ["courses.CoursePage"]
    max_count = 1
    template = "courses/course_index_page.html"

    class Meta:
        verbose_name = "daftar pelatihan"
        verbose_name_plural = "daftar pelatihan"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from courses.selectors import course_list_page

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["page_obj"] = course_list_page(index=self, number=request.GET.get("page"))
        return context


class CoursePage(Page):
    """A course, whoever takes it and whenever: its public page says what, for whom, how long and when."""

    class Level(models.TextChoices):
        BASIC = "basic", "Dasar"
        INTERMEDIATE = "intermediate", "Menengah"
        ADVANCED = "advanced", "Lanjut"

    summary = models.TextField(
        "ringkasan", max_length=300, help_text="Satu atau dua kalimat: apa yang bisa dilakukan sesudahnya."
    )
    audience = models.CharField("untuk siapa", max_length=200)
    level = models.CharField("tingkat", max_length=14, choices=Level.choices, default=Level.BASIC)
    duration_minutes = models.PositiveSmallIntegerField("lama belajar (menit)", validators=[MinValueValidator(1)])
    body = StreamField(BodyBlock(), verbose_name="isi", blank=True)

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("audience"), FieldPanel("level"), FieldPanel("duration_minutes")], heading="Ringkas"),
        FieldPanel("body"),
    ]
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.FilterField("level"),
    ]
    parent_page_types: ClassVar[list[str]] = ["courses.CourseIndexPage"]
    subpage_types: ClassVar[list[str]] = ["courses.LessonPage"]
    template = "courses/course_page.html"

    class Meta:
        verbose_name = "pelatihan"
        verbose_name_plural = "pelatihan"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from courses.selectors import lessons_of, runs_on_show

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["lessons"] = lessons_of(course=self)
        context["runs"] = runs_on_show(course=self)
        return context


class LessonPage(Page):
    """One lesson. It is read inside a class by those enrolled; by itself it has no address."""

    duration_minutes = models.PositiveSmallIntegerField("lama belajar (menit)", validators=[MinValueValidator(1)])
    body = StreamField(BodyBlock(), verbose_name="isi")

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("duration_minutes"), FieldPanel("body")]
    parent_page_types: ClassVar[list[str]] = ["courses.CoursePage"]
    subpage_types: ClassVar[list[str]] = []
    search_fields: ClassVar[list[Any]] = [*Page.search_fields, index.SearchField("body")]
    template = "courses/lesson_preview.html"

    class Meta:
        verbose_name = "pelajaran"
        verbose_name_plural = "pelajaran"

    def get_url_parts(self, request: HttpRequest | None = None) -> None:
        """No address: menus, search, sitemap and the editor's "view live" all ask here."""

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        return []

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> NoReturn:
        raise Http404

    def serve_preview(self, request: HttpRequest, mode_name: str) -> TemplateResponse:
        """Staff see a draft as participants will; Wagtail's own preview would go through ``serve``."""
        return TemplateResponse(request, self.get_template(request), self.get_context(request))
