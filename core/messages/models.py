"""The outbox (transactional outbox pattern): each message with its recipient and delivery state."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from core.personal_data.fields import EncryptedTextField


class Notification(models.Model):
    """One message, unique by ``key`` (an idempotency key).

    A worker killed between submission and commit leaves ``sending``; the next attempt changes it to ``uncertain`` ("tidak
    pasti"), which staff may resend. A telephone number is stored encrypted in ``sealed_address`` and masked in ``address``.
    """

    wagtail_reference_index_ignore: ClassVar[bool] = True  # not shown under "usage"
    PERSONAL_FIELDS: ClassVar[set[str]] = {"address", "sealed_address", "subject", "body_text", "body_html"}

    class Channel(models.TextChoices):
        EMAIL = "email", "e-mail"
        CONSOLE = "console", "layar terminal"
        WHATSAPP = "whatsapp", "WhatsApp"

    class Template(models.TextChoices):
        """The kind of approved template that a gateway requires; e-mail has none."""

        NOTICE = "notice", "pemberitahuan"
        CODE = "code", "kode"

    class Delivery(models.TextChoices):
        """The delivery status that the gateway reports."""

        NONE = "", "belum ada kabar"
        SENT = "sent", "dikirim WhatsApp"
        DELIVERED = "delivered", "sampai di ponsel"
        READ = "read", "dibaca"
        FAILED = "failed", "tidak sampai"

    class State(models.TextChoices):
        QUEUED = "queued", "menunggu"
        SENDING = "sending", "sedang dikirim"
        SENT = "sent", "terkirim"
        UNCERTAIN = "uncertain", "tidak pasti"
        FAILED = "failed", "gagal"
        OPTED_OUT = "opted_out", "tidak diinginkan"
        NO_ADDRESS = "no_address", "tidak ada alamat"

    key = models.CharField("kunci", max_length=200, unique=True)
    category = models.CharField("jenis pesan", max_length=60)
    channel = models.CharField("saluran", max_length=12, choices=Channel.choices, default=Channel.EMAIL)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="penerima",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="notifications",
    )
    address = models.CharField("alamat", max_length=254, blank=True)
    sealed_address = EncryptedTextField("nomor", null=True, blank=True, editable=False)
    template = models.CharField("bentuk", max_length=6, choices=Template.choices, default=Template.NOTICE)
    subject = models.CharField("judul", max_length=200)
    body_text = models.TextField("isi")
    body_html = models.TextField("isi HTML", blank=True)
    sensitive = models.BooleanField("rahasia", default=False, help_text="Isinya dihapus begitu terkirim.")
    state = models.CharField("keadaan", max_length=12, choices=State.choices, default=State.QUEUED)
    error = models.CharField("galat", max_length=300, blank=True)
    delivery = models.CharField(
        "kabar pengantaran", max_length=9, choices=Delivery.choices, default=Delivery.NONE, blank=True
    )
    delivery_at = models.DateTimeField("kabar diterima", null=True, blank=True)
    created_at = models.DateTimeField("dibuat", auto_now_add=True)
    sent_at = models.DateTimeField("terkirim", null=True, blank=True)

    class Meta:
        verbose_name = "pemberitahuan"
        verbose_name_plural = "pemberitahuan"
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "created_at"], name="core_notification_state")]

    def __str__(self) -> str:
        return f"{self.category} #{self.pk}"


class NotificationOptOut(models.Model):
    """An opt-out of an optional category."""

    wagtail_reference_index_ignore: ClassVar[bool] = True  # as above

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notification_opt_outs")
    category = models.CharField("jenis pesan", max_length=60)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "penolakan pemberitahuan"
        verbose_name_plural = "penolakan pemberitahuan"
        constraints = [models.UniqueConstraint(fields=["user", "category"], name="core_opt_out_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.category}"
