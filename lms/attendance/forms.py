"""The code that a participant types at a meeting."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AttendanceCodeForm(forms.Form):
    kode = forms.CharField(
        label=_("Kode kehadiran"),
        max_length=20,
        help_text=_("Enam angka pada layar di ruang pertemuan. Spasi boleh ikut diketik."),
        error_messages={"required": _("Ketik enam angka yang tampil di layar.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_kode(self) -> str:
        digits = "".join(self.cleaned_data["kode"].split())
        if not (len(digits) == 6 and digits.isascii() and digits.isdigit()):
            raise forms.ValidationError(
                _("Kode terdiri dari enam angka, misalnya 482 913. Periksa lagi yang tampil di layar.")
            )
        return digits
