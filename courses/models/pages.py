"""What staff write for everybody to see: the list of courses, and a course with its public page."""

from typing import Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from core.blocks.body import BodyBlock
from core.django_patches.ancestors import KnownAncestors
from core.pages.presenters import PresentedPage
from core.publishing.blank import is_blank
from core.publishing.pages import SecondPersonPage
from core.publishing.panels import own_work_panels
from core.publishing.reviews.fields import Reviewed


class CourseIndexPage(PresentedPage, KnownAncestors, SecondPersonPage, Page):
    """``/pelatihan/``: every published course."""

    introduction = models.TextField("pengantar", max_length=400)

    content_panels: ClassVar[list[Any]] = [*own_work_panels(), *Page.content_panels, FieldPanel("introduction")]
    subpage_types: ClassVar[list[str]] = ["courses.CoursePage"]
    max_count = 1
    template = "courses/course_index_page.html"

    class Meta:
        verbose_name = "daftar pelatihan"
        verbose_name_plural = "daftar pelatihan"


class CoursePage(PresentedPage, Reviewed, KnownAncestors, SecondPersonPage, Page):
    """A course, whoever takes it and whenever: its public page says what, for whom, how long and when."""

    class Level(models.TextChoices):
        BASIC = "basic", "Dasar"
        INTERMEDIATE = "intermediate", "Menengah"
        ADVANCED = "advanced", "Lanjut"

    summary = models.TextField(
        "ringkasan", max_length=300, help_text="Satu atau dua kalimat: apa yang bisa dilakukan sesudahnya."
    )
    audience = models.CharField("untuk siapa", max_length=200)
    topic = models.ForeignKey(
        "courses.Topic", verbose_name="topik", on_delete=models.PROTECT, null=True, blank=True, related_name="courses"
    )
    level = models.CharField("tingkat", max_length=14, choices=Level.choices, default=Level.BASIC)
    duration_minutes = models.PositiveSmallIntegerField("lama belajar (menit)", validators=[MinValueValidator(1)])
    body = StreamField(BodyBlock(), verbose_name="isi", blank=True)

    content_panels: ClassVar[list[Any]] = [
        *own_work_panels(),
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("topic"), FieldPanel("audience"), FieldPanel("level"), FieldPanel("duration_minutes")],
            heading="Ringkas",
        ),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("reviewed_on", read_only=True), FieldPanel("review_due", read_only=True)])],
            heading="Peninjauan tahunan",
            help_text="Setahun sekali seseorang memeriksa apakah isinya masih benar, lalu memilih “Tandai sudah ditinjau”.",
        ),
    ]
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.FilterField("level"),
    ]
    parent_page_types: ClassVar[list[str]] = ["courses.CourseIndexPage"]
    subpage_types: ClassVar[list[str]] = ["courses.ModulePage", "courses.LessonPage"]
    exclude_fields_in_copy: ClassVar[list[str]] = ["reviewed_on", "review_due"]
    template = "courses/course_page.html"

    class Meta:
        verbose_name = "pelatihan"
        verbose_name_plural = "pelatihan"

    def publication_errors(self) -> dict[str, str]:
        needed = {"summary": "Tulis ringkasan pelatihan.", "audience": "Tulis untuk siapa pelatihan ini."}
        return {field: sentence for field, sentence in needed.items() if is_blank(getattr(self, field))}
