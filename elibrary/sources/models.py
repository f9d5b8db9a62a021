"""Where catalogues come from by themselves, and what came of looking there."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.fetching.address import read_address
from core.fetching.errors import FetchError
from core.imports.models import ImportRun
from elibrary.publishers.models import Publisher


class CatalogueSource(models.Model):
    """One source of one publisher, checked when ``next_check_at`` is reached; one check at a time (its job's subject).

    A folder has the publisher's code for its name and needs no address. ``seen`` holds files that are perhaps still being
    written, ``etag`` and ``modified`` the last validators of the feed's first page, ``read_whole_at`` when all pages
    were last requested.
    """

    class Kind(models.TextChoices):
        OPDS = "opds", "alamat OPDS"
        FOLDER = "folder", "folder katalog di server"
        BUCKET = "bucket", "bucket (S3)"

    class Result(models.TextChoices):
        FOUND = "found", "ada katalog baru"
        NOTHING = "nothing", "tidak ada yang baru"
        FAILED = "failed", "gagal"

    class Every(models.IntegerChoices):
        QUARTER = 15, "15 menit"
        HOUR = 60, "1 jam"
        SIX_HOURS = 360, "6 jam"
        DAY = 1440, "1 hari"
        WEEK = 10080, "1 minggu"

    publisher = models.ForeignKey(Publisher, verbose_name="penerbit", on_delete=models.PROTECT, related_name="sources")
    kind = models.CharField("jenis", max_length=10, choices=Kind.choices, default=Kind.OPDS)
    address = models.CharField(
        "alamat",
        max_length=1000,
        blank=True,
        help_text="Alamat OPDS: https://… yang memuat daftar bukunya. Bucket: awalan nama berkas, misalnya balai-pustaka/. "
        "Folder katalog: kosongkan; namanya sama dengan kode penerbit.",
    )
    every = models.PositiveIntegerField("diperiksa tiap", choices=Every.choices, default=Every.DAY)
    applies_directly = models.BooleanField(
        "langsung diterapkan",
        default=False,
        help_text="Tanpa centang, katalog hanya diperiksa dan menunggu pustakawan menerapkannya.",
    )
    is_active = models.BooleanField("aktif", default=True, help_text="Yang tidak aktif tidak diperiksa dengan sendirinya.")
    last_checked_at = models.DateTimeField("terakhir diperiksa", null=True, blank=True, editable=False)
    last_result = models.CharField("hasil terakhir", max_length=10, choices=Result.choices, blank=True, editable=False)
    last_message = models.CharField("keterangan", max_length=500, blank=True, editable=False)
    next_check_at = models.DateTimeField("pemeriksaan berikutnya", default=timezone.now, editable=False)
    failures = models.PositiveSmallIntegerField("gagal berturut-turut", default=0, editable=False)
    etag = models.CharField(max_length=200, blank=True, editable=False)
    modified = models.CharField(max_length=200, blank=True, editable=False)
    read_whole_at = models.DateTimeField(null=True, blank=True, editable=False)
    seen = models.JSONField(default=dict, blank=True, editable=False)
    created_at = models.DateTimeField("dicatat", auto_now_add=True)

    class Meta:
        verbose_name = "sumber katalog"
        verbose_name_plural = "sumber katalog"
        ordering = ["publisher__name", "pk"]
        default_permissions = ("add", "change", "view")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="folder", address="") | (Q(kind__in=["opds", "bucket"]) & ~Q(address="")),
                name="elibrary_source_has_its_address",
            ),
            models.UniqueConstraint(
                fields=["publisher"],
                condition=Q(kind="folder"),
                name="elibrary_source_one_folder",
                violation_error_message="Folder katalog penerbit ini sudah dicatat.",
            ),
            models.UniqueConstraint(
                fields=["kind", "address"],
                condition=~Q(kind="folder"),
                name="elibrary_source_address_once",
                violation_error_message="Alamat ini sudah dicatat.",
            ),
            models.CheckConstraint(
                condition=Q(last_result="failed", failures__gte=1) | (~Q(last_result="failed") & Q(failures=0)),
                name="elibrary_source_counts_failures",
            ),
            models.CheckConstraint(
                condition=~Q(last_result="failed") | ~Q(last_message=""), name="elibrary_source_failure_says_why"
            ),
            models.CheckConstraint(condition=Q(every__gte=15), name="elibrary_source_not_too_often"),
        ]
        indexes = [models.Index(fields=["is_active", "next_check_at"], name="elibrary_source_due")]

    def __str__(self) -> str:
        return f"{self.publisher}: {self.get_kind_display()}"

    @property
    def job_subject(self) -> str:
        return f"source:{self.pk}"

    @property
    def place(self) -> str:
        return self.publisher.slug if self.kind == self.Kind.FOLDER else self.address

    def clean(self) -> None:
        self.address = self.address.strip()
        checks: dict[str, Callable[[str], None]] = {"opds": _check_web, "bucket": _check_prefix, "folder": _check_nothing}
        if self.kind in checks:
            checks[self.kind](self.address)


class SourceCheck(models.Model):
    """One look at a source; ``job`` is the work that did it, so that a repeated attempt isn't a second look."""

    source = models.ForeignKey(CatalogueSource, verbose_name="sumber", on_delete=models.PROTECT, related_name="checks")
    job = models.UUIDField("pekerjaan", unique=True)
    at = models.DateTimeField("waktu", default=timezone.now)
    result = models.CharField("hasil", max_length=10, choices=CatalogueSource.Result.choices)
    message = models.CharField("keterangan", max_length=500)
    taken = models.PositiveIntegerField("berkas diambil", default=0)

    class Meta:
        verbose_name = "pemeriksaan sumber"
        verbose_name_plural = "pemeriksaan sumber"
        default_permissions = ()
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["source", "-at"], name="elibrary_source_history")]

    def __str__(self) -> str:
        return f"{self.get_result_display()}: {self.message}"


class SourceFile(models.Model):
    """A file that a source gave, once. Written with its import run, so that a killed check takes nothing twice.

    ``key`` is the SHA-256 of a file, for a feed the check's job. ``mark`` distinguishes files of the same name
    later. ``problem``: why it became no import.
    """

    source = models.ForeignKey(CatalogueSource, verbose_name="sumber", on_delete=models.PROTECT, related_name="files")
    key = models.CharField("kunci", max_length=64)
    name = models.CharField("nama", max_length=300)
    mark = models.CharField("ciri", max_length=200, blank=True)
    sha256 = models.CharField("sidik (SHA-256)", max_length=64)
    run = models.OneToOneField(
        ImportRun, verbose_name="impor", null=True, on_delete=models.SET_NULL, related_name="source_file"
    )
    problem = models.CharField("sebab ditolak", max_length=500, blank=True)
    job = models.UUIDField("pekerjaan")
    taken_at = models.DateTimeField("diambil", default=timezone.now)

    class Meta:
        verbose_name = "berkas sumber"
        verbose_name_plural = "berkas sumber"
        default_permissions = ()
        ordering = ["-taken_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="elibrary_source_file_once")]
        indexes = [models.Index(fields=["source", "-taken_at"], name="elibrary_source_files")]

    def __str__(self) -> str:
        return self.name


def _check_web(address: str) -> None:
    try:
        read_address(address)
    except FetchError as error:
        raise ValidationError({"address": error.sentence}) from error


def _check_prefix(address: str) -> None:
    parts = address.split("/")
    if parts[-1] or not all(parts[:-1]) or {".", ".."} & set(parts) or not address.isprintable():
        raise ValidationError(
            {"address": "Awalan diakhiri garis miring dan tidak diawali dengannya, misalnya balai-pustaka/."}
        )


def _check_nothing(address: str) -> None:
    if address:
        raise ValidationError({"address": "Kosongkan: nama folder katalog sama dengan kode penerbit."})
