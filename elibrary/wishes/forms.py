"""The reader's wish."""

import uuid

from django import forms

from elibrary.formats.values.isbn import isbn13_of, read

BROKEN = "Formulir ini rusak di jalan. Kirim sekali lagi."


class WishForm(forms.Form):
    token = forms.UUIDField(
        widget=forms.HiddenInput, initial=uuid.uuid4, error_messages={"required": BROKEN, "invalid": BROKEN}
    )
    judul = forms.CharField(label="Judul buku", max_length=300, error_messages={"required": "Tulis judul bukunya."})
    pengarang = forms.CharField(label="Pengarang", max_length=200, required=False)
    isbn = forms.CharField(
        label="ISBN", max_length=20, required=False, help_text="13 angka di sampul belakang, bila Anda tahu."
    )
    alasan = forms.CharField(
        label="Untuk apa Anda membutuhkannya?",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Membantu pustakawan memilih. Jangan menulis NIK, nomor telepon, atau data diri lain.",
    )

    def clean_isbn(self) -> str:
        return isbn_in(self.cleaned_data["isbn"])


def isbn_in(text: str) -> str:
    """The ISBN as thirteen digits; empty for empty input. Raises ValidationError."""
    isbn = isbn13_of(read(text.strip())[0])
    if text.strip() and not isbn:
        raise forms.ValidationError("ISBN ini tidak benar. Periksa lagi angkanya, atau kosongkan saja.")
    return isbn
