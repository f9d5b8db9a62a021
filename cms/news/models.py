"""News pages and their index."""

from collections.abc import Sequence
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from cms.pages.models.reserved_paths import UnreservedSlugMixin
from core.django_patches.ancestors import KnownAncestors
from core.pages.blocks.body import BodyBlock
from core.pages.presenters import PresentedPage
from core.publishing.pages import SecondPersonPage
from core.publishing.panels import own_work_panels


class NewsIndexPage(PresentedPage, UnreservedSlugMixin, KnownAncestors, SecondPersonPage, Page):
    """`/berita/`: news, newest first, paginated; also as feed `/berita/atom.xml`."""

    lead = models.TextField("pengantar", max_length=400, blank=True)

    content_panels: ClassVar[Sequence[Panel]] = [*own_work_panels(), *Page.content_panels, FieldPanel("lead")]
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = ["cms.NewsPage"]
    max_count = 1
    template = "cms/news/index.html"

    class Meta:
        verbose_name = "daftar berita"
        verbose_name_plural = "daftar berita"


class NewsPage(PresentedPage, KnownAncestors, SecondPersonPage, Page):
    """`/berita/<berita>/`. The sender is a work unit, never a person; without one it is the office."""

    date = models.DateField("tanggal berita", default=timezone.localdate)
    summary = models.TextField("ringkasan", max_length=300, help_text="Satu atau dua kalimat: apa yang berubah untuk warga.")
    unit = models.ForeignKey(
        "cms.WorkUnitPage",
        verbose_name="unit kerja",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Disebut sebagai penulis. Kosong berarti dinas.",
    )
    image = models.ForeignKey(
        "core.SiteImage", verbose_name="gambar", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    image_alt = models.CharField(
        "teks alternatif gambar",
        max_length=200,
        blank=True,
        help_text="Apa yang terlihat, untuk yang tidak melihat gambarnya. Kosong: teks gambar itu sendiri yang dipakai.",
    )
    image_is_decorative = models.BooleanField(
        "gambar ini hanya hiasan", default=False, help_text="Pembaca layar akan melewatinya."
    )
    body = StreamField(BodyBlock(), verbose_name="isi")

    content_panels: ClassVar[Sequence[Panel]] = [
        *own_work_panels(),
        *Page.content_panels,
        FieldPanel("date"),
        FieldPanel("summary"),
        FieldPanel("unit"),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt"), FieldPanel("image_is_decorative")], heading="Gambar"),
        FieldPanel("body"),
    ]
    search_fields: ClassVar[Sequence[index.BaseField]] = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
    ]
    parent_page_types: ClassVar[list[str]] = ["cms.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "cms/news/news.html"

    class Meta:
        verbose_name = "berita"
        verbose_name_plural = "berita"

    def clean(self) -> None:
        """Raises ValidationError for an image without alternative text that is not decorative."""
        super().clean()
        if self.image and not self.image_is_decorative and not self.alternative_text:
            raise ValidationError(
                {"image_alt": "Tulis apa yang terlihat pada gambar, atau tandai bahwa gambar ini hanya hiasan."}
            )

    @property
    def alternative_text(self) -> str:
        """Alternative text of the image; "" for a decorative one."""
        if self.image is None or self.image_is_decorative:
            return ""
        return self.image_alt.strip() or self.image.description.strip()
