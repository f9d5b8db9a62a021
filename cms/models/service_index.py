"""The list of all services, by work unit."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from core.django_patches.ancestors import KnownAncestors
from core.publishing.pages import SecondPersonPage
from core.publishing.panels import own_work_panels


class ServiceIndexPage(KnownAncestors, SecondPersonPage, Page):
    """`/layanan/`."""

    lead = models.TextField("pengantar", max_length=400, blank=True)

    content_panels = [*own_work_panels(), *Page.content_panels, FieldPanel("lead")]
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = ["cms.WorkUnitPage"]
    max_count = 1
    template = "cms/service_index.html"

    class Meta:
        verbose_name = "daftar layanan"
        verbose_name_plural = "daftar layanan"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from cms.presentation import service_index_context

        return {**super().get_context(request, *args, **kwargs), **service_index_context(self, request)}
