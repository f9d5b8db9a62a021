"""Forms that citizens fill in without an account."""

from typing import Any

from django import forms

from servicedesk.models import LONGEST_REMARK
from servicedesk.personal_words import personal_words

YES, NO = "ya", "tidak"


class FeedbackForm(forms.Form):
    """Two questions. ``situs`` is a trap: people don't see it, machines that fill in everything do."""

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
        max_length=LONGEST_REMARK,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Paling banyak 1.000 huruf. Jangan tulis nama, NIK, nomor telepon, atau alamat e-mail.",
    )
    situs = forms.CharField(
        label="Biarkan kosong", required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"})
    )

    def clean_kata(self) -> str:
        """Raises ValidationError for words that could lead to a person."""
        words: str = self.cleaned_data["kata"]
        if found := personal_words(words):
            raise forms.ValidationError(f"Tulisan Anda tampaknya memuat {found}. Hapus bagian itu, lalu kirim lagi.")
        return words

    @property
    def is_from_a_machine(self) -> bool:
        return bool(self.cleaned_data["situs"])

    @property
    def answer(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"token": data["token"], "helpful": data["jawaban"] == YES, "remark": data["kata"]}
