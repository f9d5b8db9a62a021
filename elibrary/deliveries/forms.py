"""The form by which a file comes in one piece, for browsers without script."""

from django import forms


class FileForm(forms.Form):
    """With script, ``static/elibrary/deliveries/delivery.js`` sends the file in pieces instead."""

    file = forms.FileField(
        label="Berkas buku",
        help_text="PDF atau EPUB, tanpa kata sandi, paling besar 2 GB. Beri nama dengan ISBN-nya bila bisa, misalnya "
        "9786020332956.pdf.",
        widget=forms.FileInput(attrs={"accept": ".pdf,.epub,application/pdf,application/epub+zip"}),
    )
