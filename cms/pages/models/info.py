"""Simple pages: about, privacy, accessibility and the like."""

from collections.abc import Sequence
from typing import ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from cms.pages.models.reserved_paths import FIRST_LEVEL, UnreservedSlugMixin
from core.django_patches.ancestors import KnownAncestors
from core.pages.blocks.body import BodyBlock
from core.pages.presenters import PresentedPage
from core.publishing.pages import SecondPersonPage
from core.publishing.panels import own_work_panels


class InfoPage(PresentedPage, UnreservedSlugMixin, KnownAncestors, SecondPersonPage, Page):
    """`/<halaman>/` or `/<halaman>/<halaman>/`; at most two levels."""

    lead = models.TextField("pengantar", max_length=400, blank=True)
    body = StreamField(BodyBlock(), verbose_name="isi")

    content_panels: ClassVar[Sequence[Panel]] = [
        *own_work_panels(),
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
    ]
    search_fields: ClassVar[Sequence[index.BaseField]] = [
        *Page.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
    ]
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage", "cms.InfoPage"]
    subpage_types: ClassVar[list[str]] = ["cms.InfoPage"]
    template = "cms/pages/info.html"

    class Meta:
        verbose_name = "halaman"
        verbose_name_plural = "halaman"

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        return bool(super().can_create_at(parent)) and parent.depth <= FIRST_LEVEL

    def can_move_to(self, parent: Page) -> bool:
        """A page with children can only be a child of the front page."""
        deepest = FIRST_LEVEL - 1 if self.numchild else FIRST_LEVEL
        return bool(super().can_move_to(parent)) and parent.depth <= deepest
