"""When and how a course is given: participants enrol in a run, never in a course."""

import uuid
from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel


class CourseRunQuerySet(models.QuerySet["CourseRun"]):
    def not_over_at(self, moment: datetime) -> "CourseRunQuerySet":
        """Runs that a visitor may still want to know of: open, or opening later."""
        return self.filter(Q(enrolment_closes__isnull=True) | Q(enrolment_closes__gt=moment))


class CourseRun(models.Model):
    """A class. The quota is what staff promise; lms counts the seats that are taken."""

    class Mode(models.TextChoices):
        SELF_PACED = "self_paced", "Belajar mandiri"
        SCHEDULED = "scheduled", "Terjadwal daring"
        ON_SITE = "on_site", "Tatap muka"
        HYBRID = "hybrid", "Campuran"

    public_id = models.UUIDField("kode alamat", default=uuid.uuid4, unique=True, editable=False)
    course = models.ForeignKey("courses.CoursePage", verbose_name="pelatihan", on_delete=models.PROTECT, related_name="runs")
    name = models.CharField("nama kelas", max_length=120, help_text="Misalnya: Kelas mandiri 2026, Angkatan 3.")
    mode = models.CharField("cara belajar", max_length=12, choices=Mode.choices, default=Mode.SELF_PACED)
    enrolment_opens = models.DateTimeField("pendaftaran dibuka", default=timezone.now)
    enrolment_closes = models.DateTimeField("pendaftaran ditutup", null=True, blank=True, help_text="Kosong: tetap dibuka.")
    starts_on = models.DateField("mulai", null=True, blank=True, help_text="Kosong: kapan saja.")
    ends_on = models.DateField("selesai", null=True, blank=True)
    quota = models.PositiveIntegerField(
        "kuota peserta", null=True, blank=True, validators=[MinValueValidator(1)], help_text="Kosong: tidak dibatasi."
    )
    evaluation_form = models.ForeignKey(
        "courses.EvaluationForm", verbose_name="formulir evaluasi", on_delete=models.PROTECT, related_name="runs"
    )
    certificate_title = models.CharField("judul sertifikat", max_length=60, default="Sertifikat Pelatihan")
    certificate_statement = models.CharField(
        "kalimat sertifikat",
        max_length=120,
        default="telah menyelesaikan pelatihan",
        help_text="Berdiri di antara nama peserta dan nama pelatihan.",
    )
    certificate_signatory = models.CharField(
        "pejabat pada sertifikat",
        max_length=120,
        default="Kepala Dinas Koperasi, Usaha Kecil dan Menengah Provinsi Jawa Timur",
        help_text="Jabatan saja, tanpa nama.",
    )

    objects = CourseRunQuerySet.as_manager()

    panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [PageChooserPanel("course", "courses.CoursePage"), FieldPanel("name"), FieldPanel("mode"), FieldPanel("quota")],
            heading="Kelas",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("enrolment_opens"), FieldPanel("enrolment_closes")]),
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
            ],
            heading="Waktu",
        ),
        MultiFieldPanel(
            [
                FieldPanel("evaluation_form"),
                FieldPanel("certificate_title"),
                FieldPanel("certificate_statement"),
                FieldPanel("certificate_signatory"),
            ],
            heading="Evaluasi dan sertifikat",
        ),
    ]

    class Meta:
        verbose_name = "kelas"
        verbose_name_plural = "kelas"
        ordering = ["-enrolment_opens", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["course", "name"], name="courses_run_name_once"),
            models.CheckConstraint(condition=Q(quota__isnull=True) | Q(quota__gt=0), name="courses_run_quota_positive"),
            models.CheckConstraint(
                condition=Q(enrolment_closes__isnull=True) | Q(enrolment_closes__gt=F("enrolment_opens")),
                name="courses_run_window",
                violation_error_message="Pendaftaran harus ditutup sesudah dibuka.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | (Q(starts_on__isnull=False) & Q(ends_on__gte=F("starts_on"))),
                name="courses_run_days",
                violation_error_message="Isi tanggal mulai; tanggal selesai tidak boleh sebelum tanggal mulai.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course}: {self.name}"

    def clean(self) -> None:
        if self.mode != self.Mode.SELF_PACED and self.starts_on is None:
            raise ValidationError({"starts_on": "Kelas yang terjadwal atau tatap muka perlu tanggal mulai."})

    def is_open_at(self, moment: datetime) -> bool:
        """Whether somebody may enrol now, seats apart."""
        ended = self.enrolment_closes is not None and self.enrolment_closes <= moment
        return self.course.live and self.enrolment_opens <= moment and not ended

    @property
    def is_open(self) -> bool:
        return self.is_open_at(timezone.now())
