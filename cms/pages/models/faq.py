"""The FAQ page."""

from collections.abc import Sequence
from typing import ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from cms.pages.blocks import QuestionGroupBlock
from cms.pages.models.reserved_paths import UnreservedSlugMixin
from core.django_patches.ancestors import KnownAncestors
from core.pages.presenters import PresentedPage
from core.publishing.pages import SecondPersonPage
from core.publishing.panels import own_work_panels


class FaqPage(PresentedPage, UnreservedSlugMixin, KnownAncestors, SecondPersonPage, Page):
    """`/tanya-jawab/`: questions with collapsed answers."""

    lead = models.TextField("pengantar", max_length=400, blank=True)
    groups = StreamField([("group", QuestionGroupBlock())], verbose_name="kelompok pertanyaan")

    content_panels: ClassVar[Sequence[Panel]] = [
        *own_work_panels(),
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("groups"),
    ]
    search_fields: ClassVar[Sequence[index.BaseField]] = [*Page.search_fields, index.SearchField("groups")]
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    template = "cms/pages/faq.html"

    class Meta:
        verbose_name = "halaman tanya jawab"
        verbose_name_plural = "halaman tanya jawab"
