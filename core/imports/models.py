"""What came of a file that was brought in: the run and one line a subject and part, kept as the report."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.files.models.site_media import private_storage


class ImportRun(models.Model):
    """One file on its way in: checked first (nothing is written but this report), applied when somebody asks.

    ``kind`` says which app reads it ("cms.standards"), ``target`` what it is for where an app has several (a publisher):
    one file for one target is checked once at a time. Each subject is applied in one transaction with its lines, so that a
    killed run goes on where it stopped and a repeated one changes nothing.
    """

    class State(models.TextChoices):
        CHECKING = "checking", "sedang diperiksa"
        REFUSED = "refused", "ditolak"
        CHECKED = "checked", "selesai diperiksa"
        APPLYING = "applying", "sedang diterapkan"
        APPLIED = "applied", "sudah diterapkan"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("jenis", max_length=80)
    target = models.CharField(
        "untuk", max_length=120, blank=True, help_text="Kunci dari aplikasinya: penerbit, pelatihan, atau kelas."
    )
    file_name = models.CharField("nama berkas", max_length=120)
    file: Any = models.FileField("berkas", storage=private_storage, upload_to="imports", max_length=200)
    sha256 = models.CharField("sidik berkas (SHA-256)", max_length=64)
    state = models.CharField("keadaan", max_length=10, choices=State.choices, default=State.CHECKING)
    message = models.TextField("pesan", blank=True, help_text="Kalimat untuk orang yang menunggu.")
    chosen = models.JSONField("dipilih", default=list, blank=True)
    options = models.JSONField(
        "pilihan", default=dict, blank=True, help_text="Yang dipilih saat mengunggah; bukan data pribadi."
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="diunggah oleh",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField("diunggah", auto_now_add=True)
    checked_at = models.DateTimeField("diperiksa", null=True, blank=True)
    applied_at = models.DateTimeField("diterapkan", null=True, blank=True)

    class Meta:
        verbose_name = "impor"
        verbose_name_plural = "impor"
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "target", "sha256"], condition=Q(state="checking"), name="core_import_checked_once_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(message=""), name="core_import_refused_says_why"),
            models.CheckConstraint(
                condition=~Q(state="applied") | Q(applied_at__isnull=False), name="core_import_applied_has_time"
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class ImportLine(models.Model):
    """What the file says about one part of one subject, and what came of it. ``key`` groups the lines of a subject."""

    class Verdict(models.TextChoices):
        NEW = "new", "baru"
        CHANGED = "changed", "berubah"
        SAME = "same", "sama"
        ABSENT = "absent", "hilang dari berkas"
        NOTE = "note", "catatan"
        PROBLEM = "problem", "bermasalah"

    class Outcome(models.TextChoices):
        NONE = "", "belum diterapkan"
        DONE = "done", "diterapkan"
        UNCHANGED = "unchanged", "sudah sesuai"
        SKIPPED = "skipped", "dilewati"

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField("nomor")
    key = models.CharField("kunci", max_length=120)
    subject = models.CharField("objek", max_length=300)
    part = models.CharField("bagian", max_length=120)
    verdict = models.CharField("hasil", max_length=10, choices=Verdict.choices)
    before = models.TextField("sekarang", blank=True)
    after = models.TextField("dalam berkas", blank=True)
    message = models.TextField("penjelasan", blank=True)
    advice = models.TextField("yang perlu dilakukan", blank=True)
    needs_choice = models.BooleanField("hanya bila dipilih", default=False)
    outcome = models.CharField("penerapan", max_length=10, choices=Outcome.choices, default=Outcome.NONE, blank=True)

    class Meta:
        verbose_name = "baris laporan impor"
        verbose_name_plural = "baris laporan impor"
        ordering = ["run", "number"]
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="core_import_line_number_once")]
        indexes = [models.Index(fields=["run", "key"], name="core_import_line_subject")]

    def __str__(self) -> str:
        return f"{self.subject}: {self.part}"

    @property
    def is_change(self) -> bool:
        return self.verdict in {self.Verdict.NEW, self.Verdict.CHANGED}
