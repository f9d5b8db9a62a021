"""The form of the certificate check."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.certificates.codes import normalise_code


class CertificateCodeForm(forms.Form):
    """The printed code, normalised: case, spaces and hyphens don't matter."""

    kode = forms.CharField(
        label=_("Kode sertifikat"),
        max_length=40,
        help_text=_("Ada di dekat kode QR, misalnya SJW-7KQ2-9FHD-M3XT. Huruf kecil dan tanpa tanda hubung juga boleh."),
        error_messages={"required": _("Ketik kode sertifikat.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_kode(self) -> str:
        code = normalise_code(self.cleaned_data["kode"])
        if not code:
            raise forms.ValidationError(
                _("Kode terdiri dari SJW dan 12 huruf atau angka. Periksa lagi; tidak ada huruf O atau angka 0 di dalamnya.")
            )
        return code
