"""The register of certificates. What was printed stays as printed: names and titles are copies, the file is stored once."""

from typing import ClassVar

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q


def certificate_storage() -> Storage:
    """Private storage: files are served only by views that check permissions."""
    return storages["private"]


class CertificateSeries(models.Model):
    """The numbers of one year, without gaps: the next one is taken in the transaction that issues the certificate.

    The pattern is data, because the office decides on it (Permendagri 83/2022 for classification codes); 115.1 is the
    office's code in its own decrees.
    """

    DEFAULT_PATTERN = "SJW/{number:05d}/115.1/{year}"

    year = models.PositiveSmallIntegerField("tahun", unique=True)
    pattern = models.CharField("pola nomor", max_length=60, default=DEFAULT_PATTERN)
    last_number = models.PositiveIntegerField("nomor terakhir", default=0)

    class Meta:
        verbose_name = "seri nomor sertifikat"
        verbose_name_plural = "seri nomor sertifikat"

    def __str__(self) -> str:
        return f"{self.year}: {self.last_number}"


class Certificate(models.Model):
    """One issued certificate. The register outlives the account (UU 27/2022 leaves what other law requires to be kept)."""

    PERSONAL_FIELDS: ClassVar[set[str]] = {"holder", "holder_name"}

    code = models.CharField("kode", max_length=20, unique=True)
    number = models.CharField("nomor", max_length=80, unique=True)
    enrolment = models.ForeignKey(
        "lms.Enrolment", null=True, blank=True, on_delete=models.SET_NULL, related_name="certificates"
    )
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="certificates"
    )
    run = models.ForeignKey("courses.CourseRun", on_delete=models.PROTECT, related_name="certificates")
    holder_name = models.CharField("nama", max_length=150)
    course_title = models.CharField("pelatihan", max_length=255)
    issued_at = models.DateTimeField("diterbitkan")
    pdf = models.FileField("berkas", storage=certificate_storage, upload_to="certificates", max_length=200)
    sha256 = models.CharField("sidik jari berkas", max_length=64)
    revoked_at = models.DateTimeField("dicabut", null=True, blank=True)
    revocation_reason = models.CharField("alasan pencabutan", max_length=200, blank=True)

    class Meta:
        verbose_name = "sertifikat"
        verbose_name_plural = "sertifikat"
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(revoked_at=None), name="lms_certificate_enrolment_once"
            ),
            models.UniqueConstraint(
                fields=["holder", "run"], condition=Q(revoked_at=None), name="lms_certificate_person_once"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revocation_reason="")
                | (Q(revoked_at__isnull=False) & ~Q(revocation_reason="")),
                name="lms_certificate_revoked_with_reason",
            ),
            models.CheckConstraint(condition=~Q(holder_name=""), name="lms_certificate_has_name"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number_parts(self) -> list[str]:
        """Between which a narrow screen may break the line."""
        return self.number.split("/")

    @property
    def is_valid(self) -> bool:
        return self.revoked_at is None
