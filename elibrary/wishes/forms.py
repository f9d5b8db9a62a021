"""The reader's wish."""

import uuid

from django import forms

from elibrary.catalogue.isbn_field import IsbnField

BROKEN = "Formulir ini rusak di jalan. Kirim sekali lagi."


class WishForm(forms.Form):
    token = forms.UUIDField(
        widget=forms.HiddenInput, initial=uuid.uuid4, error_messages={"required": BROKEN, "invalid": BROKEN}
    )
    judul = forms.CharField(label="Judul buku", max_length=300, error_messages={"required": "Tulis judul bukunya."})
    pengarang = forms.CharField(label="Pengarang", max_length=200, required=False)
    isbn = IsbnField(help_text="13 angka di sampul belakang, bila Anda tahu.")
    alasan = forms.CharField(
        label="Untuk apa Anda membutuhkannya?",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Membantu pustakawan memilih. Jangan menulis NIK, nomor telepon, atau data diri lain.",
    )
