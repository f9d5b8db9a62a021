"""Forms of an invitation: accept it, or request a new link."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from lms.consents.models import Consent
from lms.consents.texts import current_text
from lms.invitations.models import Invitation
from lms.invitations.services.invitations import invitation_accept
from lms.profile.selectors import class_details_of
from lms.users.forms import EMAIL, PASSWORD_HINT, WordingMixin

_NEW = {"autocomplete": "new-password"}


class AcceptForm(WordingMixin, forms.Form):
    """A password and a yes; a second yes only when staff have brought data for classes."""

    password = forms.CharField(
        label=_("Kata sandi baru"), help_text=PASSWORD_HINT, strip=False, widget=forms.PasswordInput(attrs=_NEW)
    )
    consent = forms.BooleanField(error_messages={"required": _("Centang persetujuan ini supaya akun Anda boleh kami buka.")})
    class_data = forms.BooleanField(required=False)

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invitation = invitation
        self.account_text = current_text(Consent.Purpose.ACCOUNT)
        self.class_text = current_text(Consent.Purpose.CLASS_DATA)
        self._word("consent", self.account_text.words, self.account_text.version)
        held = class_details_of(invitation.user)
        if held:
            self._word("class_data", self.class_text.words, self.class_text.version)
            self.fields["class_data"].help_text += " " + _("Tidak dicentang: %(held)s dari daftar dinas dihapus.") % {
                "held": ", ".join(held)
            }
        else:
            del self.fields["class_data"]

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.invitation.user)
        return password

    def save(self) -> Any:
        """Raises LinkUsed or OutdatedText."""
        answers = self.cleaned_data
        return invitation_accept(
            invitation=self.invitation,
            password=answers["password"],
            consent_version=self.account_text.version,
            class_data_version=self.class_text.version if answers.get("class_data") else None,
        )

    def _word(self, name: str, label: str, version: str) -> None:
        field = self.fields[name]
        field.label = label
        field.help_text = _("Naskah persetujuan versi %(version)s.") % {"version": version}


class NewLinkForm(WordingMixin, forms.Form):
    email = forms.EmailField(
        label=EMAIL["label"],
        help_text=_("Alamat yang menerima undangan. Contoh: siti@contoh.id"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
