"""A match that staff took back, and why."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from elibrary.models.delivery import Delivery
from elibrary.models.order_line import OrderLine


class DeliveryRelease(models.Model):
    """A file was taken off the line it had been matched to. Rows are only added.

    The machine never matches that file to the line's offer again, in this order or another; staff may.
    """

    delivery = models.ForeignKey(Delivery, verbose_name="kiriman", on_delete=models.CASCADE, related_name="releases")
    line = models.ForeignKey(OrderLine, verbose_name="baris pesanan", on_delete=models.PROTECT, related_name="+")
    matched_how = models.CharField("dicocokkan lewat", max_length=9, choices=Delivery.How.choices)
    reason = models.CharField("alasan", max_length=300)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="oleh", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    released_at = models.DateTimeField("dilepas", auto_now_add=True)

    class Meta:
        verbose_name = "pelepasan kiriman"
        verbose_name_plural = "pelepasan kiriman"
        ordering = ["pk"]
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="elibrary_release_says_why")]

    def __str__(self) -> str:
        return f"{self.delivery_id}: {self.line_id}"
