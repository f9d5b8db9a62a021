"""Forms of the number that a person logs in with."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.identifiers import MobileField
from lms.models.user import User
from lms.users.forms import CODE_ATTRS, PlainWords


class PhoneForm(PlainWords, forms.Form):
    phone = MobileField(help_text=_("Kami kirim kode lewat WhatsApp ke nomor ini. Contoh: 0812 3456 7890"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_phone(self) -> str:
        number: str = self.cleaned_data["phone"]
        if number == self.user.proven_phone:
            raise forms.ValidationError(_("Ini nomor yang sudah Anda pakai. Ketik nomor yang baru."), "same")
        return number


class PhoneCodeForm(PlainWords, forms.Form):
    code = forms.CharField(
        label=_("Kode dari WhatsApp"), help_text=_("Enam angka."), widget=forms.TextInput(attrs=CODE_ATTRS), max_length=12
    )

    def clean_code(self) -> str:
        """Also with the gaps that a keyboard or a copied message leaves."""
        return "".join(str(self.cleaned_data["code"]).split())
