"""Public forms; no account is needed."""

import re
from typing import TypedDict
from uuid import UUID

from django import forms

from servicedesk.feedback.models import MAX_REMARK_LENGTH

YES, NO = "ya", "tidak"


def personal_data_in(text: str) -> str:
    """The kind of personal data that ``text`` appears to contain, for the error message; "" for none."""
    without_dates = _DATE.sub(" ", text)
    if _EMAIL.search(text):
        return "alamat e-mail"
    if _SIXTEEN.search(without_dates):
        return "NIK atau nomor kartu"
    if _PHONE.search(without_dates):
        return "nomor telepon"
    if _LONG_NUMBER.search(without_dates):
        return "nomor panjang, misalnya NIB atau nomor rekening"
    return ""


class Answer(TypedDict):
    """Arguments of ``feedback_create``."""

    token: UUID
    helpful: bool
    remark: str


class FeedbackForm(forms.Form):
    """Two questions. ``situs`` is a honeypot field, hidden from people."""

    token = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid"), "Formulir ini rusak di jalan. Kirim sekali lagi."),
    )
    jawaban = forms.ChoiceField(
        label="Apakah halaman ini membantu?",
        choices=[(YES, "Ya"), (NO, "Tidak")],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih ya atau tidak.", "invalid_choice": "Pilih ya atau tidak."},
    )
    kata = forms.CharField(
        label="Apa yang kurang atau keliru?",
        required=False,
        max_length=MAX_REMARK_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Paling banyak 1.000 huruf. Jangan tulis nama, NIK, nomor telepon, atau alamat e-mail.",
    )
    situs = forms.CharField(
        label="Biarkan kosong", required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"})
    )

    def clean_kata(self) -> str:
        """Raises ValidationError for text with personal data."""
        words: str = self.cleaned_data["kata"]
        if found := personal_data_in(words):
            raise forms.ValidationError(f"Tulisan Anda tampaknya memuat {found}. Hapus bagian itu, lalu kirim lagi.")
        return words

    @property
    def is_spam(self) -> bool:
        return bool(self.cleaned_data["situs"])

    @property
    def answer(self) -> Answer:
        data = self.cleaned_data
        return {"token": data["token"], "helpful": data["jawaban"] == YES, "remark": data["kata"]}


_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")


_DATE = re.compile(r"\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b")


# 16 digits in a row or in groups: NIK, number of a family card or a bank card.
_SIXTEEN = re.compile(r"(?<!\d)(?:\d[ .-]?){15}\d(?!\d)")


# Ten digits or more in one piece: NIB, NPWP, account numbers, telephone numbers written without gaps.
_LONG_NUMBER = re.compile(r"(?<![\d.,])\d{10,}(?!\d)")


# 08…, +62 8…, (031) …: 9 to 14 digits with gaps.
_PHONE = re.compile(r"(?<![\d.])(?:\+?62|\(?0)(?:[ .()-]{0,2}\d){8,12}(?!\d)")
