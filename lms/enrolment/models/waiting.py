"""The queue for a seat in a full class."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q


class WaitingEntry(models.Model):
    """One person's place in the queue of one run.

    An offered seat is reserved: ``RunSeats.taken`` counts it like an enrolment, so that the quota's CHECK covers both
    and the queue can't be overtaken. ``number`` is from a monotonic counter: neither clocks nor erased rows change the
    order.
    """

    PERSONAL_FIELDS: ClassVar[set[str]] = {"user"}

    class State(models.TextChoices):
        WAITING = "waiting", "menunggu"
        OFFERED = "offered", "ditawari kursi"
        ACCEPTED = "accepted", "mengambil kursi"
        EXPIRED = "expired", "tawaran lewat"
        DECLINED = "declined", "melepas kursi"
        LEFT = "left", "keluar"
        CLOSED = "closed", "pendaftaran berakhir"

    OPEN = (State.WAITING, State.OFFERED)

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="peserta", on_delete=models.CASCADE, related_name="waiting_entries"
    )
    run = models.ForeignKey(
        "courses.CourseRun", verbose_name="kelas", on_delete=models.PROTECT, related_name="waiting_entries"
    )
    number = models.PositiveIntegerField("nomor urut")
    state = models.CharField("keadaan", max_length=8, choices=State.choices, default=State.WAITING)
    joined_at = models.DateTimeField("masuk daftar")
    offered_at = models.DateTimeField("ditawari", null=True, blank=True)
    offer_expires_at = models.DateTimeField("kursi disimpan sampai", null=True, blank=True)
    reminded_at = models.DateTimeField("diingatkan", null=True, blank=True)
    ended_at = models.DateTimeField("berakhir", null=True, blank=True)

    class Meta:
        verbose_name = "antrean kelas"
        verbose_name_plural = "daftar tunggu"
        ordering = ["run", "number"]
        indexes = [
            models.Index(fields=["offer_expires_at"], name="lms_waiting_offers", condition=Q(offer_expires_at__isnull=False))
        ]
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="lms_waiting_number_once"),
            models.UniqueConstraint(
                fields=["user", "run"], condition=Q(state__in=["waiting", "offered"]), name="lms_waiting_open_once"
            ),
            models.CheckConstraint(
                condition=Q(state="offered", offered_at__isnull=False, offer_expires_at__isnull=False)
                | (~Q(state="offered") & Q(offer_expires_at=None)),
                name="lms_waiting_offer_has_end",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "offered"], ended_at=None)
                | (~Q(state__in=["waiting", "offered"]) & Q(ended_at__isnull=False)),
                name="lms_waiting_ended_with_time",
            ),
        ]

    def __str__(self) -> str:
        return f"Antrean {self.pk}"

    @property
    def is_offered(self) -> bool:
        return self.state == self.State.OFFERED

    def is_overdue_at(self, moment: datetime) -> bool:
        return self.offer_expires_at is not None and self.offer_expires_at <= moment
