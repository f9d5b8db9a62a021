"""One-time links in the mails that also carry a code."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from core.personal_data.fields import EncryptedTextField


class OneTimeLink(models.Model):
    """A link by mail that does what its code does, once, while the code would be valid.

    The token (256 bits) is in the mail alone; the row has its hash. ``fingerprint`` is derived from the password when the
    link was made: a new password ends every link sent before.
    """

    class Purpose(models.TextChoices):
        VERIFY = "verify", "memastikan alamat e-mail"
        RESET = "reset", "membuat kata sandi baru"
        LOG_IN = "log_in", "masuk"

    wagtail_reference_index_ignore: ClassVar[bool] = True  # no page refers to it

    token_hash = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=10, choices=Purpose)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    email = EncryptedTextField()
    fingerprint = models.CharField(max_length=20)
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "lms"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} ({self.pk})"
