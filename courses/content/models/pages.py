"""Public pages of courses: the course index and the course; topics and records of copies."""

import uuid
from collections.abc import Sequence
from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from django.utils.text import slugify
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, Panel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from core.django_patches.ancestors import KnownAncestors
from core.pages.blank import is_blank
from core.pages.blocks.body import BodyBlock
from core.pages.presenters import PresentedPage
from core.publishing.pages import SecondPersonPage
from core.publishing.panels import own_work_panels
from core.publishing.reviews.fields import Reviewed


class Topic(models.Model):  # type: ignore[django-manager-missing]  # Wagtail's page manager is untyped
    """A topic of courses. ``slug`` is the value of the filter in URLs and does not change with the name."""

    name = models.CharField("nama", max_length=60, unique=True)
    slug = models.SlugField("kode alamat", max_length=70, unique=True, editable=False)

    panels = [FieldPanel("name", help_text="Tampil sebagai pilihan di halaman Pelatihan, misalnya: Pemasaran digital.")]

    class Meta:
        verbose_name = "topik"
        verbose_name_plural = "topik"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        if not self.slug:
            self.slug = slugify(self.name) or "topik"
            if Topic.objects.filter(slug=self.slug).exclude(pk=self.pk).exists():
                self.slug = f"{self.slug}-{Topic.objects.count() + 1}"
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class CoursePage(PresentedPage, Reviewed, KnownAncestors, SecondPersonPage, Page):
    """A course, independent of its runs and participants; its public page shows content, audience, duration and runs."""

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
    duration_minutes = models.PositiveSmallIntegerField(
        "lama belajar (menit)", null=True, validators=[MinValueValidator(1)]
    )  # null in drafts alone
    body = StreamField(BodyBlock(), verbose_name="isi", blank=True)

    content_panels: ClassVar[Sequence[Panel]] = [
        *own_work_panels(),
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("topic"), FieldPanel("audience"), FieldPanel("level"), FieldPanel("duration_minutes")],
            heading="Ringkas",
        ),
        HelpPanel(template="courses/content/admin/lessons_time.html"),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("reviewed_on", read_only=True), FieldPanel("review_due", read_only=True)])],
            heading="Peninjauan tahunan",
            help_text="Setahun sekali seseorang memeriksa apakah isinya masih benar, lalu memilih “Tandai sudah ditinjau”.",
        ),
    ]
    search_fields: ClassVar[Sequence[index.BaseField]] = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.FilterField("level"),
    ]
    parent_page_types: ClassVar[list[str]] = ["courses.CourseIndexPage"]
    subpage_types: ClassVar[list[str]] = ["courses.ModulePage", "courses.LessonPage"]
    exclude_fields_in_copy: ClassVar[list[str]] = ["reviewed_on", "review_due"]
    template = "courses/catalogue/course_page.html"

    class Meta:
        verbose_name = "pelatihan"
        verbose_name_plural = "pelatihan"

    @property
    def lessons_minutes(self) -> int:
        """What the lessons of the course say together, drafts too; the course's own figure is what people are promised."""
        said = self.get_descendants().aggregate(minutes=models.Sum("lessonpage__duration_minutes"))
        return said["minutes"] or 0

    def publication_errors(self) -> dict[str, str]:
        """Errors by field: a draft may be a title alone."""
        needed = {
            "summary": "Tulis ringkasan pelatihan.",
            "audience": "Tulis untuk siapa pelatihan ini.",
            "duration_minutes": "Tulis lama belajar dalam menit.",
        }
        return {field: sentence for field, sentence in needed.items() if is_blank(getattr(self, field))}

    def serve(self, request: HttpRequest, history: int | None = None) -> HttpResponse:
        """A page that shows the visitor's own certificate is not cached: devices and proxies are shared."""
        response = super().serve(request, history)
        if (getattr(response, "context_data", None) or {}).get("certificate"):
            add_never_cache_headers(response)
        return response


class CourseIndexPage(PresentedPage, KnownAncestors, SecondPersonPage, Page):
    """``/pelatihan/``: every published course."""

    introduction = models.TextField("pengantar", max_length=400)

    content_panels: ClassVar[Sequence[Panel]] = [*own_work_panels(), *Page.content_panels, FieldPanel("introduction")]
    subpage_types: ClassVar[list[str]] = ["courses.CoursePage"]
    max_count = 1
    template = "courses/catalogue/course_index_page.html"

    class Meta:
        verbose_name = "daftar pelatihan"
        verbose_name_plural = "daftar pelatihan"


class CourseCopy(models.Model):
    """Record of a copied course. ``token`` comes from the form and makes the copy idempotent."""

    wagtail_reference_index_ignore: ClassVar[bool] = True

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    source = models.ForeignKey("courses.CoursePage", null=True, on_delete=models.SET_NULL, related_name="copies")
    copy = models.OneToOneField("courses.CoursePage", on_delete=models.CASCADE, related_name="made_from")
    made_at = models.DateTimeField("disalin", auto_now_add=True)

    class Meta:
        verbose_name = "salinan pelatihan"
        verbose_name_plural = "salinan pelatihan"
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.source_id} → {self.copy_id}"
