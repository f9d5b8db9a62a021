"""How to reach the office, on one page."""

from typing import Any, ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.models.addresses import FreeAddress
from core.blocks.body import BodyBlock
from core.django_patches.ancestors import KnownAncestors
from core.pages.presenters import PresentedPage
from core.publishing.pages import SecondPersonPage
from core.publishing.panels import own_work_panels


class ContactPage(PresentedPage, FreeAddress, KnownAncestors, SecondPersonPage, Page):
    """`/kontak/`: the addresses come from OfficeContact; what isn't known (opening hours) isn't shown."""

    lead = models.TextField("pengantar", max_length=400, blank=True)
    body = StreamField(
        BodyBlock(), verbose_name="keterangan tambahan", blank=True, help_text="Alamat dan nomor diambil dari Kontak dinas."
    )

    content_panels: ClassVar[list[Any]] = [*own_work_panels(), *Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count = 1
    template = "cms/contact.html"

    class Meta:
        verbose_name = "halaman kontak"
        verbose_name_plural = "halaman kontak"
