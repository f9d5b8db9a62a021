"""A work unit (bidang, sekretariat, UPT) and its services."""

from typing import ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from core.django_patches.ancestors import KnownAncestors
from core.pages.presenters import PresentedPage
from core.publishing.pages import SecondPersonPage
from core.publishing.panels import own_work_panels


class WorkUnitPage(PresentedPage, KnownAncestors, SecondPersonPage, Page):
    """`/layanan/<unit>/`. Editors are scoped to a unit by permissions on this subtree."""

    official_name = models.CharField("nama resmi dalam keputusan", max_length=200, blank=True)
    lead = models.TextField("pengantar", max_length=400, blank=True)

    content_panels = [*own_work_panels(), *Page.content_panels, FieldPanel("official_name"), FieldPanel("lead")]
    parent_page_types: ClassVar[list[str]] = ["cms.ServiceIndexPage"]
    subpage_types: ClassVar[list[str]] = ["cms.ServicePage"]
    template = "cms/work_unit.html"

    class Meta:
        verbose_name = "unit kerja"
        verbose_name_plural = "unit kerja"
