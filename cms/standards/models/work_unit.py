"""A work unit (bidang, sekretariat, UPT) and its services."""

from typing import ClassVar

from django.contrib.auth.models import Group
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from cms.pages.contact_fields import CONTACT_FIELDS, ContactFields
from core.django_patches.ancestors import KnownAncestors
from core.pages.presenters import PresentedPage
from core.publishing.pages import SecondPersonPage
from core.publishing.panels import own_work_panels


class WorkUnitPage(PresentedPage, KnownAncestors, SecondPersonPage, ContactFields, Page):
    """`/layanan/<unit>/`. Editors are scoped to a unit by permissions on this subtree.

    Contact fields that are empty are those of the office (cms/standards/contact.py).
    """

    official_name = models.CharField("nama resmi dalam keputusan", max_length=200, blank=True)
    lead = models.TextField("pengantar", max_length=400, blank=True)

    content_panels = [
        *own_work_panels(),
        *Page.content_panels,
        FieldPanel("official_name"),
        FieldPanel("lead"),
        MultiFieldPanel(
            [FieldPanel(name) for name in CONTACT_FIELDS],
            heading="Tempat dan kontak unit ini",
            help_text="Isi hanya yang berbeda dari Kontak dinas. Yang kosong memakai data dinas.",
        ),
    ]
    parent_page_types: ClassVar[list[str]] = ["cms.ServiceIndexPage"]
    subpage_types: ClassVar[list[str]] = ["cms.ServicePage"]
    template = "cms/standards/work_unit.html"

    class Meta(ContactFields.Meta):
        verbose_name = "unit kerja"
        verbose_name_plural = "unit kerja"


class UnitEditors(models.Model):
    """The group of a unit: its members may edit below that unit only. Maintained by
    ``cms.standards.services.unit_groups``."""

    unit = models.OneToOneField(WorkUnitPage, verbose_name="unit kerja", on_delete=models.CASCADE, related_name="editors")
    group = models.OneToOneField(Group, verbose_name="kelompok", on_delete=models.CASCADE, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "editor unit kerja"
        verbose_name_plural = "editor unit kerja"

    def __str__(self) -> str:
        return self.group.name
