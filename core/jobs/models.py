"""The truth about background work; a broker message is only a nudge to look here."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Job(models.Model):
    """One piece of work. At most one waits and one runs for each kind and subject (constraints below).

    ``running`` is true only while ``lease_until`` lies ahead; afterwards any worker may take the job up again. ``attempts``
    counts how often the work was begun after it ended in an error, ``kills`` how often it was cut off (a worker killed, a
    machine switched off): nothing of that is the work's fault, so it has a limit of its own, MAX_KILLS. A handler's database
    effects commit together with ``done``, so that a killed worker costs time and nothing else.
    """

    MAX_KILLS: ClassVar[int] = 10

    wagtail_reference_index_ignore: ClassVar[bool] = True  # nobody looks under "usage" for it

    class State(models.TextChoices):
        QUEUED = "queued", "menunggu"
        RUNNING = "running", "berjalan"
        DONE = "done", "selesai"
        FAILED = "failed", "gagal"
        SUPERSEDED = "superseded", "digantikan"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("jenis", max_length=80)
    subject = models.CharField("objek", max_length=120)
    payload = models.JSONField("isi", default=dict, blank=True)
    state = models.CharField("keadaan", max_length=12, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField("percobaan", default=0)
    kills = models.PositiveSmallIntegerField("terhenti", default=0)
    max_attempts = models.PositiveSmallIntegerField("batas percobaan", default=3)
    run_after = models.DateTimeField("tidak sebelum", default=timezone.now)
    nudged_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField("dipegang sampai", null=True, blank=True)
    lease_token = models.UUIDField(null=True, blank=True)
    progress_done = models.PositiveIntegerField("selesai", default=0)
    progress_total = models.PositiveIntegerField("dari", default=0)
    message = models.CharField("pesan", max_length=500, blank=True, help_text="Kalimat untuk orang yang menunggu.")
    error = models.CharField("galat", max_length=500, blank=True, help_text="Jenis galat terakhir; rinciannya di log.")
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="diminta oleh",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    request_id = models.CharField("id permintaan", max_length=64, blank=True)
    created_at = models.DateTimeField("dibuat", auto_now_add=True)
    started_at = models.DateTimeField("dimulai", null=True, blank=True)
    finished_at = models.DateTimeField("berakhir", null=True, blank=True)

    class Meta:
        verbose_name = "pekerjaan latar"
        verbose_name_plural = "pekerjaan latar"
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject"], condition=Q(state="queued"), name="core_job_one_queued"),
            models.UniqueConstraint(fields=["kind", "subject"], condition=Q(state="running"), name="core_job_one_running"),
            models.CheckConstraint(
                condition=~Q(state="running") | (Q(lease_until__isnull=False) & Q(lease_token__isnull=False)),
                name="core_job_running_has_lease",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "run_after"], name="core_job_due"),
            models.Index(fields=["kind", "subject", "-created_at"], name="core_job_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"

    @property
    def is_open(self) -> bool:
        return self.state in {self.State.QUEUED, self.State.RUNNING}
