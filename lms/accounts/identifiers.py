"""Log-in identifiers: e-mail addresses, and telephone numbers where a gateway is configured."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from lms.users import phone

LABEL = _("E-mail atau nomor WhatsApp")
EXAMPLES = _("Contoh: siti@contoh.id atau 0812 3456 7890")


def phones_count() -> bool:
    """Whether a WhatsApp gateway is configured; without one no form offers log-in by number."""
    return settings.WHATSAPP is not None


def is_phone(identifier: str) -> bool:
    """``identifier`` as IdentifierField gives it."""
    return "@" not in identifier


class IdentifierField(forms.CharField):
    """``siti@contoh.id``, or any usual way of writing a mobile number, which becomes ``+62…``."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        super().__init__(**{"label": LABEL, "help_text": EXAMPLES, "max_length": 254, **kwargs})
        self.widget.attrs.update(attrs)
        self.error_messages["required"] = _("Isi alamat e-mail atau nomor WhatsApp.")

    def clean(self, value: object) -> str:
        typed = super().clean(value)
        if "@" in typed:
            return self._email(typed)
        try:
            return phone.mobile(typed)
        except phone.InvalidPhone:
            raise ValidationError(_("Tulis alamat e-mail, atau nomor WhatsApp seperti 0812 3456 7890."), "invalid") from None

    def _email(self, typed: str) -> str:
        try:
            validate_email(typed)
        except ValidationError:
            raise ValidationError(_("Alamat e-mail belum lengkap. Contoh: siti@contoh.id"), "invalid") from None
        return typed.lower()


class MobileField(forms.CharField):
    """A number that a code can be sent to."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": _("Nomor WhatsApp"), "max_length": 30, **kwargs})
        self.widget.attrs.update({"type": "tel", "autocomplete": "tel", "inputmode": "tel"})

    def clean(self, value: object) -> str:
        typed = super().clean(value)
        try:
            return phone.mobile(typed)
        except phone.InvalidPhone:
            raise ValidationError(_("Nomor WhatsApp tidak dikenali. Tulis seperti 0812 3456 7890."), "invalid") from None
