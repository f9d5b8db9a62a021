"""The list of all services, by work unit."""

from typing import ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from core.django_patches.ancestors import KnownAncestors
from core.pages.presenters import PresentedPage
from core.publishing.pages import SecondPersonPage
from core.publishing.panels import own_work_panels


class ServiceIndexPage(PresentedPage, KnownAncestors, SecondPersonPage, Page):
    """`/layanan/`."""

    lead = models.TextField("pengantar", max_length=400, blank=True)

    content_panels = [*own_work_panels(), *Page.content_panels, FieldPanel("lead")]
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = ["cms.WorkUnitPage"]
    max_count = 1
    template = "cms/standards/service_index.html"

    class Meta:
        verbose_name = "daftar layanan"
        verbose_name_plural = "daftar layanan"
