"""A service standard: the 14 components of PermenPANRB 15/2014, typed."""

from collections.abc import Iterable
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page

from cms.standards.blocks import (
    ComplaintChannelBlock,
    DurationSpanBlock,
    ItemBlock,
    RequirementGroupBlock,
    StepBlock,
    link_validator,
)
from cms.standards.completeness import missing_components
from cms.standards.durations import comparable_time, contradictions
from cms.standards.fees import Fee
from core.django_patches.ancestors import KnownAncestors
from core.pages.blank import is_blank_text
from core.pages.presenters import PresentedPage
from core.publishing.pages import GatedPage
from core.publishing.panels import PublicationNotice, change_panel
from core.publishing.reviews.fields import Reviewed


def _items(label: str) -> StreamField:
    """A component printed as bullets."""
    return StreamField([("item", ItemBlock(max_length=400))], verbose_name=label)


class Audience(models.Model):
    """A group of citizens that the service list can be narrowed to."""

    name = models.CharField("nama", max_length=80, unique=True)

    class Meta:
        verbose_name = "kelompok pengguna"
        verbose_name_plural = "kelompok pengguna"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


_FIELDS = ("duration_minutes", "duration_has_words")


class ComparableDuration:
    """For a page with ``durations``: ``save`` derives the comparable fields. ``QuerySet.update`` does not."""

    def save(self, *args: object, update_fields: Iterable[str] | None = None, **kwargs: object) -> None:
        if update_fields is None or {"durations", "durations_are_alternatives"} & set(update_fields):
            self._compare_durations()
            update_fields = None if update_fields is None else {*update_fields, *_FIELDS}
        super().save(*args, update_fields=update_fields, **kwargs)  # type: ignore[misc]

    def _compare_durations(self) -> None:
        spans = [span.value for span in self.durations]  # type: ignore[attr-defined]
        are_alternatives: bool = self.durations_are_alternatives  # type: ignore[attr-defined]
        self.duration_minutes, self.duration_has_words = comparable_time(spans, are_alternatives=are_alternatives)


class ServicePage(PresentedPage, ComparableDuration, KnownAncestors, GatedPage, Reviewed, Page):
    """`/layanan/<unit>/<layanan>/`. Texts of the decree are kept as printed.

    Components are required for publication and may be empty in a draft (Wagtail defers required fields). Fields that are
    not in the decree (audience, owner) are optional and not shown while unknown; with a value they need source and date.
    """

    # Service delivery (PermenPANRB 15/2014, lampiran: komponen 1–6)
    requirements = StreamField([("group", RequirementGroupBlock())], verbose_name="persyaratan")
    procedure = StreamField([("step", StepBlock())], verbose_name="sistem, mekanisme, dan prosedur")
    durations = StreamField([("span", DurationSpanBlock())], verbose_name="jangka waktu pelayanan")
    durations_are_alternatives = models.BooleanField(
        "waktu di atas adalah pilihan",
        default=False,
        help_text="Centang bila warga memilih salah satu (tertulis atau langsung). Kosongkan bila tahapnya berurutan.",
    )
    duration_minutes = models.PositiveIntegerField(
        "waktu yang dapat dibandingkan (menit)", null=True, editable=False, db_index=True
    )
    duration_has_words = models.BooleanField("sebagian waktu berupa kata-kata", default=False, editable=False)
    fee_amount = models.PositiveIntegerField(
        "biaya (rupiah)", null=True, db_index=True, help_text="Angka saja; 0 bila tidak ada biaya."
    )
    fee_basis = models.CharField("dihitung per", max_length=120, blank=True, help_text="Misalnya: orang, dokumen.")
    fee_words = models.CharField("kata-kata keputusan tentang biaya", max_length=200)
    product = models.TextField("produk pelayanan", max_length=400)
    complaint_channels = StreamField([("channel", ComplaintChannelBlock())], verbose_name="penanganan pengaduan")

    # Manufacturing (komponen 7–14); the legal basis are ServiceLegalBasis rows
    facilities = _items("sarana, prasarana, dan fasilitas")
    competence = _items("kompetensi pelaksana")
    supervision = models.TextField("pengawasan internal", max_length=1000)
    staff_number = models.PositiveSmallIntegerField("jumlah pelaksana (orang)", null=True)
    staff_roles = _items("pelaksana, seperti tercetak")
    service_guarantee = models.TextField("jaminan pelayanan", max_length=1000)
    safety_guarantee = _items("jaminan keamanan dan keselamatan pelayanan")
    evaluation = _items("evaluasi kinerja pelaksana")

    # Other fields of the page
    summary = models.CharField("ringkasan", max_length=250, help_text="Satu kalimat: layanan ini memberi apa.")
    action_label = models.CharField("tulisan tombol", max_length=40, blank=True)
    action_url = models.CharField("alamat tombol", max_length=300, blank=True, validators=[link_validator])
    decree_number = models.CharField("nomor keputusan", max_length=80)
    decree_date = models.DateField("tanggal keputusan", null=True)
    decree_valid_from = models.DateField("berlaku sejak", null=True)
    audiences = ParentalManyToManyField("cms.Audience", verbose_name="untuk siapa", blank=True)
    audience_source = models.CharField("sumber 'untuk siapa'", max_length=200, blank=True)
    audience_checked_on = models.DateField("'untuk siapa' diperiksa tanggal", null=True, blank=True)
    responsible = models.CharField("penanggung jawab", max_length=120, blank=True, help_text="Jabatan, bukan nama orang.")
    responsible_source = models.CharField("sumber penanggung jawab", max_length=200, blank=True)
    responsible_checked_on = models.DateField("penanggung jawab diperiksa tanggal", null=True, blank=True)
    decree_key = models.SlugField(
        max_length=100,
        blank=True,
        editable=False,
        help_text="Names the standard in the data file, whatever the page's slug.",
    )

    content_panels = [
        PublicationNotice(),
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [
                FieldPanel("requirements"),
                FieldPanel("procedure"),
                FieldPanel("durations"),
                FieldPanel("durations_are_alternatives"),
                FieldRowPanel([FieldPanel("fee_amount"), FieldPanel("fee_basis"), FieldPanel("fee_words")]),
                FieldPanel("product"),
                FieldPanel("complaint_channels"),
            ],
            heading="Penyampaian layanan (komponen 1–6)",
        ),
        MultiFieldPanel(
            [
                InlinePanel("legal_basis_links", label="dasar hukum"),
                FieldPanel("facilities"),
                FieldPanel("competence"),
                FieldPanel("supervision"),
                FieldPanel("staff_number"),
                FieldPanel("staff_roles"),
                FieldPanel("service_guarantee"),
                FieldPanel("safety_guarantee"),
                FieldPanel("evaluation"),
            ],
            heading="Pengelolaan layanan (komponen 7–14)",
        ),
        MultiFieldPanel([FieldPanel("action_label"), FieldPanel("action_url")], heading="Tombol utama"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("decree_number"), FieldPanel("decree_date"), FieldPanel("decree_valid_from")]),
                FieldRowPanel([FieldPanel("reviewed_on", read_only=True), FieldPanel("review_due", read_only=True)]),
            ],
            heading="Keputusan dan peninjauan",
        ),
        MultiFieldPanel(
            [
                FieldPanel("audiences", widget=forms.CheckboxSelectMultiple),
                FieldRowPanel([FieldPanel("audience_source"), FieldPanel("audience_checked_on")]),
                FieldPanel("responsible"),
                FieldRowPanel([FieldPanel("responsible_source"), FieldPanel("responsible_checked_on")]),
            ],
            heading="Tidak ada dalam keputusan (yang belum diketahui dikosongkan dan tidak ditampilkan)",
        ),
        change_panel(),
    ]
    parent_page_types: ClassVar[list[str]] = ["cms.WorkUnitPage"]
    subpage_types: ClassVar[list[str]] = []
    exclude_fields_in_copy: ClassVar[list[str]] = ["decree_key", "reviewed_on", "review_due"]
    template = "cms/standards/service.html"
    past_template = "cms/standards/service_past.html"
    review_board = "cms_board:index"

    class Meta:
        verbose_name = "standar pelayanan"
        verbose_name_plural = "standar pelayanan"
        constraints = [
            models.UniqueConstraint(
                fields=["decree_key"], condition=~models.Q(decree_key=""), name="cms_service_decree_once"
            ),
            models.CheckConstraint(
                condition=models.Q(responsible="")
                | (~models.Q(responsible_source="") & models.Q(responsible_checked_on__isnull=False)),
                name="cms_service_responsible_has_source",
                violation_error_message="Penanggung jawab harus disertai sumber dan tanggal diperiksa.",
            ),
        ]

    def save(self, *args: object, update_fields: Iterable[str] | None = None, **kwargs: object) -> None:
        """An alias has no ``decree_key``: only its source is the page of the standard."""
        if self.alias_of_id:
            self.decree_key = ""
        super().save(*args, update_fields=update_fields, **kwargs)

    def clean(self) -> None:
        """Raises ValidationError for an incomplete button, a statement without source and date, and contradicting dates."""
        super().clean()
        errors: dict[str, str] = {}
        if bool(self.action_label) != bool(self.action_url):
            errors["action_label"] = "Isi tulisan dan alamat tombol, atau kosongkan keduanya."
        if self.responsible and not (self.responsible_source and self.responsible_checked_on):
            errors["responsible"] = "Penanggung jawab harus disertai sumber dan tanggal diperiksa."
        if bool(self.audience_source) != bool(self.audience_checked_on):
            errors["audience_source"] = "Isi sumber dan tanggal diperiksa, atau kosongkan keduanya."
        if self.decree_date and self.decree_valid_from and self.decree_valid_from < self.decree_date:
            errors["decree_valid_from"] = "Keputusan tidak berlaku sebelum ditetapkan."
        if errors:
            raise ValidationError(errors)

    def publication_errors(self) -> dict[str, str]:
        """PermenPANRB 15/2014: all 14 components, none of which contradicts itself. The audience needs source and date."""
        missing = {component.field: f"{component.label} belum diisi." for component in missing_components(self)}
        return missing | self._contradictions() | self._audience_errors()

    def _contradictions(self) -> dict[str, str]:
        """Typed values that the words of the decree beside them deny."""
        times = contradictions([span.value for span in self.durations])
        return Fee.of(self).contradictions() | ({"durations": " ".join(times)} if times else {})

    def _audience_errors(self) -> dict[str, str]:
        """An audience, which is not in the decree, needs source and date.

        Checked on publication, as a database constraint cannot include rows of another table.
        """
        lacking = {}
        if is_blank_text(self.audience_source):
            lacking["audience_source"] = "Tulis sumber 'untuk siapa', atau kosongkan kelompoknya."
        if self.audience_checked_on is None:
            lacking["audience_checked_on"] = "Tulis kapan 'untuk siapa' diperiksa, atau kosongkan kelompoknya."
        return lacking if lacking and self.audiences.all() else {}

    @property
    def checked_audiences(self) -> list[str]:
        """Names of the audiences; empty without source or date."""
        if is_blank_text(self.audience_source) or self.audience_checked_on is None:
            return []
        return [audience.name for audience in self.audiences.all()]

    def first_publication(self) -> tuple[str, str]:
        basis = f"Keputusan Kepala Dinas Nomor {self.decree_number}"
        return f"Diterbitkan pertama kali menurut keputusan nomor {self.decree_number}.", basis


class ServiceLegalBasis(Orderable):
    """A service cites a regulation. A cited regulation cannot be deleted."""

    page = ParentalKey("cms.ServicePage", on_delete=models.CASCADE, related_name="legal_basis_links")
    legal_basis = models.ForeignKey(
        "core.LegalBasis", verbose_name="peraturan", on_delete=models.PROTECT, related_name="service_links"
    )

    panels = [FieldPanel("legal_basis")]

    class Meta(Orderable.Meta):
        verbose_name = "dasar hukum layanan"
        verbose_name_plural = "dasar hukum layanan"
