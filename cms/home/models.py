"""The front page."""

from typing import ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.home.blocks import EntryPointBlock
from cms.home.routing import SingleQueryRouteMixin
from core.pages.presenters import PresentedPage
from core.publishing.pages import SecondPersonPage
from core.publishing.panels import own_work_panels


class HomePage(PresentedPage, SingleQueryRouteMixin, SecondPersonPage, Page):
    """The front page: introduction, links to the entry points, and the work units of the page tree."""

    lead = models.TextField("pengantar", max_length=400, help_text="Dua kalimat: situs ini apa, dan untuk siapa.")
    ways_in = StreamField([("way", EntryPointBlock())], verbose_name="pintu masuk", max_num=4)

    content_panels = [*own_work_panels(), *Page.content_panels, FieldPanel("lead"), FieldPanel("ways_in")]
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = [
        "cms.ServiceIndexPage",
        "cms.NewsIndexPage",
        "cms.InfoPage",
        "cms.FaqPage",
        "cms.ContactPage",
    ]
    max_count = 1
    template = "cms/home/home.html"

    class Meta:
        verbose_name = "beranda"
        verbose_name_plural = "beranda"
