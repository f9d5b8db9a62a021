"""The contact page and the contact data of the office."""

from collections.abc import Sequence
from typing import ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.pages.contact_fields import CONTACT_FIELDS, ContactFields
from cms.pages.models.reserved_paths import UnreservedSlugMixin
from core.django_patches.ancestors import KnownAncestors
from core.pages.blocks.body import BodyBlock
from core.pages.presenters import PresentedPage
from core.publishing.pages import SecondPersonPage
from core.publishing.panels import own_work_panels


class ContactPage(PresentedPage, UnreservedSlugMixin, KnownAncestors, SecondPersonPage, Page):
    """`/kontak/`: contact data come from OfficeContact; empty fields are not shown."""

    lead = models.TextField("pengantar", max_length=400, blank=True)
    body = StreamField(
        BodyBlock(), verbose_name="keterangan tambahan", blank=True, help_text="Alamat dan nomor diambil dari Kontak dinas."
    )

    content_panels: ClassVar[Sequence[Panel]] = [
        *own_work_panels(),
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
    ]
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count = 1
    template = "cms/pages/contact.html"

    class Meta:
        verbose_name = "halaman kontak"
        verbose_name_plural = "halaman kontak"


@register_setting(icon="mail")
class OfficeContact(ContactFields, BaseSiteSetting):
    """Contact data for the contact and complaint pages and the structured data; empty fields are not shown."""

    name = models.CharField("nama dinas", max_length=200, blank=True)
    fax = models.CharField("faksimile", max_length=200, blank=True, help_text="Pisahkan dengan koma.")
    website = models.URLField("situs web", blank=True)
    lapor_url = models.URLField("alamat SP4N LAPOR!", blank=True)

    panels = [FieldPanel(name) for name in ("name", *CONTACT_FIELDS, "fax", "website", "lapor_url")]

    class Meta(ContactFields.Meta):
        verbose_name = "kontak dinas"
