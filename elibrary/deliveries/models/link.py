"""The link by which a publisher without an account delivers the files of an order, and reads their results."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from elibrary.ordering.models.order import Order
from elibrary.publishers.models import Publisher


class DeliveryLink(models.Model):
    """The holder of the link may send files for this order and read their results, until it ends.

    One of a ``publisher`` who has no order shows the results of their catalogues, and accepts no file.
    ``selector`` finds the row; of its secret only a hash is stored, so that the link exists in the mail and
    nowhere here. An order has one link that isn't revoked.
    """

    order = models.ForeignKey(
        Order, verbose_name="pesanan", null=True, on_delete=models.CASCADE, related_name="delivery_links"
    )
    publisher = models.ForeignKey(
        Publisher, verbose_name="penerbit", null=True, on_delete=models.CASCADE, related_name="catalogue_links"
    )
    selector = models.CharField("penanda", max_length=8, unique=True, editable=False)
    secret_hash = models.CharField("sidik rahasia", max_length=64, editable=False)
    expires_at = models.DateTimeField("berlaku sampai")
    revoked_at = models.DateTimeField("dicabut", null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="dibuat oleh", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField("dibuat", auto_now_add=True)

    class Meta:
        verbose_name = "tautan penyerahan"
        verbose_name_plural = "tautan penyerahan"
        ordering = ["-created_at", "-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["order"], condition=Q(revoked_at__isnull=True), name="elibrary_delivery_link_one_open"
            ),
            models.UniqueConstraint(
                fields=["publisher"], condition=Q(revoked_at__isnull=True), name="elibrary_catalogue_link_one_open"
            ),
            models.CheckConstraint(
                condition=Q(order__isnull=True, publisher__isnull=False) | Q(order__isnull=False, publisher__isnull=True),
                name="elibrary_delivery_link_of_one",
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="elibrary_delivery_link_lasts"),
        ]

    def __str__(self) -> str:
        return f"tautan penyerahan {self.pk}"

    @property
    def holder(self) -> Publisher:
        """Who was given it. Costs a query unless both ways were selected."""
        return self.order.publisher if self.order is not None else self.publisher  # type: ignore[return-value]

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()
