"""Modules and lessons of a course. They are shown to participants by views of lms and have no URL of their own."""

from collections.abc import Sequence
from typing import ClassVar, NoReturn

from django.core.validators import MinValueValidator
from django.db import models
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from wagtail.admin.panels import FieldPanel, HelpPanel, Panel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from core.files.models.media_file import MediaFile
from core.operations.response_headers import allow_frames
from core.pages.blocks.lesson import LessonBodyBlock, missing_before_publication
from core.pages.blocks.media import frame_hosts_in
from core.publishing.pages import SecondPersonPage
from core.publishing.panels import own_work_panels
from courses.content.study_time import StudyTime, study_time


class UnroutablePageMixin:
    """A page without a URL: absent from menus, search, sitemap and "view live"; serving it raises Http404."""

    def get_url_parts(self, request: HttpRequest | None = None) -> None:
        """None: Wagtail treats the page as not routable."""

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, object]]:
        return []

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> NoReturn:
        raise Http404

    def serve_preview(self, request: HttpRequest, mode_name: str) -> TemplateResponse:
        """Render the page's template directly: Wagtail's default preview calls ``serve``, which raises Http404."""
        return TemplateResponse(request, self.get_template(request), self.get_context(request))  # type: ignore[attr-defined]


class ModulePage(UnroutablePageMixin, SecondPersonPage, Page):
    """A part of a course: lessons under one heading. An unpublished module hides its lessons."""

    summary = models.TextField("ringkasan", max_length=300, blank=True, help_text="Apa yang dipelajari di bagian ini.")

    content_panels: ClassVar[Sequence[Panel]] = [*own_work_panels(), *Page.content_panels, FieldPanel("summary")]
    parent_page_types: ClassVar[list[str]] = ["courses.CoursePage"]
    subpage_types: ClassVar[list[str]] = ["courses.LessonPage"]
    template = "courses/content/module_preview.html"

    class Meta:
        verbose_name = "modul"
        verbose_name_plural = "modul"

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        context: dict[str, object] = super().get_context(request, *args, **kwargs)
        context["lessons"] = LessonPage.objects.child_of(self).order_by("path").defer("body")
        return context


class LessonPage(UnroutablePageMixin, SecondPersonPage, Page):
    """One lesson, under a module or, in a short course, under the course itself."""

    duration_minutes = models.PositiveSmallIntegerField(
        "lama belajar (menit)", null=True, validators=[MinValueValidator(1)]
    )  # null in drafts alone
    body = StreamField(LessonBodyBlock(), verbose_name="isi")

    content_panels: ClassVar[Sequence[Panel]] = [
        *own_work_panels(),
        *Page.content_panels,
        FieldPanel("duration_minutes"),
        HelpPanel(template="courses/content/admin/study_time.html"),
        FieldPanel("body"),
    ]
    parent_page_types: ClassVar[list[str]] = ["courses.CoursePage", "courses.ModulePage"]
    subpage_types: ClassVar[list[str]] = []
    search_fields: ClassVar[Sequence[index.BaseField]] = [*Page.search_fields, index.SearchField("body")]
    template = "courses/content/lesson_preview.html"

    class Meta:
        verbose_name = "pelajaran"
        verbose_name_plural = "pelajaran"

    def publication_errors(self) -> dict[str, str]:
        """Errors by field: no duration, an empty body, or video and audio without captions and transcripts."""
        errors = {} if self.duration_minutes else {"duration_minutes": "Tulis lama belajar dalam menit."}
        if not self.body:
            return {**errors, "body": "Pelajaran belum berisi apa pun."}
        missing = missing_before_publication(self.body)
        return {**errors, "body": " ".join(missing)} if missing else errors

    @property
    def study_time(self) -> StudyTime:
        """Estimated from the content; ``duration_minutes`` is the trainer's word, with practice."""
        return study_time(self.body)

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        context: dict[str, object] = super().get_context(request, *args, **kwargs)
        context["media_address"] = _staff_media_url
        return context

    def serve_preview(self, request: HttpRequest, mode_name: str) -> TemplateResponse:
        return allow_frames(super().serve_preview(request, mode_name), frame_hosts_in(self.body))


def _staff_media_url(file: MediaFile, part: str) -> str:
    return reverse("berkas_media:captions" if part == "captions" else "berkas_media:open", args=[file.pk])
