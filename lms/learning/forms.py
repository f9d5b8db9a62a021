from django import forms
from django.utils.translation import gettext_lazy as _

from lms.learning.models import LONGEST_NOTE

BROKEN = _("Formulir ini rusak di jalan. Kirim sekali lagi.")


class LinesField(forms.CharField):
    """A textarea. Browsers count a line break as one character but submit CRLF; it is normalised to LF."""

    widget = forms.Textarea

    def to_python(self, value: object) -> str:
        return super().to_python(str(value or "").replace("\r\n", "\n")) or ""


class NoteForm(forms.Form):
    """A note with the version on which it builds."""

    versi = forms.IntegerField(
        widget=forms.HiddenInput, min_value=0, error_messages=dict.fromkeys(("required", "invalid", "min_value"), BROKEN)
    )
    catatan = LinesField(
        label=_("Catatan saya"),
        required=False,
        strip=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"max_length": _("Catatan paling banyak 10.000 huruf. Pindahkan sebagian ke pelajaran lain.")},
    )
