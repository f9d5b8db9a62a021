"""A request for a book that the library lacks."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from elibrary.catalogue.models.offer import Offer
from elibrary.ordering.models.line import OrderLine


class Wish(models.Model):
    """One entry of the request list, in free words or as an offer. Its asker is notified of the decision."""

    class State(models.TextChoices):
        OPEN = "open", "menunggu keputusan"
        ORDERED = "ordered", "dipesan"
        DECLINED = "declined", "tidak dapat dipenuhi"
        AVAILABLE = "available", "sudah tersedia"

    class Origin(models.TextChoices):
        READER = "reader", "pembaca"
        ANALYST = "analyst", "analis kurikulum"
        LIBRARIAN = "librarian", "pustakawan"

    token = models.UUIDField("kunci formulir", default=uuid.uuid4, unique=True, editable=False)
    offer = models.ForeignKey(
        Offer, verbose_name="penawaran", null=True, blank=True, on_delete=models.PROTECT, related_name="wishes"
    )
    title = models.CharField("judul", max_length=300)
    author = models.CharField("pengarang", max_length=200, blank=True)
    isbn13 = models.CharField("ISBN", max_length=13, blank=True)
    reason = models.TextField("alasan", blank=True, max_length=1000)
    origin = models.CharField("dari", max_length=10, choices=Origin.choices, default=Origin.READER)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="diusulkan oleh",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    state = models.CharField("keadaan", max_length=10, choices=State.choices, default=State.OPEN)
    answer = models.CharField("jawaban", max_length=500, blank=True)
    line = models.ForeignKey(
        OrderLine, verbose_name="baris pesanan", null=True, blank=True, on_delete=models.SET_NULL, related_name="wishes"
    )
    created_at = models.DateTimeField("diusulkan", auto_now_add=True)
    decided_at = models.DateTimeField("diputuskan", null=True, blank=True)

    class Meta:
        verbose_name = "usulan buku"
        verbose_name_plural = "usulan buku"
        ordering = ["-created_at", "-pk"]
        default_permissions = ("add", "change", "view")
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="elibrary_wish_has_a_title"),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(answer=""), name="elibrary_wish_declined_with_answer"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-created_at"], name="elibrary_wish_desk"),
            models.Index(fields=["asked_by", "-created_at"], name="elibrary_wish_own"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN
