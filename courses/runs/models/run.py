"""Runs of a course: participants enrol in a run, never in a course."""

import uuid
from datetime import date, datetime
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, PermissionsMixin
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from modelcluster.models import ClusterableModel

from core.people.roles import TRAINER
from courses.content.protection import is_protected
from courses.runs.requirements import REQUIREMENTS, labels_of


def validate_requirements(value: object) -> None:
    """Raises ValidationError unless ``value`` is a list of distinct keys of ``courses.runs.requirements``."""
    if not isinstance(value, list) or not set(value) <= REQUIREMENTS.keys() or len(value) != len(set(value)):
        raise ValidationError("Persyaratan berisi pilihan yang tidak dikenal.", code="unknown_requirement")


class RunInUse(ValueError):
    """The run has or had participants or a waiting list, so that its course cannot change."""


def over_at(moment: datetime, *, path: str = "") -> Q:
    """Condition: the run is cancelled, its enrolment closed, or its last day (in Asia/Jakarta) past.

    ``path`` is the lookup prefix from the row to its run (``"run__"``). Equivalent of ``CourseRun.is_over_at``.
    """
    return (
        Q(**{f"{path}cancelled_at__isnull": False})
        | Q(**{f"{path}enrolment_closes__isnull": False, f"{path}enrolment_closes__lte": moment})
        | Q(**{f"{path}ends_on__isnull": False, f"{path}ends_on__lt": timezone.localdate(moment)})
    )


class CourseRunQuerySet(models.QuerySet["CourseRun"]):
    def not_over_at(self, moment: datetime) -> "CourseRunQuerySet":
        """Runs that are open or open later."""
        return self.exclude(over_at(moment))

    def in_order_of_start(self) -> "CourseRunQuerySet":
        """By start; runs without a start date come last."""
        return self.order_by(F("starts_on").asc(nulls_last=True), "enrolment_opens", "pk")

    def taught_by(self, user: PermissionsMixin | AnonymousUser) -> "CourseRunQuerySet":
        return self.filter(instructors=user)


CourseRunManager = models.Manager.from_queryset(CourseRunQuerySet)


class CourseRun(ClusterableModel):
    """A run of a course ("kelas"). ``quota`` is the number of seats; lms counts those taken."""

    class Mode(models.TextChoices):
        SELF_PACED = "self_paced", "Belajar mandiri"
        SCHEDULED = "scheduled", "Terjadwal daring"
        ON_SITE = "on_site", "Tatap muka"
        HYBRID = "hybrid", "Campuran"

    class State(models.TextChoices):
        """Derived from the enrolment window, the last day and the cancellation; not stored."""

        UPCOMING = "upcoming", "Belum dibuka"
        OPEN = "open", "Dibuka"
        CLOSED = "closed", "Ditutup"
        CANCELLED = "cancelled", "Dibatalkan"

    RUN_IN_USE: ClassVar[str] = (
        "Kelas ini sudah atau pernah punya peserta, jadi pelatihannya tidak bisa diganti. "
        "Buat kelas baru untuk pelatihan lain."
    )
    AT_A_PLACE: ClassVar[set[str]] = {Mode.ON_SITE, Mode.HYBRID}
    ONLINE: ClassVar[set[str]] = {Mode.SCHEDULED, Mode.HYBRID}

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
    place_name = models.CharField("nama tempat", max_length=120, blank=True, help_text="Misalnya: Aula UPT Pelatihan KUKM.")
    place_address = models.TextField("alamat tempat", max_length=300, blank=True)
    map_url = models.URLField("tautan peta", blank=True, validators=[URLValidator(schemes=["https"])])
    meeting_url = models.URLField(
        "tautan pertemuan daring",
        blank=True,
        validators=[URLValidator(schemes=["https"])],
        help_text="Hanya tampil bagi peserta kelas ini.",
    )
    instructors = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name="pengajar",
        blank=True,
        limit_choices_to={"groups__name": TRAINER, "is_active": True},
        related_name="taught_runs",
        help_text="Pengguna dengan peran Pengajar. Mereka melihat kelas ini di ruang kerja.",
    )
    requirements = models.JSONField("persyaratan peserta", default=list, blank=True, validators=[validate_requirements])
    requires_lessons = models.BooleanField(
        "semua pelajaran harus selesai", default=True, help_text="Pelajaran yang terbit saat peserta mengisi evaluasi."
    )
    attendance_percent = models.PositiveSmallIntegerField(
        "kehadiran paling sedikit (%)",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text="Dari semua pertemuan di atas, misalnya 75. Kosong: kehadiran tidak menentukan kelulusan.",
    )
    post_test = models.ForeignKey(
        "courses.Test",
        verbose_name="tes akhir yang harus lulus",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="runs",
        help_text="Tes dari pelatihan ini; nilai lulusnya ditentukan tes itu. Kosong: tanpa tes.",
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
    cancelled_at = models.DateTimeField("dibatalkan", null=True, blank=True, editable=False)
    cancellation_reason = models.CharField("alasan pembatalan", max_length=300, blank=True, editable=False)

    objects: ClassVar[CourseRunManager] = CourseRunManager()

    class Meta:
        verbose_name = "kelas"
        verbose_name_plural = "kelas"
        ordering = ["-enrolment_opens", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "name"],
                name="courses_run_name_once",
                violation_error_message="Pelatihan ini sudah punya kelas dengan nama itu.",
            ),
            models.CheckConstraint(condition=Q(quota__isnull=True) | Q(quota__gt=0), name="courses_run_quota_positive"),
            models.CheckConstraint(
                condition=Q(attendance_percent__isnull=True) | Q(attendance_percent__range=(1, 100)),
                name="courses_run_attendance_percent",
                violation_error_message="Kehadiran diisi dari 1 sampai 100 persen, atau dikosongkan.",
            ),
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
            models.CheckConstraint(
                condition=(Q(cancelled_at__isnull=True) & Q(cancellation_reason=""))
                | (Q(cancelled_at__isnull=False) & ~Q(cancellation_reason="")),
                name="courses_run_cancelled_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course}: {self.name}"

    def clean(self) -> None:
        """Raises ValidationError for a scheduled run without a date, an on-site run without a place, a test of another
        course, and another course for a run in use."""
        if self._changes_course() and self.is_in_use():
            raise ValidationError({"course": self.RUN_IN_USE})
        if self.mode != self.Mode.SELF_PACED and self.starts_on is None:
            raise ValidationError({"starts_on": "Kelas yang terjadwal atau tatap muka perlu tanggal mulai."})
        if self.mode in self.AT_A_PLACE and not self.place_name.strip():
            raise ValidationError({"place_name": "Tulis tempat kelas tatap muka atau campuran."})
        if self.post_test is not None and self.course_id is not None and self.post_test.course_id != self.course_id:
            raise ValidationError({"post_test": "Pilih tes dari pelatihan yang sama dengan kelas ini."})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises RunInUse for another course once the run is in use.

        Takes the same row lock as enrolment, so that a concurrent enrolment is either seen here or gets the new course.
        """
        fields = kwargs.get("update_fields")
        whole = fields is None or not {"course", "course_id"}.isdisjoint(fields)
        if not whole or not self._changes_course():
            super().save(*args, **kwargs)
            return
        with transaction.atomic():
            CourseRun.objects.select_for_update(no_key=True).get(pk=self.pk)
            if self.is_in_use():
                raise RunInUse(f"run {self.pk}")
            super().save(*args, **kwargs)

    def _changes_course(self) -> bool:
        return not self._state.adding and CourseRun.objects.filter(pk=self.pk).exclude(course=self.course_id).exists()

    def is_in_use(self) -> bool:
        """Whether protected rows refer to the run: enrolments (also ended ones), certificates, waiting entries."""
        return is_protected(self)

    def state_at(self, moment: datetime) -> "CourseRun.State":
        if self.cancelled_at is not None:
            return self.State.CANCELLED
        is_closed = self.enrolment_closes is not None and self.enrolment_closes <= moment
        if is_closed or self.has_ended_at(moment):
            return self.State.CLOSED
        return self.State.OPEN if self.enrolment_opens <= moment else self.State.UPCOMING

    def is_over_at(self, moment: datetime) -> bool:
        """Whether enrolment has ended; ``over_at`` for an instance."""
        return self.state_at(moment) in {self.State.CLOSED, self.State.CANCELLED}

    def has_ended_at(self, moment: datetime) -> bool:
        """Whether the last day is past; on the day itself the run has not ended."""
        return self.ends_on is not None and self.ends_on < timezone.localdate(moment)

    @property
    def last_day_to_enrol(self) -> date | None:
        """The earlier of the end of enrolment and the last day; None without either."""
        closes = timezone.localdate(self.enrolment_closes) if self.enrolment_closes else None
        return min((day for day in (closes, self.ends_on) if day is not None), default=None)

    @property
    def state(self) -> "CourseRun.State":
        return self.state_at(timezone.now())

    @property
    def state_label(self) -> str:
        return self.state.label

    state_label.fget.short_description = "pendaftaran"  # type: ignore[attr-defined]  # column heading in the admin

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    def is_open_at(self, moment: datetime) -> bool:
        """Whether enrolment is open, regardless of seats."""
        return self.course.live and self.state_at(moment) == self.State.OPEN

    @property
    def is_open(self) -> bool:
        return self.is_open_at(timezone.now())

    @property
    def requirement_labels(self) -> list[str]:
        return labels_of(self.requirements)
